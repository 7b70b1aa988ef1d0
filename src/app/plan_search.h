/* One run of the planner within a time limit, and the judge's word on what it made.
 */
#ifndef APP_PLAN_SEARCH_H
#define APP_PLAN_SEARCH_H

#include "plan/bound.h"
#include "plan/judge.h"
#include "plan/solve.h"

#define PLAN_SEARCH_SECS_MAX (7 * 24 * 3600)
#define PLAN_SEARCH_STEPS_MAX INT64_C(1000000000000)

struct plan_search_progress {
    struct plan_progress search;
    int64_t bound_m; /* of any plan of the problem; 0 as long as it is not known */
};

/* Who looks on while a search runs; any of the functions may be NULL. */
struct plan_watcher {
    bool (*wants_stop)(void *context); /* asked often, from several threads at a time */
    void (*hear)(void *context, const struct plan_search_progress *progress); /* at most once a second */
    void *context;
};

/* What of the store to go on from. */
enum plan_source { PLAN_FROM_NOTHING, PLAN_FROM_DRAFT, PLAN_FROM_PUBLISHED };

struct plan_search {
    uint64_t seed;
    int64_t time_limit_secs; /* 0: none; the same seed then gives the same plan */
    int64_t steps;           /* at most; 0: as many as give a good plan in a second or so of a province */
    uint32_t threads;        /* at most PLAN_THREADS_MAX; 0: as many as there are processors */
    const struct plan *from; /* to go on from; NULL: from the beginning */
    enum plan_source source; /* where plan_make takes `from` */
    bool aside; /* plan_make keeps the draft beside the newest one, until it is taken (app/plan_proposal.h) */
    struct plan_watcher watcher;
};

struct plan_outcome {
    struct plan_solution solution;
    struct plan_judgement judgement;
    struct plan_bound bound; /* of any plan of the problem */
    bool stopped;            /* the watcher wanted it; the solution is the best until then */
};

/* The outcome lives in the arena. */
enum error_code plan_search_run(const struct plan_problem *problem, const struct plan_search *search,
                                struct arena *arena, struct plan_outcome *out, struct error *err) MUST_USE;

#endif
