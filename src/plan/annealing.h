/* What the parts of the improvement share; nobody else includes this. */
#ifndef PLAN_ANNEALING_H
#define PLAN_ANNEALING_H

#include "base/prng.h"
#include "plan/best.h"

struct annealing {
    struct plan_state *state;
    const struct plan_space *space;
    struct prng *prng;
    double heat;         /* falls from hot to cold */
    double *warmth_m;    /* by unit; times heat, the temperature */
    int64_t objective_m; /* of the present plan, from where the search began */
    int64_t best_m;
    struct best best;
    uint32_t *pool; /* meetings, those of units with many options more often */
    uint32_t pool_count;
    uint32_t *nearest;              /* by option's place: the options of each unit, nearest first */
    struct plan_range *kin_of_unit; /* of kin: the unit and those that share a candidate with it */
    uint32_t *kin;
    struct plan_range *meetings_of_group; /* of group_meetings */
    uint32_t *group_meetings;
    float *patience; /* -ln of evenly spread chances: how many temperatures worse is still taken */
};

/* False: no memory. */
bool annealing_init(struct annealing *annealing, struct plan_state *state, struct prng *prng,
                    struct arena *memory) MUST_USE;

/* A random decision: always for the better, the less for the worse the colder it is. Units whose meetings
 * cost more are warmer. */
bool annealing_accepts(struct annealing *annealing, uint32_t unit, int64_t change_m) MUST_USE;

/* The moves. Each tries one change of a placed meeting, and keeps or undoes it. */

/* To another place that is free. */
void move_alone(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t slot);
/* To a place from where up to two other meetings must go elsewhere. */
void move_and_push(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t slot);
/* Two meetings exchange their slots; each stays in its venue. */
void move_exchange(struct annealing *annealing, uint32_t meeting, uint32_t other);

#endif
