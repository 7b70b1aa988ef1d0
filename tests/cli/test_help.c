/* Help, the manual page and completion, all made from the command table. */
#include "cli/commands.h"
#include "cli/parse_options.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const languages[] = {"vi", "en"};

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

static void assert_within_eighty_columns(const char *words)
{
    size_t column = 0;

    for (const char *p = words; *p != '\0'; p++) {
        column = *p == '\n' ? 0 : column + (((unsigned char)*p & 0xC0) != 0x80);
        if (column > 80)
            fail_msg("more than 80 columns before: %.40s", p);
    }
}

/* The words of a command as arguments of help. */
static void run_help_of(struct program *program, const char *name, const char *language)
{
    char words[100];
    char *second;

    assert_true(strlen(name) < sizeof words);
    memcpy(words, name, strlen(name) + 1);
    second = strchr(words, ' ');
    if (second != NULL)
        *second++ = '\0';
    PROGRAM_RUN(program, "--lang", language, "help", words, second);
}

static void every_command_has_help_in_both_languages(void **state)
{
    struct program *program = *state;

    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        PROGRAM_RUN(program, "--help", "--lang", languages[i]);
        assert_int_equal(program->status, 0);
        assert_within_eighty_columns(program->out);
        FOR_EACH_COMMAND (command, all_commands) {
            run_help_of(program, command->name, languages[i]);
            assert_int_equal(program->status, 0);
            assert_string_equal(program->err, "");
            assert_non_null(strstr(program->out, command->name));
            assert_within_eighty_columns(program->out);
        }
    }
}

static void help_of_a_group_lists_its_commands(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "help", "completion");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "  completion bash "));
    assert_null(strstr(program->out, "  manual "));
    char *help = strdup(program->out);
    PROGRAM_RUN(program, "completion", "--help");
    assert_string_equal(program->out, help);
    free(help);
}

static void help_of_what_is_no_command_is_wrong_use(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "help", "completion", "zsh");
    assert_int_equal(program->status, 64);
    assert_string_equal(program->err, "hiepthuong: there is no command \"completion zsh\"\n"
                                      "Try 'hiepthuong help --help'.\n");
}

static void with_json_help_is_the_command_table(void **state)
{
    struct program *program = *state;
    size_t count = 0;

    PROGRAM_RUN(program, "help", "--json");
    json_t *object = json_loads(program->out, 0, NULL);
    assert_non_null(object);
    json_t *commands = json_object_get(object, "commands");
    FOR_EACH_COMMAND (command, all_commands) {
        json_t *name = json_object_get(json_array_get(commands, count++), "name");
        assert_string_equal(json_string_value(name), command->name);
    }
    assert_int_equal(json_array_size(commands), count);
    json_decref(object);
}

static void the_manual_page_is_clean_roff_in_both_languages(void **state)
{
    struct program *program = *state;

    program_set_env(program, "LC_ALL", "C.UTF-8"); /* of man, which complains about locales not installed */
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        PROGRAM_RUN(program, "manual", "--lang", languages[i]);
        assert_int_equal(program->status, 0);
        program_write_file(program, "hiepthuong.1", program->out);
        program->executable = "/usr/bin/man";
        PROGRAM_RUN(program, "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "hiepthuong.1");
        program->executable = HT_PROGRAM;
        assert_string_equal(program->err, "");
        assert_int_equal(program->status, 0);
        assert_non_null(strstr(program->out, "hiepthuong"));
    }
    program_set_env(program, "LC_ALL", NULL);
}

static void the_manual_page_documents_every_command_and_status(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "manual");
    FOR_EACH_COMMAND (command, all_commands) {
        char term[200];
        size_t length = (size_t)snprintf(term, sizeof term, "\n.B ");
        for (const char *c = command->name; *c != '\0'; c++)
            length += (size_t)snprintf(term + length, sizeof term - length, *c == '-' ? "\\-" : "%c", *c);
        assert_non_null(strstr(program->out, term));
    }
    assert_non_null(strstr(program->out, "\n.B 78 (config)\n"));
}

static void no_command_shadows_another_or_an_option_of_all(void **state)
{
    (void)state;

    FOR_EACH_COMMAND (command, all_commands) {
        const char *blank = strchr(command->name, ' ');
        assert_false(blank == NULL && commands_have_group(all_commands, command->name));
        assert_true(blank == NULL || strchr(blank + 1, ' ') == NULL);
        for (size_t i = 0; i < command->option_count; i++) {
            for (size_t j = 0; j < global_option_count; j++)
                assert_string_not_equal(command->options[i].name, global_options[j].name);
        }
    }
}

/* Splits an example of the manual page, `hiepthuong WORD... [> FILE]`, undoing groff's escapes of '-'. */
static int split_example(char *line, char *argv[20])
{
    int argc = 0;
    char *put = line;

    for (const char *p = line; *p != '\0'; p++) {
        if (*p == '\\')
            p++;
        *put++ = *p;
    }
    *put = '\0';
    for (char *word = strtok_r(line, " ", &put); word != NULL && strcmp(word, ">") != 0;
         word = strtok_r(NULL, " ", &put)) {
        assert_true(argc < 19);
        argv[argc++] = word;
    }
    argv[argc] = NULL;
    return argc;
}

static void every_example_of_the_manual_page_is_a_command_line(void **state)
{
    struct program *program = *state;
    CLEANUP(arena_done) struct arena arena;
    struct parsed_options options;
    struct error err;
    char *argv[20];
    char *rest;
    size_t count = 0;

    PROGRAM_RUN(program, "manual");
    arena_init(&arena, (size_t)1 << 20);
    char *examples = strstr(program->out, ".SH \"EXAMPLES\"\n");
    assert_non_null(examples);
    for (char *line = strtok_r(examples, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, ".B ", 3) != 0)
            continue;
        int argc = split_example(line + 3, argv);
        if (parse_options(all_commands, argc, argv, &arena, &options, &err) != OK)
            fail_msg("%s: %s", argv[1], err.message.format);
        count++;
    }
    assert_true(count >= 3);
}

struct completion_row {
    const char *line; /* the word after the last blank is being completed */
    const char *offered;
};

static void bash_completes_words_options_and_values(void **state)
{
    static const struct completion_row rows[] = {
        {"hiepthuong man", "manual\n"},
        {"hiepthuong --lang=", "vi\nen\n"},
        {"hiepthuong --lang e", "en\n"},
        {"hiepthuong --db x.db --json compl", "completion\n"},
        {"hiepthuong completion ", "bash\n"},
        {"hiepthuong help completion ", "bash\n"},
        {"hiepthuong completion bash --js", "--json\n"},
        {"hiepthuong --config ", "\n"},
        {"hiepthuong zzz", "\n"},
    };
    /* bash itself takes a line apart at blanks and '=' */
    static const char script[] = "source ./completion; line=$1; COMP_WORDS=(); "
                                 "for word in ${line//=/ = }; do COMP_WORDS+=(\"$word\"); done; "
                                 "if [[ $line == *' ' ]]; then COMP_WORDS+=(''); fi; "
                                 "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                                 "_hiepthuong; printf '%s\\n' \"${COMPREPLY[@]}\"";
    struct program *program = *state;

    PROGRAM_RUN(program, "completion", "bash");
    assert_int_equal(program->status, 0);
    program_write_file(program, "completion", program->out);
    program->executable = "/bin/bash";
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        PROGRAM_RUN(program, "-u", "-c", script, "bash", rows[i].line);
        assert_string_equal(program->err, "");
        assert_string_equal(program->out, rows[i].offered);
    }
    program->executable = HT_PROGRAM;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_help_in_both_languages),
        cmocka_unit_test(help_of_a_group_lists_its_commands),
        cmocka_unit_test(help_of_what_is_no_command_is_wrong_use),
        cmocka_unit_test(with_json_help_is_the_command_table),
        cmocka_unit_test(the_manual_page_is_clean_roff_in_both_languages),
        cmocka_unit_test(the_manual_page_documents_every_command_and_status),
        cmocka_unit_test(every_example_of_the_manual_page_is_a_command_line),
        cmocka_unit_test(no_command_shadows_another_or_an_option_of_all),
        cmocka_unit_test(bash_completes_words_options_and_values),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
