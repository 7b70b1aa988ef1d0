#include "cmocka_tests.h"
#include "every_plan.h"
#include "plan/annealing.h"
#include "plan/best.h"
#include "plan/construct.h"
#include "plan/improve.h"
#include "plan/judge.h"
#include "random_problem.h"

#include <stdio.h>

struct search {
    struct plan_problem *problem;
    struct plan_space *space;
    struct plan_state *state;
    struct prng prng;
};

static void search_done(struct search *search)
{
    plan_state_free(search->state);
    plan_space_free(search->space);
    plan_problem_free(search->problem);
}

static struct search search_start(struct plan_problem *problem, uint64_t seed)
{
    struct search search = {.problem = problem};
    struct error err;

    prng_init(&search.prng, seed);
    assert_int_equal(plan_space_new(search.problem, &search.space, &err), OK);
    assert_int_equal(plan_state_new(search.space, &search.state, &err), OK);
    return search;
}

static void construct(struct search *search)
{
    const struct plan_budget budget = {.max_steps = 1000};
    struct error err;

    assert_int_equal(plan_construct(search->state, &search->prng, &budget, &err), OK);
}

static void improve(struct search *search, uint64_t steps)
{
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget.max_steps = steps};
    struct error err;

    assert_int_equal(plan_improve(search->state, &effort, PLAN_HOT, &err), OK);
}

/* Everything counted anew. */
static struct plan_judgement judge(const struct search *search, struct arena *arena)
{
    struct plan_meeting *meetings = arena_array(arena, search->space->meeting_count, sizeof *meetings);
    char(*codes)[12] = arena_array(arena, search->space->meeting_count, sizeof *codes);
    struct plan plan = {.meetings = meetings};
    struct plan_judgement judgement;
    struct error err;

    assert_non_null(meetings);
    assert_non_null(codes);
    for (uint32_t i = 0; i < search->space->meeting_count; i++) {
        const struct plan_place *place = &search->state->at[i];
        if (!plan_state_is_placed(search->state, i))
            continue;
        struct civil_date date = search->problem->days[search->state->day_of[i]].date;
        snprintf(codes[i], sizeof codes[i], "M%u", i);
        meetings[plan.count++] = (struct plan_meeting){
            .code = codes[i],
            .unit = search->space->unit_of_meeting[i],
            .mode = search->space->options[place->option].mode,
            .venue = search->space->options[place->option].venue,
            .start = {date, place->start_min},
            .end = {date, plan_state_end_min(search->state, i)},
        };
    }
    assert_int_equal(plan_judge(search->problem, &plan, 1, arena, &judgement, &err), OK);
    return judgement;
}

static void a_plan_only_gets_better_and_stays_within_the_rules(void **state)
{
    (void)state;
    size_t better = 0;

    for (uint64_t seed = 1; seed <= 100; seed++) {
        CLEANUP(search_done) struct search search = search_start(random_problem(seed), seed);
        CLEANUP(arena_done) struct arena arena;
        struct plan_judgement before;
        struct plan_judgement after;
        arena_init(&arena, 1 << 22);
        construct(&search);
        before = judge(&search, &arena);
        improve(&search, 5000);
        after = judge(&search, &arena);
        assert_true(after.terms.meetings >= before.terms.meetings);
        assert_int_equal(after.violation_count,
                         after.counts[PLAN_RULE_COUNT] + after.counts[PLAN_RULE_QUOTA]);
        assert_true(after.terms.objective_m <= before.terms.objective_m ||
                    after.terms.meetings > before.terms.meetings);
        better += after.terms.objective_m < before.terms.objective_m;
    }
    assert_true(better > 30);
}

/* ---- against every plan there is ---- */

static void tiny_problems_are_solved_as_well_as_can_be(void **state)
{
    (void)state;
    size_t solved = 0;
    size_t impossible = 0;

    for (uint64_t seed = 1; seed <= 250; seed++) {
        CLEANUP(search_done) struct search search = search_start(random_tiny_problem(seed), seed);
        CLEANUP(arena_done) struct arena arena;
        struct plan_judgement judgement;
        if (!every_plan_can_be_tried(search.state))
            continue;
        arena_init(&arena, 1 << 20);
        int64_t cheapest_m = every_plan_cheapest_m(search.state);
        construct(&search);
        improve(&search, 30000);
        judgement = judge(&search, &arena);
        impossible += cheapest_m == INT64_MAX;
        if (cheapest_m == INT64_MAX) {
            assert_true(judgement.counts[PLAN_RULE_COUNT] > 0);
            continue;
        }
        if (judgement.violation_count > 0 || judgement.terms.objective_m != cheapest_m)
            fail_msg("problem %llu: %zu violations, %lld where %lld is possible", (unsigned long long)seed,
                     judgement.violation_count, (long long)judgement.terms.objective_m,
                     (long long)cheapest_m);
        solved++;
    }
    assert_true(solved >= 60);
    assert_true(impossible >= 3);
}

/* ---- step by step ---- */

/* What the search believes of the plan, and what is true of it. */
static void expect_truth(const struct search *search, const struct annealing *annealing, int64_t first_m,
                         int64_t first_missing)
{
    CLEANUP(arena_done) struct arena arena;
    struct plan_judgement judgement;

    arena_init(&arena, 1 << 22);
    judgement = judge(search, &arena);
    int64_t missing = search->space->meeting_count - judgement.terms.meetings;
    assert_int_equal(judgement.violation_count,
                     judgement.counts[PLAN_RULE_COUNT] + judgement.counts[PLAN_RULE_QUOTA]);
    assert_int_equal(judgement.terms.objective_m, plan_state_objective_m(search->state));
    assert_int_equal(judgement.terms.objective_m + missing * STEP_MISSING_M,
                     first_m + first_missing * STEP_MISSING_M + annealing->change_m);
}

static int64_t count_missing(const struct search *search)
{
    int64_t missing = 0;

    for (uint32_t i = 0; i < search->space->meeting_count; i++)
        missing += !plan_state_is_placed(search->state, i);
    return missing;
}

static void walk(struct search *search, struct annealing *annealing, uint32_t region)
{
    int64_t first_m = plan_state_objective_m(search->state);
    int64_t first_missing = count_missing(search);

    annealing_begin(annealing, region, 1);
    for (int step = 0; step < 600; step++) {
        annealing_step(annealing, step < 300 ? 1.0 : 0.01);
        expect_truth(search, annealing, first_m, first_missing);
    }
    annealing_end(annealing);
    expect_truth(search, annealing, first_m, first_missing);
}

static void after_every_step_the_judge_agrees(void **state)
{
    (void)state;

    for (uint64_t seed = 1; seed <= 20; seed++) {
        CLEANUP(search_done) struct search search = search_start(random_problem(seed), seed);
        CLEANUP(arena_done) struct arena arena;
        CLEANUP(deck_free_ptr) struct deck *deck = NULL;
        struct annealing annealing;
        struct error err;
        arena_init(&arena, 1 << 22);
        construct(&search);
        assert_int_equal(deck_new(search.space, &deck, &err), OK);
        assert_true(annealing_init(&annealing, search.state, deck, &arena));
        for (uint32_t region = 0; region < deck->region_count; region++) {
            if (deck->cards_of_region[region].count > 0)
                walk(&search, &annealing, region);
        }
    }
}

/* ---- the best on the way ---- */

static void the_best_plan_comes_back_however_long_the_way_was(void **state)
{
    (void)state;
    static const int ways[] = {0, 1, 5, 1000};
    static const uint32_t all[] = {0, 1, 2, 3};

    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        CLEANUP(search_done) struct search search = search_start(random_problem(3), 3);
        CLEANUP(arena_done) struct arena arena;
        struct best best;
        arena_init(&arena, 1 << 20);
        construct(&search);
        assert_true(search.space->meeting_count > 3);
        struct plan_place first = search.state->at[0];
        assert_true(best_init(&best, search.state, &arena));
        best_begin(&best, all, COUNT_OF(all));
        /* To and fro, ending elsewhere. */
        for (int step = 0; step < ways[i]; step++) {
            struct plan_place before = search.state->at[0];
            struct plan_place other = before;
            plan_state_remove(search.state, 0);
            other.start_min += step % 2 == 0 ? 1 : 2;
            plan_state_put(search.state, 0, other);
            best_note(&best, 0, before);
            best_settle(&best);
        }
        best_restore(&best);
        assert_int_equal(search.state->at[0].start_min, first.start_min);
        assert_int_equal(search.state->at[0].option, first.option);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_only_gets_better_and_stays_within_the_rules),
        cmocka_unit_test(tiny_problems_are_solved_as_well_as_can_be),
        cmocka_unit_test(after_every_step_the_judge_agrees),
        cmocka_unit_test(the_best_plan_comes_back_however_long_the_way_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
