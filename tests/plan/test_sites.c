/* Meetings of several sites, and meetings that two units hold together: the judge by each rule, the search by the judge, and what
 * cannot be meant.
 */
#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "small_problem.h"

#include <string.h>

#define ROWS_MAX 8

/* Meetings of U1 at V1 are connected with V3, in another commune, and V2, in the same. */
static const struct plan_site sites_of_u1[] = {
    {SMALL_V1, SMALL_U1, SMALL_V3, PLAN_DIRECT, 30},
    {SMALL_V1, SMALL_U1, SMALL_V2, PLAN_ONLINE, 10},
};

static struct plan_problem *problem_with_sites(const struct plan_site *sites, uint32_t count)
{
    struct plan_problem *problem = small_problem();

    problem->sites = arena_array(&problem->memory, count, sizeof *sites);
    assert_non_null(problem->sites);
    memcpy(problem->sites, sites, count * sizeof *sites);
    problem->count.sites = count;
    for (uint32_t i = 0; i < problem->count.venues; i++)
        problem->venues[i].online = true;
    return problem;
}

static struct plan_problem *connected_problem(void)
{
    return problem_with_sites(sites_of_u1, COUNT_OF(sites_of_u1));
}

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

/* ---- judging ---- */

struct judged {
    struct plan_problem *problem;
    struct arena arena;
    struct plan_judgement judgement;
};

static struct judged judge(struct plan_problem *problem, const struct plan_row *rows, size_t count)
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

static void judged_done(struct judged *judged)
{
    arena_done(&judged->arena);
    plan_problem_free(judged->problem);
}

/* One rule broken so often, and what is said of the first breach; 0: no rule at all. */
static void expect(struct judged judged, enum plan_rule rule, size_t count, const char *message)
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

/* The good plan of the small problem with one meeting elsewhere. */
static struct judged judge_moved(struct plan_problem *problem, size_t which, const char *start,
                                 const char *end)
{
    struct plan_row rows[SMALL_PLAN_ROWS];

    memcpy(rows, small_plan, sizeof rows);
    rows[which].start = start;
    rows[which].end = end;
    return judge(problem, rows, SMALL_PLAN_ROWS);
}

/* ---- sites ---- */

static void a_plan_of_several_sites_may_be_clean(void **state)
{
    (void)state;
    expect(judge(connected_problem(), small_plan, SMALL_PLAN_ROWS), PLAN_RULES, 0, NULL);
}

static void the_seats_of_all_sites_count(void **state)
{
    (void)state;
    struct plan_problem *problem = connected_problem();

    problem->venues[SMALL_V3].capacity = 140; /* for U1-02, which has no other sites */
    problem->units[SMALL_U1].attendance = 140;
    expect(judge(problem, small_plan, SMALL_PLAN_ROWS), PLAN_RULES, 0, NULL);

    problem = connected_problem();
    problem->venues[SMALL_V3].capacity = 141;
    problem->units[SMALL_U1].attendance = 141;
    expect(judge(problem, small_plan, SMALL_PLAN_ROWS), PLAN_RULE_CAPACITY, 1,
           "Meeting U1-01: its 3 sites together seat 140; unit U1 expects 141 voters.");
}

/* U2-01 is held at V3 on the afternoon of U1-01. */
static void all_sites_are_in_use_at_the_same_time(void **state)
{
    (void)state;
    struct judged judged =
        judge_moved(connected_problem(), 2, "2021-05-04T08:30", "2021-05-04T10:00"); /* U2-01 */

    assert_int_equal(judged.judgement.counts[PLAN_RULE_VENUE_CLASH], 1);
    assert_int_equal(judged.judgement.counts[PLAN_RULE_CHAIR_CLASH], 1);
    judged_done(&judged);
    judged = judge_moved(connected_problem(), 4, "2021-05-04T08:30", "2021-05-04T10:00"); /* U3-01 at V2 */
    assert_int_equal(judged.judgement.counts[PLAN_RULE_VENUE_CLASH], 1);
    judged_done(&judged);
}

static void a_site_of_another_unit_is_not_in_use(void **state)
{
    (void)state;
    struct plan_site site = {SMALL_V1, SMALL_U2, SMALL_V3, PLAN_DIRECT, 30};

    expect(judge_moved(problem_with_sites(&site, 1), 2, "2021-05-04T09:15", "2021-05-04T10:45"),
           PLAN_RULE_CAND_CLASH, 1, NULL); /* K1 alone is in the way */
}

struct change {
    void (*make)(struct plan_problem *problem);
    enum plan_rule rule;
    const char *message;
};

static void take_equipment(struct plan_problem *problem)
{
    problem->venues[SMALL_V2].online = false;
}
static void take_equipment_of_the_main_site(struct plan_problem *problem)
{
    problem->venues[SMALL_V1].online = false;
}
static void ask_for_conditions(struct plan_problem *problem)
{
    problem->params.online_conditions = true;
    for (uint32_t i = 0; i < problem->count.venues; i++)
        problem->venues[i].confirmed = i != SMALL_V3;
}
static void connect_another_area(struct plan_problem *problem)
{
    problem->sites[0].site = SMALL_V4;
}
static void block_a_site(struct plan_problem *problem)
{
    problem->blocks[0] = (struct plan_block){PLAN_BLOCK_VENUE, SMALL_V3, 1, 1};
}
static void block_the_committee_of_a_site(struct plan_problem *problem)
{
    problem->blocks[0] = (struct plan_block){PLAN_BLOCK_COMMUNE, SMALL_C2, 1, 1};
}
static void close_the_campaign_of_a_site(struct plan_problem *problem)
{
    assert_true(civil_time_parse("2021-05-04T08:00", &problem->communes[SMALL_C2].window.start));
}

static const struct change changes[] = {
    {take_equipment, PLAN_RULE_ONLINE_VENUE,
     "Meeting U1-01 has connected sites, but venue V2 has no equipment for it."},
    {take_equipment_of_the_main_site, PLAN_RULE_ONLINE_VENUE,
     "Meeting U1-01 has connected sites, but venue V1 has no equipment for it."},
    {ask_for_conditions, PLAN_RULE_ONLINE_CONDITIONS,
     "Meeting U1-01 has connected sites, and the technical, network-safety and cyber-security conditions of "
     "venue V3 are not confirmed."},
    {connect_another_area, PLAN_RULE_PLACE,
     "Meeting U1-01: the connected site V4 lies in C3, outside the area of unit U1."},
    {block_a_site, PLAN_RULE_VENUE_BLOCKED,
     "Meeting U1-01: the connected site V3 is not available in session morning of 2021-05-04."},
    {block_the_committee_of_a_site, PLAN_RULE_CHAIR_BLOCKED,
     "Meeting U1-01: the committee of C2, which receives the connected site V3, is not available in session "
     "morning of 2021-05-04."},
    {close_the_campaign_of_a_site, PLAN_RULE_WINDOW,
     "Meeting U1-01, from 2021-05-04T07:30 to 2021-05-04T09:00, lies outside the campaign in C2."},
};

static void a_site_keeps_the_rules_of_a_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct plan_problem *problem = connected_problem();
        changes[i].make(problem);
        expect(judge(problem, small_plan, SMALL_PLAN_ROWS), changes[i].rule, 1, changes[i].message);
    }
}

/* In the group of the site alone, so that the main one is not concerned. */
static void nobody_comes_together_at_a_site_in_a_storm(void **state)
{
    (void)state;
    struct plan_site site = {SMALL_V1, PLAN_NONE, SMALL_V4, PLAN_DIRECT, 30};
    struct plan_problem *problem = problem_with_sites(&site, 1);

    problem->unit_communes[5] = (struct plan_member){SMALL_U1, SMALL_C3}; /* U3 loses C1 ... */
    problem->unit_communes[4] = (struct plan_member){SMALL_U3, SMALL_C1}; /* ... and gets it from U2 */
    problem->blocks[0] = (struct plan_block){PLAN_BLOCK_GROUP, 1, 1, 1};
    struct judged judged = judge(problem, small_plan, SMALL_PLAN_ROWS);
    assert_int_equal(judged.judgement.counts[PLAN_RULE_AREA_BLOCKED], 1);
    judged_done(&judged);
}

/* U1-01 is in person with an online site: hybrid. */
static void a_hybrid_meeting_counts_once_or_once_a_site(void **state)
{
    (void)state;
    for (int per_site = 0; per_site <= 1; per_site++) {
        struct plan_problem *problem = connected_problem();
        problem->params.hybrid_per_site = per_site == 1;
        problem->units[SMALL_U1].minimum = 4; /* three sites and a meeting of one */
        problem->units[SMALL_U1].minimum_document = "05/TT";
        expect(judge(problem, small_plan, SMALL_PLAN_ROWS), PLAN_RULE_MINIMUM, per_site == 1 ? 0 : 1,
               per_site == 1 ? NULL : "Unit U1 has 2 meetings; at least 4 are asked for (05/TT).");
    }
}

static void what_is_connected_in_person_only_is_not_hybrid(void **state)
{
    (void)state;
    struct plan_problem *problem = connected_problem();

    problem->sites[1].mode = PLAN_DIRECT;
    problem->params.hybrid_per_site = true;
    problem->units[SMALL_U1].minimum = 3;
    problem->units[SMALL_U1].minimum_document = "05/TT";
    expect(judge(problem, small_plan, SMALL_PLAN_ROWS), PLAN_RULE_MINIMUM, 1, NULL);
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

static void the_search_plans_joint_meetings_and_sites(void **state)
{
    (void)state;
    struct plan_problem *(*const problems[])(void) = {joint_problem, connected_problem};
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget.max_steps = 5000};

    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = problems[i]();
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
    }
}

/* ---- what cannot be meant ---- */

static void expect_refused(struct plan_problem *problem, const char *message)
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

static void contradictions_are_named(void **state)
{
    (void)state;
    struct plan_problem *problem = connected_problem();
    problem->sites[0].site = SMALL_V1;
    expect_refused(
        problem, "Venue V1 cannot be a connected site of meetings whose main site it is; take the row out.");
    problem = connected_problem();
    problem->sites[0].capacity = 0;
    expect_refused(problem, "The connected site V3 of meetings at V1 must have room for at least 1 voter.");
    problem = connected_problem();
    problem->sites[1].site = SMALL_V3;
    expect_refused(problem, "Venue V3 is connected with meetings at V1 twice; keep one of the rows.");
    problem = joint_problem();
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
        cmocka_unit_test(a_plan_of_several_sites_may_be_clean),
        cmocka_unit_test(the_seats_of_all_sites_count),
        cmocka_unit_test(all_sites_are_in_use_at_the_same_time),
        cmocka_unit_test(a_site_of_another_unit_is_not_in_use),
        cmocka_unit_test(a_site_keeps_the_rules_of_a_place),
        cmocka_unit_test(nobody_comes_together_at_a_site_in_a_storm),
        cmocka_unit_test(a_hybrid_meeting_counts_once_or_once_a_site),
        cmocka_unit_test(what_is_connected_in_person_only_is_not_hybrid),
        cmocka_unit_test(a_joint_meeting_counts_for_both_units),
        cmocka_unit_test(the_joint_meeting_fills_the_share_of_its_commune),
        cmocka_unit_test(the_same_voters_are_not_met_twice_a_day),
        cmocka_unit_test(candidates_of_both_units_are_held_by_a_joint_meeting),
        cmocka_unit_test(the_search_plans_joint_meetings_and_sites),
        cmocka_unit_test(contradictions_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
