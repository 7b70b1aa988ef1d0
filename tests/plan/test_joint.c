/* Meetings that two units hold together: the judge by each rule, the search by the judge, and what cannot be meant. */
#include "judged_plan.h"

/* U1 and U3 hold one of their meetings in C1 together: U1 one more alone, U3 none. */
static struct plan_problem *joint_problem(void)
{
    static const struct plan_member communes[] = {{0, 0}, {0, 1}, {1, 2}, {1, 0}, {1, 1}, {2, 0}, {3, 0}};
    static const struct plan_member candidacies[] = {{0, 0}, {0, 1}, {1, 2}, {1, 0},
                                                     {2, 3}, {3, 0}, {3, 1}, {3, 3}};
    const struct plan_sizes sizes = {.sessions = 3,
                                     .days = 4,
                                     .groups = 2,
                                     .communes = 3,
                                     .venues = 4,
                                     .candidates = 4,
                                     .units = 4,
                                     .unit_communes = COUNT_OF(communes),
                                     .candidacies = COUNT_OF(candidacies),
                                     .joints = 2};
    CLEANUP(plan_problem_free_ptr) struct plan_problem *small = small_problem();
    struct plan_problem *problem;
    struct error err = {.code = OK};

    assert_int_equal(plan_problem_new(&sizes, &problem, &err), OK);
    problem->params = small->params;
    memcpy(problem->sessions, small->sessions, 3 * sizeof *small->sessions);
    memcpy(problem->days, small->days, 4 * sizeof *small->days);
    memcpy(problem->groups, small->groups, 2 * sizeof *small->groups);
    memcpy(problem->communes, small->communes, 3 * sizeof *small->communes);
    memcpy(problem->venues, small->venues, 4 * sizeof *small->venues);
    memcpy(problem->candidates, small->candidates, 4 * sizeof *small->candidates);
    memcpy(problem->units, small->units, 3 * sizeof *small->units);
    memcpy(problem->unit_communes, communes, sizeof communes);
    memcpy(problem->candidacies, candidacies, sizeof candidacies);
    problem->units[3] = (struct plan_unit){
        .code = "J", .level = PLAN_COMMUNE, .needed = 1, .duration_min = 90, .attendance = 60};
    problem->units[SMALL_U1].needed = 1;
    problem->units[SMALL_U3].needed = 0;
    problem->joints[0] = (struct plan_joint){SMALL_U1, 3, SMALL_C1, 1};
    problem->joints[1] = (struct plan_joint){SMALL_U3, 3, SMALL_C1, 1};
    return problem;
}

/* ---- joint meetings ---- */

static const struct plan_row joint_plan[] = {
    {"J-01", "J", "direct", "V1", "2021-05-04T07:30", "2021-05-04T09:00", 2},
    {"U1-01", "U1", "direct", "V3", "2021-05-05T07:30", "2021-05-05T09:00", 3},
    {"U2-01", "U2", "direct", "V3", "2021-05-04T14:00", "2021-05-04T15:30", 4},
    {"U2-02", "U2", "direct", "V4", "2021-05-05T14:00", "2021-05-05T15:30", 5},
};

static struct judged judge_joint(size_t which, struct plan_row row)
{
    struct plan_row rows[COUNT_OF(joint_plan)];

    memcpy(rows, joint_plan, sizeof rows);
    rows[which] = row;
    return judge(joint_problem(), rows, COUNT_OF(rows));
}

static void a_joint_meeting_counts_for_both_units(void **state)
{
    (void)state;
    expect(judge(joint_problem(), joint_plan, COUNT_OF(joint_plan)), PLAN_RULES, 0, NULL);
    /* Without it it is missing to itself and to both. */
    expect(judge(joint_problem(), joint_plan + 1, COUNT_OF(joint_plan) - 1), PLAN_RULE_COUNT, 3,
           "Unit U1 has 1 meetings; it needs exactly 2.");
}

static void the_joint_meeting_fills_the_share_of_its_commune(void **state)
{
    (void)state;
    struct plan_row row = joint_plan[1];

    row.venue = "V1"; /* U1 may hold one of its two meetings in C1, and that is the joint one */
    expect(judge_joint(1, row), PLAN_RULE_SPREAD, 1,
           "Unit U1 holds 2 direct meetings in C1; at most 1 are allowed.");
}

static void the_same_voters_are_not_met_twice_a_day(void **state)
{
    (void)state;
    struct plan_row row = joint_plan[1];

    row.venue = "V1";
    row.start = "2021-05-04T19:00";
    row.end = "2021-05-04T20:30";
    struct judged judged = judge_joint(1, row);
    assert_int_equal(judged.judgement.counts[PLAN_RULE_SAME_DAY], 1);
    judged_done(&judged);
}

static void candidates_of_both_units_are_held_by_a_joint_meeting(void **state)
{
    (void)state;
    struct plan_row row = joint_plan[2];

    row.start = "2021-05-04T09:05"; /* K1, of U1 and U2, is on the way from V1 */
    row.end = "2021-05-04T10:35";
    expect(judge_joint(2, row), PLAN_RULE_CAND_CLASH, 1, NULL);
}

static void the_search_plans_them(void **state)
{
    (void)state;
    expect_solved(joint_problem());
}

static void contradictions_are_named(void **state)
{
    (void)state;
    struct plan_problem *problem = joint_problem();
    problem->joints[1].unit = SMALL_U2;
    problem->joints[1].commune = problem->joints[0].commune = SMALL_C3;
    expect_refused(problem,
                   "Unit U1 has no part in commune C3, so it cannot hold the joint meetings J there.");
    problem = joint_problem();
    problem->joints[1].unit = 3;
    expect_refused(problem, "The joint meetings J cannot be part of others.");
    problem = joint_problem();
    problem->joints[0].meetings = 3;
    expect_refused(problem,
                   "Unit U1 may hold at most 2 meetings in commune C1; 3 joint ones are asked for there.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_joint_meeting_counts_for_both_units),
        cmocka_unit_test(the_joint_meeting_fills_the_share_of_its_commune),
        cmocka_unit_test(the_same_voters_are_not_met_twice_a_day),
        cmocka_unit_test(candidates_of_both_units_are_held_by_a_joint_meeting),
        cmocka_unit_test(the_search_plans_them),
        cmocka_unit_test(contradictions_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
