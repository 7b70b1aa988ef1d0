/* How many meetings must be held on holidays; nobody but the bound includes this. */
#ifndef PLAN_BOUND_HOLIDAY_H
#define PLAN_BOUND_HOLIDAY_H

#include "plan/space.h"

/* At least so many; a meeting is never counted twice. */
enum error_code plan_bound_holiday(const struct plan_space *space, int64_t *out, struct error *err) MUST_USE;

#endif
