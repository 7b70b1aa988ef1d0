/* Law packs and timetables on the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define COMPUTE_2021(program, ...)                                                                           \
    PROGRAM_RUN(program, "timetable", "compute", "--law", "85-2015", "--polling-day", "2021-05-23",          \
                ##__VA_ARGS__)

static void both_packs_are_listed_with_their_law(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "law", "list");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "  83-2025       Law on Election"));
    assert_non_null(strstr(program->out, "(85/2015/QH13; 01/09/2015 - 30/06/2025)\n"));
    PROGRAM_RUN(program, "--json", "law", "list");
    json_t *object = json_loads(program->out, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(object, "law_packs")), 2);
    json_decref(object);
}

static void a_pack_shows_rule_article_and_source_of_each_duty(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "law", "show", "83-2025");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "\nconsult3_council\n"
                                         "  duty          Third consultation (councils)\n"
                                         "  rule          until: polling_day -P23D\n"
                                         "  waits for     residence_conference_council\n"
                                         "  article       56.1\n"
                                         "  amended by    1.18.a\n"
                                         "  level         province, commune\n"
                                         "  who           Ban Thường trực UBMTTQ cùng cấp\n"));
    assert_non_null(strstr(program->out, "  rule          from: campaign_start; until: campaign_end\n"));
    assert_non_null(strstr(program->out, "\npoll_open\n"
                                         "  event         The poll opens\n"
                                         "  usual time    poll_open_default\n"));
    PROGRAM_RUN(program, "--json", "law", "show", "83-2025");
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *duties = json_object_get(object, "duties");
    assert_int_equal(json_array_size(duties), 112);
    for (size_t i = 0; i < json_array_size(duties); i++) {
        assert_non_null(json_object_get(json_array_get(duties, i), "source"));
        assert_string_equal(json_string_value(json_object_get(json_array_get(duties, i), "checked_on")),
                            "2026-11-20");
    }
    json_decref(object);
}

/* Resolution 101/2025, art. 2.3 and 4.9; of the forms of 2016 and 2021 nobody has read the numbers. */
static void a_pack_shows_forms_quorum_and_who_checked_each_duty(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "law", "show", "83-2025");
    assert_non_null(strstr(program->out,
                           "  form          02/HNCT, 05/HNCT, 06/BBKP, 07/PLYK\n"
                           "  quorum        of fewer than 100 voters at least 1/2; else at least 55 voters\n"
                           "                (NQ 101/2025/UBTVQH15 2.3)\n"));
    assert_non_null(strstr(program->out, "  election      general election, by-election, held again\n"));
    assert_non_null(
        strstr(program->out, "\nDuties: 112; with something that nobody has seen in a text yet: 6.\n"));
    size_t checks = 0;
    for (const char *at = strstr(program->out, "\n  checked       20/11/2026, "); at != NULL;
         at = strstr(at + 1, "\n  checked       20/11/2026, "))
        checks++;
    assert_int_equal(checks, 113); /* the pack itself and each duty */
    PROGRAM_RUN(program, "law", "show", "85-2015", "--unverified");
    assert_non_null(strstr(program->out, "\nresidence_conference_na\n"));
    assert_non_null(strstr(program->out, "  form          not known: nobody read its number\n"));
    assert_null(strstr(program->out, "\nsend_list_council\n"));
}

static void the_diff_of_two_packs_names_each_clause(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "law", "diff", "85-2015", "83-2025");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "85-2015 -> 83-2025\n\nAnother date\n"));
    assert_non_null(strstr(program->out, "\n  consult3_council: Third consultation (councils) [56.1]\n"
                                         "    until: polling_day -P35D -> until: polling_day -P23D\n"
                                         "    83/2025/QH15, 1.18.a\n"));
    assert_non_null(strstr(program->out, "\n47 duties differ. Notes and sources are not compared.\n"));
    PROGRAM_RUN(program, "--json", "law", "diff", "83-2025", "85-2015");
    json_t *object = json_loads(program->out, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(object, "duties")), 47);
    assert_string_equal(json_string_value(json_object_get(object, "amending_law")), "83/2025/QH15");
    json_decref(object);
}

static void the_timetable_as_csv_has_its_stable_heading_and_the_limits(void **state)
{
    struct program *program = *state;
    static const char *const rows[] = {
        "id,level,from,until,target,citation,body,name\n",
        "\ncommittee_district_establish,district,,2021-02-07,2021-02-05,22.2,UBND cấp huyện,",
        "\nfiling_deadline,central|province|district|commune,,2021-03-14T17:00,2021-03-12,35.1,",
        "\nconsult3_council,province|district|commune,,2021-04-18,2021-04-16,56.1,",
        "\ncandidate_complaints_stop,central|province|district|commune|unit,2021-05-13,2021-05-23,",
        "\ncampaign_end,unit|polling_station,,2021-05-22T07:00,2021-05-21,64,",
        "\npoll_open_earliest,polling_station,2021-05-23T05:00,,,71.1,",
        "\nnational_minutes,central,,,,84,Hội đồng bầu cử quốc gia,National summary minutes\n",
    };

    COMPUTE_2021(program, "--format", "csv");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    assert_int_equal(strncmp(program->out, rows[0], strlen(rows[0])), 0);
    for (size_t i = 1; i < sizeof rows / sizeof rows[0]; i++) {
        if (strstr(program->out, rows[i]) == NULL)
            fail_msg("missing:%s", rows[i]);
    }
    PROGRAM_RUN(program, "timetable", "compute", "--law", "83-2025", "--polling-day", "15/03/2026",
                "--format", "csv");
    assert_string_equal(program->err, "");
    assert_non_null(strstr(program->out, "\nconsult3_council,province|commune,,2026-02-20,2026-02-13,56.1,"));
}

static void a_recorded_act_and_a_lead_move_dates_and_targets(void **state)
{
    struct program *program = *state;

    COMPUTE_2021(program, "--format", "csv", "--event", "official_list_published=27/04/2021", "--event",
                 "poll_open=2021-05-21T05:00", "--lead", "2");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(
        program->out, "\ncontact_meetings_hold,province|district|commune|unit,2021-04-27,2021-05-20T05:00,"));
    assert_non_null(strstr(program->out, ",2021-04-18,2021-04-14,56.1,"));
}

static void a_resolution_sets_dates_and_the_law_stays_beside(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "timetable", "compute", "--law", "83-2025", "--polling-day", "2026-03-15",
                "--resolution", "102-2025", "--resolution", "40-2025");
    assert_int_equal(program->status, 0);
    assert_non_null(
        strstr(program->out, "  20/02/2026       Fri   13/02/2026  from 09/02/2026: Third consultation,\n"));
    assert_non_null(strstr(program->out, "UBTƯ MTTQ VN] {102-2025; by law 20/02/2026}\n"));
    PROGRAM_RUN(program, "timetable", "compute", "--law", "83-2025", "--polling-day", "2026-03-22",
                "--resolution", "102-2025");
    assert_int_equal(program->status, 65);
    assert_string_equal(program->err,
                        "hiepthuong: the resolution 102-2025 is for the polling day 15/03/2026 only\n");
    PROGRAM_RUN(program, "timetable", "compute", "--law", "83-2025", "--polling-day", "2026-03-15",
                "--resolution", "../83-2025");
    assert_int_equal(program->status, 66);
}

static void a_by_election_has_its_own_ladder(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "timetable", "compute", "--law", "83-2025", "--polling-day", "2026-08-02",
                "--by-election", "--format", "csv");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "\nbye_consult3,"));
    assert_null(strstr(program->out, "\nconsult3_council,"));
}

static size_t characters(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void the_timetable_for_people_has_three_parts(void **state)
{
    struct program *program = *state;

    COMPUTE_2021(program);
    assert_int_equal(program->status, 0);
    assert_non_null(
        strstr(program->out, "  18/04/2021       Sun   16/04/2021  Third consultation (councils) [56.1;\n"));
    assert_non_null(strstr(program->out,
                           "  22/05/2021 07:00 Sat*  21/05/2021  Campaign ends [64; unit, polling area;\n"));
    assert_non_null(strstr(program->out,
                           "\nWithout date until this is recorded\n"
                           "  Candidate withdraws from board/team of own unit [27; unit, polling"));
    assert_non_null(
        strstr(program->out, "\nThe law gives no day\n  Polling areas determined [11.4; district, commune;"));
    for (const char *line = program->out; *line != '\0'; line = strchr(line, '\n') + 1)
        assert_in_range(characters(line, strcspn(line, "\n")), 0, 80);
}

static void the_timetable_as_json_says_what_waits(void **state)
{
    struct program *program = *state;

    COMPUTE_2021(program, "--json");
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *duties = json_object_get(object, "duties");
    assert_int_equal(json_array_size(duties), 95); /* 110 less the ladder of by-elections */
    size_t found = 0;
    for (size_t i = 0; i < json_array_size(duties); i++) {
        json_t *duty = json_array_get(duties, i);
        if (strcmp(json_string_value(json_object_get(duty, "id")), "campaign_start") != 0)
            continue;
        found++;
        assert_string_equal(json_string_value(json_object_get(duty, "state")), "waiting");
        assert_true(json_is_null(json_object_get(duty, "from")));
    }
    assert_int_equal(found, 1);
    json_decref(object);
}

static void the_timetable_as_a_calendar_is_the_same_each_time(void **state)
{
    struct program *program = *state;

    COMPUTE_2021(program, "--format", "ics", "--lang", "vi", "--now", "2021-01-01");
    assert_int_equal(program->status, 0);
    char *first = strdup(program->out);
    assert_non_null(strstr(first, "UID:consult3_council.85-2015.2021-05-23@hiepthuong\r\n"));
    assert_non_null(strstr(first, "DTSTART;VALUE=DATE:20210418\r\nDTEND;VALUE=DATE:20210419\r\n"));
    assert_non_null(strstr(first, "TRANSP:TRANSPARENT\r\n"));
    assert_non_null(strstr(first, "07:00: Kết thúc vận động bầu cử\r\n"));
    assert_null(strstr(first, "campaign_start"));
    COMPUTE_2021(program, "--format", "ics", "--lang", "vi", "--now", "2022-01-01");
    assert_string_equal(program->out, first);
    free(first);
}

static void what_is_wrong_on_the_line_is_one_sentence(void **state)
{
    static const struct {
        const char *arguments[10];
        const char *err;
        int status;
    } rows[] = {
        {{"timetable", "compute", "--law", "85-2015", "--polling-day", "2021-05-22"},
         "hiepthuong: 22/05/2021 is no Sunday; the polling day must be one (Law 85/2015/QH13, art. 5)\n",
         65},
        {{"timetable", "compute", "--law", "85-2015", "--polling-day", "2021-02-30"},
         "hiepthuong: --polling-day: \"2021-02-30\" is not a date such as 2026-03-15 or 15/03/2026\n"
         "Try 'hiepthuong timetable compute --help'.\n",
         64},
        {{"timetable", "compute", "--law", "../85-2015", "--polling-day", "2021-05-23"},
         "hiepthuong: there is no law pack ../85-2015; `hiepthuong law list` shows those there are\n",
         66},
        {{"timetable", "compute", "--law", "85-2015", "--polling-day", "2021-05-23", "--event", "poll_open"},
         "hiepthuong: --event: \"poll_open\" is not ID=TIME, such as poll_open=2026-03-14T05:00 or "
         "na_list_publish=2026-02-14\nTry 'hiepthuong timetable compute --help'.\n",
         64},
        {{"timetable", "compute", "--law", "85-2015", "--polling-day", "2021-05-23", "--event",
          "poll_open=2021-05-22"},
         "hiepthuong: poll_open must be recorded with its hour, since hours are counted from it\n",
         65},
        {{"timetable", "compute", "--law", "85-2015", "--polling-day", "2021-05-23", "--event",
          "lunch=2021-05-22"},
         "hiepthuong: \"lunch\" is not an event or duty of law pack 85-2015\n",
         65},
        {{"timetable", "compute", "--law", "85-2015", "--polling-day", "2021-05-23", "--lead", "61"},
         "hiepthuong: --lead: \"61\" is not a whole number from 0 to 60\n"
         "Try 'hiepthuong timetable compute --help'.\n",
         64},
        {{"law", "show", "1-1945"},
         "hiepthuong: there is no law pack 1-1945; `hiepthuong law list` shows those there are\n",
         66},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        program_run(program, rows[i].arguments);
        assert_string_equal(program->err, rows[i].err);
        assert_string_equal(program->out, "");
        assert_int_equal(program->status, rows[i].status);
    }
}

static void a_year_without_days_off_and_a_law_not_in_force_are_said(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "timetable", "compute", "--law", "85-2015", "--polling-day", "2036-05-25",
                "--format", "csv");
    assert_int_equal(program->status, 0);
    assert_string_equal(
        program->err,
        "The law pack 85-2015 is not in force on this polling day.\n"
        "Not all days off of 2036 are known, so duties whose working days lie there have no date "
        "to finish by.\n");
    assert_non_null(strstr(program->out, "\nconsult3_council,province|district|commune,,2036-04-20,,56.1,"));
    PROGRAM_RUN(program, "timetable", "compute", "--law", "85-2015", "--polling-day", "2036-05-25");
    assert_non_null(
        strstr(program->out, "  20/04/2036       Sun   ?           Third consultation (councils) [56.1;\n"));
    assert_non_null(
        strstr(program->out, "\n? no date to finish by: the days off of that year are not known\n"));
    PROGRAM_RUN(program, "timetable", "compute", "--law", "85-2015", "--polling-day", "2036-05-25",
                "--format", "ics");
    assert_non_null(strstr(program->out, "No date to finish by: the days off"));
}

#define SMALL_PACK                                                                                           \
    "id: test-1\ntitle: {vi: a, en: a}\nlaw: a\nin_force: {from: 2021-01-01}\nsource: a\n"                   \
    "checked: {on: 2026-11-20, by: a}\nlevels: [commune]\nduties:\n- id: a\n  name: {vi: a, en: a}\n"        \
    "  citation: \"1\"\n  levels: [commune]\n  body: a\n  until: {anchor: polling_day, offset: -P1D}\n"

static void a_bad_file_of_the_data_folder_is_named_with_its_place(void **state)
{
    struct program *program = *state;
    char folder[120];

    snprintf(folder, sizeof folder, "%s/law", program->folder);
    mkdir(folder, 0700);
    snprintf(folder, sizeof folder, "%s/holidays", program->folder);
    mkdir(folder, 0700);
    program_set_env(program, "HIEPTHUONG_DATA", ".");
    program_write_file(program, "law/test-1.yaml", SMALL_PACK "  colour: red\n");
    PROGRAM_RUN(program, "law", "list");
    assert_int_equal(program->status, 78);
    assert_int_equal(
        strncmp(program->err, "hiepthuong: ./law/test-1.yaml:15:3: duties.1.colour: this key is not known",
                strlen("hiepthuong: ./law/test-1.yaml:15:3: duties.1.colour: this key is not known")),
        0);
    program_write_file(program, "law/test-1.yaml", SMALL_PACK);
    program_write_file(program, "law/test-2.yaml", SMALL_PACK);
    PROGRAM_RUN(program, "law", "show", "test-2");
    assert_int_equal(program->status, 78);
    assert_string_equal(
        program->err,
        "hiepthuong: ./law/test-2.yaml: id: the pack calls itself test-1; its file must be named "
        "after it\n");
    program_write_file(program, "holidays/vn-2021.ics",
                       "BEGIN:VCALENDAR\r\nX-HIEPTHUONG-YEAR:2020\r\nEND:VCALENDAR\r\n");
    PROGRAM_RUN(program, "timetable", "compute", "--law", "test-1", "--polling-day", "2021-05-23");
    assert_int_equal(program->status, 78);
    assert_string_equal(program->err,
                        "hiepthuong: ./holidays/vn-2021.ics: holds the days off of 2020; its file must "
                        "be named after that year\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        program_test(both_packs_are_listed_with_their_law),
        program_test(a_pack_shows_rule_article_and_source_of_each_duty),
        program_test(a_pack_shows_forms_quorum_and_who_checked_each_duty),
        program_test(the_diff_of_two_packs_names_each_clause),
        program_test(the_timetable_as_csv_has_its_stable_heading_and_the_limits),
        program_test(a_resolution_sets_dates_and_the_law_stays_beside),
        program_test(a_by_election_has_its_own_ladder),
        program_test(a_recorded_act_and_a_lead_move_dates_and_targets),
        program_test(the_timetable_for_people_has_three_parts),
        program_test(the_timetable_as_json_says_what_waits),
        program_test(the_timetable_as_a_calendar_is_the_same_each_time),
        program_test(what_is_wrong_on_the_line_is_one_sentence),
        program_test(a_year_without_days_off_and_a_law_not_in_force_are_said),
        program_test(a_bad_file_of_the_data_folder_is_named_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
