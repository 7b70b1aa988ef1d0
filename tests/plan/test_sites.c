/* Meetings of several sites: the judge by each rule, the search by the judge, and what cannot be meant. */
#include "judged_plan.h"

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

static void the_search_plans_them(void **state)
{
    (void)state;
    expect_solved(connected_problem());
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
        cmocka_unit_test(the_search_plans_them),
        cmocka_unit_test(contradictions_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
