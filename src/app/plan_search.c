#include "app/plan_search.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define KEEP_PER_RULE 20
/* Enough for a good plan of a province in a second or so. */
#define STEPS_A_MEETING 4000
#define STEPS_MIN 100000
/* Where there are more processors, other people use them, too. */
#define THREADS_DEFAULT_MAX 16
#define HEAR_EVERY_MS 1000

/* ---- the bound, which is computed while the search runs, where there is a processor for it ---- */

struct beside {
    const struct plan_problem *problem;
    struct plan_bound bound;
    enum error_code code;
    struct error err;
    pthread_t thread;
    bool started;
    atomic_bool done;
};

static void *compute_bound(void *context)
{
    struct beside *beside = context;

    beside->code = plan_bound_compute(beside->problem, &beside->bound, &beside->err);
    beside->done = true;
    return NULL;
}

static void beside_start(struct beside *beside, const struct plan_problem *problem, uint32_t threads)
{
    beside->problem = problem;
    beside->started = threads > 1 && pthread_create(&beside->thread, NULL, compute_bound, beside) == 0;
}

static void beside_done(struct beside *beside)
{
    if (beside->started)
        pthread_join(beside->thread, NULL);
    beside->started = false;
}

static enum error_code beside_finish(struct beside *beside, struct plan_bound *out, struct error *err)
{
    beside_done(beside);
    if (!beside->done)
        compute_bound(beside);
    if (beside->code != OK) {
        *err = beside->err;
        return beside->code;
    }
    *out = beside->bound;
    return OK;
}

/* ---- the search ---- */

struct run {
    const struct plan_search *search;
    int64_t start_ms;
    int64_t heard_ms;
    atomic_bool stopped;
    struct beside beside;
};

static void run_done(struct run *run)
{
    beside_done(&run->beside);
}

static double share_gone(void *context)
{
    struct run *run = context;
    const struct plan_watcher *watcher = &run->search->watcher;

    if (watcher->wants_stop != NULL && watcher->wants_stop(watcher->context))
        run->stopped = true;
    if (run->stopped)
        return 1;
    if (run->search->time_limit_secs == 0)
        return 0;
    return (double)(clock_monotonic_ms() - run->start_ms) / (double)(run->search->time_limit_secs * 1000);
}

static void hear(void *context, const struct plan_progress *progress)
{
    struct run *run = context;
    const struct plan_watcher *watcher = &run->search->watcher;
    int64_t now_ms = clock_monotonic_ms();

    if (watcher->hear == NULL || now_ms < run->heard_ms + HEAR_EVERY_MS)
        return;
    run->heard_ms = now_ms;
    const struct plan_search_progress told = {*progress, run->beside.done ? run->beside.bound.bound_m : 0};
    watcher->hear(watcher->context, &told);
}

static uint64_t default_steps(const struct plan_problem *problem)
{
    uint64_t meetings = 0;

    for (uint32_t i = 0; i < problem->count.units; i++)
        meetings += (uint64_t)problem->units[i].needed;
    return STEPS_MIN + STEPS_A_MEETING * meetings;
}

static uint32_t default_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (processors < 1)
        return 1;
    return processors < THREADS_DEFAULT_MAX ? (uint32_t)processors : THREADS_DEFAULT_MAX;
}

static uint64_t max_steps(const struct plan_problem *problem, const struct plan_search *search)
{
    if (search->steps > 0)
        return (uint64_t)search->steps;
    return search->time_limit_secs > 0 ? PLAN_STEPS_MAX : default_steps(problem);
}

enum error_code plan_search_run(const struct plan_problem *problem, const struct plan_search *search,
                                struct arena *arena, struct plan_outcome *out, struct error *err)
{
    int64_t now_ms = clock_monotonic_ms();
    CLEANUP(run_done) struct run run = {.search = search, .start_ms = now_ms, .heard_ms = now_ms};
    const struct plan_effort effort = {
        .seed = search->seed,
        .threads = search->threads > 0 ? search->threads : default_threads(),
        .budget = {.max_steps = max_steps(problem, search),
                   .time_spent = share_gone,
                   .context = &run,
                   .is_timed = search->time_limit_secs > 0},
        .tell = hear,
        .tell_context = &run,
    };
    const struct plan nothing = {.count = 0};
    struct plan_outcome outcome;

    beside_start(&run.beside, problem, effort.threads);
    TRY(plan_resume(problem, search->from != NULL ? search->from : &nothing, &effort, arena,
                    &outcome.solution, err));
    TRY(beside_finish(&run.beside, &outcome.bound, err));
    TRY(plan_judge(problem, &outcome.solution.plan, KEEP_PER_RULE, arena, &outcome.judgement, err));
    outcome.stopped = run.stopped;
    *out = outcome;
    return OK;
}
