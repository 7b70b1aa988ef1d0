/* The cheapest choice of sites for the meetings of one unit, when nothing else happens in the world: the core of
 * the lower bound. A site is a commune in one mode. A meeting is alone on its day, or two at different sites
 * share a day. At most so many meetings at each site, at least so many in each group of sites.
 *
 * Sites are priced by a flow of least cost on the doubled graph (each meeting once on the left and once on the
 * right), whose best answer is the best fractional one; a search by branch and bound over the few choices that
 * the prices leave open then finds the best whole one. Where the number of pairs is given, a pair has a price, too:
 * the one at which the flow takes about as many. Any prices give a valid bound, so the proof does not depend on
 * the flow.
 */
#ifndef PLAN_BOUND_CHOICE_H
#define PLAN_BOUND_CHOICE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define BOUND_NEVER INT64_MAX
#define BOUND_COST_MAX ((int64_t)1 << 40) /* of all meetings together */

/* What the choice is between; all arrays by site. */
struct bound_sites {
    uint32_t count;        /* at least 1 */
    uint32_t needed;       /* meetings, at least 1 */
    const int64_t *single; /* cost of a meeting alone on its day; at least 0 */
    const int64_t
        *pair; /* count * count, symmetric: of two that share a day, or BOUND_NEVER; NULL: none may */
    uint32_t pairs_least; /* days with two meetings */
    uint32_t pairs_most;
    const int64_t *extra; /* by number of pairs: what so many cost in addition; NULL: nothing */
    const uint32_t *most; /* meetings at the site */
    const uint32_t *group;
    uint32_t group_count;
    uint32_t group_least; /* meetings in each group */
    const bool *online;
    uint32_t online_most; /* meetings at all online sites together */
};

/* Two sites, for a day. */
struct bound_pair {
    uint32_t a;
    uint32_t b;
};

/* A choice that was found serves as the first one of the next search, when it still may be made. */
struct bound_choice {
    int64_t cost;      /* no choice costs less; 0 when there is no choice at all */
    bool none;         /* there is no choice at all */
    bool exact;        /* and the choice below costs as much */
    uint32_t tries;    /* how hard the next search tries; 0: as hard as it may */
    bool found;        /* below is the cheapest choice found */
    uint32_t *singles; /* by site: meetings that are alone */
    struct bound_pair *pairs;
    uint32_t pair_count;
};

/* Room for work that is used again and again, for choices of at most this size. */
struct bound_work;
struct bound_prices;

struct bound_limits {
    uint32_t sites;
    uint32_t groups;
    uint32_t needed;
    uint64_t to_go; /* bound_to_go_size */
};

/* From the arena; NULL: no memory. */
struct bound_work *bound_work_new(const struct bound_limits *most, struct arena *arena) MUST_USE;

/* `choice->singles` must have room for the sites, `choice->pairs` for half of the meetings. Prices are kept from one choice of the unit to the next, and found
 * anew only where they prove too little. */
void bound_choose(const struct bound_sites *sites, struct bound_work *work, struct bound_prices *prices,
                  struct bound_choice *choice);

#endif
