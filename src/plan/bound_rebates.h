/* Candidates who stand in two units: on a day with a meeting of each, one tour serves both. What such a day saves
 * is given to the two units in advance, as rebates on single meetings: for every two options that may share a day
 * the rebates of both are together at least what is saved. Then no unit can ask for less than its cheapest choice
 * with rebates, whatever the other does, and the sum of these is a bound. The rebates that make it largest are
 * approached by a subgradient method (Held, Wolfe and Crowder, Mathematical Programming 6, 1974), in whole metres.
 */
#ifndef PLAN_BOUND_REBATES_H
#define PLAN_BOUND_REBATES_H

#include "plan/bound_unit.h"

/* One candidate in two units. */
struct bound_link {
    uint32_t unit[2];
    uint32_t count[2];       /* options of each */
    const int64_t *saving_m; /* by option of the first and option of the second */
    int64_t *rebate_m[2];    /* by option */
    int64_t *best_m;         /* of the first unit, where the bound was largest */
    int64_t *most_m;         /* of the first unit: the largest saving */
    int64_t size_m;          /* the largest saving of all */
    int32_t *wish;           /* of the first unit: to give more (above 0) or less */
};

/* Units that share candidates, directly or through others. */
struct bound_cluster {
    struct plan_range units; /* of cluster_units */
    struct plan_range links; /* of links, which are in order of their clusters */
};

struct bound_rebates {
    const struct plan_space *space;
    struct bound_unit *units; /* by unit */
    struct bound_work *work;
    struct bound_link *links;
    uint32_t link_count;
    struct bound_cluster *clusters; /* also those of one unit */
    uint32_t cluster_count;
    uint32_t *cluster_units;
    struct arena *arena;
};

/* Finds who is linked, and gives each unit half of the ways. False: no memory. */
bool bound_rebates_init(struct bound_rebates *rebates, const struct plan_space *space,
                        struct bound_unit *units, struct arena *arena) MUST_USE;

/* Sets the rebates of the first unit, and those of the other as they must be then. */
void bound_link_give(struct bound_link *link, const int64_t *first_m);

struct bound_rounds {
    uint32_t most;
    int64_t enough_m; /* no larger bound is of use */
};

/* The largest bound found for the units of a cluster, from the rebates as they are; leaves those that proved it in
 * best_m of the links. BOUND_NEVER when some unit has no choice within its limits of pairs. */
int64_t bound_cluster_raise(struct bound_rebates *rebates, const struct bound_cluster *cluster,
                            const struct bound_rounds *rounds);

#endif
