/* What a search draws from, worked out once and read by all its threads: which meetings to try, by region and as often
 * as they deserve; the options of each unit from near to far; what is much and what is little to a unit.
 */
#ifndef PLAN_DECK_H
#define PLAN_DECK_H

#include "plan/space.h"

#define DECK_PATIENCES 4096

struct deck {
    const struct plan_space *space;
    uint32_t region_count;
    struct plan_range *meetings_of_region; /* of meetings */
    uint32_t *meetings;
    struct plan_range *cards_of_region; /* of cards */
    uint32_t
        *cards; /* meetings; those with company on their days, and of units that travel far, more often */
    double *warmth_m;  /* by unit: what a meeting costs on average over its options */
    uint32_t *nearest; /* by place of an option: the options of each unit, cheapest first */
    float *patience;   /* -ln of evenly spread chances: how many temperatures worse is still taken */
    struct arena memory;
};

/* Borrows the space. */
enum error_code deck_new(const struct plan_space *space, struct deck **out, struct error *err) MUST_USE;
void deck_free(struct deck *deck);
DEFINE_CLEANUP(struct deck, deck_free)

#endif
