/* From a problem to a plan: what commands and pages call. */
#ifndef PLAN_SOLVE_H
#define PLAN_SOLVE_H

#include "plan/effort.h"
#include "plan/plan.h"
#include "plan/why_not.h"

struct plan_solution {
    struct plan plan; /* by unit, then by time; breaks no rule but COUNT and what follows from it */
    const struct plan_shortage *shortages;
    size_t shortage_count; /* 0: every unit has what it needs */
    size_t left_out;       /* meetings of the plan to go on from that could not be taken over */
};

/* The same problem, seed and steps give the same plan, on any number of threads, unless there is a limit of time.
 * Meetings are called by the code of their unit and a number: U1-01, U1-02. The solution lives in the arena. */
enum error_code plan_solve(const struct plan_problem *problem, const struct plan_effort *effort,
                           struct arena *arena, struct plan_solution *out, struct error *err) MUST_USE;

/* Goes on from a plan: what of it breaks no rule stays or is improved, the rest is planned anew. From a whole plan
 * that breaks no rule, the solution is never worse than that. Such a plan is only loosened, not taken apart. */
enum error_code plan_resume(const struct plan_problem *problem, const struct plan *from,
                            const struct plan_effort *effort, struct arena *arena, struct plan_solution *out,
                            struct error *err) MUST_USE;

#endif
