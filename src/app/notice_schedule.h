/* All that decides whose turn it is beside the store's own rows: the rules of notices.yaml, the days off, and what the
 * election's law pack asks for. Loaded once, used for many moments of one election.
 */
#ifndef APP_NOTICE_SCHEDULE_H
#define APP_NOTICE_SCHEDULE_H

#include "app/app.h"
#include "app/election_find.h"
#include "app/notice_due.h"

struct notice_schedule {
    int64_t election;
    struct notice_rules *rules;     /* owned */
    int32_t days[NOTICE_RULES_MAX]; /* lead of each rule in days; -1: it has none in this election */
    struct day_off_set days_off;
    struct arena arena;
};

/* The rules of the data folder; they go to notice_rules_free. */
enum error_code notice_rules_load(const struct app *app, struct notice_rules **out,
                                  struct error *err) MUST_USE;

/* Errors are those of notice_rules_load, law_load_with_tasks and days_off_load. The schedule goes to
 * notice_schedule_done. */
enum error_code notice_schedule_load(const struct app *app, const struct election *election,
                                     struct notice_schedule *out, struct error *err) MUST_USE;
void notice_schedule_done(struct notice_schedule *schedule); /* also right for a zeroed struct */

#endif
