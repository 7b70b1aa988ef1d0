/* The smallest knot in a problem that cannot be planned: a few units, and of all rules about them only those
 * without any one of which it could be planned.
 */
#ifndef PLAN_CONFLICT_H
#define PLAN_CONFLICT_H

#include "plan/conflict_ask.h"
#include "plan/conflict_conditions.h"
#include "plan/state.h"

#define PLAN_CLASH_UNITS_MAX 24 /* that are looked at together */
#define PLAN_CLASH_NEAR_MAX 16  /* of these, such as have what they need */

/* Released with plan_conflict_done. Indexes are those of the problem. */
struct plan_conflict {
    struct plan_conditions conditions; /* that clash; none: nothing was found */
    /* The units that clash, those around them that have what they need, and those around that are short, too. */
    uint32_t near[PLAN_CLASH_UNITS_MAX];
    uint32_t near_count; /* of the first two */
    uint32_t all_count;
    bool proved;  /* together impossible, by proof and not only by search */
    bool minimal; /* without any one of them there is a plan, which the judge has found clean */
};

/* Where to look. */
struct plan_conflict_scope {
    bool alone;           /* only at what is asked of the unit itself */
    const bool *left_out; /* by unit: not among those that may be in its way */
};

/* Looks for what keeps the unit from its meetings, first in its own data, then together with the units that
 * stand in its way in the state's plan; what clashes may then be those alone. */
enum error_code plan_conflict_find(const struct plan_state *state, uint32_t unit,
                                   struct plan_conflict_scope scope, struct plan_conflict *out,
                                   struct error *err) MUST_USE;
void plan_conflict_done(struct plan_conflict *conflict);

#endif
