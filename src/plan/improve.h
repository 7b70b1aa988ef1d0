/* Makes a plan better without ever breaking a rule: simulated annealing (plan/annealing.h), region by region, several
 * at a time.
 */
#ifndef PLAN_IMPROVE_H
#define PLAN_IMPROVE_H

#include "plan/effort.h"
#include "plan/state.h"

/* What there is to improve: a first plan is taken apart, a good one only loosened. */
enum plan_heat { PLAN_HOT, PLAN_WARM };

/* Leaves the best plan it passed through, never a worse one than there was; a meeting that is not placed finds a
 * place if it can. It may be stopped at any time by the budget. The same effort without a limit of time gives the
 * same plan, whatever the number of threads; within a limit of time, threads that have no region of their own help
 * with a large one, or try other seeds of a small one. */
enum error_code plan_improve(struct plan_state *state, const struct plan_effort *effort, enum plan_heat heat,
                             struct error *err) MUST_USE;

#endif
