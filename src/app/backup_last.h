/* When the store was backed up last, as far as the log of changes tells. */
#ifndef APP_BACKUP_LAST_H
#define APP_BACKUP_LAST_H

#include "app/app.h"

/* 0: never. */
enum error_code backup_last(const struct app *app, int64_t *out_utc_secs, struct error *err) MUST_USE;

#endif
