/* When a region is searched and how hot: a row of rounds, each of which cools down until the share of its steps, or of
 * the time, is gone. A large region sees one round. A small one, which soon has nothing more to find by going on, sees
 * many: by turns one that loosens the best plan and one that starts from scratch.
 */
#ifndef PLAN_SCHEDULE_H
#define PLAN_SCHEDULE_H

#include "plan/budget.h"

#include <stdbool.h>

/* Temperatures (plan/annealing.h), found by experiment on provinces. */
#define SCHEDULE_HOT 0.3
#define SCHEDULE_WARM 0.01

struct schedule {
    const struct plan_budget *budget;
    double from, to;      /* of the budget's time, as shares */
    uint64_t steps;       /* at most */
    uint64_t round_steps; /* at most, of each round */
    double hottest;       /* of the first round */

    /* Kept by the functions. */
    uint64_t done;       /* steps */
    double gone;         /* share of it all */
    double round_from;   /* share of it all */
    uint64_t round_done; /* steps before the round */
    uint32_t round;
    double cooled; /* share of the round */
    double heat;
};

/* The first five must be set. */
void schedule_begin(struct schedule *schedule);
/* After `steps` more: whether there is time for others. The heat is the one for these; `cooled` is 0 when a round
 * begins. */
bool schedule_go_on(struct schedule *schedule, uint64_t steps);

#endif
