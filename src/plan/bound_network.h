/* The best fractional choice of sites, as a flow of least cost on the doubled graph. Nobody but the prices of the bound
 * includes this.
 */
#ifndef PLAN_BOUND_NETWORK_H
#define PLAN_BOUND_NETWORK_H

#include "plan/bound_choice.h"

/* One unit of flow between two sites. */
struct bound_way {
    uint32_t left;
    uint32_t right;
};

/* The sites and groups before the arcs of the table, or those behind them. */
struct bound_side {
    uint32_t *used;      /* by site: flow */
    int64_t *far;        /* by site: from the source */
    uint32_t *came_from; /* by site: a site of the other side, or its group */
    uint32_t *group_used;
    int64_t *group_far;
    uint32_t *group_came_from; /* by group: a site of this side, or the source or sink */
};

struct bound_network {
    const struct bound_sites *sites;
    int64_t *cost; /* from each left site to each right site */
    int64_t forbidding;
    struct bound_side left;
    struct bound_side right;
    struct bound_way *ways;
    uint32_t way_count;
    int64_t sink_far;
    uint32_t sink_came_from; /* a group */
    bool *changed;           /* by left site: its ways across are to be looked at */
};

struct bound_flow {
    int64_t pair_price;
    int64_t cost;    /* with the prices of pairs */
    uint32_t paired; /* meetings that share a day */
    bool allowed;    /* within all limits of sites and groups */
};

/* From the arena; false: no memory. */
bool bound_network_init(struct bound_network *network, const struct bound_limits *most,
                        struct arena *arena) MUST_USE;

/* Sends a unit of flow for each meeting, where each meeting that shares a day costs so much more; leaves the distances
 * from the source, which are prices. */
struct bound_flow bound_network_send(struct bound_network *network, const struct bound_sites *sites,
                                     int64_t pair_price);

#endif
