/* Makes the outbox agree with what is true at this moment: a notice for everything whose turn it is and that has none yet,
 * and none that waits for what is no longer so. To be done each minute by the worker, and in the transaction of each change
 * of meetings, steps or contacts, so that what waits is always what would be worked out anew. A notice is made once for its
 * rule, contact, moment and channel, however often this is done and whoever dies in the middle.
 */
#ifndef APP_NOTICE_DERIVE_H
#define APP_NOTICE_DERIVE_H

#include "app/app.h"

struct election;
struct notice_schedule;

struct notice_derived {
    int64_t made;
    int64_t withdrawn; /* their reason is no more */
    int64_t expired;   /* could not be sent in time */
};

/* In a transaction of its own, or a part of the one that is open. */
enum error_code notice_derive(const struct app *app, const struct notice_schedule *schedule,
                              struct notice_derived *out, struct error *err) MUST_USE;

/* The same with a schedule loaded for this once: after a change of the election. */
enum error_code notice_derive_after(const struct app *app, const struct election *election,
                                    struct error *err) MUST_USE;

/* The same for all elections whose notices may still matter: a round of the worker. */
enum error_code notice_derive_all(const struct app *app, struct error *err) MUST_USE;

#endif
