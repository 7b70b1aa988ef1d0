/* Goes on from a plan that somebody made: an earlier draft, what was published, a file.
 */
#ifndef PLAN_TAKE_OVER_H
#define PLAN_TAKE_OVER_H

#include "plan/plan.h"
#include "plan/state.h"

/* Puts each meeting of the plan where it is, unless it names what does not exist or would break a rule with those
 * before it; such a one stays out. A meeting becomes as long as its unit's meetings have to be. Returns how many
 * stayed out. */
size_t plan_take_over(struct plan_state *state, const struct plan *plan);

#endif
