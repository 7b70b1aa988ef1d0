/* What the rest of a choice of sites must cost at least, whatever it is: by dynamic programming over how many
 * meetings are left and what the groups still need, with priced sites that may be used again and again. Nobody
 * but the bound includes this.
 */
#ifndef PLAN_BOUND_TO_GO_H
#define PLAN_BOUND_TO_GO_H

#include "plan/bound_choice.h"

/* A state is the number of meetings of each group, counted up to what it needs, as one number. */
struct bound_to_go {
    uint32_t states;
    uint32_t *weight;       /* by group: of one meeting in the number of the state */
    uint32_t *after;        /* by state and group: the state after one more meeting there */
    int64_t *by_group;      /* the cheapest meeting alone in each group, or BOUND_NEVER */
    int64_t *by_two_groups; /* the cheapest pair in each two */
    int64_t *cost;          /* by meetings left and state, or BOUND_NEVER */
};

/* How large the table of so many meetings is; more than BOUND_TO_GO_MAX must not be asked for. */
#define BOUND_TO_GO_MAX ((uint64_t)1 << 20)
uint64_t bound_to_go_size(uint32_t needed, uint32_t group_count, uint32_t group_least);

bool bound_to_go_init(struct bound_to_go *to_go, uint64_t size_max, uint32_t groups_max,
                      struct arena *arena) MUST_USE;

struct bound_prices;
/* Costs are doubled, as are the prices that each meeting bears in addition; those of groups are not used. */
void bound_to_go_fill(struct bound_to_go *to_go, const struct bound_sites *sites,
                      const struct bound_prices *prices);

static inline int64_t bound_to_go_cost(const struct bound_to_go *to_go, uint32_t left, uint32_t state)
{
    return to_go->cost[(size_t)left * to_go->states + state];
}

#endif
