/* The yardstick of script/bench planner: what an afternoon of programming gives. Each meeting at its cheapest free
 * place, in the order of the tables; then plain simulated annealing over moves of one meeting, on one thread,
 * for as many seconds as asked. It knows the same rules as the planner (plan/state.h) and none of its moves. Prints
 * the bound, F and how many meetings are missing.
 */
#include "app/problem_build.h"
#include "base/clock.h"
#include "base/parse.h"
#include "base/prng.h"
#include "plan/bound.h"
#include "plan/state.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define HOT_M 10000.0
#define COLD_M 30.0
#define STEPS_A_LOOK 1024 /* between two looks at the clock */

struct yardstick {
    struct plan_state *state;
    const struct plan_space *space;
    struct prng prng;
};

/* ---- greedy ---- */

static void put_at_cheapest(struct yardstick *yardstick, uint32_t meeting)
{
    const struct plan_space *space = yardstick->space;
    uint32_t unit = space->unit_of_meeting[meeting];
    struct plan_range options = space->units[unit].options;
    struct plan_place best = {.option = PLAN_NONE};
    int64_t best_m = INT64_MAX;

    for (uint32_t option = options.first; option < options.first + options.count; option++) {
        for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
            struct plan_place place = {option, slot, PLAN_NO_START};
            if (plan_slot_in(plan_space_free_slots(space, option), slot))
                place.start_min = plan_state_find_start(yardstick->state, unit, option, slot);
            if (place.start_min == PLAN_NO_START)
                continue;
            int64_t cost_m = plan_state_cost_m(yardstick->state, unit, place);
            if (cost_m < best_m) {
                best_m = cost_m;
                best = place;
            }
        }
    }
    if (best.option != PLAN_NONE)
        plan_state_put(yardstick->state, meeting, best);
}

/* The tables list the upper levels first, which are the hardest. */
static void construct(struct yardstick *yardstick)
{
    for (uint32_t meeting = 0; meeting < yardstick->space->meeting_count; meeting++)
        put_at_cheapest(yardstick, meeting);
}

/* ---- annealing ---- */

static bool accepts(struct yardstick *yardstick, int64_t change_m, double temperature_m)
{
    double chance = (double)(prng_next(&yardstick->prng) >> 11) * 0x1p-53;

    return change_m <= 0 || chance < exp(-(double)change_m / temperature_m);
}

/* A random meeting to a random place, if it fits there. */
static void move(struct yardstick *yardstick, double temperature_m)
{
    const struct plan_space *space = yardstick->space;
    struct plan_state *state = yardstick->state;
    uint32_t meeting = prng_below(&yardstick->prng, space->meeting_count);
    uint32_t unit = space->unit_of_meeting[meeting];
    struct plan_range options = space->units[unit].options;

    if (options.count == 0)
        return;
    uint32_t option = options.first + prng_below(&yardstick->prng, options.count);
    uint32_t slot = prng_below(&yardstick->prng, space->problem->slot_count);
    if (!plan_slot_in(plan_space_free_slots(space, option), slot))
        return;
    bool placed = plan_state_is_placed(state, meeting);
    struct plan_place before = state->at[meeting];
    if (placed)
        plan_state_remove(state, meeting);
    struct plan_place after = {option, slot, plan_state_find_start(state, unit, option, slot)};
    if (after.start_min != PLAN_NO_START &&
        (!placed ||
         accepts(yardstick, plan_state_cost_m(state, unit, after) - plan_state_cost_m(state, unit, before),
                 temperature_m)))
        plan_state_put(state, meeting, after);
    else if (placed)
        plan_state_put(state, meeting, before);
}

static void anneal(struct yardstick *yardstick, int64_t start_ms, int64_t limit_ms)
{
    for (;;) {
        double gone = (double)(clock_monotonic_ms() - start_ms) / (double)limit_ms;
        double temperature_m = HOT_M * pow(COLD_M / HOT_M, gone);
        if (gone >= 1)
            return;
        for (int i = 0; i < STEPS_A_LOOK; i++)
            move(yardstick, temperature_m);
    }
}

/* ---- the whole ---- */

static void print(const struct yardstick *yardstick, const struct plan_bound *bound)
{
    uint32_t missing = 0;

    for (uint32_t meeting = 0; meeting < yardstick->space->meeting_count; meeting++)
        missing += !plan_state_is_placed(yardstick->state, meeting);
    printf("%" PRId64 "\t%" PRId64 "\t%u\n", bound->bound_m, plan_state_objective_m(yardstick->state),
           missing);
}

static enum error_code run(const char *folder, int64_t seconds, struct report *report, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    CLEANUP(plan_state_free_ptr) struct plan_state *state = NULL;
    struct tables tables;
    struct plan_bound bound;

    arena_init(&arena, (size_t)4 << 30);
    TRY(tables_read(folder, &arena, report, &tables, err));
    TRY(problem_build(&tables, &problem, err));
    TRY(plan_bound_compute(problem, &bound, err));
    int64_t start_ms = clock_monotonic_ms();
    TRY(plan_space_new(problem, &space, err));
    TRY(plan_state_new(space, &state, err));
    struct yardstick yardstick = {.state = state, .space = space};
    prng_init(&yardstick.prng, 1);
    construct(&yardstick);
    anneal(&yardstick, start_ms, seconds * 1000);
    print(&yardstick, &bound);
    return OK;
}

int main(int argc, char **argv)
{
    CLEANUP(report_done) struct report report;
    struct error err;
    int64_t seconds;

    report_init(&report, 10);
    if (argc != 3 || !parse_int(argv[2], 1, 86400, &seconds)) {
        fputs("usage: bench_planner FOLDER SECONDS\n", stderr);
        return 64;
    }
    if (run(argv[1], seconds, &report, &err) != OK) {
        fprintf(stderr, "bench_planner: %s\n", err.message.format);
        return 65;
    }
    return 0;
}
