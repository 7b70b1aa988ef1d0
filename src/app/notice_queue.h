/* The notices of a release: one for each candidate in whose units it changed a meeting. They are written in the
 * transaction that publishes it, so that there is no release nobody is told of.
 */
#ifndef APP_NOTICE_QUEUE_H
#define APP_NOTICE_QUEUE_H

#include "app/app.h"

struct notice_queue_counts {
    int64_t queued;
    int64_t unreachable; /* candidates it concerns who have no telephone number */
};

/* Call it inside the transaction, after the meetings carry the release. */
enum error_code notice_queue_release(const struct app *app, int64_t election, int64_t release,
                                     struct notice_queue_counts *out, struct error *err) MUST_USE;

#endif
