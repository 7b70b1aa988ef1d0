#include "plan/improve.h"

#include "plan/rivals.h"
#include "plan/schedule.h"
#include "plan/team.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)1 << 30)
#define STEPS_A_GLANCE 256 /* between two looks at the clock */
#define TELL_SHARE 0.001   /* of the budget, between two words on the progress */

/* Of a round (plan/schedule.h): when it is longer, a second one finds more. */
#define ROUND_STEPS_A_MEETING 100000
#define SEED_STEP UINT64_C(0x9E3779B97F4A7C15)

struct worker {
    struct improvement *of;
    struct plan_state *state;
    struct plan_state *own_state; /* of a rival; NULL: the state is the one that all share */
    struct rivals *rivals;        /* NULL: nobody else searches its region */
    struct rivals board;          /* of an owner who has rivals */
    struct team *team;            /* that searches the owner's first region; NULL: nobody helps */
    bool helps;                   /* as a member of the team, and does nothing else */
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
    double begun;           /* share of the budget that was gone at the start */
    double cards;           /* of all regions */
    int64_t objective_m;    /* at the start, with STEP_MISSING_M for each meeting that is not placed */
    struct worker *workers; /* first those that own regions, then their rivals */
    uint32_t worker_count;
    uint32_t owner_count;
    double told; /* share of the budget */
};

/* ---- progress ---- */

static void tell(struct improvement *improvement, double spent)
{
    const struct plan_effort *effort = improvement->effort;
    int64_t objective_m = improvement->objective_m;

    if (effort->tell == NULL || (spent < improvement->told + TELL_SHARE && spent < 1))
        return;
    for (uint32_t i = 0; i < improvement->owner_count; i++)
        objective_m += atomic_load_explicit(&improvement->workers[i].best_m, memory_order_relaxed);
    const struct plan_progress progress = {
        .spent = spent < 1 ? spent : 1,
        .objective_m = objective_m % STEP_MISSING_M,
        .missing = objective_m / STEP_MISSING_M,
    };
    improvement->told = spent;
    effort->tell(effort->tell_context, &progress);
}

/* ---- one region ---- */

static void report(struct worker *worker, const struct schedule *schedule)
{
    atomic_store_explicit(&worker->best_m, worker->done_m + worker->annealing.best_m, memory_order_relaxed);
    if (worker == &worker->of->workers[0])
        tell(worker->of, schedule->from + (schedule->to - schedule->from) * schedule->gone);
}

static void end_round(struct worker *worker)
{
    annealing_end(&worker->annealing);
    if (worker->rivals != NULL)
        rivals_meet(worker->rivals, &worker->annealing);
}

/* Whether the time for the region is over. */
struct end {
    const struct plan_budget *budget;
    double spent;
};

static bool is_over(void *context)
{
    const struct end *end = context;

    return plan_budget_spent(end->budget, 0) >= end->spent;
}

static void search_with_team(struct worker *worker, struct schedule *schedule)
{
    struct end end = {.budget = schedule->budget, .spent = schedule->to};
    uint64_t steps = 0;

    schedule_begin(schedule);
    while (schedule_go_on(schedule, steps)) {
        if (schedule->cooled == 0)
            team_restore(worker->team);
        steps = team_search(worker->team, schedule->heat, is_over, &end);
        worker->annealing.best_m = team_best_m(worker->team);
        report(worker, schedule);
    }
    team_restore(worker->team);
    worker->done_m += team_best_m(worker->team);
}

static void search_region(struct worker *worker, uint32_t region, struct schedule *schedule)
{
    struct annealing *annealing = &worker->annealing;
    uint64_t steps = 0;

    annealing_begin(annealing, region, worker->seed + region);
    schedule_begin(schedule);
    while (schedule_go_on(schedule, steps)) {
        if (schedule->cooled == 0)
            end_round(worker);
        for (steps = 0; steps < STEPS_A_GLANCE && schedule->done + steps < schedule->steps; steps++)
            annealing_step(annealing, schedule->heat);
        report(worker, schedule);
    }
    end_round(worker);
    worker->done_m += annealing->best_m;
}

static void *work(void *context)
{
    struct worker *worker = context;
    const struct improvement *all = worker->of;
    const struct plan_budget *budget = &all->effort->budget;
    double done = 0;

    if (worker->helps) {
        team_help(worker->team);
        return NULL;
    }
    for (uint32_t i = 0; i < worker->region_count; i++) {
        uint32_t region = worker->regions[i];
        double cards = all->deck->cards_of_region[region].count;
        struct schedule schedule = {
            .budget = budget,
            .from = all->begun + (1 - all->begun) * done / worker->cards,
            .to = all->begun + (1 - all->begun) * (done + cards) / worker->cards,
            .steps = (uint64_t)((double)budget->max_steps * cards / all->cards),
            .round_steps = (uint64_t)ROUND_STEPS_A_MEETING * all->deck->meetings_of_region[region].count,
            .hottest = all->hottest,
        };
        if (cards > 0 && worker->team != NULL && i == 0)
            search_with_team(worker, &schedule);
        else if (cards > 0)
            search_region(worker, region, &schedule);
        done += cards;
    }
    if (worker->team != NULL)
        team_end(worker->team);
    return NULL;
}

/* ---- who does what ---- */

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
        for (uint32_t k = 1; k < improvement->owner_count; k++) {
            if (improvement->workers[k].cards < idle->cards)
                idle = &improvement->workers[k];
        }
        hand_over(idle, order[i]);
    }
    return true;
}

static enum error_code start_worker(struct improvement *improvement, uint32_t number, struct arena *memory,
                                    struct error *err)
{
    struct worker *worker = &improvement->workers[number];

    worker->of = improvement;
    worker->state = improvement->state;
    worker->seed = improvement->effort->seed;
    worker->regions = arena_array(memory, improvement->deck->region_count, sizeof *worker->regions);
    if (worker->regions == NULL ||
        !annealing_init(&worker->annealing, worker->state, improvement->deck, memory))
        return error_memory(err);
    return OK;
}

/* With a state of its own, it does what the owner does. */
static enum error_code start_rival(struct improvement *improvement, uint32_t number, struct arena *memory,
                                   struct error *err)
{
    struct worker *rival = &improvement->workers[number];
    struct worker *owner = &improvement->workers[number % improvement->owner_count];
    uint32_t region = owner->regions[0];

    TRY(start_worker(improvement, number, memory, err));
    TRY(plan_state_new(improvement->state->space, &rival->own_state, err));
    plan_state_restore(rival->own_state, improvement->state->at);
    rival->state = rival->own_state;
    rival->annealing.state = rival->own_state;
    rival->annealing.best.state = rival->own_state;
    rival->seed += number * SEED_STEP;
    if (owner->rivals == NULL &&
        !rivals_init(&owner->board, improvement->deck->meetings_of_region[region].count, memory))
        return error_memory(err);
    owner->rivals = &owner->board;
    rival->rivals = owner->rivals;
    hand_over(rival, region);
    return OK;
}

static enum error_code start_helper(struct improvement *improvement, uint32_t number, struct error *err)
{
    struct worker *helper = &improvement->workers[number];
    struct worker *owner = &improvement->workers[number % improvement->owner_count];

    const struct team_task task = {owner->regions[0],
                                   improvement->worker_count / improvement->owner_count + 1, owner->seed};

    if (owner->team == NULL)
        TRY(team_new(improvement->state, improvement->deck, &task, &owner->team, err));
    helper->of = improvement;
    helper->team = owner->team;
    helper->helps = true;
    return OK;
}

/* Within a limit of time, threads that are left over help with a large region, and become rivals of the owner of a
 * small one; without one, the plan must not depend on them. */
static enum error_code start_workers(struct improvement *improvement, struct arena *memory, struct error *err)
{
    uint32_t regions = improvement->deck->region_count;
    uint32_t threads = improvement->effort->threads;
    uint32_t owners = threads < regions ? threads : regions;

    assert(owners > 0);
    improvement->owner_count = owners;
    improvement->worker_count = improvement->effort->budget.is_timed ? threads : owners;
    improvement->workers = arena_array(memory, improvement->worker_count, sizeof *improvement->workers);
    if (improvement->workers == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < owners; i++)
        TRY(start_worker(improvement, i, memory, err));
    if (!hand_out(improvement, memory))
        return error_memory(err);
    for (uint32_t i = owners; i < improvement->worker_count; i++) {
        if (team_can_search(improvement->deck, improvement->workers[i % owners].regions[0]))
            TRY(start_helper(improvement, i, err));
        else
            TRY(start_rival(improvement, i, memory, err));
    }
    return OK;
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

/* What a rival has found since the owner last met it. */
static void take_over_best(struct improvement *improvement)
{
    for (uint32_t i = 0; i < improvement->owner_count; i++) {
        struct worker *owner = &improvement->workers[i];
        if (owner->rivals != NULL) {
            rivals_meet(owner->rivals, &owner->annealing);
            atomic_store(&owner->best_m, owner->annealing.best_m);
        }
    }
}

static void improvement_done(struct improvement *improvement)
{
    for (uint32_t i = 0; i < improvement->worker_count; i++) {
        struct worker *worker = &improvement->workers[i];
        if (worker->rivals == &worker->board)
            rivals_done(worker->rivals);
        plan_state_free(worker->own_state);
        if (!worker->helps)
            team_free(worker->team);
    }
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
    improvement.hottest = heat == PLAN_HOT ? SCHEDULE_HOT : SCHEDULE_WARM;
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
