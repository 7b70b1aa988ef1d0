/* How many meetings must be held on holidays; nobody but the bound includes this. */
#ifndef PLAN_BOUND_HOLIDAY_H
#define PLAN_BOUND_HOLIDAY_H

#include "plan/space.h"

/* Days on which a unit could hold a meeting, or two, if it were alone. */
struct bound_days {
    int64_t one; /* at least one */
    int64_t two; /* of these, two or more */
    int64_t working_one;
    int64_t working_two;
};

/* `slots` is room for a set of slots. */
struct bound_days plan_bound_days(const struct plan_space *space, uint32_t unit, uint64_t *slots);
/* Whether all meetings of the unit are held in one commune. */
bool plan_bound_is_local(const struct plan_space *space, uint32_t unit);

/* At least so many; a meeting is never counted twice. */
enum error_code plan_bound_holiday(const struct plan_space *space, int64_t *out, struct error *err) MUST_USE;

#endif
