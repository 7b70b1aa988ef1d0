/* Which units stand in a unit's way, the nearest first. */
#ifndef PLAN_CONFLICT_NEIGHBOURS_H
#define PLAN_CONFLICT_NEIGHBOURS_H

#include "plan/state.h"

struct plan_neighbour {
    uint32_t unit;
    double weight; /* the share of the places wanted that it holds, less for a unit that has many others */
};

#define PLAN_NEIGHBOURS_MAX 24

struct plan_neighbours {
    struct plan_neighbour items[PLAN_NEIGHBOURS_MAX]; /* most troublesome first */
    uint32_t count;
};

/* Units that hold places which units of the list could use, without those of the list. */
enum error_code plan_neighbours_find(const struct plan_state *state, const uint32_t *units,
                                     uint32_t unit_count, struct plan_neighbours *out,
                                     struct error *err) MUST_USE;

#endif
