#include "plan/improve.h"

#include "plan/annealing.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)1 << 30)
#define STEPS_A_GLANCE 256 /* between two looks at the clock */
#define TELL_SHARE 0.01    /* of the budget, between two words on the progress */

/* Temperatures (plan/annealing.h) at the start and at the end, found by experiment on provinces. */
#define HOT 0.3
#define WARM 0.01
#define COLD 0.0003

struct worker {
    struct improvement *of;
    struct plan_state *state;
    struct plan_state *own_state; /* NULL: the state is the one that all share */
    struct annealing annealing;
    uint64_t seed;
    uint32_t *regions;
    uint32_t region_count;
    double cards;           /* of its regions */
    int64_t done_m;         /* change of the objective by the regions that are done */
    _Atomic int64_t best_m; /* by all of them */
};

struct improvement {
    struct plan_state *state;
    const struct plan_effort *effort;
    const struct deck *deck;
    double hottest;
    double begun;        /* share of the budget that was gone at the start */
    double cards;        /* of all regions */
    int64_t objective_m; /* at the start, with STEP_MISSING_M for each meeting that is not placed */
    struct worker *workers;
    uint32_t worker_count;
    double told; /* share of the budget */
};

/* ---- progress ---- */

/* Rivals work on the same region; the others' changes add up. */
static int64_t best_of_all_m(const struct improvement *improvement)
{
    int64_t sum_m = 0;
    int64_t rival_m = 0;

    for (uint32_t i = 0; i < improvement->worker_count; i++) {
        int64_t best_m = atomic_load_explicit(&improvement->workers[i].best_m, memory_order_relaxed);
        if (improvement->workers[i].own_state == NULL)
            sum_m += best_m;
        else
            rival_m = best_m < rival_m ? best_m : rival_m;
    }
    return sum_m < rival_m ? sum_m : rival_m;
}

static void tell(struct improvement *improvement, double spent)
{
    const struct plan_effort *effort = improvement->effort;
    int64_t objective_m = improvement->objective_m + best_of_all_m(improvement);
    struct plan_progress progress = {
        .spent = spent < 1 ? spent : 1,
        .objective_m = objective_m % STEP_MISSING_M,
        .missing = objective_m / STEP_MISSING_M,
    };

    if (effort->tell == NULL || (spent < improvement->told + TELL_SHARE && spent < 1))
        return;
    improvement->told = spent;
    effort->tell(effort->tell_context, &progress);
}

/* ---- one region ---- */

/* When a region is searched: shares of the budget, and steps. */
struct span {
    double from;
    double to;
    uint64_t steps;
};

static double gone_of(const struct span *span, const struct plan_budget *budget, uint64_t steps)
{
    double by_steps = span->steps > 0 ? (double)steps / (double)span->steps : 1;
    double by_time = 0;

    if (budget->time_spent != NULL) {
        double now = budget->time_spent(budget->context);
        by_time = now >= 1 || span->to <= span->from ? 1 : (now - span->from) / (span->to - span->from);
    }
    return by_steps > by_time ? by_steps : by_time;
}

static void report(struct worker *worker, const struct span *span, double gone)
{
    atomic_store_explicit(&worker->best_m, worker->done_m + worker->annealing.best_m, memory_order_relaxed);
    if (worker == &worker->of->workers[0])
        tell(worker->of, span->from + (span->to - span->from) * gone);
}

static void search_region(struct worker *worker, uint32_t region, const struct span *span)
{
    const struct improvement *all = worker->of;
    struct annealing *annealing = &worker->annealing;
    uint64_t steps = 0;

    if (all->deck->cards_of_region[region].count == 0)
        return;
    annealing_begin(annealing, region, worker->seed + region);
    double gone = gone_of(span, &all->effort->budget, 0);
    while (gone < 1) {
        double heat = all->hottest * pow(COLD / all->hottest, gone > 0 ? gone : 0);
        for (int i = 0; i < STEPS_A_GLANCE && steps < span->steps; i++, steps++)
            annealing_step(annealing, heat);
        report(worker, span, gone);
        gone = gone_of(span, &all->effort->budget, steps);
    }
    annealing_end(annealing);
    worker->done_m += annealing->best_m;
}

static void *work(void *context)
{
    struct worker *worker = context;
    const struct improvement *all = worker->of;
    double done = 0;

    for (uint32_t i = 0; i < worker->region_count; i++) {
        double cards = all->deck->cards_of_region[worker->regions[i]].count;
        struct span span = {
            .from = all->begun + (1 - all->begun) * done / worker->cards,
            .to = all->begun + (1 - all->begun) * (done + cards) / worker->cards,
            .steps = (uint64_t)((double)all->effort->budget.max_steps * cards / all->cards),
        };
        search_region(worker, worker->regions[i], &span);
        done += cards;
    }
    return NULL;
}

/* ---- the workers ---- */

static int compare_cards(const void *a, const void *b, void *context)
{
    const struct plan_range *cards = context;
    const uint32_t *left = a;
    const uint32_t *right = b;

    if (cards[*left].count != cards[*right].count)
        return cards[*left].count > cards[*right].count ? -1 : 1;
    return (*left > *right) - (*left < *right);
}

static void hand_over(struct worker *worker, uint32_t region)
{
    worker->regions[worker->region_count++] = region;
    worker->cards += worker->of->deck->cards_of_region[region].count;
}

/* Large regions first, each to the worker with the least to do. */
static bool hand_out(struct improvement *improvement, struct arena *memory)
{
    const struct deck *deck = improvement->deck;
    uint32_t *order = arena_array(memory, deck->region_count, sizeof *order);

    if (order == NULL)
        return false;
    for (uint32_t i = 0; i < deck->region_count; i++) {
        order[i] = i;
        improvement->cards += deck->cards_of_region[i].count;
    }
    qsort_r(order, deck->region_count, sizeof *order, compare_cards, deck->cards_of_region);
    for (uint32_t i = 0; i < deck->region_count; i++) {
        struct worker *idle = &improvement->workers[0];
        for (uint32_t k = 1; k < improvement->worker_count; k++) {
            if (improvement->workers[k].own_state == NULL && improvement->workers[k].cards < idle->cards)
                idle = &improvement->workers[k];
        }
        hand_over(idle, order[i]);
    }
    /* Rivals do what the first one does. */
    for (uint32_t k = 1; k < improvement->worker_count; k++) {
        if (improvement->workers[k].own_state != NULL)
            hand_over(&improvement->workers[k], order[0]);
    }
    return true;
}

static enum error_code start_worker(struct improvement *improvement, uint32_t number, bool is_rival,
                                    struct arena *memory, struct error *err)
{
    struct worker *worker = &improvement->workers[number];

    worker->of = improvement;
    worker->state = improvement->state;
    worker->seed = improvement->effort->seed;
    if (is_rival) {
        TRY(plan_state_new(improvement->state->space, &worker->own_state, err));
        plan_state_restore(worker->own_state, improvement->state->at);
        worker->state = worker->own_state;
        worker->seed += number * UINT64_C(0x9E3779B97F4A7C15);
    }
    worker->regions = arena_array(memory, improvement->deck->region_count, sizeof *worker->regions);
    if (worker->regions == NULL ||
        !annealing_init(&worker->annealing, worker->state, improvement->deck, memory))
        return error_memory(err);
    return OK;
}

static enum error_code start_workers(struct improvement *improvement, struct arena *memory, struct error *err)
{
    uint32_t regions = improvement->deck->region_count;
    bool timed = improvement->effort->budget.time_spent != NULL;
    uint32_t count = improvement->effort->threads;

    if (count > regions && !(timed && regions == 1))
        count = regions;
    improvement->workers = arena_array(memory, count, sizeof *improvement->workers);
    if (improvement->workers == NULL)
        return error_memory(err);
    improvement->worker_count = count;
    for (uint32_t i = 0; i < count; i++)
        TRY(start_worker(improvement, i, i >= regions, memory, err));
    return hand_out(improvement, memory) ? OK : error_memory(err);
}

/* The first worker works on this thread; one that gets no thread comes after it. */
static void run_workers(struct improvement *improvement)
{
    pthread_t threads[PLAN_THREADS_MAX];
    bool started[PLAN_THREADS_MAX] = {false};

    for (uint32_t i = 1; i < improvement->worker_count; i++)
        started[i] = pthread_create(&threads[i], NULL, work, &improvement->workers[i]) == 0;
    for (uint32_t i = 0; i < improvement->worker_count; i++) {
        if (!started[i])
            work(&improvement->workers[i]);
    }
    for (uint32_t i = 1; i < improvement->worker_count; i++) {
        if (started[i])
            pthread_join(threads[i], NULL);
    }
}

static void take_over_best(struct improvement *improvement)
{
    const struct worker *best = &improvement->workers[0];

    for (uint32_t i = 1; i < improvement->worker_count; i++) {
        const struct worker *rival = &improvement->workers[i];
        if (rival->own_state != NULL && rival->done_m < best->done_m)
            best = rival;
    }
    if (best->own_state != NULL)
        plan_state_restore(improvement->state, best->own_state->at);
}

static void improvement_done(struct improvement *improvement)
{
    for (uint32_t i = 0; i < improvement->worker_count; i++)
        plan_state_free(improvement->workers[i].own_state);
}

/* ---- the whole ---- */

enum error_code plan_improve(struct plan_state *state, const struct plan_effort *effort, enum plan_heat heat,
                             struct error *err)
{
    CLEANUP(arena_done) struct arena memory;
    CLEANUP(deck_free_ptr) struct deck *deck = NULL;
    CLEANUP(improvement_done) struct improvement improvement = {.state = state, .effort = effort};

    arena_init(&memory, MEMORY_MAX_BYTES);
    TRY(deck_new(state->space, &deck, err));
    improvement.deck = deck;
    improvement.hottest = heat == PLAN_HOT ? HOT : WARM;
    improvement.begun = plan_budget_spent(&effort->budget, 0);
    improvement.objective_m = plan_state_objective_m(state);
    if (deck->region_count == 0 || improvement.begun >= 1)
        return OK;
    for (uint32_t i = 0; i < state->space->meeting_count; i++)
        improvement.objective_m += plan_state_is_placed(state, i) ? 0 : STEP_MISSING_M;
    TRY(start_workers(&improvement, &memory, err));
    run_workers(&improvement);
    take_over_best(&improvement);
    tell(&improvement, 1);
    return OK;
}
