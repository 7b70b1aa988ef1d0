/* Judging a plan of a small problem, and what is said of problems that cannot be meant. */
#ifndef TESTS_PLAN_JUDGED_PLAN_H
#define TESTS_PLAN_JUDGED_PLAN_H

#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "small_problem.h"

#include <string.h>

struct judged {
    struct plan_problem *problem;
    struct arena arena;
    struct plan_judgement judgement;
};

static inline struct judged judge(struct plan_problem *problem, const struct plan_row *rows, size_t count)
{
    struct judged judged = {.problem = problem};
    struct plan plan;
    struct error err = {.code = OK};

    small_problem_prepare(problem);
    arena_init(&judged.arena, 1 << 20);
    assert_int_equal(plan_resolve(problem, rows, count, &judged.arena, &plan, &err), OK);
    assert_int_equal(plan_judge(problem, &plan, 20, &judged.arena, &judged.judgement, &err), OK);
    return judged;
}

static inline void judged_done(struct judged *judged)
{
    arena_done(&judged->arena);
    plan_problem_free(judged->problem);
}

/* One rule broken so often, and what is said of the first breach; 0: no rule at all. */
static inline void expect(struct judged judged, enum plan_rule rule, size_t count, const char *message)
{
    CLEANUP(text_done) struct text written;

    text_init(&written, 1000);
    if (judged.judgement.first != NULL)
        message_write(&judged.judgement.first->message, judged.judgement.first->message.format, &written);
    if (judged.judgement.violation_count != count || (count > 0 && judged.judgement.counts[rule] != count))
        fail_msg("%zu breaches of all rules, first: %s", judged.judgement.violation_count, written.data);
    if (message != NULL)
        assert_string_equal(written.data, message);
    judged_done(&judged);
}

/* Takes the problem. */
static inline void expect_refused(struct plan_problem *problem, const char *message)
{
    CLEANUP(text_done) struct text written;
    struct error err = {.code = OK};
    enum error_code code = plan_problem_prepare(problem, &err);

    if (code == OK)
        code = plan_problem_check_joints(problem, &err);
    assert_int_equal(code, ERROR_DATA);
    text_init(&written, 1000);
    message_write(&err.message, err.message.format, &written);
    assert_string_equal(written.data, message);
    plan_problem_free(problem);
}

/* The search finds a clean plan of the problem, which is not prepared yet. */
static inline void expect_solved(struct plan_problem *problem)
{
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget.max_steps = 5000};
    CLEANUP(arena_done) struct arena arena;
    struct plan_solution solution;
    struct plan_judgement judgement;
    struct error err = {.code = OK};

    arena_init(&arena, 1 << 24);
    small_problem_prepare(problem);
    assert_int_equal(plan_solve(problem, &effort, &arena, &solution, &err), OK);
    assert_int_equal(plan_judge(problem, &solution.plan, 3, &arena, &judgement, &err), OK);
    assert_int_equal(judgement.violation_count, 0);
    assert_int_equal(solution.shortage_count, 0);
    plan_problem_free(problem);
}

#endif
