/* Whose turn it is. Pure: for a rule and a moment, which meetings and which steps are to be told of now. A notice is made
 * when its turn has come and not before, so that a move, a cancellation, a record or another rule needs to undo nothing:
 * what is told is always what the store says at that moment. What cannot be told while its turn lasts is not told late.
 */
#ifndef APP_NOTICE_DUE_H
#define APP_NOTICE_DUE_H

#include "calendar/day_off.h"
#include "notify/notice_rules.h"

#define NOTICE_SPANS_MAX 24

/* Meetings that begin in it are told of in one notice. */
struct notice_span {
    int64_t from_utc_secs;
    int64_t until_utc_secs; /* not in it any more */
    int64_t due_utc_secs;   /* their turn came then; what was changed later is told by its release */
    int64_t expires_utc_secs;
};

/* For rules about meetings with a lead in days: the days whose meetings have their turn now; at most NOTICE_SPANS_MAX.
 * `days` is the lead, of the rule or of the law. */
size_t notice_due_days(const struct notice_rule *rule, int32_t days, const struct day_off_set *days_off,
                       int64_t now_utc_secs, struct notice_span out[NOTICE_SPANS_MAX]);

/* For rules with a lead in hours: the meetings that begin in the span have their turn now, each for itself. Only the first
 * two values are filled in. */
struct notice_span notice_due_hours(const struct notice_rule *rule, int64_t now_utc_secs);

/* The turn of one meeting by a rule with a lead in hours. */
struct notice_span notice_due_start(const struct notice_rule *rule, int64_t start_utc_secs);

/* For rules about steps and days: whether this is a working day and between the rule's hour and the end of its time, which
 * is given back. A year whose days off are not known has its working days from Monday to Friday. */
bool notice_due_today(const struct notice_rule *rule, const struct day_off_set *days_off,
                      int64_t now_utc_secs, struct notice_span *out) MUST_USE;

/* Working days after `today` up to `due`; negative: that many after `due` up to today. */
int32_t notice_due_days_left(const struct day_off_set *days_off, struct civil_date today,
                             struct civil_date due);

/* Whether a step with so many working days left has its turn on this day by the rule. */
bool notice_due_step(const struct notice_rule *rule, int32_t days_left, bool past) MUST_USE;

/* When the turn of anything can change next, beside that of meetings with a lead in hours: the next hour of a rule. */
int64_t notice_due_next(const struct notice_rules *rules, int64_t now_utc_secs);

#endif
