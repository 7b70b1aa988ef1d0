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
};

/* The same problem, seed and steps give the same plan, on any number of threads, unless there is a limit of time.
 * Meetings are called by the code of their unit and a number: U1-01, U1-02. The solution lives in the arena. */
enum error_code plan_solve(const struct plan_problem *problem, const struct plan_effort *effort,
                           struct arena *arena, struct plan_solution *out, struct error *err) MUST_USE;

#endif
