/* Rounds of consultation on the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW "2021-04-20T08:00"
#define RUN(program, ...) PROGRAM_RUN(program, "--now", NOW, ##__VA_ARGS__)

#define RECORD(program, round, date, ...)                                                                    \
    RUN(program, "consultation", "record", round, "--list", "council", "--area", "P01", "--date", date,      \
        "--invited", "50", "--present", "45", "--seats", "66", ##__VA_ARGS__)

static void a_conference_is_recorded_with_its_step_of_the_timetable(void **state)
{
    struct program *program = *state;

    RECORD(program, "1", "2021-02-17", "--candidates", "285", "--document", "12/BB", "--accept");
    assert_string_equal(program->err, "Stored.\n");
    assert_int_equal(program->status, 0);
    RUN(program, "consultation", "show");
    assert_non_null(
        strstr(program->out, "  1  council  P01  17/02/2021  45/50 (90%)  285/66 = 4.32  12/BB\n"));
    RUN(program, "timetable", "show", "--state", "done", "--area", "P01");
    assert_non_null(strstr(program->out, "consult1_council"));
    /* A later record of the same conference takes its place. */
    RECORD(program, "1", "2021-02-17", "--candidates", "284", "--accept");
    RUN(program, "consultation", "show");
    assert_null(strstr(program->out, "285/66"));
    assert_non_null(strstr(program->out, "284/66"));
}

static void rounds_keep_their_order_and_nothing_is_stored_unless_accepted(void **state)
{
    struct program *program = *state;

    RECORD(program, "1", "2021-02-17", "--candidates", "285");
    assert_string_equal(program->err, "Nothing is stored; say --accept to store it.\n");
    RECORD(program, "2", "2021-03-19", "--candidates", "165", "--accept");
    assert_string_equal(program->err, "hiepthuong: consult2_council cannot be recorded yet: it waits for "
                                      "consult1_council, which is not recorded\n");
    assert_int_equal(program->status, 65);
    RUN(program, "consultation", "show");
    assert_null(strstr(program->out, "P01"));
}

static void the_next_list_is_warned_of_when_it_would_be_too_short(void **state)
{
    struct program *program = *state;

    /* N01 has 2 seats and 2 names, T01 3 seats and 1; art. 57.6 asks for 4, 58.3 for 5. Q01 has 3 seats. */
    RUN(program, "consultation", "show");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->err, "The next list of N01 would have 2 names, and art. 57.6 asks for at "
                                         "least 4.\n"));
    assert_non_null(strstr(program->err, "The next list of T01 would have 1 names, and art. 58.3 asks for at "
                                         "least 5.\n"));
    RUN(program, "consultation", "confidence", "K01", "--date", "2021-04-10", "--present", "60",
        "--in-favour", "30");
    assert_string_equal(
        program->out, "Stored: K01 has not the confidence of more than half of the voters present and stays "
                      "off the list of the third consultation.\n");
    RUN(program, "consultation", "show");
    assert_non_null(strstr(program->out, "  N01  seats 2, names 2, without confidence 1, least 4\n"));
    assert_non_null(strstr(program->err, "The next list of N01 would have 1 names"));
    RUN(program, "consultation", "confidence", "K01", "--date", "2021-04-10", "--present", "60",
        "--in-favour", "31");
    assert_string_equal(program->out,
                        "Stored: K01 has the confidence of more than half of the voters present.\n");
    RUN(program, "consultation", "show");
    assert_non_null(strstr(program->out, "  N01  seats 2, names 2, without confidence 0, least 4\n"));
}

/* Joint resolution 102/2025, art. 20.5. */
static void the_forms_of_the_minutes_are_named_where_they_are_known(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--db", "y.db", "election", "create", "--law", "83-2025", "--polling-day",
                "2026-03-15", "--code", "y");
    PROGRAM_RUN(program, "--db", "y.db", "--now", "2026-02-10T08:00", "consultation", "record", "1", "--list",
                "council", "--date", "2025-12-05", "--invited", "50", "--present", "45", "--seats", "25",
                "--candidates", "80");
    assert_string_equal(program->err, "Forms of the minutes and the list: 01/BCĐBHĐND-MT.\n"
                                      "Nothing is stored; say --accept to store it.\n");
    assert_int_equal(program->status, 0);
}

/* Of fewer than 100 voters half must come, elsewhere 55 (resolution 1186/2021). */
static void a_conference_without_quorum_is_warned_of(void **state)
{
    static const struct {
        const char *voters;
        const char *present;
        const char *err;
    } rows[] = {
        {"99", "49",
         "Only 49 voters came; a conference of voters there needs at least 50 (NQ "
         "1134/2016/UBTVQH13; NQ 1186/2021/UBTVQH14).\n"},
        {"99", "50", ""},
        {"100", "54",
         "Only 54 voters came; a conference of voters there needs at least 55 (NQ "
         "1134/2016/UBTVQH13; NQ 1186/2021/UBTVQH14).\n"},
        {"100", "55", ""},
        {"100", "101", "hiepthuong: more voters are present than the place has\n"},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RUN(program, "consultation", "confidence", "K01", "--date", "2021-04-10", "--voters", rows[i].voters,
            "--present", rows[i].present, "--in-favour", "40");
        assert_string_equal(program->err, rows[i].err);
    }
}

struct refused {
    const char *arguments[20];
    const char *err;
    int status;
};

static void what_cannot_be_is_refused_in_words(void **state)
{
    static const struct refused rows[] = {
        {{"record", "4", "--list", "na", "--date", "2021-02-17", "--invited", "5", "--present", "5",
          "--seats", "3", "--candidates", "5"},
         "hiepthuong: the round is 1, 2 or 3, not \"4\"\nTry 'hiepthuong consultation record --help'.\n",
         64},
        {{"record", "1", "--list", "na", "--date", "2021-02-17", "--invited", "5", "--present", "6",
          "--seats", "3", "--candidates", "5"},
         "hiepthuong: more persons are present than were invited\n",
         65},
        {{"record", "1", "--list", "na", "--date", "2021-04-21", "--invited", "5", "--present", "5",
          "--seats", "3", "--candidates", "5"},
         "hiepthuong: consult1_central cannot be recorded for 2021-04-21, which is in the future; record it "
         "when it is done\n",
         65},
        {{"confidence", "K01", "--date", "2021-04-10", "--present", "60", "--in-favour", "61"},
         "hiepthuong: more voters are in favour than are present\n",
         65},
        {{"confidence", "K01", "--date", "2021-04-21", "--present", "60", "--in-favour", "60"},
         "hiepthuong: the day of the conference is in the future\n",
         65},
        {{"confidence", "K99", "--date", "2021-04-10", "--present", "60", "--in-favour", "60"},
         "hiepthuong: there is no candidate K99 in this election\n",
         66},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *arguments[24] = {"--now", NOW, "consultation"};
        memcpy(arguments + 3, rows[i].arguments, sizeof rows[i].arguments);
        program_run(program, arguments);
        assert_string_equal(program->err, rows[i].err);
        assert_int_equal(program->status, rows[i].status);
    }
}

#define consultation_test(function)                                                                          \
    cmocka_unit_test_setup_teardown(function, program_set_up_election, program_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        consultation_test(a_conference_is_recorded_with_its_step_of_the_timetable),
        consultation_test(rounds_keep_their_order_and_nothing_is_stored_unless_accepted),
        consultation_test(the_next_list_is_warned_of_when_it_would_be_too_short),
        consultation_test(the_forms_of_the_minutes_are_named_where_they_are_known),
        consultation_test(a_conference_without_quorum_is_warned_of),
        consultation_test(what_cannot_be_is_refused_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
