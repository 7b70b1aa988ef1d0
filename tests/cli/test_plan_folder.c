/* Plans without a store on the command line. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char good[] = HT_SOURCE_DIR "/tests/data/tables/good";

#define HEADING "meeting_id,unit_id,mode,venue_id,start,end\n"
#define BUT_X01                                                                                              \
    "N01-01,N01,direct,V04,2021-04-28T07:30,2021-04-28T10:00\n"                                              \
    "N01-02,N01,direct,V01,2021-04-28T14:00,2021-04-28T16:30\n"                                              \
    "N01-03,N01,online,V01,2021-04-30T07:30,2021-04-30T10:00\n"                                              \
    "Q01-01,Q01,direct,V02,2021-04-28T07:30,2021-04-28T09:30\n"                                              \
    "Q01-02,Q01,direct,V03,2021-04-29T07:30,2021-04-29T09:30\n"                                              \
    "T01-01,T01,direct,V04,2021-04-29T07:30,2021-04-29T09:30\n"                                              \
    "T01-02,T01,direct,V04,2021-04-30T14:00,2021-04-30T16:00\n"

static void a_folder_is_planned_and_the_plan_breaks_no_rule(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "solve", good, "--out", "plan.csv");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "  meetings                        8\n"));
    PROGRAM_RUN(program, "plan", "judge", good, "plan.csv");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    assert_null(strstr(program->out, "Broken rules:"));
    assert_non_null(strstr(program->out, "  LB: no plan is below (m)"));
    assert_non_null(strstr(program->out, "  F / LB                          1."));
}

static void the_same_seed_writes_the_same_bytes(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "solve", good, "--out", "a.csv", "--seed", "5");
    PROGRAM_RUN(program, "plan", "solve", good, "--out", "b.csv", "--seed", "5", "--threads", "2");
    char *first = program_read_file(program, "a.csv");
    char *second = program_read_file(program, "b.csv");
    assert_int_equal(strncmp(first, HEADING, strlen(HEADING)), 0);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void a_bad_plan_is_judged_line_by_line(void **state)
{
    struct program *program = *state;

    program_write_file(program, "plan.csv",
                       HEADING BUT_X01 "X01-01,X01,direct,V01,2021-04-28T16:59,2021-04-28T18:30\n");
    PROGRAM_RUN(program, "plan", "judge", good, "plan.csv");
    assert_int_equal(program->status, 1);
    assert_string_equal(program->err, "hiepthuong: plan.csv: the plan breaks rules; violations: 3\n");
    assert_non_null(strstr(program->out, "plan.csv:9: SESSION: Meeting X01-01, from 2021-04-28T16:59 to "
                                         "2021-04-28T18:30, does not lie inside one session.\n"));
    assert_non_null(strstr(program->out,
                           "plan.csv:9: CHAIR_CLASH: The committee of C01 chairs meeting N01-02 "
                           "until 2021-04-28T16:30; X01-01 starts at 2021-04-28T16:59, and 30 "
                           "minutes are needed between.\n"));
    assert_non_null(strstr(program->out, "Broken rules:\n"));
}

static void a_judgement_is_written_as_json(void **state)
{
    struct program *program = *state;
    json_error_t failure;

    program_write_file(program, "plan.csv", HEADING BUT_X01);
    PROGRAM_RUN(program, "--json", "plan", "judge", good, "plan.csv", "--max-print", "0");
    assert_int_equal(program->status, 1);
    json_t *judgement = json_loads(program->out, 0, &failure);
    assert_non_null(judgement);
    assert_int_equal(json_integer_value(json_object_get(judgement, "violations")), 1);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(judgement, "rules"), "COUNT")), 1);
    assert_int_equal(json_array_size(json_object_get(judgement, "list")), 0);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(judgement, "terms"), "H")), 2);
    assert_true(json_integer_value(json_object_get(json_object_get(judgement, "bound"), "F")) > 0);
    /* A plan that lacks a meeting is not to be compared. */
    assert_true(json_is_null(json_object_get(json_object_get(judgement, "bound"), "excess_ppm")));
    json_decref(judgement);
}

static void a_file_that_is_no_plan_is_refused_where_it_is_wrong(void **state)
{
    struct program *program = *state;
    static const struct {
        const char *bytes;
        const char *said;
    } rows[] = {
        {"meeting_id,unit_id,mode,venue_id,start\nA,B,direct,V,2021-05-04T07:30\n",
         "hiepthuong: plan.csv:1: end: this column is missing; "},
        {"", "hiepthuong: plan.csv:1: "},
        {HEADING BUT_X01 "X01-01,X01,direct\n", "hiepthuong: plan.csv:9: "},
        {HEADING BUT_X01 "X01-01,\"X01,direct,V01,2021-04-28T14:00,2021-04-28T15:30\n",
         "hiepthuong: plan.csv:9:8: "},
        {HEADING "X01-01,X\xff"
                 "01,direct,V01,2021-04-28T14:00,2021-04-28T15:30\n",
         "hiepthuong: plan.csv:2:9: "},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        program_write_file(program, "plan.csv", rows[i].bytes);
        PROGRAM_RUN(program, "plan", "judge", good, "plan.csv");
        assert_int_equal(program->status, 65);
        if (strstr(program->err, rows[i].said) == NULL)
            fail_msg("row %zu said %s", i, program->err);
        assert_non_null(
            strstr(program->err, "hiepthuong: plan.csv: the plan was not read; errors in the file: "));
    }
    PROGRAM_RUN(program, "plan", "judge", good, "absent.csv");
    assert_int_equal(program->status, 66);
}

static void a_plan_of_another_problem_is_judged_and_not_believed(void **state)
{
    struct program *program = *state;

    program_write_file(program, "plan.csv",
                       HEADING "A-1,U-somewhere,hybrid,V-else,2021-13-04T07:30,2021-05-04T09:00\n");
    PROGRAM_RUN(program, "plan", "judge", good, "plan.csv");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->err, "none of its meetings is of a unit in "));
    assert_non_null(
        strstr(program->err, "it is a plan of other tables; name the folder that it was made from\n"));
    assert_non_null(strstr(program->out, "plan.csv:2: UNIT: Meeting A-1: there is no unit U-somewhere.\n"));
    assert_non_null(strstr(program->out, "plan.csv:2: VENUE: Meeting A-1: there is no venue V-else.\n"));
    assert_non_null(strstr(
        program->out, "plan.csv:2: MODE: Meeting A-1: the mode must be direct or online, not hybrid.\n"));
    assert_non_null(strstr(program->out, "plan.csv:2: TIME: Meeting A-1: 2021-13-04T07:30 and "
                                         "2021-05-04T09:00 must be times like 2021-05-04T07:30.\n"));
}

/* Copies the good tables with another list of units. */
static void write_folder(const struct program *program, const char *units)
{
    static const char *const files[] = {"blocks.csv",   "candidacies.csv",  "candidates.csv",
                                        "communes.csv", "days.csv",         "districts.csv",
                                        "params.csv",   "provinces.csv",    "sessions.csv",
                                        "venues.csv",   "unit_communes.csv"};
    struct error err;
    char path[200];

    snprintf(path, sizeof path, "%s/tables", program->folder);
    assert_int_equal(file_make_folder(path, &err), OK);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        CLEANUP(text_done) struct text bytes;
        text_init(&bytes, 1 << 20);
        snprintf(path, sizeof path, "%s/%s", good, files[i]);
        assert_int_equal(file_read(path, &bytes, &err), OK);
        snprintf(path, sizeof path, "tables/%s", files[i]);
        program_write_file(program, path, bytes.data);
    }
    program_write_file(program, "tables/units.csv", units);
}

static void a_unit_that_cannot_meet_is_named_and_the_rest_is_planned(void **state)
{
    struct program *program = *state;

    write_folder(program, "unit_id,level,name,seats,needed,duration_min,attendance,max_online,province_id\n"
                          "N01,na,A,2,3,150,180,1,P01\nQ01,district,B,3,2,120,100,0,P01\n"
                          "T01,province,C,3,2,120,120,0,P01\nX01,commune,D,3,1,90,5000,0,P01\n");
    PROGRAM_RUN(program, "plan", "solve", "tables", "--out", "plan.csv");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->out, "COUNT: Unit X01 has 0 meetings; it needs exactly 1.\n"));
    assert_non_null(strstr(program->err,
                           "Unit X01 lacks 1 of its 1 meetings: of 30 venues and sessions in its "
                           "communes, 30 would break the rule CAPACITY.\n"));
    assert_non_null(strstr(program->err, "the plan is written but incomplete; units short of meetings: 1\n"));
    char *plan = program_read_file(program, "plan.csv");
    assert_non_null(strstr(plan, "N01-03,"));
    free(plan);
}

#define GOOD_UNITS                                                                                           \
    "unit_id,level,name,seats,needed,duration_min,attendance,max_online,province_id\n"                       \
    "N01,na,A,2,3,150,180,1,P01\nQ01,district,B,3,2,120,100,0,P01\n"                                         \
    "T01,province,C,3,2,120,120,0,P01\nX01,commune,D,3,1,90,100,0,P01\n"

static void pins_beside_the_tables_are_kept(void **state)
{
    struct program *program = *state;

    write_folder(program, GOOD_UNITS);
    program_write_file(program, "tables/pins.csv",
                       "unit_id,venue_id,start,meeting_id\n"
                       "X01,V02,2021-04-30T19:00,X01-07\nT01,V04,2021-05-01T07:30,\n");
    PROGRAM_RUN(program, "plan", "solve", "tables", "--out", "plan.csv");
    assert_int_equal(program->status, 0);
    char *plan = program_read_file(program, "plan.csv");
    assert_non_null(strstr(plan, "X01-07,X01,direct,V02,2021-04-30T19:00,2021-04-30T20:30\n"));
    assert_non_null(strstr(plan, ",T01,direct,V04,2021-05-01T07:30,2021-05-01T09:30\n"));
    free(plan);
    PROGRAM_RUN(program, "plan", "judge", "tables", "plan.csv");
    assert_int_equal(program->status, 0);
}

static void pins_that_cannot_be_kept_are_named_with_their_lines(void **state)
{
    static const struct {
        const char *pins, *said;
    } rows[] = {
        {"X01,V02,2021-04-30T19:00\nQ01,V02,2021-04-30T19:00\n",
         "hiepthuong: tables/pins.csv:3: the meeting of unit Q01 at 2021-04-30T19:00 cannot be held beside "
         "the one of "
         "unit X01 that line 2 pins; take one of the two lines away\n"},
        {"X01,V03,2021-04-30T19:00\n", "hiepthuong: tables/pins.csv:2: the meeting of unit X01 cannot be "
                                       "held in venue V03 at 2021-04-30T19:00: "},
        {"ZZ,V02,2021-04-30T19:00\n", "hiepthuong: tables/pins.csv:2:1: unit_id: there is no unit ZZ\n"},
        {"X01,V99,2021-04-30T19:00\n", "hiepthuong: tables/pins.csv:2:5: venue_id: there is no venue V99\n"},
        {"X01,V02,30 April\n", "\"30 April\" is not a time such as 2021-05-04T07:30\n"},
    };
    struct program *program = *state;

    write_folder(program, GOOD_UNITS);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text pins;
        text_init(&pins, 1000);
        text_putf(&pins, "unit_id,venue_id,start\n%s", rows[i].pins);
        program_write_file(program, "tables/pins.csv", pins.data);
        PROGRAM_RUN(program, "plan", "solve", "tables", "--out", "plan.csv");
        if (program->status != 65 || strstr(program->err, rows[i].said) == NULL)
            fail_msg("row %zu: status %d, %s", i, program->status, program->err);
    }
}

static void a_plan_that_cannot_be_written_is_said_so(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "solve", good, "--out", "nowhere/plan.csv");
    assert_int_equal(program->status, 73);
    PROGRAM_RUN(program, "plan", "solve", good);
    assert_int_equal(program->status, 64);
    PROGRAM_RUN(program, "plan", "solve", good, "--out", "plan.csv", "--time-limit", "0");
    assert_int_equal(program->status, 64);
    PROGRAM_RUN(program, "plan", "solve", "absent", "--out", "plan.csv");
    assert_int_equal(program->status, 66);
}

/* ---- an independent checker and its instances, where they lie beside the checkout ---- */

static bool find_beside(const char *name, char *out, size_t size)
{
    char pattern[500];
    glob_t found;
    bool any;

    snprintf(pattern, sizeof pattern, "%s/../*/planning/%s", HT_SOURCE_DIR, name);
    any = glob(pattern, 0, NULL, &found) == 0;
    if (any)
        snprintf(out, size, "%s", found.gl_pathv[0]);
    globfree(&found);
    return any;
}

static void run_python(struct program *program, const char *const arguments[])
{
    const char *own = program->executable;

    program->executable = "/usr/bin/python3";
    program_run(program, arguments);
    program->executable = own;
}

static int64_t term_of(const char *json, const char *name)
{
    json_error_t failure;
    json_t *judgement = json_loads(json, 0, &failure);
    int64_t value = json_integer_value(json_object_get(json_object_get(judgement, "terms"), name));

    json_decref(judgement);
    return value;
}

/* The checker's last lines: "NAME VALUE". */
static int64_t checked_term(const char *said, const char *name)
{
    const char *line = strstr(said, name);

    assert_non_null(line);
    return strtoll(line + strlen(name), NULL, 10);
}

static void an_independent_checker_agrees(void **state)
{
    struct program *program = *state;
    static const char *const kinds[] = {"--seed=1", "--tight", "--online"};
    char checker[500];
    char generator[500];

    if (!find_beside("check_plan.py", checker, sizeof checker) ||
        !find_beside("instances/gen_instances.py", generator, sizeof generator))
        skip();
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        run_python(program, (const char *const[]){generator, "dinh_hoa", "tables", kinds[i], NULL});
        assert_int_equal(program->status, 0);
        PROGRAM_RUN(program, "--json", "plan", "solve", "tables", "--out", "plan.csv");
        assert_int_equal(program->status, 0);
        int64_t objective_m = term_of(program->out, "F");
        int64_t travel_m = term_of(program->out, "T");
        run_python(program, (const char *const[]){checker, "tables", "plan.csv", NULL});
        assert_int_equal(program->status, 0);
        assert_int_equal(checked_term(program->out, "F_objective_m "), objective_m);
        assert_int_equal(checked_term(program->out, "T_travel_m "), travel_m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        program_test(a_folder_is_planned_and_the_plan_breaks_no_rule),
        program_test(the_same_seed_writes_the_same_bytes),
        program_test(a_bad_plan_is_judged_line_by_line),
        program_test(a_judgement_is_written_as_json),
        program_test(a_file_that_is_no_plan_is_refused_where_it_is_wrong),
        program_test(a_plan_of_another_problem_is_judged_and_not_believed),
        program_test(a_unit_that_cannot_meet_is_named_and_the_rest_is_planned),
        program_test(pins_beside_the_tables_are_kept),
        program_test(pins_that_cannot_be_kept_are_named_with_their_lines),
        program_test(a_plan_that_cannot_be_written_is_said_so),
        program_test(an_independent_checker_agrees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
