/* Invented tables from the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static void assert_same_file(const struct program *program, const char *name, bool same)
{
    char path_a[64];
    char path_b[64];

    snprintf(path_a, sizeof path_a, "a/%s", name);
    snprintf(path_b, sizeof path_b, "b/%s", name);
    char *a = program_read_file(program, path_a);
    char *b = program_read_file(program, path_b);
    assert_true(strlen(a) > 0);
    assert_int_equal(strcmp(a, b) == 0, same);
    free(a);
    free(b);
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
    static const char *const names[] = {"params.csv",      "sessions.csv",   "days.csv",
                                        "provinces.csv",   "districts.csv",  "communes.csv",
                                        "venues.csv",      "units.csv",      "unit_communes.csv",
                                        "candidacies.csv", "candidates.csv", "blocks.csv"};
    struct program *program = *state;

    PROGRAM_RUN(program, "sample", "province", "a", "--seed", "3");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "Invented tables are in a: "));
    assert_non_null(strstr(program->out, " 1412 units, "));
    assert_non_null(strstr(program->out, " 1893 meetings.\n"));
    PROGRAM_RUN(program, "sample", "province", "b", "--seed=3");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_same_file(program, names[i], true);
    PROGRAM_RUN(program, "sample", "province", "b", "--seed=4");
    assert_int_equal(program->status, 0);
    assert_same_file(program, "candidates.csv", false);
    assert_same_file(program, "days.csv", true);
}

static void json_tells_what_was_written(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "sample", "ward", "a", "--json");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "\"name\": \"ward\""));
    assert_non_null(strstr(program->out, "\"seed\": 1"));
    assert_non_null(strstr(program->out, "\"meetings\": 20"));
}

static void tables_that_are_no_sample_are_not_overwritten(void **state)
{
    struct program *program = *state;
    char folder[128];

    snprintf(folder, sizeof folder, "%s/real", program->folder);
    assert_int_equal(mkdir(folder, 0777), 0);
    program_write_file(program, "real/params.csv", "key,value\nname,ha_noi\n");
    PROGRAM_RUN(program, "sample", "ward", "real");
    assert_int_equal(program->status, 73);
    assert_string_equal(program->err,
                        "hiepthuong: real: this folder has tables that are no sample; name another folder\n");
    char *params = program_read_file(program, "real/params.csv");
    assert_string_equal(params, "key,value\nname,ha_noi\n");
    free(params);
}

static void wrong_words_are_refused(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "sample", "country", "a");
    assert_int_equal(program->status, 64);
    assert_non_null(
        strstr(program->err, "there is no sample \"country\"; choose ward, district or province\n"));
    PROGRAM_RUN(program, "sample", "ward", "a", "--seed", "-1");
    assert_int_equal(program->status, 64);
    PROGRAM_RUN(program, "sample", "ward", "missing/a");
    assert_int_equal(program->status, 73);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_seed_gives_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_tells_what_was_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_that_are_no_sample_are_not_overwritten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_words_are_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
