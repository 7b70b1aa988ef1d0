#include "app/plan_search.h"

#include "base/clock.h"

#define KEEP_PER_RULE 20
/* Enough for a good plan in seconds; with a time limit, enough to make more of no use. */
#define STEPS_A_MEETING 4000
#define STEPS_MIN 100000

struct stopwatch {
    int64_t start_ms;
    int64_t limit_ms;
};

static double share_gone(void *context)
{
    const struct stopwatch *watch = context;

    return (double)(clock_monotonic_ms() - watch->start_ms) / (double)watch->limit_ms;
}

static uint64_t count_meetings(const struct plan_problem *problem)
{
    uint64_t count = 0;

    for (uint32_t i = 0; i < problem->count.units; i++)
        count += (uint64_t)problem->units[i].needed;
    return count;
}

enum error_code plan_search_run(const struct plan_problem *problem, const struct plan_search *search,
                                struct arena *arena, struct plan_outcome *out, struct error *err)
{
    struct stopwatch watch = {clock_monotonic_ms(), search->time_limit_secs * 1000};
    uint64_t meetings = count_meetings(problem);
    struct plan_effort effort = {.seed = search->seed,
                                 .threads = search->threads > 0 ? search->threads : 1,
                                 .budget.max_steps = STEPS_MIN + STEPS_A_MEETING * meetings};
    struct plan_outcome outcome;

    if (search->time_limit_secs > 0) {
        effort.budget.max_steps = PLAN_STEPS_MAX;
        effort.budget.time_spent = share_gone;
        effort.budget.context = &watch;
        effort.budget.is_timed = true;
    }
    TRY(plan_solve(problem, &effort, arena, &outcome.solution, err));
    TRY(plan_judge(problem, &outcome.solution.plan, KEEP_PER_RULE, arena, &outcome.judgement, err));
    *out = outcome;
    return OK;
}
