/* Where the settings ask for it, what a release tells goes only after somebody else than its author has approved it. */
#ifndef APP_NOTICE_APPROVE_H
#define APP_NOTICE_APPROVE_H

#include "app/app.h"

/* Writes down who publishes a release; the caller holds its transaction. */
enum error_code notice_author_put(const struct app *app, int64_t release, struct error *err) MUST_USE;

/* Approves what release `number` tells; what waited for it is due at once, and *out_due says how many that are. The author is
 * ERROR_DENIED, a release that is not there ERROR_NO_INPUT, one that is approved already ERROR_DATA. Audited. */
enum error_code notice_approve(const struct app *app, int64_t election, int64_t number, int64_t *out_due,
                               struct error *err) MUST_USE;

/* Lets the notices of an election go that were held after an outage (REASON_OUTAGE). Audited with `why`. */
enum error_code notice_release_held(const struct app *app, int64_t election, const char *why,
                                    int64_t *out_due, struct error *err) MUST_USE;

#endif
