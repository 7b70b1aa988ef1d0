/* The list of those who get no more messages, from the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>

#define NOW "--now", "2021-05-01T07:30"

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    PROGRAM_RUN(program, "election", "create", "--code", "x", "--law", "85-2015", "--polling-day",
                "2021-05-23");
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static void assert_ended(const struct program *program, int status, const char *out, const char *err)
{
    assert_string_equal(program->err, err);
    assert_string_equal(program->out, out);
    assert_int_equal(program->status, status);
}

static void a_number_goes_in_and_out_and_the_list_says_why(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "notice", "opt-out", "list");
    assert_ended(program, 0, "Nobody asked for no more messages.\n", "");
    PROGRAM_RUN(program, NOW, "notice", "opt-out", "add", "0500 000 001", "--why", "by telephone");
    assert_ended(program, 0, "Stored. From now on no message goes there, by whichever way.\n", "");
    PROGRAM_RUN(program, NOW, "notice", "opt-out", "add", "+84500000001", "--why", "by letter");
    assert_ended(program, 0, "It was on the list already; nothing was changed.\n", "");
    PROGRAM_RUN(program, "--json", "notice", "opt-out", "list");
    assert_non_null(strstr(program->out, "+84500000001"));
    assert_non_null(strstr(program->out, "2021-05-01T07:30"));
    PROGRAM_RUN(program, NOW, "notice", "opt-out", "remove", "1", "--why", "asked for it, letter 12");
    assert_ended(program, 0, "Stored. Messages go there again.\n", "");
    PROGRAM_RUN(program, NOW, "notice", "opt-out", "remove", "0500000001", "--why", "again");
    assert_ended(program, 0, "It was not on the list; nothing was changed.\n", "");
    PROGRAM_RUN(program, "notice", "opt-out", "list", "--history");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "1  +84500000001  silent since 2021-05-01T07:30  "));
    assert_non_null(strstr(program->out, "2  +84500000001  wants messages again since 2021-05-01T07:30  "));
    assert_non_null(strstr(program->out, "asked for it, letter 12\n"));
    PROGRAM_RUN(program, "audit", "show");
    assert_null(strstr(program->out, "500000001"));
    assert_non_null(strstr(program->out, "Somebody wants messages again; entry 2 of the list."));
}

static void what_is_missing_is_said(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "notice", "opt-out", "clear");
    assert_ended(program, 64, "",
                 "hiepthuong: \"clear\" is not one of add, remove, list\n"
                 "Try 'hiepthuong notice opt-out --help'.\n");
    PROGRAM_RUN(program, "notice", "opt-out", "add");
    assert_non_null(strstr(program->err, "name the number or mail address after \"add\"\n"));
    PROGRAM_RUN(program, "notice", "opt-out", "remove", "0500000001");
    assert_non_null(strstr(program->err, "say with --why how it was learnt"));
    PROGRAM_RUN(program, "notice", "opt-out", "add", "024 3000 0000", "--why", "x");
    assert_ended(program, 65, "",
                 "hiepthuong: this is neither a Vietnamese mobile number, such as 0912 345 678, nor a mail "
                 "address\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_number_goes_in_and_out_and_the_list_says_why, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_missing_is_said, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
