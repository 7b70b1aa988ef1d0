/* Why there is no plan, and why a meeting stands where it does, on the command line. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char good[] = HT_SOURCE_DIR "/tests/data/tables/good";

static const char *const tables[] = {"params",     "sessions",      "days",        "provinces",
                                     "districts",  "communes",      "venues",      "units",
                                     "candidates", "unit_communes", "candidacies", "blocks"};

/* A copy of the good tables in the folder "bad", in which unit X01 needs nine meetings. */
static void make_units_need_more(struct program *program)
{
    char folder[100];

    snprintf(folder, sizeof folder, "%s/bad", program->folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        CLEANUP(text_done) struct text bytes;
        char path[600];
        struct error err;
        char *unit;
        text_init(&bytes, 100000);
        snprintf(path, sizeof path, "%s/%s.csv", good, tables[i]);
        assert_int_equal(file_read(path, &bytes, &err), OK);
        unit = strstr(bytes.data, "thị trấn,3,1,90");
        if (unit != NULL)
            unit[strlen("thị trấn,3,")] = '9';
        snprintf(path, sizeof path, "bad/%s.csv", tables[i]);
        program_write_file(program, path, bytes.data);
    }
}

static const char clash_in_words[] =
    "Unit Đơn vị số 1 thị trấn (X01) lacks 5 of its 9 meetings, because these clash:\n"
    "  - Unit Đơn vị số 1 thị trấn (X01) must hold 9 voter-contact meetings.\n"
    "  - Meetings can be held on the 5 days from 28/4/2021 to 2/5/2021 only.\n"
    "  - Unit Đơn vị số 1 thị trấn (X01) meets the voters of one commune at most once\n"
    "    a day.\n"
    "  It is proved that these clash; without any one of them a plan was found.\n"
    "  Ways out:\n"
    "  * Let unit Đơn vị số 1 thị trấn (X01) hold 4 meetings in place of 9.\n"
    "    The law names no number, guidance of the Front does: fewer need a document\n"
    "    of the Front, agreed with the election committee. All candidates of the unit\n"
    "    keep the same number (art. 63).\n";

static void a_folder_that_can_be_planned_needs_no_explanation(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "explain", good);
    assert_string_equal(program->out, "Every unit gets all its meetings; nothing clashes.\n");
    assert_int_equal(program->status, 0);
}

static void a_clash_is_said_with_its_law_and_ways_out(void **state)
{
    struct program *program = *state;

    make_units_need_more(program);
    PROGRAM_RUN(program, "plan", "explain", "bad");
    assert_int_equal(program->status, 1);
    assert_string_equal(program->err,
                        "hiepthuong: not everything can be planned; units short of meetings: 1\n");
    assert_string_equal(program->out, clash_in_words);
}

static void a_clash_as_json_names_rules_by_code_and_things_by_id(void **state)
{
    struct program *program = *state;

    make_units_need_more(program);
    PROGRAM_RUN(program, "plan", "explain", "bad", "--json", "--lang", "vi");
    json_t *object = json_loads(program->out, 0, NULL);
    assert_non_null(object);
    json_t *knot = json_array_get(json_object_get(object, "knots"), 0);
    json_t *clash = json_array_get(json_object_get(knot, "clashes"), 0);
    assert_string_equal(json_string_value(json_object_get(knot, "unit")), "X01");
    assert_true(json_is_true(json_object_get(knot, "proved")));
    assert_true(json_is_true(json_object_get(knot, "minimal")));
    assert_string_equal(json_string_value(json_object_get(clash, "rule")), "COUNT");
    assert_string_equal(json_string_value(json_object_get(clash, "citation")), "85/2015/QH13 63.1");
    assert_string_equal(json_string_value(json_array_get(json_object_get(clash, "ids"), 0)), "X01");
    assert_string_equal(json_string_value(json_object_get(clash, "message")),
                        "Đơn vị số 1 thị trấn (X01) phải có đủ 9 hội nghị tiếp xúc cử tri.");
    json_decref(object);
}

static void a_meeting_is_explained_with_its_alternatives(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "solve", good, "--out", "plan.csv");
    PROGRAM_RUN(program, "plan", "explain", good, "X01-01", "--plan", "plan.csv");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "X01-01  "));
    assert_non_null(strstr(program->out, "  ways of the candidates"));
    assert_non_null(strstr(program->out, "The best other places, and what they cost more:\n  1. "));
    PROGRAM_RUN(program, "plan", "explain", good, "X01-01", "--plan", "plan.csv", "--json");
    json_t *object = json_loads(program->out, 0, NULL);
    assert_non_null(object);
    assert_true(json_array_size(json_object_get(object, "alternatives")) > 0);
    json_decref(object);
}

static void what_is_wrong_with_the_question_is_said(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "solve", good, "--out", "plan.csv");
    PROGRAM_RUN(program, "plan", "explain", good, "X01-09", "--plan", "plan.csv");
    assert_string_equal(program->err, "hiepthuong: there is no meeting X01-09 in this plan\n");
    assert_int_equal(program->status, 66);
    PROGRAM_RUN(program, "plan", "explain", good, "X01-01");
    assert_non_null(strstr(program->err, "name the file of the plan, too: --plan FILE"));
    assert_int_equal(program->status, 64);
    program_write_file(program, "plan.csv",
                       "meeting_id,unit_id,mode,venue_id,start,end\n"
                       "X01-01,X01,direct,V01,2021-04-28T03:00,2021-04-28T04:30\n");
    PROGRAM_RUN(program, "plan", "explain", good, "X01-01", "--plan", "plan.csv");
    assert_string_equal(program->err, "hiepthuong: meeting X01-01 breaks a rule where it stands; `hiepthuong "
                                      "plan judge` names it\n");
    assert_int_equal(program->status, 65);
}

static void the_election_of_the_store_and_its_draft_are_explained(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "make", "--now", "2021-04-01");
    PROGRAM_RUN(program, "plan", "explain");
    assert_string_equal(program->err, "");
    assert_string_equal(program->out, "Every unit gets all its meetings; nothing clashes.\n");
    PROGRAM_RUN(program, "plan", "explain", "X01-01", "--draft");
    assert_string_equal(program->err, "");
    assert_non_null(strstr(program->out, "X01-01  "));
    PROGRAM_RUN(program, "plan", "explain", "X01-01");
    assert_string_equal(program->err, "hiepthuong: there is no meeting X01-01 in this plan\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        program_test(a_folder_that_can_be_planned_needs_no_explanation),
        program_test(a_clash_is_said_with_its_law_and_ways_out),
        program_test(a_clash_as_json_names_rules_by_code_and_things_by_id),
        program_test(a_meeting_is_explained_with_its_alternatives),
        program_test(what_is_wrong_with_the_question_is_said),
        cmocka_unit_test_setup_teardown(the_election_of_the_store_and_its_draft_are_explained,
                                        program_set_up_election, program_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
