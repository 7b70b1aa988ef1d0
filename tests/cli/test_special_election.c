/* By-elections and elections held again, in the store. */
#include "cli/milestone_tests.h"

#define CREATE(program, ...) RUN(program, "2027-06-01T08:00", "election", "create", ##__VA_ARGS__)

static int set_up_by_election(void **state)
{
    if (program_set_up(state) != 0)
        return -1;
    struct program *program = *state;
    CREATE(program, "--code", "bs", "--law", "85-2015", "--polling-day", "2023-08-06", "--by-election");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "import", HT_SOURCE_DIR "/tests/data/tables/good");
    assert_int_equal(program->status, 0);
    return 0;
}

struct dated {
    const char *step;
    const char *area;
    const char *due;
};

static void assert_due(struct program *program, const char *now, const char *election,
                       const struct dated *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct step step = step_of_election(program, now, election, rows[i].step, rows[i].area);
        if (strcmp(step.due[0] != '\0' ? step.due : step.state, rows[i].due) != 0)
            fail_msg("%s %s: %s %s, not %s", rows[i].step, rows[i].area, step.state, step.due, rows[i].due);
    }
}

/* Art. 89 to 93 and resolution 1186/2021, art. 8. */
static void a_by_election_has_its_ladder_in_the_store(void **state)
{
    static const struct dated rows[] = {
        {"bye_announce", "P01", "2023-07-07"},
        {"bye_committee", "C01", "2023-07-17"},
        {"bye_consult1", "C01", "2023-07-17"},
        {"bye_filing", "C01", "2023-07-19"},
        {"bye_consult2", "C01", "2023-07-21"},
        {"bye_voter_conference", "C01", "2023-07-23"},
        {"bye_consult3", "C01", "2023-07-25"},
        {"bye_list_publish", "C01", "2023-07-27"},
        {"campaign_end", "", "2023-08-05T07:00:00+07:00"},
        {"count_minutes_send", "", "2023-08-09"},
        {"council_result_publish", "C01", "2023-08-16"},
        {"task_seals_handover", "C01", "waiting"},
        {"consult3_council", "C01", "none"},
        {"task_consult3_plan", "C01", "none"},
    };
    struct program *program = *state;

    assert_due(program, "2023-07-01T08:00", NULL, rows, sizeof rows / sizeof rows[0]);
    PROGRAM_RUN(program, "election", "list");
    assert_string_equal(program->out, "bs  06/08/2023  85-2015  bs  (by-election)\n");
    PROGRAM_RUN(program, "election", "show");
    assert_non_null(strstr(program->out, "  kind                    by-election\n"));
}

static void the_order_of_a_by_election_is_kept_and_its_records_move_dates(void **state)
{
    struct program *program = *state;

    RUN(program, "2023-07-28T08:00", "timetable", "record", "bye_consult2", "--date", "2023-07-20",
        "--accept");
    assert_string_equal(program->err, "hiepthuong: bye_consult2 cannot be recorded yet: it waits for "
                                      "bye_consult1, which is not recorded\n");
    assert_int_equal(program->status, 65);
    RUN(program, "2023-07-28T08:00", "timetable", "record", "consult1_council", "--date", "2023-07-16");
    assert_string_equal(program->err,
                        "hiepthuong: consult1_council is not a duty of by-elections, and this is one\n");
    assert_int_equal(program->status, 65);
    RUN(program, "2023-07-28T08:00", "consultation", "record", "1", "--list", "council", "--area", "C01",
        "--date", "2023-07-16", "--invited", "30", "--present", "28", "--seats", "3", "--candidates", "6",
        "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, "2023-07-28T08:00", "bye_consult1", "C01").state, "done");
    RUN(program, "2023-07-28T08:00", "timetable", "record", "official_list_published", "--date", "2023-07-27",
        "--accept");
    assert_non_null(
        strstr(program->out, "  campaign_start  Campaign starts (+6)\n      from: - -> 27/07/2023\n"));
    assert_int_equal(program->status, 0);
}

static void another_day_of_a_by_election_is_supposed_by_its_own_ladder(void **state)
{
    struct program *program = *state;

    RUN(program, "2023-07-01T08:00", "election", "what-if", "--polling-day", "2023-08-13");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "25/07/2023 -> 01/08/2023"));
    assert_non_null(strstr(program->out, "[bye_consult3"));
    assert_null(strstr(program->out, "[consult3_council"));
}

static int set_up_first(void **state)
{
    if (program_set_up(state) != 0)
        return -1;
    struct program *program = *state;
    CREATE(program, "--code", "a", "--law", "85-2015", "--polling-day", "2021-05-23");
    CREATE(program, "--code", "b", "--law", "83-2025", "--polling-day", "2026-03-15");
    assert_int_equal(program->status, 0);
    return 0;
}

/* Art. 79.3: 15 days at the latest, 7 since 1/7/2025, and a Sunday. */
static void an_election_is_held_again_on_the_last_sunday_allowed(void **state)
{
    static const struct dated rows[] = {
        {"campaign_end", "", "2021-06-05T07:00:00+07:00"},
        {"count_minutes_send", "", "2021-06-09"},
        {"first_session_council", "", "2021-07-21"},
        {"consult3_council", "", "none"},
        {"extra_election", "", "none"},
    };
    struct program *program = *state;

    CREATE(program, "--code", "a2", "--first", "a", "--again", "extra_election");
    assert_string_equal(program->out, "The election a2 is made: polling day 06/06/2021, law pack 85-2015.\n");
    CREATE(program, "--code", "b2", "--first", "b", "--again", "repeat_election_turnout", "--polling-day",
           "22/03/2026");
    assert_string_equal(program->out, "The election b2 is made: polling day 22/03/2026, law pack 83-2025.\n");
    PROGRAM_RUN(program, "election", "show", "a2");
    assert_non_null(strstr(program->out, "  kind                    held again\n"
                                         "  first election          a\n"
                                         "  held again by           extra_election\n"));
    assert_due(program, "2021-06-01T08:00", "a2", rows, sizeof rows / sizeof rows[0]);
    RUN(program, "2021-06-01T08:00", "timetable", "record", "consult3_council", "--election", "a2", "--date",
        "2021-05-25");
    assert_string_equal(program->err, "hiepthuong: consult3_council is not a duty of elections held again, "
                                      "and this is one\n");
}

struct refusal {
    const char *arguments[12];
    const char *err;
    int status;
};

static void what_is_no_special_election_is_refused_and_nothing_is_stored(void **state)
{
    static const struct refusal rows[] = {
        {{"--first", "b", "--again", "extra_election", "--polling-day", "2026-03-29"},
         "hiepthuong: an election is held again after its first day, 15/03/2026, and until 22/03/2026 at the "
         "latest (Law 85/2015/QH13, 83/2025/QH15, art. 79.3), not on 29/03/2026\n",
         65},
        {{"--first", "b", "--again", "extra_election", "--polling-day", "2026-03-15"},
         "hiepthuong: an election is held again after its first day, 15/03/2026, and until 22/03/2026 at the "
         "latest (Law 85/2015/QH13, 83/2025/QH15, art. 79.3), not on 15/03/2026\n",
         65},
        {{"--first", "b", "--again", "extra_election", "--polling-day", "2026-03-20"},
         "hiepthuong: 20/03/2026 is no Sunday; the polling day must be one (Law 85/2015/QH13, art. 5)\n",
         65},
        {{"--first", "c", "--again", "extra_election"},
         "hiepthuong: there is no election c in the store; `hiepthuong election list` shows them\n",
         66},
        {{"--first", "b"},
         "hiepthuong: say both --first and --again: which election is held again, and why\n"
         "Try 'hiepthuong election create --help'.\n",
         64},
        {{"--first", "b", "--again", "extra_election", "--by-election"},
         "hiepthuong: an election is a by-election or held again, not both\n"
         "Try 'hiepthuong election create --help'.\n",
         64},
        {{"--by-election", "--polling-day", "2027-08-01"},
         "hiepthuong: the command \"election create\" needs the option --law PACK\n"
         "Try 'hiepthuong election create --help'.\n",
         64},
        {{"--law", "83-2025"},
         "hiepthuong: the command \"election create\" needs the option --polling-day DATE\n"
         "Try 'hiepthuong election create --help'.\n",
         64},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *arguments[20] = {"election", "create", "--code", "z"};
        memcpy(arguments + 4, rows[i].arguments, sizeof rows[i].arguments);
        program_run(program, arguments);
        assert_string_equal(program->err, rows[i].err);
        assert_int_equal(program->status, rows[i].status);
    }
    PROGRAM_RUN(program, "election", "list");
    assert_null(strstr(program->out, "z  "));
}

#define test_of(function, set_up) cmocka_unit_test_setup_teardown(function, set_up, program_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(a_by_election_has_its_ladder_in_the_store, set_up_by_election),
        test_of(the_order_of_a_by_election_is_kept_and_its_records_move_dates, set_up_by_election),
        test_of(another_day_of_a_by_election_is_supposed_by_its_own_ladder, set_up_by_election),
        test_of(an_election_is_held_again_on_the_last_sunday_allowed, set_up_first),
        test_of(what_is_no_special_election_is_refused_and_nothing_is_stored, set_up_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
