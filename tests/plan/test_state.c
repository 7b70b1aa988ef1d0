/* The state keeps its books change by change; the judge counts everything anew. Both must agree. */
#include "base/prng.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/obstacles.h"
#include "plan/state.h"
#include "random_problem.h"

#include <stdio.h>

#define PROBLEMS 60
#define STEPS 400

struct walk {
    struct plan_problem *problem;
    struct plan_space *space;
    struct plan_state *state;
    struct prng prng;
    int64_t objective_m;
};

static struct walk walk_start(uint64_t seed)
{
    struct walk walk = {.problem = random_problem(seed)};
    struct error err;

    prng_init(&walk.prng, seed);
    assert_int_equal(plan_space_new(walk.problem, &walk.space, &err), OK);
    assert_int_equal(plan_state_new(walk.space, &walk.state, &err), OK);
    return walk;
}

static void walk_done(struct walk *walk)
{
    plan_state_free(walk->state);
    plan_space_free(walk->space);
    plan_problem_free(walk->problem);
}

static struct plan_judgement judge_walk(const struct walk *walk, struct arena *arena)
{
    const struct plan_space *space = walk->space;
    struct plan_meeting *meetings = arena_array(arena, space->meeting_count, sizeof *meetings);
    char(*codes)[12] = arena_array(arena, space->meeting_count, sizeof *codes);
    struct plan plan = {.meetings = meetings};
    struct plan_judgement judgement;
    struct error err;

    assert_non_null(meetings);
    assert_non_null(codes);
    for (uint32_t i = 0; i < space->meeting_count; i++) {
        const struct plan_place *place = &walk->state->at[i];
        if (!plan_state_is_placed(walk->state, i))
            continue;
        struct civil_date date = walk->problem->days[walk->state->day_of[i]].date;
        snprintf(codes[i], sizeof codes[i], "M%u", i);
        meetings[plan.count++] = (struct plan_meeting){
            .code = codes[i],
            .unit = space->unit_of_meeting[i],
            .mode = space->options[place->option].mode,
            .venue = space->options[place->option].venue,
            .start = {date, place->start_min},
            .end = {date, plan_state_end_min(walk->state, i)},
        };
    }
    assert_int_equal(plan_judge(walk->problem, &plan, 1, arena, &judgement, &err), OK);
    return judgement;
}

/* Units that lack meetings break COUNT, and QUOTA with it; nothing else may be broken. */
static void expect_agreement(const struct walk *walk, uint64_t seed)
{
    CLEANUP(arena_done) struct arena arena;
    struct plan_judgement judgement;

    arena_init(&arena, 1 << 22);
    judgement = judge_walk(walk, &arena);
    for (int rule = 0; rule < PLAN_RULES; rule++) {
        if (judgement.counts[rule] > 0 && rule != PLAN_RULE_COUNT && rule != PLAN_RULE_QUOTA)
            fail_msg("problem %llu breaks %s", (unsigned long long)seed,
                     plan_rule_info((enum plan_rule)rule)->code);
    }
    if (judgement.counts[PLAN_RULE_COUNT] == 0)
        assert_int_equal(judgement.counts[PLAN_RULE_QUOTA], 0);
    if (judgement.terms.objective_m != walk->objective_m)
        fail_msg("problem %llu costs %lld, not %lld", (unsigned long long)seed,
                 (long long)judgement.terms.objective_m, (long long)walk->objective_m);
}

static void take_away(struct walk *walk, uint32_t meeting)
{
    struct plan_place place = walk->state->at[meeting];

    plan_state_remove(walk->state, meeting);
    walk->objective_m -= plan_state_cost_m(walk->state, walk->space->unit_of_meeting[meeting], place);
}

static void put(struct walk *walk, uint32_t meeting, struct plan_place place)
{
    walk->objective_m += plan_state_cost_m(walk->state, walk->space->unit_of_meeting[meeting], place);
    plan_state_put(walk->state, meeting, place);
}

/* A random option and slot of a random meeting; false when its unit has none. */
static bool draw_place(struct walk *walk, uint32_t *out_meeting, struct plan_place *out)
{
    uint32_t meeting = prng_below(&walk->prng, walk->space->meeting_count);
    struct plan_range options = walk->space->units[walk->space->unit_of_meeting[meeting]].options;

    if (options.count == 0)
        return false;
    *out_meeting = meeting;
    out->option = options.first + prng_below(&walk->prng, options.count);
    out->slot = prng_below(&walk->prng, walk->problem->slot_count);
    return true;
}

static void whatever_is_placed_keeps_every_rule_and_its_cost_adds_up(void **state)
{
    (void)state;
    size_t placed = 0;

    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        struct walk walk = walk_start(seed);
        for (int step = 0; step < STEPS && walk.space->meeting_count > 0; step++) {
            struct plan_place place;
            uint32_t meeting;
            if (!draw_place(&walk, &meeting, &place))
                continue;
            if (plan_state_is_placed(walk.state, meeting))
                take_away(&walk, meeting);
            place.start_min = plan_state_find_start(walk.state, walk.space->unit_of_meeting[meeting],
                                                    place.option, place.slot);
            if (place.start_min == PLAN_NO_START)
                continue;
            put(&walk, meeting, place);
            placed++;
            if (step % 16 == 0)
                expect_agreement(&walk, seed);
        }
        expect_agreement(&walk, seed);
        walk_done(&walk);
    }
    assert_true(placed > PROBLEMS);
}

/* Fixed numbers of communes and days do not hide it: a meeting that fits may start no earlier. */
static void a_start_is_the_earliest_that_breaks_no_rule(void **state)
{
    (void)state;

    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        struct walk walk = walk_start(seed);
        for (int step = 0; step < 60 && walk.space->meeting_count > 0; step++) {
            CLEANUP(arena_done) struct arena arena;
            struct plan_place place;
            uint32_t meeting;
            arena_init(&arena, 1 << 22);
            if (!draw_place(&walk, &meeting, &place) || plan_state_is_placed(walk.state, meeting))
                continue;
            uint32_t unit = walk.space->unit_of_meeting[meeting];
            place.start_min = plan_state_find_start(walk.state, unit, place.option, place.slot);
            if (place.start_min == PLAN_NO_START)
                continue;
            put(&walk, meeting, place);
            if (place.start_min == plan_space_opens(walk.space, place.option, place.slot))
                continue;
            walk.state->at[meeting].start_min--;
            struct plan_judgement judgement = judge_walk(&walk, &arena);
            assert_true(judgement.counts[PLAN_RULE_VENUE_CLASH] + judgement.counts[PLAN_RULE_CHAIR_CLASH] +
                            judgement.counts[PLAN_RULE_CAND_CLASH] >
                        0);
            walk.state->at[meeting].start_min++;
        }
        walk_done(&walk);
    }
}

static void once_the_obstacles_are_gone_the_place_is_free(void **state)
{
    (void)state;
    size_t forced = 0;

    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        struct walk walk = walk_start(seed);
        for (int step = 0; step < STEPS && walk.space->meeting_count > 0; step++) {
            struct plan_obstacles obstacles;
            struct plan_place place;
            uint32_t meeting;
            if (!draw_place(&walk, &meeting, &place) || plan_state_is_placed(walk.state, meeting) ||
                !plan_slot_in(plan_space_free_slots(walk.space, place.option), place.slot))
                continue;
            uint32_t unit = walk.space->unit_of_meeting[meeting];
            place.start_min = prng_between(&walk.prng, plan_space_opens(walk.space, place.option, place.slot),
                                           plan_space_closes(walk.space, place.option, place.slot) -
                                               walk.problem->units[unit].duration_min);
            plan_find_obstacles(walk.state, unit, place, &obstacles);
            if (obstacles.too_many)
                continue;
            for (uint32_t i = 0; i < obstacles.count; i++)
                take_away(&walk, obstacles.meetings[i]);
            int32_t start_min = plan_state_find_start(walk.state, unit, place.option, place.slot);
            if (start_min == PLAN_NO_START || start_min > place.start_min)
                fail_msg("problem %llu: still in the way", (unsigned long long)seed);
            place.start_min = start_min;
            put(&walk, meeting, place);
            forced += obstacles.count > 0;
        }
        expect_agreement(&walk, seed);
        walk_done(&walk);
    }
    assert_true(forced > PROBLEMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_placed_keeps_every_rule_and_its_cost_adds_up),
        cmocka_unit_test(a_start_is_the_earliest_that_breaks_no_rule),
        cmocka_unit_test(once_the_obstacles_are_gone_the_place_is_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
