/* Where searches of the same region from different seeds leave the best plan of them all, and take it from to go on.
 * They meet between rounds only: within one, whoever took over the best plan of another gave up more than it won.
 */
#ifndef PLAN_RIVALS_H
#define PLAN_RIVALS_H

#include "plan/annealing.h"

#include <pthread.h>

struct rivals {
    pthread_mutex_t lock;
    int64_t best_m;            /* change of the objective; 0 at first */
    struct plan_place *places; /* of the region's meetings, in the order of the deck */
};

/* For a region with so many meetings; false: no memory. */
bool rivals_init(struct rivals *rivals, uint32_t meetings, struct arena *memory) MUST_USE;
void rivals_done(struct rivals *rivals);
/* Leaves the best plan of the search there, or makes theirs its present and best one. */
void rivals_meet(struct rivals *rivals, struct annealing *annealing);

#endif
