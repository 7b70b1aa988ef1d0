/* Whether a small problem can be planned, by looking at every plan that matters. What happens on one day
 * touches another day only through numbers: how many meetings a unit has had, in which commune, in which group,
 * online. So plans are made day by day, and of all that lead to the same numbers, or to smaller ones, only one
 * is followed further.
 */
#ifndef PLAN_CONFLICT_DAYS_H
#define PLAN_CONFLICT_DAYS_H

#include "plan/state.h"

enum plan_answer { PLAN_POSSIBLE, PLAN_IMPOSSIBLE, PLAN_NOT_KNOWN };

/* PLAN_POSSIBLE leaves a full plan in the state, the others leave no meeting placed. PLAN_NOT_KNOWN when more
 * than `max_trials` places would have to be tried. The state must be empty. */
enum error_code plan_days_search(struct plan_state *state, uint64_t max_trials, enum plan_answer *out,
                                 struct error *err) MUST_USE;

#endif
