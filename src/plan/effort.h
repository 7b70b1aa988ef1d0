/* How hard to search: how long, on how many threads, from which seed, and whom to tell. */
#ifndef PLAN_EFFORT_H
#define PLAN_EFFORT_H

#include "plan/budget.h"

#define PLAN_THREADS_MAX 256

struct plan_progress {
    double spent;        /* share of the budget */
    int64_t objective_m; /* F of the best plan so far */
    int64_t missing;     /* meetings that it lacks */
};

struct plan_effort {
    uint64_t seed;
    uint32_t threads; /* at least 1 */
    struct plan_budget budget;
    /* Called now and then by the thread that searches; NULL: nobody wants to know. */
    void (*tell)(void *context, const struct plan_progress *progress);
    void *tell_context;
};

#endif
