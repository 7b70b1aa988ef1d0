/* Prices of sites and groups for the choice of sites; nobody else includes this. */
#ifndef PLAN_BOUND_PRICES_H
#define PLAN_BOUND_PRICES_H

#include "plan/bound_choice.h"

/* Of a flow network with unlimited and with counted arcs. */
struct bound_arc {
    uint32_t to;
    uint32_t next; /* of the same node */
    uint32_t room;
    int64_t cost;
};

struct bound_network {
    struct bound_arc *arcs; /* an arc and its way back stand side by side */
    uint32_t arc_count;
    uint32_t node_count;
    uint32_t *first; /* by node */
    int64_t *distance;
    uint32_t *came_by; /* the arc */
    uint32_t *queue;
    bool *waiting;
};

/* In half units, so that halves are whole. */
struct bound_prices {
    int64_t *site;  /* for each meeting at the site, at least 0 */
    int64_t *group; /* refunded for each meeting in the group, at least 0 */
};

bool bound_network_init(struct bound_network *network, uint32_t sites_max, uint32_t groups_max,
                        struct arena *arena) MUST_USE;

/* The prices at which the best fractional choice is as cheap as any. False when there is no choice. */
bool bound_find_prices(const struct bound_sites *sites, struct bound_network *network,
                       struct bound_prices *prices) MUST_USE;

#endif
