/* The written notice to candidates: on which day the letter for a meeting must leave at the latest, and whether it still
 * can. The number of days is notice_days of the tables; 7 in the guidance of 2026, nothing in the law.
 */
#ifndef APP_LETTER_DAY_H
#define APP_LETTER_DAY_H

#include "app/plan_changes.h"
#include "app/plan_show.h"

/* Sets `letter_by` of each meeting: the last working day that leaves the candidates their days of notice; where the days
 * off of the year are not known, the last day. Untouched when the tables ask for no notice. */
enum error_code letter_day_set(const struct app *app, int64_t election, struct arena *arena,
                               struct shown_meeting *items, size_t count, struct error *err) MUST_USE;

/* ERROR_DATA when a release on this day would add or move a meeting that is too near for its letter, and the rule NOTICE
 * blocks releases. */
enum error_code letter_day_check(const struct plan_problem *problem, const struct plan_changes *changes,
                                 struct civil_date today, struct error *err) MUST_USE;

#endif
