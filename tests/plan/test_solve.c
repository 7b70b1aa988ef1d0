#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "random_problem.h"
#include "small_problem.h"

#include <stdatomic.h>
#include <string.h>

struct solved {
    struct arena arena;
    struct plan_solution solution;
    struct plan_judgement judgement;
};

static void solve(const struct plan_problem *problem, uint64_t seed, struct solved *out)
{
    const struct plan_effort effort = {.seed = seed, .threads = 1, .budget.max_steps = 500};
    struct error err;

    arena_init(&out->arena, 1 << 24);
    assert_int_equal(plan_solve(problem, &effort, &out->arena, &out->solution, &err), OK);
    assert_int_equal(plan_judge(problem, &out->solution.plan, 3, &out->arena, &out->judgement, &err), OK);
}

static void solved_done(struct solved *solved)
{
    arena_done(&solved->arena);
}

static void a_small_problem_is_solved(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();
    CLEANUP(solved_done) struct solved solved;

    small_problem_prepare(problem);
    solve(problem, 1, &solved);
    assert_int_equal(solved.judgement.violation_count, 0);
    assert_int_equal(solved.solution.shortage_count, 0);
    assert_int_equal(solved.solution.plan.count, 5);
    assert_string_equal(solved.solution.plan.meetings[0].code, "U1-01");
    assert_string_equal(solved.solution.plan.meetings[1].code, "U1-02");
    assert_true(civil_time_compare(solved.solution.plan.meetings[0].start,
                                   solved.solution.plan.meetings[1].start) <= 0);
}

static void a_plan_breaks_no_rule_but_the_number_of_meetings(void **state)
{
    (void)state;
    size_t complete = 0;

    for (uint64_t seed = 1; seed <= 150; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(seed);
        CLEANUP(solved_done) struct solved solved;
        solve(problem, seed, &solved);
        const struct plan_judgement *judgement = &solved.judgement;
        size_t of_numbers = judgement->counts[PLAN_RULE_COUNT] + judgement->counts[PLAN_RULE_QUOTA];
        /* A joint meeting that is missing is missing to each of its units. */
        bool agree = problem->count.joints > 0
                         ? judgement->counts[PLAN_RULE_COUNT] >= solved.solution.shortage_count
                         : judgement->counts[PLAN_RULE_COUNT] == solved.solution.shortage_count;
        if (judgement->violation_count != of_numbers || !agree)
            fail_msg("problem %llu", (unsigned long long)seed);
        complete += judgement->violation_count == 0;
    }
    assert_true(complete > 60);
}

static bool plans_agree(const struct plan *a, const struct plan *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; i < a->count && same; i++)
        same = a->meetings[i].venue == b->meetings[i].venue && a->meetings[i].mode == b->meetings[i].mode &&
               civil_time_compare(a->meetings[i].start, b->meetings[i].start) == 0;
    return same;
}

static void the_same_seed_gives_the_same_plan(void **state)
{
    (void)state;

    for (uint64_t seed = 1; seed <= 20; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(seed);
        CLEANUP(solved_done) struct solved first;
        CLEANUP(solved_done) struct solved again;
        solve(problem, 7, &first);
        solve(problem, 7, &again);
        assert_true(plans_agree(&first.solution.plan, &again.solution.plan));
    }
}

/* ---- what cannot be ---- */

static void fill_every_hall(struct plan_problem *problem)
{
    problem->units[SMALL_U3].attendance = 101;
}
static void meet_all_day(struct plan_problem *problem)
{
    problem->units[SMALL_U3].duration_min = 211;
}
static void keep_candidate_away(struct plan_problem *problem)
{
    for (uint32_t day = 0; day < 3; day++)
        problem->blocks[day] = (struct plan_block){PLAN_BLOCK_CANDIDATE, 3, day, 7};
}
static void keep_committee_away(struct plan_problem *problem)
{
    for (uint32_t day = 0; day < 3; day++)
        problem->blocks[day] = (struct plan_block){PLAN_BLOCK_COMMUNE, SMALL_C1, day, 7};
}
static void chair_nothing(struct plan_problem *problem)
{
    problem->communes[SMALL_C1].chair_capacity = 0;
}
static void need_more_than_there_are_days(struct plan_problem *problem)
{
    problem->units[SMALL_U3].needed = 5;
}
static void take_venues_away(struct plan_problem *problem)
{
    for (uint32_t i = 0; i < problem->count.venues; i++)
        problem->venues[i].commune = SMALL_C3;
    problem->blocks[1].item = SMALL_C3; /* and its committee, so that all is short */
}

static void what_stands_in_the_way_is_named(void **state)
{
    (void)state;
    static const struct {
        void (*spoil)(struct plan_problem *problem);
        const char *message;
    } rows[] = {
        {fill_every_hall, "Unit U3 lacks 1 of its 1 meetings: of 24 venues and sessions in its communes, 24 "
                          "would break the rule CAPACITY."},
        {meet_all_day, "Unit U3 lacks 1 of its 1 meetings: of 24 venues and sessions in its communes, 24 "
                       "would break the rule SESSION."},
        {keep_candidate_away, "Unit U3 lacks 1 of its 1 meetings: of 24 venues and sessions in its communes, "
                              "18 would break the rule CAND_BLOCKED."},
        {chair_nothing, "Unit U3 lacks 1 of its 1 meetings: of 24 venues and sessions in its communes, 15 "
                        "would break the rule CHAIR_CLASH."},
        {need_more_than_there_are_days, "Unit U3 lacks 2 of its 5 meetings: of 24 venues and sessions in its "
                                        "communes, 15 would break the rule SAME_DAY."},
        {take_venues_away, "Unit U3 lacks 1 of its 1 meetings: its communes have no venue."},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();
        CLEANUP(solved_done) struct solved solved;
        CLEANUP(text_done) struct text said;
        const struct plan_shortage *shortage = NULL;
        text_init(&said, 1000);
        rows[i].spoil(problem);
        problem->params.campaign_end.minute = 500; /* 6 May is over before a meeting fits */
        small_problem_prepare(problem);
        solve(problem, 1, &solved);
        for (size_t k = 0; k < solved.solution.shortage_count; k++) {
            if (solved.solution.shortages[k].unit == SMALL_U3)
                shortage = &solved.solution.shortages[k];
        }
        assert_non_null(shortage);
        message_write(&shortage->message, shortage->message.format, &said);
        assert_string_equal(said.data, rows[i].message);
    }
}

static void what_can_be_planned_is_planned_all_the_same(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();
    CLEANUP(solved_done) struct solved solved;

    keep_committee_away(problem);
    small_problem_prepare(problem);
    solve(problem, 1, &solved);
    assert_int_equal(solved.judgement.counts[PLAN_RULE_COUNT], solved.solution.shortage_count);
    assert_true(solved.solution.plan.count >= 3);
}

/* Time is up when it has been asked for so often; several threads may ask. */
static double time_after_questions(void *context)
{
    atomic_int *left = context;

    return atomic_fetch_sub(left, 1) > 0 ? 0.0 : 1.0;
}

static void a_search_can_be_stopped_at_any_moment(void **state)
{
    (void)state;

    for (int questions = 0; questions < 40; questions++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem((uint64_t)questions + 1);
        CLEANUP(arena_done) struct arena arena;
        atomic_int left = questions;
        const struct plan_effort effort = {.seed = 1,
                                           .threads = 2,
                                           .budget = {.max_steps = 10000000,
                                                      .time_spent = time_after_questions,
                                                      .context = &left,
                                                      .is_timed = true}};
        struct plan_solution solution;
        struct plan_judgement judgement;
        struct error err;
        arena_init(&arena, 1 << 24);
        assert_int_equal(plan_solve(problem, &effort, &arena, &solution, &err), OK);
        assert_int_equal(plan_judge(problem, &solution.plan, 3, &arena, &judgement, &err), OK);
        assert_int_equal(judgement.violation_count,
                         judgement.counts[PLAN_RULE_COUNT] + judgement.counts[PLAN_RULE_QUOTA]);
    }
}

static void the_number_of_threads_does_not_change_the_plan(void **state)
{
    (void)state;

    for (uint64_t seed = 1; seed <= 20; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(seed);
        CLEANUP(arena_done) struct arena arena;
        struct plan_solution solutions[3];
        struct error err;
        arena_init(&arena, 1 << 24);
        for (uint32_t i = 0; i < COUNT_OF(solutions); i++) {
            const struct plan_effort effort = {.seed = seed, .threads = i + 1, .budget.max_steps = 3000};
            assert_int_equal(plan_solve(problem, &effort, &arena, &solutions[i], &err), OK);
            assert_true(plans_agree(&solutions[0].plan, &solutions[i].plan));
        }
    }
}

struct heard {
    int count;
    struct plan_progress last;
};

static void hear(void *context, const struct plan_progress *progress)
{
    struct heard *heard = context;

    assert_true(heard->count == 0 || progress->spent >= heard->last.spent);
    assert_true(heard->count == 0 || progress->missing <= heard->last.missing);
    heard->count++;
    heard->last = *progress;
}

static void a_search_tells_how_far_it_is(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();
    CLEANUP(arena_done) struct arena arena;
    struct heard heard = {.count = 0};
    const struct plan_effort effort = {
        .seed = 1, .threads = 1, .budget.max_steps = 20000, .tell = hear, .tell_context = &heard};
    struct plan_solution solution;
    struct plan_judgement judgement;
    struct error err;

    arena_init(&arena, 1 << 24);
    small_problem_prepare(problem);
    assert_int_equal(plan_solve(problem, &effort, &arena, &solution, &err), OK);
    assert_int_equal(plan_judge(problem, &solution.plan, 3, &arena, &judgement, &err), OK);
    assert_true(heard.count > 10);
    assert_true(heard.last.spent >= 1.0);
    assert_int_equal(heard.last.missing, 0);
    assert_int_equal(heard.last.objective_m, judgement.terms.objective_m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_problem_is_solved),
        cmocka_unit_test(a_plan_breaks_no_rule_but_the_number_of_meetings),
        cmocka_unit_test(the_same_seed_gives_the_same_plan),
        cmocka_unit_test(what_stands_in_the_way_is_named),
        cmocka_unit_test(what_can_be_planned_is_planned_all_the_same),
        cmocka_unit_test(a_search_can_be_stopped_at_any_moment),
        cmocka_unit_test(the_number_of_threads_does_not_change_the_plan),
        cmocka_unit_test(a_search_tells_how_far_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
