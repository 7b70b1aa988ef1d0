/* The command line as a user meets it: the real program. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

struct wrong_line {
    const char *arguments[6];
    const char *err;
};

static void a_wrong_command_line_is_one_sentence_and_status_64(void **state)
{
    static const struct wrong_line wrong_lines[] = {
        {{NULL}, "hiepthuong: a command is missing\nTry 'hiepthuong --help'.\n"},
        {{"elect"}, "hiepthuong: there is no command \"elect\"\nTry 'hiepthuong --help'.\n"},
        {{"--colour", "red"},
         "hiepthuong: there is no option --colour before a command\nTry 'hiepthuong --help'.\n"},
        {{"help", "--top=3"},
         "hiepthuong: the command \"help\" has no option --top\nTry 'hiepthuong --help'.\n"},
        {{"help", "-x"}, "hiepthuong: the command \"help\" has no option -x\nTry 'hiepthuong --help'.\n"},
        {{"help", "a", "b", "c"},
         "hiepthuong: \"c\" is one word too many; the command is: help [COMMAND] [WORD]\n"
         "Try 'hiepthuong --help'.\n"},
        {{"help", "--lang"}, "hiepthuong: --lang: needs a value: vi|en\nTry 'hiepthuong --help'.\n"},
        {{"help", "--lang", "fr"},
         "hiepthuong: --lang: must be one of vi|en, not \"fr\"\nTry 'hiepthuong --help'.\n"},
        {{"help", "--version=1"}, "hiepthuong: --version: takes no value\nTry 'hiepthuong --help'.\n"},
        {{"help", "--now", "2021-02-30"},
         "hiepthuong: --now: \"2021-02-30\" is not a time such as 2026-03-15 or 2026-03-15T07:00\n"
         "Try 'hiepthuong help --help'.\n"},
        {{"help", "--db=a", "--db=b"},
         "hiepthuong: --db: is given twice; give it once\nTry 'hiepthuong --help'.\n"},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof wrong_lines / sizeof wrong_lines[0]; i++) {
        program_run(program, wrong_lines[i].arguments);
        assert_string_equal(program->err, wrong_lines[i].err);
        assert_string_equal(program->out, "");
        assert_int_equal(program->status, 64);
    }
}

static void options_of_every_command_stand_before_or_after_it(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--lang", "vi", "help");
    assert_int_equal(program->status, 0);
    char *before = strdup(program->out);
    PROGRAM_RUN(program, "help", "--lang=vi", "--");
    assert_string_equal(program->out, before);
    free(before);
}

static void the_version_names_program_and_licence(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--version");
    assert_int_equal(program->status, 0);
    assert_int_equal(strncmp(program->out, "hiepthuong " HT_VERSION "\n", 12 + strlen(HT_VERSION)), 0);
    assert_non_null(strstr(program->out, "GPL-3.0-or-later"));
}

static void with_json_an_error_is_an_object(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "help", "--json", "--now", "noon");
    assert_int_equal(program->status, 64);
    json_t *object = json_loads(program->err, 0, NULL);
    assert_non_null(object);
    assert_string_equal(json_string_value(json_object_get(object, "code")), "usage");
    assert_string_equal(json_string_value(json_object_get(object, "key")), "--now");
    assert_string_equal(json_string_value(json_object_get(object, "message")),
                        "\"noon\" is not a time such as 2026-03-15 or 2026-03-15T07:00");
    assert_true(json_is_null(json_object_get(object, "file")));
    assert_true(json_is_null(json_object_get(object, "line")));
    json_decref(object);
}

static void with_json_bytes_that_are_no_text_are_replaced(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--json", "l\xffw");
    assert_int_equal(program->status, 64);
    assert_non_null(strstr(program->err, "\"there is no command \\\"l\uFFFDw\\\"\""));
}

/* Runs a line of the shell, in which $0 is the program. */
static void run_shell(struct program *program, const char *line)
{
    program->executable = "/bin/sh";
    PROGRAM_RUN(program, "-c", line, HT_PROGRAM);
    program->executable = HT_PROGRAM;
}

static void a_result_that_cannot_be_written_is_an_error(void **state)
{
    struct program *program = *state;

    run_shell(program, "\"$0\" --version >/dev/full");
    assert_int_equal(program->status, 74);
    assert_string_equal(program->err, "hiepthuong: the result cannot be written: No space left on device\n");
    run_shell(program, "\"$0\" --version >&-");
    assert_int_equal(program->status, 74);
}

static void a_reader_who_has_seen_enough_is_no_error(void **state)
{
    struct program *program = *state;

    run_shell(program, "{ \"$0\" manual; echo $? >status; } | true; cat status");
    assert_string_equal(program->err, "");
    assert_string_equal(program->out, "0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_command_line_is_one_sentence_and_status_64),
        cmocka_unit_test(options_of_every_command_stand_before_or_after_it),
        cmocka_unit_test(the_version_names_program_and_licence),
        cmocka_unit_test(with_json_an_error_is_an_object),
        cmocka_unit_test(with_json_bytes_that_are_no_text_are_replaced),
        cmocka_unit_test(a_result_that_cannot_be_written_is_an_error),
        cmocka_unit_test(a_reader_who_has_seen_enough_is_no_error),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
