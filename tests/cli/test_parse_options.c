#include "base/text.h"
#include "cli/parse_options.h"
#include "cmocka_tests.h"

#include <string.h>

static const struct command_option solve_options[] = {
    {"out", "FILE", "where to", OPTION_REQUIRED},
    {"seed", "N", "a number", 0},
    {"event", "ID=TIME", "what happened when", OPTION_REPEATED},
    {"format", "text|csv", "form", 0},
    {"dry-run", NULL, "change nothing", 0},
};
static const struct command table_a[] = {
    {"plan solve", "DIR [NAME]", "", COMMAND_OPTIONS(solve_options), STORE_NONE, NULL},
    {"plan show", "", "", COMMAND_NO_OPTIONS, STORE_NONE, NULL},
    COMMANDS_END};
static const struct command table_b[] = {{"import", "[DIR]...", "", COMMAND_NO_OPTIONS, STORE_NONE, NULL},
                                         COMMANDS_END};
static const struct command *const table[] = {table_a, table_b, NULL};

struct fixture {
    struct arena arena;
    struct parsed_options options;
    struct error err;
};

/* Parses a line whose words are divided by single blanks; "''" is an empty word. */
static enum error_code parse(struct fixture *fixture, const char *line)
{
    static char words[500];
    static char name[] = "hiepthuong";
    static char nothing[] = "";
    char *argv[20] = {name};
    int argc = 1;

    assert_true(strlen(line) < sizeof words);
    memcpy(words, line, strlen(line) + 1);
    for (char *word = words; *word != '\0';) {
        char *end = word + strcspn(word, " ");
        bool last = *end == '\0';
        *end = '\0';
        argv[argc++] = strcmp(word, "''") == 0 ? nothing : word;
        word = last ? end : end + 1;
    }
    argv[argc] = NULL;
    return parse_options(table, argc, argv, &fixture->arena, &fixture->options, &fixture->err);
}

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){0};
    arena_init(&fixture.arena, (size_t)1 << 20);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    arena_done(&fixture->arena);
    return 0;
}

static void options_and_operands_mix(void **state)
{
    struct fixture *fixture = *state;
    const struct parsed_options *options = &fixture->options;

    assert_int_equal(parse(fixture, "--json plan --lang en solve --out=x=y dir --seed -3 name --dry-run"),
                     OK);
    assert_string_equal(options->command->name, "plan solve");
    assert_int_equal(options->operand_count, 2);
    assert_string_equal(options->operands[0], "dir");
    assert_string_equal(options->operands[1], "name");
    assert_string_equal(parsed_option(options, "out", 0), "x=y");
    assert_string_equal(parsed_option(options, "seed", 0), "-3");
    assert_string_equal(parsed_option(options, "dry-run", 0), "");
    assert_string_equal(parsed_option(options, "json", 0), "");
    assert_string_equal(parsed_option(options, "lang", 0), "en");
    assert_null(parsed_option(options, "format", 0));
}

static void two_dashes_end_the_options_and_one_is_an_operand(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(parse(fixture, "import - '' -- --json --"), OK);
    assert_int_equal(fixture->options.operand_count, 4);
    assert_string_equal(fixture->options.operands[0], "-");
    assert_string_equal(fixture->options.operands[1], "");
    assert_string_equal(fixture->options.operands[2], "--json");
    assert_string_equal(fixture->options.operands[3], "--");
    assert_null(parsed_option(&fixture->options, "json", 0));
}

static void a_repeated_option_keeps_its_order(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(parse(fixture, "plan solve --event a=1 d --event=b=2 --out o"), OK);
    assert_string_equal(parsed_option(&fixture->options, "event", 0), "a=1");
    assert_string_equal(parsed_option(&fixture->options, "event", 1), "b=2");
    assert_null(parsed_option(&fixture->options, "event", 2));
}

static void help_asks_nothing_of_the_rest(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(parse(fixture, "plan solve --help"), OK);
    assert_string_equal(fixture->options.command->name, "plan solve");
    assert_int_equal(parse(fixture, "plan -h"), OK);
    assert_null(fixture->options.command);
    assert_string_equal(fixture->options.group, "plan");
    assert_int_equal(parse(fixture, "--version"), OK);
}

static void what_is_wrong_is_said_in_one_sentence(void **state)
{
    static const struct {
        const char *line;
        const char *message;
    } rows[] = {
        {"", "a command is missing"},
        {"planet", "there is no command \"planet\""},
        {"plan", "the command \"plan\" needs a second word: solve, show"},
        {"plan sole", "there is no command \"plan sole\"; after \"plan\" comes one of: solve, show"},
        {"plan solve --out o", "too few words; the command is: plan solve DIR [NAME]"},
        {"plan solve --out o a b c", "\"c\" is one word too many; the command is: plan solve DIR [NAME]"},
        {"plan show x", "\"x\" is one word too many; the command is: plan show"},
        {"plan solve d", "the command \"plan solve\" needs the option --out FILE"},
        {"plan solve d --out", "--out: needs a value: FILE"},
        {"plan solve d --out o --out p", "--out: is given twice; give it once"},
        {"plan solve d --out o --format xml", "--format: must be one of text|csv, not \"xml\""},
        {"plan solve d --out o --format tex", "--format: must be one of text|csv, not \"tex\""},
        {"plan solve d --out o --format ''", "--format: must be one of text|csv, not \"\""},
        {"plan solve d --out o --dry-run=yes", "--dry-run: takes no value"},
        {"plan solve d --ou o", "the command \"plan solve\" has no option --ou"},
        {"plan solve d --outer o", "the command \"plan solve\" has no option --outer"},
        {"plan solve d --=o", "the command \"plan solve\" has no option --"},
        {"plan solve d -o o", "the command \"plan solve\" has no option -o"},
        {"--out o plan solve", "there is no option --out before a command"},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text written;
        text_init(&written, 1000);
        if (parse(fixture, rows[i].line) != ERROR_USAGE)
            fail_msg("accepted: %s", rows[i].line);
        error_write(&fixture->err, fixture->err.message.format, &written);
        assert_string_equal(written.data, rows[i].message);
    }
}

static void an_integer_option_lies_within_its_bounds(void **state)
{
    struct fixture *fixture = *state;
    struct command_run run = {.parsed_options = &fixture->options, .command = &table_a[0]};
    int64_t seed = 42;

    assert_int_equal(parse(fixture, "plan solve d --out o"), OK);
    assert_int_equal(command_option_int(&run, "seed", 0, 9, &seed, &fixture->err), OK);
    assert_int_equal(seed, 42);
    assert_int_equal(parse(fixture, "plan solve d --out o --seed 9"), OK);
    assert_int_equal(command_option_int(&run, "seed", 0, 9, &seed, &fixture->err), OK);
    assert_int_equal(seed, 9);
    assert_int_equal(parse(fixture, "plan solve d --out o --seed 10"), OK);
    assert_int_equal(command_option_int(&run, "seed", 0, 9, &seed, &fixture->err), ERROR_USAGE);
    assert_string_equal(fixture->err.key, "--seed");
    assert_int_equal(seed, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(options_and_operands_mix, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_dashes_end_the_options_and_one_is_an_operand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_repeated_option_keeps_its_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(help_asks_nothing_of_the_rest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said_in_one_sentence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_integer_option_lies_within_its_bounds, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
