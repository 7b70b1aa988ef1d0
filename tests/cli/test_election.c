/* Elections on the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CREATE(program, code, ...)                                                                           \
    PROGRAM_RUN(program, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--now",   \
                "2021-01-05T08:00", "--code", code, ##__VA_ARGS__)

static void an_election_is_made_listed_and_shown(void **state)
{
    struct program *program = *state;

    CREATE(program, "hdnd-2021", "--title", "Bầu cử đại biểu Hội đồng nhân dân");
    assert_string_equal(program->err, "");
    assert_string_equal(program->out,
                        "The election hdnd-2021 is made: polling day 23/05/2021, law pack 85-2015.\n");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "election", "list");
    assert_string_equal(program->out, "hdnd-2021  23/05/2021  85-2015  Bầu cử đại biểu Hội đồng nhân dân\n");
    PROGRAM_RUN(program, "election", "show");
    assert_non_null(strstr(program->out, "hdnd-2021: Bầu cử đại biểu Hội đồng nhân dân\n"));
    assert_non_null(strstr(program->out, "  meetings to be held     0\n"));
    PROGRAM_RUN(program, "--json", "election", "list");
    assert_string_equal(program->out, "{\n"
                                      "  \"elections\": [\n"
                                      "    {\n"
                                      "      \"code\": \"hdnd-2021\",\n"
                                      "      \"title\": \"Bầu cử đại biểu Hội đồng nhân dân\",\n"
                                      "      \"law_pack\": \"85-2015\",\n"
                                      "      \"polling_day\": \"2021-05-23\",\n"
                                      "      \"created\": \"2021-01-05T08:00:00+07:00\",\n"
                                      "      \"kind\": \"general\"\n"
                                      "    }\n"
                                      "  ]\n"
                                      "}\n");
}

static void of_several_elections_one_must_be_named(void **state)
{
    struct program *program = *state;

    CREATE(program, "b");
    CREATE(program, "a");
    PROGRAM_RUN(program, "election", "show");
    assert_string_equal(program->err,
                        "hiepthuong: the store holds 2 elections; say which one is meant: a, b\n"
                        "Try 'hiepthuong election show --help'.\n");
    assert_int_equal(program->status, 64);
    PROGRAM_RUN(program, "election", "show", "a");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "election", "show", "c");
    assert_string_equal(
        program->err,
        "hiepthuong: there is no election c in the store; `hiepthuong election list` shows them\n");
    assert_int_equal(program->status, 66);
}

struct refused {
    const char *arguments[12];
    const char *err;
    int status;
};

static void what_cannot_be_an_election_is_refused_in_words(void **state)
{
    static const struct refused rows[] = {
        {{"--code", "x", "--law", "85-2015", "--polling-day", "2021-05-22"},
         "hiepthuong: 22/05/2021 is no Sunday; the polling day must be one (Law 85/2015/QH13, art. 5)\n",
         65},
        {{"--code", "x", "--law", "85-2015", "--polling-day", "23.5.2021"},
         "hiepthuong: --polling-day: \"23.5.2021\" is not a date such as 2026-03-15 or 15/03/2026\n"
         "Try 'hiepthuong election create --help'.\n",
         64},
        {{"--code", "x", "--law", "../85-2015", "--polling-day", "2021-05-23"},
         "hiepthuong: there is no law pack ../85-2015; `hiepthuong law list` shows those there are\n",
         66},
        {{"--code", "bầu cử", "--law", "85-2015", "--polling-day", "2021-05-23"},
         "hiepthuong: the code of an election has 1 to 64 letters without marks, digits, \"-\", \"_\" and "
         "\".\"\n",
         65},
        {{"--code", "x", "--law", "85-2015", "--polling-day", "2021-05-23", "--title", "a\nb"},
         "hiepthuong: the title must be one line of at most 500 characters, and not empty\n",
         65},
        {{"--code", "taken", "--law", "85-2015", "--polling-day", "2021-05-23"},
         "hiepthuong: there is already an election taken in the store; choose another code\n",
         65},
    };
    struct program *program = *state;

    CREATE(program, "taken");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *arguments[16] = {"election", "create"};
        memcpy(arguments + 2, rows[i].arguments, sizeof rows[i].arguments);
        program_run(program, arguments);
        assert_string_equal(program->err, rows[i].err);
        assert_int_equal(program->status, rows[i].status);
    }
    PROGRAM_RUN(program, "election", "list");
    assert_string_equal(program->out, "taken  23/05/2021  85-2015  taken\n");
}

static void without_a_store_the_way_to_one_is_shown(void **state)
{
    struct program *program = *state;
    char url[TEST_STORE_CHARS];

    test_store_place(program->folder, false, url);
    program_set_env(program, "HIEPTHUONG_DB", url);
    PROGRAM_RUN(program, "election", "list");
    assert_non_null(
        strstr(program->err, ": there is no store here yet; `hiepthuong election create` makes one\n"));
    assert_int_equal(program->status, 66);
    test_store_drop(url);
}

static void the_users_own_store_lies_in_the_data_folder_of_the_home(void **state)
{
    struct program *program = *state;
    struct stat status;
    char path[200];

    program_set_env(program, "HIEPTHUONG_DB", NULL);
    PROGRAM_RUN(program, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--code",
                "x");
    assert_int_equal(program->status, 0);
    snprintf(path, sizeof path, "%s/.local/share/hiepthuong/store.db", program->folder);
    assert_int_equal(stat(path, &status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        program_test(an_election_is_made_listed_and_shown),
        program_test(of_several_elections_one_must_be_named),
        program_test(what_cannot_be_an_election_is_refused_in_words),
        program_test(without_a_store_the_way_to_one_is_shown),
        program_test(the_users_own_store_lies_in_the_data_folder_of_the_home),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
