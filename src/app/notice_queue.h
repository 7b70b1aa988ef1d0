/* The notices of a release: one for each candidate in whose units it changed a meeting, by each channel of the rules. They
 * are written in the transaction that publishes it, so that there is no release nobody is told of.
 */
#ifndef APP_NOTICE_QUEUE_H
#define APP_NOTICE_QUEUE_H

#include "app/app.h"

struct notice_rules;

struct notice_queue_counts {
    int64_t queued;
    int64_t unreachable; /* candidates it concerns who have neither telephone number nor mail address */
};

/* By which channels the rules of notices.yaml tell of a release. */
struct notice_channels_used {
    bool sms;
    bool mail;
};

enum error_code notice_release_channels(const struct app *app, struct notice_channels_used *out,
                                        struct error *err) MUST_USE;

/* Call it inside the transaction, after the meetings carry the release. */
enum error_code notice_queue_release(const struct app *app, int64_t election, int64_t release,
                                     struct notice_queue_counts *out, struct error *err) MUST_USE;
/* For contacts that were never told of a release and have meetings ahead, as when their number was entered later: a notice of
 * the newest one. Adds to *made; call it inside a transaction. */
enum error_code notice_queue_newcomers(const struct app *app, int64_t election,
                                       const struct notice_rules *rules, int64_t *made,
                                       struct error *err) MUST_USE;

#endif
