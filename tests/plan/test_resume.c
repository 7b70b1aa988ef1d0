#include "base/prng.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "random_problem.h"

#define PROBLEMS 60

struct solved {
    struct arena arena;
    struct plan_solution solution;
    struct plan_judgement judgement;
};

static void solved_done(struct solved *solved)
{
    arena_done(&solved->arena);
}

static void resume(const struct plan_problem *problem, const struct plan *from, uint64_t steps,
                   struct solved *out)
{
    const struct plan_effort effort = {.seed = steps, .threads = 1, .budget.max_steps = steps};
    struct error err;

    arena_init(&out->arena, 1 << 24);
    assert_int_equal(plan_resume(problem, from, &effort, &out->arena, &out->solution, &err), OK);
    assert_int_equal(plan_judge(problem, &out->solution.plan, 3, &out->arena, &out->judgement, &err), OK);
}

static bool is_complete(const struct solved *solved)
{
    return solved->solution.shortage_count == 0;
}

static void what_is_resumed_never_gets_worse(void **state)
{
    (void)state;
    static const uint64_t steps[] = {1, 20, 300, 3000};
    const struct plan nothing = {.count = 0};
    int complete = 0;

    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(seed);
        CLEANUP(solved_done) struct solved first;
        resume(problem, &nothing, 1, &first);
        for (size_t i = 0; i < COUNT_OF(steps) && is_complete(&first); i++) {
            CLEANUP(solved_done) struct solved next;
            resume(problem, &first.solution.plan, steps[i], &next);
            assert_int_equal(next.solution.left_out, 0);
            assert_true(is_complete(&next));
            assert_int_equal(plan_judgement_blocking(&next.judgement), 0);
            assert_true(next.judgement.terms.objective_m <= first.judgement.terms.objective_m);
        }
        complete += is_complete(&first);
    }
    assert_true(complete > PROBLEMS / 2);
}

/* Venues, times and units exchanged at random, and things that do not exist. */
static void spoil(struct plan_meeting *meetings, size_t count, const struct plan_problem *problem,
                  struct prng *prng)
{
    for (size_t i = 0; i < count; i++) {
        struct plan_meeting *other = &meetings[prng_below(prng, (uint32_t)count)];
        switch (prng_below(prng, 8)) {
        case 0: meetings[i].venue = prng_below(prng, problem->count.venues); break;
        case 1: meetings[i].start = other->start; break;
        case 2: meetings[i].start.minute = (int32_t)prng_below(prng, 24 * 60); break;
        case 3: meetings[i].start.date.day += 1000; break;
        case 4: meetings[i].unit = PLAN_NONE; break;
        case 5: meetings[i].venue = PLAN_NONE; break;
        case 6: meetings[i] = *other; break;
        default: break;
        }
    }
}

static void of_a_spoilt_plan_only_what_breaks_no_rule_is_taken_over(void **state)
{
    (void)state;
    const struct plan nothing = {.count = 0};
    size_t left_out = 0;

    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(seed);
        CLEANUP(solved_done) struct solved first;
        CLEANUP(solved_done) struct solved next;
        struct plan_meeting meetings[100];
        struct prng prng;
        resume(problem, &nothing, 200, &first);
        size_t count = first.solution.plan.count;
        assert_true(count <= COUNT_OF(meetings));
        for (size_t i = 0; i < count; i++)
            meetings[i] = first.solution.plan.meetings[i];
        prng_init(&prng, seed);
        if (count > 0)
            spoil(meetings, count, problem, &prng);
        const struct plan spoilt = {.meetings = meetings, .count = count};
        resume(problem, &spoilt, 200, &next);
        assert_int_equal(next.judgement.violation_count,
                         next.judgement.counts[PLAN_RULE_COUNT] + next.judgement.counts[PLAN_RULE_QUOTA]);
        left_out += next.solution.left_out;
    }
    assert_true(left_out > PROBLEMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_resumed_never_gets_worse),
        cmocka_unit_test(of_a_spoilt_plan_only_what_breaks_no_rule_is_taken_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
