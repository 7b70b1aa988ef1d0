/* Settings, language and data folder as the surroundings of the program give them. */
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

static void assert_language(struct program *program, const char *language)
{
    PROGRAM_RUN(program, "help");
    assert_int_equal(program->status, 0);
    bool english = strstr(program->out, "Commands:") != NULL;
    assert_string_equal(english ? "en" : "vi", language);
}

static void the_locale_decides_about_the_language(void **state)
{
    static const struct {
        const char *lc_all, *lc_messages, *lang;
        const char *language;
    } rows[] = {
        {NULL, NULL, NULL, "vi"},
        {NULL, NULL, "C.UTF-8", "vi"},
        {NULL, NULL, "en_US.UTF-8", "en"},
        {NULL, NULL, "vi_VN.UTF-8", "vi"},
        {NULL, NULL, "fr_FR.UTF-8", "vi"},
        {NULL, "en_GB.UTF-8", "vi_VN.UTF-8", "en"},
        {"C", "en_GB.UTF-8", "en_US.UTF-8", "vi"},
        {"", "en_GB.UTF-8", "vi_VN.UTF-8", "en"},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        program_set_env(program, "LC_ALL", rows[i].lc_all);
        program_set_env(program, "LC_MESSAGES", rows[i].lc_messages);
        program_set_env(program, "LANG", rows[i].lang);
        assert_language(program, rows[i].language);
    }
}

static void settings_win_over_the_locale_and_options_over_settings(void **state)
{
    struct program *program = *state;

    program_write_file(program, "own.yaml", "language: vi\n");
    program_set_env(program, "HIEPTHUONG_CONFIG", "own.yaml");
    assert_language(program, "vi");
    PROGRAM_RUN(program, "help", "--lang=en");
    assert_non_null(strstr(program->out, "Commands:"));
    program_write_file(program, "other.yaml", "language: en\n");
    PROGRAM_RUN(program, "help", "--config", "other.yaml");
    assert_non_null(strstr(program->out, "Commands:"));
}

static void the_users_settings_are_found(void **state)
{
    struct program *program = *state;
    char path[128];

    program_write_file(program, "hiepthuong.yaml", "language: vi\n");
    assert_language(program, "en");
    snprintf(path, sizeof path, "%s/hiepthuong", program->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    program_write_file(program, "hiepthuong/hiepthuong.yaml", "language: vi\n");
    program_set_env(program, "XDG_CONFIG_HOME", program->folder);
    assert_language(program, "vi");
}

static void wrong_settings_stop_every_command_but_not_the_options_that_help(void **state)
{
    struct program *program = *state;

    program_write_file(program, "own.yaml", "service:\n  listen: here\n");
    PROGRAM_RUN(program, "help", "--config", "own.yaml");
    assert_int_equal(program->status, 78);
    assert_string_equal(program->err,
                        "hiepthuong: own.yaml:2:11: service.listen: \"here\" is not a numeric address and "
                        "a port, such as 127.0.0.1:8080 or [::1]:8080, nor unix:PATH, nor systemd\n");
    PROGRAM_RUN(program, "help", "--config", "none.yaml");
    assert_int_equal(program->status, 66);
    assert_string_equal(program->err, "hiepthuong: none.yaml: cannot be opened: No such file or directory\n");
    PROGRAM_RUN(program, "--help", "--config", "own.yaml");
    assert_int_equal(program->status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_locale_decides_about_the_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(settings_win_over_the_locale_and_options_over_settings, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_users_settings_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_settings_stop_every_command_but_not_the_options_that_help,
                                        set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
