/* The first plan: the units with the least room first, each meeting at its cheapest place, and where none is
 * left, at the place whose occupants are easiest to move. Occupants that were moved often become harder to
 * move, which ends quarrels over one place (as in ejection search for timetables).
 */
#ifndef PLAN_CONSTRUCT_H
#define PLAN_CONSTRUCT_H

#include "base/prng.h"
#include "plan/budget.h"
#include "plan/state.h"

/* Places as many meetings as it can; those for which time or patience do not suffice stay unplaced. What is
 * placed already stays or is moved. */
enum error_code plan_construct(struct plan_state *state, struct prng *prng, const struct plan_budget *budget,
                               struct error *err) MUST_USE;

#endif
