/* What the product adds to the table problem: each rule by what it lets pass and what it does not. */
#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "small_problem.h"

#include <string.h>

/* ---- judging the good plan of the small problem, changed ---- */

struct judged {
    struct plan_problem *problem;
    struct arena arena;
    struct plan_judgement judgement;
};

static struct judged judge(struct plan_problem *problem, const struct plan_row *rows)
{
    struct judged judged = {.problem = problem};
    struct plan plan;
    struct error err = {.code = OK};

    small_problem_prepare(problem);
    arena_init(&judged.arena, 1 << 20);
    assert_int_equal(plan_resolve(problem, rows, SMALL_PLAN_ROWS, &judged.arena, &plan, &err), OK);
    assert_int_equal(plan_judge(problem, &plan, 20, &judged.arena, &judged.judgement, &err), OK);
    return judged;
}

static void judged_done(struct judged *judged)
{
    arena_done(&judged->arena);
    plan_problem_free(judged->problem);
}

/* One rule broken so often, and what is said of the first breach; 0: no rule at all. */
static void expect(const struct judged *judged, enum plan_rule rule, size_t count, const char *message)
{
    CLEANUP(text_done) struct text written;

    text_init(&written, 1000);
    assert_int_equal(judged->judgement.violation_count, count);
    if (count == 0)
        return;
    assert_int_equal(judged->judgement.counts[rule], count);
    message_write(&judged->judgement.first->message, judged->judgement.first->message.format, &written);
    assert_string_equal(written.data, message);
}

static struct civil_time time_of(const char *text)
{
    struct civil_time time;

    assert_true(civil_time_parse(text, &time));
    return time;
}

static struct civil_date date_of(const char *text)
{
    struct civil_date date;

    assert_true(civil_date_parse(text, &date));
    return date;
}

/* ---- windows ---- */

/* U1-02 is held in commune C2 on 5 May from 07:30 to 09:00. */
static void a_window_ends_to_the_minute(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();

    problem->communes[SMALL_C2].window.end = time_of("2021-05-05T09:00");
    struct judged on_time = judge(problem, small_plan);
    expect(&on_time, PLAN_RULE_WINDOW, 0, NULL);
    judged_done(&on_time);

    problem = small_problem();
    problem->communes[SMALL_C2].window.end = time_of("2021-05-05T08:59");
    struct judged late = judge(problem, small_plan);
    expect(&late, PLAN_RULE_WINDOW, 1,
           "Meeting U1-02, from 2021-05-05T07:30 to 2021-05-05T09:00, lies outside the campaign in C2.");
    judged_done(&late);
}

static void a_unit_waits_for_its_list(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();

    problem->units[SMALL_U2].window.start = time_of("2021-05-04T14:01");
    struct judged early = judge(problem, small_plan);
    expect(&early, PLAN_RULE_WINDOW, 1,
           "Meeting U2-01, from 2021-05-04T14:00 to 2021-05-04T15:30, lies outside the campaign of unit U2.");
    judged_done(&early);
}

/* ---- notice ---- */

static void candidates_are_told_so_many_days_before(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();

    problem->params.notice_days = 7;
    problem->params.letters_from = date_of("2021-04-27");
    assert_int_equal(plan_first_noticed_day(&problem->params).day, date_of("2021-05-04").day);
    struct judged in_time = judge(problem, small_plan);
    expect(&in_time, PLAN_RULE_NOTICE, 0, NULL);
    judged_done(&in_time);

    problem = small_problem();
    problem->params.notice_days = 7;
    problem->params.letters_from = date_of("2021-04-28");
    struct judged late = judge(problem, small_plan);
    expect(&late, PLAN_RULE_NOTICE, 3,
           "Meeting U1-01 is on 2021-05-04; letters leave on 2021-04-28 at the earliest, and candidates are "
           "told 7 days before.");
    judged_done(&late);
}

/* ---- minimum numbers ---- */

static void a_unit_below_the_minimum_is_named_with_its_document(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();

    problem->units[SMALL_U1].minimum = 2;
    problem->units[SMALL_U2].minimum = 5;
    problem->units[SMALL_U2].minimum_document = "Guidance 12";
    struct judged few = judge(problem, small_plan);
    expect(&few, PLAN_RULE_MINIMUM, 1, "Unit U2 has 2 meetings; at least 5 are asked for (Guidance 12).");
    judged_done(&few);
}

/* ---- blocks ---- */

static struct plan_problem *with_block(struct plan_block block)
{
    struct plan_problem *problem = small_problem();

    problem->blocks[0] = block;
    return problem;
}

static void a_unit_can_be_away_as_a_whole(void **state)
{
    (void)state;
    struct judged away =
        judge(with_block((struct plan_block){PLAN_BLOCK_UNIT, SMALL_U3, 1, 1u << 2}), small_plan);

    expect(&away, PLAN_RULE_UNIT_BLOCKED, 1,
           "Meeting U3-01: unit U3 holds no meeting in session evening of 2021-05-04.");
    judged_done(&away);
}

static void nobody_comes_together_in_a_storm_but_online(void **state)
{
    (void)state;
    struct plan_row rows[SMALL_PLAN_ROWS];
    struct plan_block storm = {PLAN_BLOCK_GROUP, 1, 2, 7}; /* D2, 5 May */
    struct judged stormy = judge(with_block(storm), small_plan);

    expect(&stormy, PLAN_RULE_AREA_BLOCKED, 1,
           "Meeting U2-02: nobody can come together in D2 in session afternoon of 2021-05-05; an online "
           "meeting could be held.");
    judged_done(&stormy);
    memcpy(rows, small_plan, sizeof rows);
    rows[3].mode = "online";
    struct judged online = judge(with_block(storm), rows);
    expect(&online, PLAN_RULE_AREA_BLOCKED, 0, NULL);
    judged_done(&online);
}

/* ---- conditions of online meetings ---- */

static void an_online_meeting_waits_for_its_conditions(void **state)
{
    (void)state;
    struct plan_row rows[SMALL_PLAN_ROWS];
    struct plan_problem *problem = small_problem();

    memcpy(rows, small_plan, sizeof rows);
    rows[3].mode = "online";
    problem->params.online_conditions = true;
    struct judged open = judge(problem, rows);
    expect(&open, PLAN_RULE_ONLINE_CONDITIONS, 1,
           "Meeting U2-02 is online from venue V4, whose technical, network-safety and cyber-security "
           "conditions are not confirmed.");
    judged_done(&open);

    problem = small_problem();
    problem->params.online_conditions = true;
    problem->venues[SMALL_V4].confirmed = true;
    struct judged confirmed = judge(problem, rows);
    expect(&confirmed, PLAN_RULE_ONLINE_CONDITIONS, 0, NULL);
    judged_done(&confirmed);
}

/* ---- what staff wish ---- */

#define ANY_DAY PLAN_NONE
#define ANY_WEEKDAY 127u
#define EVENING (1u << 2)

static struct plan_problem *with_wishes(const struct plan_preference *wishes, uint32_t count)
{
    struct plan_problem *problem = small_problem();

    problem->preferences = arena_array(&problem->memory, count, sizeof *problem->preferences);
    assert_non_null(problem->preferences);
    problem->count.preferences = count;
    for (uint32_t i = 0; i < count; i++)
        problem->preferences[i] = wishes[i];
    return problem;
}

static void staff_forbid_the_evenings_of_a_level(void **state)
{
    (void)state;
    const struct plan_preference wish = {
        PLAN_FORBID, PLAN_SCOPE_LEVEL, PLAN_COMMUNE, ANY_DAY, ANY_WEEKDAY, EVENING, 0};
    struct judged forbidden = judge(with_wishes(&wish, 1), small_plan);

    expect(&forbidden, PLAN_RULE_FORBIDDEN, 1,
           "Meeting U3-01, from 2021-05-04T19:00 to 2021-05-04T20:30, lies where staff forbid a meeting of "
           "unit U3.");
    assert_int_equal(forbidden.judgement.terms.wishes_m, 0);
    judged_done(&forbidden);
}

/* The plan has three meetings on Tuesday 4 May and two on Wednesday 5 May. */
static void wishes_have_a_price(void **state)
{
    (void)state;
    const struct {
        struct plan_preference wishes[2];
        uint32_t count;
        int64_t price_m;
    } cases[] = {
        {{{PLAN_AVOID, PLAN_SCOPE_ALL, 0, ANY_DAY, 1u << TUESDAY, 7, 100}}, 1, 300},
        {{{PLAN_AVOID, PLAN_SCOPE_ALL, 0, 1, ANY_WEEKDAY, EVENING, 100}}, 1, 100},
        {{{PLAN_AVOID, PLAN_SCOPE_UNIT, SMALL_U2, ANY_DAY, ANY_WEEKDAY, 7, 100}}, 1, 200},
        {{{PLAN_AVOID, PLAN_SCOPE_COMMUNE, SMALL_C2, ANY_DAY, ANY_WEEKDAY, 7, 100}}, 1, 200},
        {{{PLAN_AVOID, PLAN_SCOPE_GROUP, 1, ANY_DAY, ANY_WEEKDAY, 7, 100}}, 1, 100},
        {{{PLAN_PREFER, PLAN_SCOPE_ALL, 0, ANY_DAY, 1u << WEDNESDAY, 7, 100}}, 1, 300},
        {{{PLAN_PREFER, PLAN_SCOPE_ALL, 0, ANY_DAY, 1u << WEDNESDAY, 7, 100},
          {PLAN_PREFER, PLAN_SCOPE_ALL, 0, ANY_DAY, 1u << TUESDAY, 7, 70}},
         2,
         90},
        {{{PLAN_AVOID, PLAN_SCOPE_ALL, 0, ANY_DAY, 1u << TUESDAY, 7, 100},
          {PLAN_AVOID, PLAN_SCOPE_ALL, 0, ANY_DAY, ANY_WEEKDAY, EVENING, 40}},
         2,
         340},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct judged without = judge(small_problem(), small_plan);
        struct judged with = judge(with_wishes(cases[i].wishes, cases[i].count), small_plan);
        expect(&with, PLAN_RULE_FORBIDDEN, 0, NULL);
        assert_int_equal(with.judgement.terms.wishes_m, cases[i].price_m);
        assert_int_equal(with.judgement.terms.objective_m,
                         without.judgement.terms.objective_m + cases[i].price_m);
        judged_done(&with);
        judged_done(&without);
    }
}

/* ---- ferries and passes ---- */

static struct plan_problem *with_travels(const struct plan_travel *travels, uint32_t count)
{
    struct plan_problem *problem = small_problem();

    problem->travels = arena_array(&problem->memory, count, sizeof *problem->travels);
    assert_non_null(problem->travels);
    problem->count.travels = count;
    for (uint32_t i = 0; i < count; i++)
        problem->travels[i] = travels[i];
    return problem;
}

static void given_minutes_come_before_the_distance(void **state)
{
    (void)state;
    const struct plan_travel travels[] = {
        {true, SMALL_C1, SMALL_C2, 400}, {true, SMALL_C2, SMALL_C1, 90}, {false, SMALL_V2, SMALL_V3, 70}};
    struct plan_problem *problem = with_travels(travels, COUNT_OF(travels));

    small_problem_prepare(problem);
    assert_int_equal(plan_travel_min(problem, SMALL_V1, SMALL_V3), 400);
    assert_int_equal(plan_travel_min(problem, SMALL_V3, SMALL_V1), 90);
    assert_int_equal(plan_travel_min(problem, SMALL_V2, SMALL_V3), 70);
    assert_int_equal(plan_travel_min(problem, SMALL_V3, SMALL_V4), (22361 + 499) / 500);
    plan_problem_free(problem);
}

/* K1 leaves V1 on 4 May at 09:00 and is awaited in V3 at 14:00: 300 minutes less 10 to spare. */
static void a_slow_ferry_keeps_a_candidate_away(void **state)
{
    (void)state;
    const struct plan_travel quick = {true, SMALL_C1, SMALL_C2, 290};
    const struct plan_travel slow = {true, SMALL_C1, SMALL_C2, 291};
    struct judged in_time = judge(with_travels(&quick, 1), small_plan);
    struct judged late = judge(with_travels(&slow, 1), small_plan);

    expect(&in_time, PLAN_RULE_CAND_CLASH, 0, NULL);
    expect(&late, PLAN_RULE_CAND_CLASH, 1,
           "Candidate K1 leaves meeting U1-01 at 2021-05-04T09:00; U2-01 starts at 2021-05-04T14:00, and 301 "
           "minutes are needed between.");
    judged_done(&in_time);
    judged_done(&late);
}

static void minutes_given_twice_are_refused(void **state)
{
    (void)state;
    const struct plan_travel travels[] = {{true, SMALL_C1, SMALL_C2, 40}, {true, SMALL_C1, SMALL_C2, 50}};
    struct plan_problem *problem = with_travels(travels, COUNT_OF(travels));
    struct error err = {.code = OK};
    CLEANUP(text_done) struct text said;

    text_init(&said, 1000);
    assert_int_equal(plan_problem_prepare(problem, &err), ERROR_DATA);
    message_write(&err.message, err.message.format, &said);
    assert_string_equal(said.data, "The minutes from C1 to C2 are given twice; keep one of them.");
    plan_problem_free(problem);
}

/* ---- severity ---- */

static void a_lowered_rule_is_counted_and_does_not_block(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();

    problem->params.notice_days = 7;
    problem->params.letters_from = date_of("2021-04-28");
    problem->rule_settings[PLAN_RULE_NOTICE] = (struct plan_rule_setting){true, PLAN_WARNS, "urgent", "12"};
    struct judged late = judge(problem, small_plan);
    assert_int_equal(late.judgement.violation_count, 3);
    assert_int_equal(plan_judgement_blocking(&late.judgement), 0);
    assert_int_equal(late.judgement.by_severity[PLAN_WARNS], 3);
    assert_int_equal(late.judgement.first->severity, PLAN_WARNS);
    judged_done(&late);
}

static void only_what_is_neither_law_nor_reading_can_be_lowered(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        enum plan_lowering lowering;
    } cases[] = {
        {"ID", PLAN_RULE_OF_READING},      {"TIME", PLAN_RULE_OF_READING},
        {"COUNT", PLAN_RULE_OF_LAW},       {"WINDOW", PLAN_RULE_OF_LAW},
        {"PLACE", PLAN_RULE_OF_LAW},       {"ONLINE_CONDITIONS", PLAN_RULE_OF_LAW},
        {"NOTICE", PLAN_MAY_BE_SET},       {"MINIMUM", PLAN_MAY_BE_SET},
        {"SPREAD", PLAN_MAY_BE_SET},       {"FORBIDDEN", PLAN_MAY_BE_SET},
        {"AREA_BLOCKED", PLAN_MAY_BE_SET}, {"UNIT_BLOCKED", PLAN_MAY_BE_SET},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum plan_rule rule = plan_rule_find(cases[i].code);
        assert_true(rule < PLAN_RULES);
        assert_int_equal(plan_rule_may_be_set(rule, PLAN_IGNORED), cases[i].lowering);
        assert_int_equal(plan_rule_may_be_set(rule, PLAN_BLOCKS), PLAN_MAY_BE_SET);
    }
    assert_int_equal(plan_rule_find("NOTHING"), PLAN_RULES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_ends_to_the_minute),
        cmocka_unit_test(a_unit_waits_for_its_list),
        cmocka_unit_test(candidates_are_told_so_many_days_before),
        cmocka_unit_test(a_unit_below_the_minimum_is_named_with_its_document),
        cmocka_unit_test(a_unit_can_be_away_as_a_whole),
        cmocka_unit_test(nobody_comes_together_in_a_storm_but_online),
        cmocka_unit_test(an_online_meeting_waits_for_its_conditions),
        cmocka_unit_test(staff_forbid_the_evenings_of_a_level),
        cmocka_unit_test(wishes_have_a_price),
        cmocka_unit_test(given_minutes_come_before_the_distance),
        cmocka_unit_test(a_slow_ferry_keeps_a_candidate_away),
        cmocka_unit_test(minutes_given_twice_are_refused),
        cmocka_unit_test(a_lowered_rule_is_counted_and_does_not_block),
        cmocka_unit_test(only_what_is_neither_law_nor_reading_can_be_lowered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
