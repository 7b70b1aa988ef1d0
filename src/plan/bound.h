/* What no plan of a problem can be better than: a proved lower bound of the objective F. docs/planning.md has the
 * proof. It drops the calendar: each unit chooses the cheapest places for its meetings, alone or two on a day, as
 * the rules about one unit allow; what a candidate of two units saves by a day with a meeting of each is shared out
 * between the two. Meetings on holidays are counted where the working days do not suffice.
 */
#ifndef PLAN_BOUND_H
#define PLAN_BOUND_H

#include "plan/space.h"

/* Of any plan that breaks no rule. */
struct plan_bound {
    int64_t travel_online_m; /* the weighted T and O are together at least this */
    int64_t holiday;         /* H is at least this */
    int64_t bound_m;         /* F is at least this */
};

/* The same problem gives the same bound. Where the figures are too large to be added up, the bound is 0. */
enum error_code plan_bound_of_space(const struct plan_space *space, struct plan_bound *out,
                                    struct error *err) MUST_USE;
/* For whom has no space at hand. */
enum error_code plan_bound_compute(const struct plan_problem *problem, struct plan_bound *out,
                                   struct error *err) MUST_USE;

/* By how much F is above the bound at most, in millionths of the bound, rounded up; -1 when that cannot be said. */
int64_t plan_bound_excess_ppm(const struct plan_bound *bound, int64_t objective_m);

#endif
