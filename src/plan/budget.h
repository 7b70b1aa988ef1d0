/* How long a search may go on. The planner knows no clock: it counts steps, and asks its caller how much of the
 * time is gone. With steps alone the same seed gives the same plan.
 */
#ifndef PLAN_BUDGET_H
#define PLAN_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLAN_STEPS_MAX (UINT64_C(1) << 62) /* more than anybody lives to see */

struct plan_budget {
    uint64_t max_steps;                  /* at most PLAN_STEPS_MAX */
    double (*time_spent)(void *context); /* from 0 to 1, which means stop; NULL: only steps count */
    void *context;
    bool
        is_timed; /* time_spent grows by itself: who searches for so long cannot ask for the same plan again */
};

/* The share of the budget that is gone after so many steps: 1 or more means stop. */
static inline double plan_budget_spent(const struct plan_budget *budget, uint64_t steps)
{
    double by_steps = budget->max_steps > 0 ? (double)steps / (double)budget->max_steps : 1.0;
    double by_time = budget->time_spent != NULL ? budget->time_spent(budget->context) : 0.0;

    return by_steps > by_time ? by_steps : by_time;
}

#endif
