#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "small_problem.h"

#include <string.h>

/* ---- judging rows ---- */

struct judged {
    struct plan_problem *problem;
    struct arena arena;
    struct plan_judgement judgement;
};

static struct judged judge_rows(struct plan_problem *problem, const struct plan_row *rows, size_t count)
{
    struct judged judged = {.problem = problem};
    struct plan plan;
    struct error err = {.code = OK};

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

/* "COUNT=1 QUOTA=2", in the order of the rules. */
static void write_counts(const struct plan_judgement *judgement, struct text *out)
{
    for (int rule = 0; rule < PLAN_RULES; rule++) {
        if (judgement->counts[rule] > 0)
            text_putf(out, "%s%s=%zu", out->length > 0 ? " " : "", plan_rule_info((enum plan_rule)rule)->code,
                      judgement->counts[rule]);
    }
}

static void expect_counts(const char *what, const struct plan_judgement *judgement, const char *counts)
{
    CLEANUP(text_done) struct text written;

    text_init(&written, 1000);
    write_counts(judgement, &written);
    if (strcmp(written.data, counts) != 0)
        fail_msg("%s: found \"%s\", expected \"%s\"", what, written.data, counts);
}

static void expect_first_message(const char *what, const struct plan_judgement *judgement,
                                 const char *message)
{
    CLEANUP(text_done) struct text written;

    text_init(&written, 1000);
    assert_non_null(judgement->first);
    message_write(&judgement->first->message, judgement->first->message.format, &written);
    if (strcmp(written.data, message) != 0)
        fail_msg("%s: said \"%s\", expected \"%s\"", what, written.data, message);
}

/* ---- one change to the good plan, and what it breaks ---- */

struct change {
    int row;            /* of small_plan; -1: none */
    struct plan_row to; /* NULL: as it was */
};

struct broken {
    const char *what;
    struct change changes[2];
    const char *counts;
    const char *message;
};

static void change_row(struct plan_row *row, const struct plan_row *to)
{
    row->code = to->code != NULL ? to->code : row->code;
    row->unit = to->unit != NULL ? to->unit : row->unit;
    row->mode = to->mode != NULL ? to->mode : row->mode;
    row->venue = to->venue != NULL ? to->venue : row->venue;
    row->start = to->start != NULL ? to->start : row->start;
    row->end = to->end != NULL ? to->end : row->end;
}

static void expect_broken(const struct broken *broken)
{
    struct plan_problem *problem = small_problem();
    struct plan_row rows[SMALL_PLAN_ROWS];

    memcpy(rows, small_plan, sizeof rows);
    for (size_t i = 0; i < COUNT_OF(broken->changes); i++) {
        if (broken->changes[i].row >= 0)
            change_row(&rows[broken->changes[i].row], &broken->changes[i].to);
    }
    small_problem_prepare(problem);
    struct judged judged = judge_rows(problem, rows, SMALL_PLAN_ROWS);
    expect_counts(broken->what, &judged.judgement, broken->counts);
    if (broken->message != NULL)
        expect_first_message(broken->what, &judged.judgement, broken->message);
    judged_done(&judged);
}

#define NO_CHANGE                                                                                            \
    {                                                                                                        \
        .row = -1                                                                                            \
    }
#define AT(from, until) .start = from, .end = until

static const struct broken breaches[] = {
    {"a repeated code",
     {{1, {.code = "U1-01"}}, NO_CHANGE},
     "ID=1",
     "Meeting code U1-01 stands twice; give each meeting its own."},
    {"an empty code",
     {{1, {.code = ""}}, NO_CHANGE},
     "ID=1",
     "A meeting has no code; give it one of its own."},
    {"an unknown unit",
     {{4, {.unit = "U9"}}, NO_CHANGE},
     "UNIT=1 COUNT=1",
     "Meeting U3-01: there is no unit U9."},
    {"an unknown venue",
     {{4, {.venue = "V9"}}, NO_CHANGE},
     "VENUE=1 COUNT=1",
     "Meeting U3-01: there is no venue V9."},
    {"an unknown mode",
     {{4, {.mode = "Direct"}}, NO_CHANGE},
     "MODE=1 COUNT=1",
     "Meeting U3-01: the mode must be direct or online, not Direct."},
    {"a time that is none",
     {{4, {.start = "2021-05-04T25:00"}}, NO_CHANGE},
     "TIME=1 COUNT=1",
     "Meeting U3-01: 2021-05-04T25:00 and 2021-05-04T20:30 must be times like 2021-05-04T07:30."},
    {"an end on another date",
     {{4, {.end = "2021-05-05T20:30"}}, NO_CHANGE},
     "TIME=1 COUNT=1",
     "Meeting U3-01 must end after it starts, on the same date; it stands from 2021-05-04T19:00 to "
     "2021-05-05T20:30."},
    {"an end at the start", {{4, {.end = "2021-05-04T19:00"}}, NO_CHANGE}, "TIME=1 COUNT=1", NULL},
    {"a meeting too many and one too few",
     {{4, {.unit = "U1"}}, NO_CHANGE},
     "COUNT=2 CAPACITY=1 CAND_DAY=1 SPREAD=1 SAME_DAY=1",
     NULL},
    {"a meeting one minute short",
     {{0, {.end = "2021-05-04T08:59"}}, NO_CHANGE},
     "DURATION=1",
     "Meeting U1-01 lasts 89 minutes; a meeting of unit U1 needs 90."},
    {"a minute before the session",
     {{0, {AT("2021-05-04T07:29", "2021-05-04T08:59")}}, NO_CHANGE},
     "SESSION=1",
     "Meeting U1-01, from 2021-05-04T07:29 to 2021-05-04T08:59, does not lie inside one session."},
    {"a minute after the session",
     {{0, {AT("2021-05-04T09:31", "2021-05-04T11:01")}}, NO_CHANGE},
     "SESSION=1",
     NULL},
    {"before the campaign",
     {{0, {AT("2021-05-02T07:30", "2021-05-02T09:00")}}, NO_CHANGE},
     "WINDOW=1",
     "Meeting U1-01, from 2021-05-02T07:30 to 2021-05-02T09:00, lies outside the days of the campaign "
     "(2021-05-03T00:00 to 2021-05-06T10:00)."},
    {"a minute after the campaign",
     {{0, {AT("2021-05-06T08:31", "2021-05-06T10:01")}}, NO_CHANGE},
     "WINDOW=1",
     NULL},
    {"in another unit's commune",
     {{4, {.venue = "V3"}}, NO_CHANGE},
     "PLACE=1",
     "Meeting U3-01: venue V3 lies in C2, which is no commune of unit U3."},
    {"a hall too small",
     {{0, {.venue = "V2"}}, NO_CHANGE},
     "CAPACITY=1",
     "Meeting U1-01: venue V2 seats 50; unit U1 expects 60 voters."},
    {"online without equipment",
     {{2, {.mode = "online"}}, NO_CHANGE},
     "ONLINE_VENUE=1",
     "Meeting U2-01 is online, but venue V3 has no equipment for it."},
    {"online where it is not allowed",
     {{4, {.mode = "online", .venue = "V1"}}, NO_CHANGE},
     "ONLINE_MAX=1",
     "Unit U3 has 1 online meetings; at most 0 are allowed."},
    {"online from a district of others",
     {{4, {.mode = "online", .venue = "V4"}}, NO_CHANGE},
     "PLACE=1 ONLINE_MAX=1",
     "Meeting U3-01 is online from venue V4 in D2, where unit U3 has no commune."},
    {"a venue that is closed",
     {{4, {.venue = "V1", AT("2021-05-05T14:00", "2021-05-05T15:00")}}, NO_CHANGE},
     "VENUE_BLOCKED=1",
     "Meeting U3-01: venue V1 is not available in session afternoon of 2021-05-05."},
    {"a committee that is away",
     {{1, {AT("2021-05-05T15:30", "2021-05-05T17:00")}}, {3, {AT("2021-05-05T07:30", "2021-05-05T09:00")}}},
     "CHAIR_BLOCKED=1",
     "Meeting U1-02: the committee of C2 is not available in session afternoon of 2021-05-05."},
    {"a candidate who is away",
     {{4, {AT("2021-05-05T09:30", "2021-05-05T10:30")}}, NO_CHANGE},
     "CAND_BLOCKED=1",
     "Meeting U3-01: candidate K4 is not available in session morning of 2021-05-05."},
    {"two meetings in one hall",
     {{4, {.venue = "V1", AT("2021-05-04T09:29", "2021-05-04T10:29")}}, NO_CHANGE},
     "VENUE_CLASH=1 CHAIR_CLASH=1",
     "Venue V1 holds meeting U1-01 until 2021-05-04T09:00; U3-01 starts at 2021-05-04T09:29, and 30 "
     "minutes are needed between."},
    {"two halls of one committee",
     {{4, {AT("2021-05-04T09:29", "2021-05-04T10:29")}}, NO_CHANGE},
     "CHAIR_CLASH=1",
     "The committee of C1 chairs meeting U1-01 until 2021-05-04T09:00; U3-01 starts at "
     "2021-05-04T09:29, and 30 minutes are needed between."},
    {"three meetings of one candidate in a day",
     {{3, {AT("2021-05-04T19:00", "2021-05-04T20:30")}}, NO_CHANGE},
     "CAND_DAY=1",
     "Candidate K1 has 3 meetings on 2021-05-04; at most 2 are allowed."},
    {"twice in one commune",
     {{1, {.venue = "V1"}}, NO_CHANGE},
     "SPREAD=1",
     "Unit U1 holds 2 direct meetings in C1; at most 1 are allowed."},
    {"twice in one commune on a day",
     {{1, {.venue = "V1", AT("2021-05-04T19:00", "2021-05-04T20:30")}},
      {4, {AT("2021-05-05T19:00", "2021-05-05T20:30")}}},
     "CAND_DAY=1 SPREAD=1 SAME_DAY=1",
     NULL},
    {"no meeting in one of two districts",
     {{3, {.venue = "V1", AT("2021-05-05T09:00", "2021-05-05T10:30")}}, NO_CHANGE},
     "CAND_CLASH=1 QUOTA=1",
     NULL},
};

static void each_rule_notices_its_own_breach(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(breaches); i++)
        expect_broken(&breaches[i]);
}

static void what_only_touches_is_no_breach(void **state)
{
    (void)state;
    static const struct broken table[] = {
        {"the plan as it is", {NO_CHANGE, NO_CHANGE}, "", NULL},
        {"to the last minute of a session",
         {{0, {AT("2021-05-04T09:30", "2021-05-04T11:00")}}, NO_CHANGE},
         "",
         NULL},
        {"to the last minute of the campaign",
         {{0, {AT("2021-05-06T08:30", "2021-05-06T10:00")}}, NO_CHANGE},
         "",
         NULL},
        {"on the first day, a holiday",
         {{0, {AT("2021-05-03T07:30", "2021-05-03T09:00")}}, NO_CHANGE},
         "",
         NULL},
        {"the hall just cleared",
         {{4, {.venue = "V1", AT("2021-05-04T09:30", "2021-05-04T10:30")}}, NO_CHANGE},
         "",
         NULL},
        {"an online meeting that is allowed", {{3, {.mode = "online"}}, NO_CHANGE}, "", NULL},
        {"seconds and a blank in the time",
         {{0, {AT("2021-05-04 07:30:00", "2021-05-04 09:00")}}, NO_CHANGE},
         "",
         NULL},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++)
        expect_broken(&table[i]);
}

static void a_candidate_needs_the_way_and_ten_minutes(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        const char *counts;
    } rows[] = {{"2021-05-04T09:29", "CAND_CLASH=1"}, {"2021-05-04T09:30", ""}};

    /* V1 to V3 are 10 km: 20 minutes, and 10 to spare, after 09:00. */
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct plan_row plan[SMALL_PLAN_ROWS];
        struct plan_problem *problem = small_problem();
        memcpy(plan, small_plan, sizeof plan);
        plan[2].start = rows[i].start;
        plan[2].end = "2021-05-04T11:00";
        small_problem_prepare(problem);
        struct judged judged = judge_rows(problem, plan, SMALL_PLAN_ROWS);
        expect_counts(rows[i].start, &judged.judgement, rows[i].counts);
        judged_done(&judged);
    }
}

static void a_committee_chairs_as_many_meetings_as_it_can(void **state)
{
    (void)state;
    static const struct {
        int32_t capacity;
        const char *counts;
    } rows[] = {{0, "CHAIR_CLASH=2"}, {1, "CHAIR_CLASH=1"}, {2, ""}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct plan_row plan[SMALL_PLAN_ROWS];
        struct plan_problem *problem = small_problem();
        memcpy(plan, small_plan, sizeof plan);
        plan[4].start = "2021-05-04T07:30";
        plan[4].end = "2021-05-04T08:30";
        problem->communes[SMALL_C1].chair_capacity = rows[i].capacity;
        small_problem_prepare(problem);
        struct judged judged = judge_rows(problem, plan, SMALL_PLAN_ROWS);
        expect_counts("capacity", &judged.judgement, rows[i].counts);
        judged_done(&judged);
    }
}

static void the_terms_are_those_of_the_definition(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();
    struct plan_row plan[SMALL_PLAN_ROWS];

    memcpy(plan, small_plan, sizeof plan);
    plan[3].mode = "online";
    plan[1].start = "2021-05-03T07:30";
    plan[1].end = "2021-05-03T09:00";
    small_problem_prepare(problem);
    struct judged judged = judge_rows(problem, plan, SMALL_PLAN_ROWS);
    const struct plan_terms *terms = &judged.judgement.terms;
    assert_int_equal(terms->meetings, 5);
    assert_int_equal(terms->holiday, 1);
    assert_int_equal(terms->online, 1);
    /* 4 May: three meetings in D1, whose target is two. */
    assert_int_equal(terms->imbalance, 1);
    /* 3 May: K1 2 x 10000, K2 2 x 10441 (10440.3 rounded up). 4 May: K1 0 + 10000 + 10000, K2 2 x 3000,
     * K3 0, K4 0. 5 May: K1 2 x 20000, K3 2 x 22361 (22360.7 rounded up). */
    assert_int_equal(terms->travel_m, 20000 + 20882 + 20000 + 6000 + 40000 + 44722);
    assert_int_equal(terms->objective_m, terms->travel_m + 1000000 + 20000 + 100000);
    judged_done(&judged);
}

static void a_plan_without_meetings_misses_every_unit(void **state)
{
    (void)state;
    struct plan_problem *problem = small_problem();

    small_problem_prepare(problem);
    struct judged judged = judge_rows(problem, NULL, 0);
    expect_counts("no meetings", &judged.judgement, "COUNT=3 QUOTA=2");
    assert_int_equal(judged.judgement.terms.objective_m, 0);
    judged_done(&judged);
}

static void only_so_many_violations_of_a_rule_are_kept(void **state)
{
    (void)state;
    static struct plan_row rows[50];
    struct plan_problem *problem = small_problem();
    size_t kept = 0;

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        rows[i] = (struct plan_row){"", "U9", "direct", "V1", "2021-05-04T07:30", "2021-05-04T09:00", 0};
    small_problem_prepare(problem);
    struct judged judged = judge_rows(problem, rows, COUNT_OF(rows));
    expect_counts("many", &judged.judgement, "ID=50 UNIT=50 COUNT=3 QUOTA=2");
    for (const struct plan_violation *violation = judged.judgement.first; violation != NULL;
         violation = violation->next)
        kept++;
    assert_int_equal(kept, 20 + 20 + 3 + 2);
    judged_done(&judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_notices_its_own_breach),
        cmocka_unit_test(what_only_touches_is_no_breach),
        cmocka_unit_test(a_candidate_needs_the_way_and_ten_minutes),
        cmocka_unit_test(a_committee_chairs_as_many_meetings_as_it_can),
        cmocka_unit_test(the_terms_are_those_of_the_definition),
        cmocka_unit_test(a_plan_without_meetings_misses_every_unit),
        cmocka_unit_test(only_so_many_violations_of_a_rule_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
