/* The plan of an election on the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A week before the campaign of the tables. */
#define PLAN(program, ...) PROGRAM_RUN(program, "--now", "2021-04-21T08:00", "plan", __VA_ARGS__)

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    PROGRAM_RUN(program, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--code",
                "x");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "import", HT_SOURCE_DIR "/tests/data/tables/good");
    assert_int_equal(program->status, 0);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static void a_plan_is_made_shown_and_published(void **state)
{
    struct program *program = *state;

    PLAN(program, "show");
    assert_string_equal(program->out, "");
    assert_string_equal(program->err, "There is no such meeting.\n");
    PLAN(program, "make", "--seed", "3");
    assert_int_equal(program->status, 0);
    assert_string_equal(program->err, "The draft is kept; `hiepthuong plan publish` makes it public.\n");
    assert_non_null(strstr(program->out, "  meetings                        8\n"));
    PLAN(program, "show", "--draft", "--unit", "X01");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "  X01-01  "));
    assert_non_null(strstr(program->out, "Thị trấn Đầu Suối  Đơn vị số 1 thị trấn\n"));
    PLAN(program, "publish", "--note", "đợt một");
    assert_int_equal(program->status, 0);
    assert_string_equal(
        program->out,
        "Release 1 is published.\n"
        "Meetings: 8 new, 0 moved, 0 in another place, 0 in another mode.\n"
        "0 cancelled, 0 restored.\n"
        "Messages that wait to be sent: 6; candidates without telephone number and mail address: 1.\n");
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    assert_string_equal(program->out,
                        "Nothing has changed since the last release; there is nothing to publish.\n");
}

static json_t *json_of(const struct program *program)
{
    json_error_t failure;
    json_t *object = json_loads(program->out, 0, &failure);

    assert_non_null(object);
    return object;
}

static void results_are_written_as_json(void **state)
{
    struct program *program = *state;
    json_t *object;

    PLAN(program, "--json", "make");
    object = json_of(program);
    assert_int_equal(json_integer_value(json_object_get(object, "meetings")), 8);
    assert_int_equal(json_array_size(json_object_get(object, "shortages")), 0);
    json_decref(object);
    PLAN(program, "--json", "publish");
    object = json_of(program);
    assert_int_equal(json_integer_value(json_object_get(object, "release")), 1);
    assert_int_equal(json_integer_value(json_object_get(object, "new")), 8);
    assert_int_equal(json_integer_value(json_object_get(object, "notices")), 6);
    json_decref(object);
    PLAN(program, "--json", "show", "--candidate", "K04");
    object = json_of(program);
    assert_int_equal(json_array_size(json_object_get(object, "meetings")), 5);
    json_decref(object);
}

static void a_plan_that_lacks_meetings_is_kept_but_not_published(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "UPDATE unit SET attendance = 5000 WHERE code = 'X01'");
    PLAN(program, "make");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->err, "Unit X01 lacks 1 of its 1 meetings: "));
    assert_non_null(strstr(program->err,
                           "the draft is kept but incomplete and cannot be published; units short "
                           "of meetings: 1\n"));
    PLAN(program, "publish");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->out, "COUNT: Unit X01 has 0 meetings; it needs exactly 1.\n"));
    assert_non_null(strstr(program->err, "nothing is published, for the draft breaks rules; violations: 1"));
}

static void nothing_is_published_before_a_plan_is_made(void **state)
{
    struct program *program = *state;

    PLAN(program, "publish");
    assert_int_equal(program->status, 66);
    assert_non_null(strstr(program->err, "no plan has been made for this election"));
    PLAN(program, "show", "--unit", "U9");
    assert_int_equal(program->status, 66);
    PLAN(program, "make", "--election", "y");
    assert_int_equal(program->status, 66);
}

static void plan_and_show(struct program *program, const char *option, const char *code)
{
    PLAN(program, "make", "--seed", "3");
    assert_int_equal(program->status, 0);
    PLAN(program, "--json", "show", "--draft", option, code);
    assert_int_equal(program->status, 0);
}

/* The least or the greatest value of a member of the meetings shown. */
static void find_extreme(const struct program *program, const char *member, int sign, char out[32])
{
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *meeting;
    size_t i;

    out[0] = '\0';
    json_array_foreach(json_object_get(object, "meetings"), i, meeting)
    {
        const char *value = json_string_value(json_object_get(meeting, member));
        int order = out[0] == '\0' ? sign : strcmp(value, out);
        if (sign > 0 ? order > 0 : order < 0)
            snprintf(out, 32, "%s", value);
    }
    json_decref(object);
    assert_true(out[0] != '\0');
}

/* The polls of one commune open days before those of the others, so its campaign ends before theirs. */
static void no_meeting_is_planned_outside_the_campaign_of_its_commune(void **state)
{
    struct program *program = *state;
    char last[32];

    plan_and_show(program, "--area", "C03");
    find_extreme(program, "end", 1, last);
    assert_true(strcmp(last, "2021-04-30") > 0);
    PROGRAM_RUN(program, "timetable", "record", "poll_open", "--area", "C03", "--date", "2021-05-01",
                "--hour", "05:00", "--accept");
    assert_int_equal(program->status, 0);
    PLAN(program, "publish");
    assert_int_equal(program->status, 1);
    plan_and_show(program, "--area", "C03");
    find_extreme(program, "end", 1, last);
    assert_true(strcmp(last, "2021-04-30T05:00") <= 0);
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
}

static void no_candidate_campaigns_before_the_list_of_the_unit_is_public(void **state)
{
    struct program *program = *state;
    char first[32];

    plan_and_show(program, "--unit", "Q01");
    find_extreme(program, "start", -1, first);
    assert_true(strcmp(first, "2021-04-30") < 0);
    PROGRAM_RUN(program, "--now", "2021-04-30T08:00", "timetable", "record", "official_list_published",
                "--area", "D01", "--date", "2021-04-30", "--accept");
    assert_int_equal(program->status, 0);
    plan_and_show(program, "--unit", "Q01");
    find_extreme(program, "start", -1, first);
    assert_true(strcmp(first, "2021-04-30") > 0);
    plan_and_show(program, "--unit", "T01");
    find_extreme(program, "start", -1, first);
    assert_true(strcmp(first, "2021-04-30") < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_plan_is_made_shown_and_published, set_up, tear_down),
        cmocka_unit_test_setup_teardown(results_are_written_as_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plan_that_lacks_meetings_is_kept_but_not_published, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_published_before_a_plan_is_made, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_meeting_is_planned_outside_the_campaign_of_its_commune, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(no_candidate_campaigns_before_the_list_of_the_unit_is_public, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
