/* Prices of sites and groups for the choice of sites; nobody else includes this. */
#ifndef PLAN_BOUND_PRICES_H
#define PLAN_BOUND_PRICES_H

#include "plan/bound_network.h"

/* In half units, so that halves are whole. */
struct bound_prices {
    int64_t *site;  /* for each meeting at the site, at least 0 */
    int64_t *group; /* refunded for each meeting in the group, at least 0 */
    int64_t pair;   /* for each of two meetings that share a day; below 0 where few would */
    bool known;     /* they were found once */
};

/* Without prices; false: no memory. */
bool bound_prices_init(struct bound_prices *prices, uint32_t sites, uint32_t groups,
                       struct arena *arena) MUST_USE;

/* The prices at which the best fractional choice, with about as many pairs as it may have, is as cheap as any. False
 * when there is no choice, with any number of pairs. */
bool bound_find_prices(const struct bound_sites *sites, struct bound_network *network,
                       struct bound_prices *prices) MUST_USE;

#endif
