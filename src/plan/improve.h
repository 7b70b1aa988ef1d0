/* Makes a plan better without ever breaking a rule: simulated annealing (Kirkpatrick, Gelatt and Vecchi,
 * Science 220, 1983) over moves of one meeting, exchanges of two, and moves that push others away.
 */
#ifndef PLAN_IMPROVE_H
#define PLAN_IMPROVE_H

#include "base/prng.h"
#include "plan/budget.h"
#include "plan/state.h"

/* Leaves the best plan it passed through; meetings that are not placed stay so. The temperature falls with
 * what is spent of the budget. */
enum error_code plan_improve(struct plan_state *state, struct prng *prng, const struct plan_budget *budget,
                             struct error *err) MUST_USE;

#endif
