/* The cheapest choice of sites at given prices, by branch and bound; for bound_choice.c only. */
#ifndef PLAN_BOUND_HUNT_H
#define PLAN_BOUND_HUNT_H

#include "plan/bound_prices.h"
#include "plan/bound_to_go.h"

/* A day: one meeting, or two. Costs are doubled, like the prices. */
struct bound_day {
    uint32_t a;
    uint32_t b; /* the same site: a meeting alone */
    int64_t priced;
};

struct bound_work {
    struct bound_network network;
    struct bound_to_go to_go;
    struct bound_day *singles;
    struct bound_day *pairs;
    uint32_t *room;              /* by site: meetings that may still be added */
    uint32_t *in_group;          /* meetings */
    uint32_t *alone;             /* by site: meetings alone, of the choice at hand */
    struct bound_pair *together; /* the days with two meetings, of the choice at hand */
};

/* The search for the best choice with a fixed number of pairs and of singles. */
struct bound_hunt {
    const struct bound_sites *sites;
    struct bound_work *work;
    const struct bound_prices *prices;
    struct bound_choice *choice;
    uint32_t single_count; /* of work->singles */
    uint32_t pair_count;
    int64_t cheapest_pair;
    int64_t fixed;    /* what the prices of sites and of pairs add to every choice */
    int64_t refunds;  /* what those of groups add */
    int64_t priced;   /* of the days chosen so far */
    int64_t refunded; /* to their groups */
    int64_t cost;     /* without prices */
    int64_t best;     /* cost of the cheapest choice so far, or BOUND_NEVER */
    uint32_t state;   /* of the groups, as in bound_to_go */
    uint32_t online_left;
    uint32_t pairs_held;
    uint32_t pairs_left;
    uint32_t singles_left;
    uint32_t tries;
    uint32_t tries_most;
};

/* Before it, the first five members and `best` must be set; the cost of a known choice as `best` saves much. */
void bound_hunt_begin(struct bound_hunt *hunt);
/* Writes what it proves and finds into hunt->choice. */
void bound_hunt_all(struct bound_hunt *hunt);

#endif
