/* The timetable of an election of the store on the command line. */
#include "cli/milestone_tests.h"

static void record(struct program *program, const char *step, const char *date)
{
    RUN(program, NOW, "timetable", "record", step, "--date", date, "--accept");
    assert_int_equal(program->status, 0);
}

static void each_duty_stands_in_every_area_it_concerns(void **state)
{
    struct program *program = *state;
    static const char *const areas[] = {"P01", "D01", "D02", "C01", "C02", "C03"};

    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        struct step step = step_of(program, NOW, "consult3_council", areas[i]);
        assert_string_equal(step.due, "2021-04-18");
        assert_string_equal(step.target, "2021-04-14");
    }
    assert_string_equal(step_of(program, NOW, "consult3_council", "").state, "none");
    assert_string_equal(step_of(program, NOW, "consult3_central", "").due, "2021-04-18");
    assert_string_equal(step_of(program, NOW, "consult3_central", "P01").state, "none");
    /* No polling area was imported, so their duties stand once. */
    assert_string_equal(step_of(program, NOW, "campaign_end", "").due, "2021-05-22T07:00:00+07:00");
}

struct state_row {
    const char *now;
    const char *state;
};

static void a_step_is_due_then_at_risk_then_late_until_it_is_recorded(void **state)
{
    /* 18/04/2021 is the limit, 14/04/2021 two working days before its last working day. */
    static const struct state_row rows[] = {
        {"2021-04-14T23:59", "due"},
        {"2021-04-15T00:00", "at-risk"},
        {"2021-04-18T23:59", "at-risk"},
        {"2021-04-19T00:00", "late"},
    };
    struct program *program = *state;

    record(program, "consult1_central", "2021-02-18");
    record(program, "consult1_province_na", "2021-02-18");
    record(program, "workplace_minutes_na", "2021-03-18");
    record(program, "consult2_province_na", "2021-03-19");
    record(program, "consult2_central", "2021-03-19");
    record(program, "residence_conference_na", "2021-04-10");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(step_of(program, rows[i].now, "consult3_province_na", "P01").state,
                            rows[i].state);
    RUN(program, NOW, "timetable", "record", "consult3_province_na", "--date", "17/04/2021", "--area", "P01",
        "--document", "15/BB", "--by", "MTTQ", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, NOW, "consult3_province_na", "P01").state, "done");
    RUN(program, NOW, "timetable", "show", "--state", "done", "--level", "province");
    assert_non_null(strstr(program->out, "(15/BB)"));
}

static void what_waits_for_something_late_is_at_risk(void **state)
{
    struct program *program = *state;

    assert_string_equal(step_of(program, "2021-03-21T08:00", "residence_conference_na", "C01").state, "due");
    assert_string_equal(step_of(program, "2021-03-21T08:00", "consult3_province_na", "P01").state, "due");
    assert_string_equal(step_of(program, "2021-02-20T08:00", "consult2_council", "P01").state, "at-risk");
    assert_string_equal(step_of(program, "2021-02-17T08:00", "consult2_council", "P01").state, "due");
}

static void a_record_shows_what_moves_before_it_is_accepted(void **state)
{
    struct program *program = *state;

    step_of(program, "2021-03-01T08:00", "consult2_council", "C01");
    RUN(program, NOW, "timetable", "record", "official_list_published", "--date", "2021-04-19");
    assert_int_equal(program->status, 0);
    assert_string_equal(program->err, "Nothing is stored; say --accept to store it.\n");
    assert_non_null(strstr(program->out, "These dates move:\n"));
    assert_non_null(strstr(program->out, "  campaign_start  Campaign starts (+6)\n"
                                         "      from: - -> 19/04/2021\n"));
    assert_string_equal(step_of(program, NOW, "campaign_start", "C01").from, "");
    RUN(program, NOW, "timetable", "record", "official_list_published", "--date", "2021-04-19", "--accept");
    assert_string_equal(program->err, "Stored.\n");
    assert_string_equal(step_of(program, NOW, "campaign_start", "C01").from, "2021-04-19");
    RUN(program, NOW, "timetable", "record", "official_list_published", "--withdraw", "--accept");
    assert_string_equal(step_of(program, NOW, "campaign_start", "C01").from, "");
}

static void an_act_of_one_area_moves_only_what_hangs_on_it_there(void **state)
{
    struct program *program = *state;

    RUN(program, NOW, "timetable", "record", "official_list_published", "--area", "D01", "--date",
        "2021-04-19", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, NOW, "campaign_start", "D01").from, "2021-04-19");
    assert_string_equal(step_of(program, NOW, "campaign_start", "C01").from, "2021-04-19");
    assert_string_equal(step_of(program, NOW, "campaign_start", "C03").from, "");
    assert_string_equal(step_of(program, NOW, "campaign_start", "P01").from, "");
}

static void an_override_stands_beside_the_computed_date_and_moves_what_hangs_on_it(void **state)
{
    struct program *program = *state;

    RUN(program, "2021-03-01T08:00", "timetable", "override", "consult3_council", "--date", "2021-04-12",
        "--document", "84/NQ-HDBCQG", "--accept");
    assert_int_equal(program->status, 0);
    struct step step = step_of(program, "2021-03-01T08:00", "consult3_council", "C01");
    assert_string_equal(step.until, "2021-04-18");
    assert_string_equal(step.due, "2021-04-12");
    assert_string_equal(step.target, "2021-04-08");
    assert_string_equal(step_of(program, NOW, "residence_conference_council", "C01").due, "2021-04-12");
}

static void an_owner_holds_in_an_area_and_below_it(void **state)
{
    struct program *program = *state;

    RUN(program, NOW, "timetable", "owner", "consult3_council", "--area", "D01", "--owner", "Phòng Dân chủ",
        "--accept");
    assert_string_equal(program->out, "No date moves.\n");
    RUN(program, NOW, "timetable", "show", "--area", "C01");
    assert_non_null(strstr(program->out, "Phòng"));
    RUN(program, NOW, "timetable", "show", "--area", "C03");
    assert_null(strstr(program->out, "Phòng"));
}

struct refused {
    const char *arguments[12];
    const char *err;
    int status;
};

static const struct refused refused_rows[] = {
    {{"override", "consult3_council", "--date", "2021-04-12"},
     "hiepthuong: a date is overridden only by a document; give its number\n",
     65},
    {{"record", "consult2_council", "--date", "2021-03-19"},
     "hiepthuong: consult2_council cannot be recorded yet: it waits for consult1_council, which is not "
     "recorded\n",
     65},
    {{"record", "consult1_central", "--date", "2021-04-21"},
     "hiepthuong: consult1_central cannot be recorded for 2021-04-21, which is in the future; record it "
     "when it is done\n",
     65},
    {{"record", "consult1_central", "--date", "2021-04-20", "--hour", "08:01"},
     "hiepthuong: consult1_central cannot be recorded for 2021-04-20T08:01, which is in the future; "
     "record it when it is done\n",
     65},
    {{"record", "consult1_central", "--date", "31/02/2021"},
     "hiepthuong: --date: \"31/02/2021\" is not a date such as 2026-03-15 or 15/03/2026\n"
     "Try 'hiepthuong timetable record --help'.\n",
     64},
    {{"record", "poll_open", "--date", "2021-05-23", "--hour", "04:59"},
     "hiepthuong: a poll opens from 05:00 to 07:00 (Law 85/2015/QH13, art. 71.1), and not at 04:59\n",
     65},
    {{"record", "poll_open", "--date", "2021-05-23", "--hour", "07:01"},
     "hiepthuong: a poll opens from 05:00 to 07:00 (Law 85/2015/QH13, art. 71.1), and not at 07:01\n",
     65},
    {{"record", "poll_open", "--date", "2021-05-23"},
     "hiepthuong: poll_open must be recorded with its hour, since hours are counted from it\n",
     65},
    {{"record", "consult1_central", "--date", "2021-02-18", "--area", "C01"},
     "hiepthuong: consult1_central is not owed by the area C01, but by the level central\n",
     65},
    {{"record", "consult1_central", "--date", "2021-02-18", "--area", "C99"},
     "hiepthuong: there is no area C99 in this election\n",
     66},
    {{"record", "nothing", "--date", "2021-02-18"},
     "hiepthuong: \"nothing\" is not an event or duty of law pack 85-2015\n",
     65},
    {{"record", "bye_consult1", "--date", "2021-02-18"},
     "hiepthuong: bye_consult1 is a duty of by-elections, and this is a general election\n",
     65},
    {{"record", "consult1_central", "--withdraw"},
     "hiepthuong: nothing is recorded of consult1_central there\n",
     66},
    {{"override", "poll_open", "--date", "2021-02-18", "--document", "1"},
     "hiepthuong: poll_open is an event, not a duty: it is only recorded\n",
     65},
    {{"owner", "consult1_central"}, "hiepthuong: the name of the owner is empty\n", 65},
    {{"owner", "consult1_central", "--owner", "a\nb"},
     "hiepthuong: a document or a name of an office is one line of at most 200 bytes\n",
     65},
    {{"owner", "consult1_central", "--owner", "a\xff"},
     "hiepthuong: a document or a name of an office is one line of at most 200 bytes\n",
     65},
};

static void what_cannot_be_is_refused_and_nothing_is_stored(void **state)
{
    struct program *program = *state;

    RUN(program, NOW, "--json", "timetable", "show");
    char *before = strdup(program->out);
    for (size_t i = 0; i < sizeof refused_rows / sizeof refused_rows[0]; i++) {
        const char *arguments[20] = {"--now", NOW, "timetable"};
        memcpy(arguments + 3, refused_rows[i].arguments, sizeof refused_rows[i].arguments);
        size_t count = 3;
        while (arguments[count] != NULL)
            count++;
        arguments[count] = "--accept";
        program_run(program, arguments);
        assert_string_equal(program->err, refused_rows[i].err);
        assert_int_equal(program->status, refused_rows[i].status);
    }
    RUN(program, NOW, "--json", "timetable", "show");
    assert_string_equal(program->out, before);
    free(before);
}

static void the_order_of_conferences_is_kept_in_both_directions(void **state)
{
    struct program *program = *state;

    record(program, "consult1_council", "2021-02-18");
    record(program, "workplace_minutes_council", "2021-03-10");
    record(program, "consult2_council", "2021-03-19");
    RUN(program, NOW, "timetable", "record", "residence_conference_council", "--area", "C01", "--date",
        "2021-03-18");
    assert_string_equal(program->err, "hiepthuong: residence_conference_council on 2021-03-18 cannot lie "
                                      "before consult2_council on 2021-03-19, for which it waits\n");
    assert_int_equal(program->status, 65);
    RUN(program, NOW, "timetable", "record", "residence_conference_council", "--area", "C01", "--date",
        "2021-04-08", "--accept");
    assert_int_equal(program->status, 0);
    RUN(program, NOW, "timetable", "record", "consult2_council", "--area", "C01", "--date", "2021-04-09");
    assert_string_equal(program->err, "hiepthuong: residence_conference_council on 2021-04-08 cannot lie "
                                      "before consult2_council on 2021-04-09, for which it waits\n");
    RUN(program, NOW, "timetable", "record", "consult3_council", "--area", "D01", "--date", "2021-04-07");
    assert_string_equal(program->err, "hiepthuong: consult3_council on 2021-04-07 cannot lie before "
                                      "residence_conference_council on 2021-04-08, for which it waits\n");
    RUN(program, NOW, "timetable", "record", "consult3_council", "--area", "D02", "--date", "2021-04-16");
    assert_string_equal(program->err, "hiepthuong: consult3_council cannot be recorded yet: it waits for "
                                      "residence_conference_council, which is not recorded\n");
    RUN(program, NOW, "timetable", "record", "consult3_council", "--area", "D01", "--date", "2021-04-16");
    assert_int_equal(program->status, 0);
}

static void a_changed_law_moves_nothing_until_it_is_accepted(void **state)
{
    struct program *program = *state;

    step_of(program, NOW, "consult3_council", "C01");
    RUN(program, NOW, "timetable", "refresh");
    assert_string_equal(program->out, "No date moves.\n");
    /* Fewer working days before the limit stand in for any change of what targets are made from. */
    program_write_file(program, "settings.yaml", "lead_working_days: 0\n");
    RUN(program, NOW, "--config", "settings.yaml", "timetable", "show", "--level", "central");
    assert_non_null(strstr(program->err, "dates would move; `hiepthuong timetable refresh` shows them.\n"));
    assert_non_null(strstr(program->out, "18/04/2021       14/04/2021 late        Third consultation,"));
    RUN(program, NOW, "--config", "settings.yaml", "timetable", "refresh", "--accept");
    assert_non_null(strstr(program->out, "  consult3_central  Third consultation, central (NA)\n"
                                         "      finish by: 14/04/2021 -> 16/04/2021\n"));
    RUN(program, NOW, "--config", "settings.yaml", "timetable", "show", "--level", "central");
    assert_string_equal(program->err, "");
    assert_non_null(strstr(program->out, "18/04/2021       16/04/2021 late        Third consultation,"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        milestone_test(each_duty_stands_in_every_area_it_concerns),
        milestone_test(a_step_is_due_then_at_risk_then_late_until_it_is_recorded),
        milestone_test(what_waits_for_something_late_is_at_risk),
        milestone_test(a_record_shows_what_moves_before_it_is_accepted),
        milestone_test(an_act_of_one_area_moves_only_what_hangs_on_it_there),
        milestone_test(an_override_stands_beside_the_computed_date_and_moves_what_hangs_on_it),
        milestone_test(an_owner_holds_in_an_area_and_below_it),
        milestone_test(what_cannot_be_is_refused_and_nothing_is_stored),
        milestone_test(the_order_of_conferences_is_kept_in_both_directions),
        milestone_test(a_changed_law_moves_nothing_until_it_is_accepted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
