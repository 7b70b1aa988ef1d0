/* What the gateway would cut or refuse does not wait for its hour: it fails when it is made, while somebody looks. */
#ifndef APP_NOTICE_REFUSE_H
#define APP_NOTICE_REFUSE_H

#include "app/app.h"

/* Fails the SMS of a release whose text, as it would be written now, is too long for the gateway or has a character that it
 * refuses; *out_refused says how many. Does nothing where no gateway is set or its
 * files cannot be used. The caller holds the transaction. */
enum error_code notice_refuse(const struct app *app, int64_t election, int64_t release, int64_t *out_refused,
                              struct error *err) MUST_USE;

#endif
