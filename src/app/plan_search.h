/* One run of the planner within a time limit, and the judge's word on what it made.
 */
#ifndef APP_PLAN_SEARCH_H
#define APP_PLAN_SEARCH_H

#include "plan/judge.h"
#include "plan/solve.h"

#define PLAN_SEARCH_SECS_MAX (7 * 24 * 3600)

struct plan_search {
    uint64_t seed;
    int64_t time_limit_secs; /* 0: none; the same seed then gives the same plan */
    uint32_t threads;        /* at most PLAN_THREADS_MAX; 0: one */
};

struct plan_outcome {
    struct plan_solution solution;
    struct plan_judgement judgement;
};

/* The outcome lives in the arena. */
enum error_code plan_search_run(const struct plan_problem *problem, const struct plan_search *search,
                                struct arena *arena, struct plan_outcome *out, struct error *err) MUST_USE;

#endif
