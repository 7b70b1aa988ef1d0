/* "Could it be planned, if ...?" A yes is a plan that the judge has found clean; a no is proved, by counting or
 * by looking at every plan that matters. For large problems neither may be found in the time allowed.
 */
#ifndef PLAN_CONFLICT_ASK_H
#define PLAN_CONFLICT_ASK_H

#include "plan/conflict_days.h"
#include "plan/explain_edit.h"

/* How long an answer is looked for. */
struct plan_patience {
    uint32_t tries;      /* steps of making room in a first plan */
    uint64_t max_trials; /* places tried when looking at every plan */
    uint32_t seeds;      /* first plans made in the end, with ten times as many steps */
};

extern const struct plan_patience plan_patience_usual; /* a few milliseconds for a commune */
extern const struct plan_patience plan_patience_short; /* where a yes is likely */

enum error_code plan_ask(const struct plan_problem *problem, const struct plan_edits *edits,
                         const struct plan_patience *patience, enum plan_answer *out,
                         struct error *err) MUST_USE;

#endif
