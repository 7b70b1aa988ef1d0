/* Whether the store has changed, without looking at what is in it. */
#ifndef APP_STORE_STATE_H
#define APP_STORE_STATE_H

#include "app/app.h"

/* A number that is another one as soon as another connection has stored a change of any kind. Numbers of two connections
 * have nothing to do with each other. */
enum error_code store_state(const struct app *app, int64_t *out, struct error *err) MUST_USE;

#endif
