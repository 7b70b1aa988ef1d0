/* What stands beside the law in the timetable of an election: tasks, dated resolutions. */
#include "cli/milestone_tests.h"

#include <sys/stat.h>
#include <unistd.h>

/* Days of the guidance of November 2025 for 15/03/2026, of which each task names the place. */
static void tasks_beside_the_law_stand_in_every_area_and_are_done_by_their_proof(void **state)
{
    static const struct task_row {
        const char *step;
        const char *due;
    } rows[] = {
        {"task_report_nomination", "2026-02-03"},
        {"task_report_residence", "2026-02-09"},
        {"task_report_contact", "2026-03-14"},
        {"task_report_polling_day", "2026-03-15"},
        {"task_report_monitoring", "2026-03-18"},
        {"task_report_final", "2026-03-23"},
        {"task_consult2_minutes_send", "2026-02-04"},
        {"task_consult3_plan", "2026-02-20"},
        {"task_training_conference", ""},
    };
    struct program *program = *state;

    program_use_store(program, "other.db");
    PROGRAM_RUN(program, "election", "create", "--law", "83-2025", "--polling-day", "2026-03-15", "--code",
                "y");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(step_of(program, NOW, rows[i].step, "").due, rows[i].due);
    RUN(program, "2026-02-20T08:00", "timetable", "record", "task_report_residence", "--date", "2026-02-09",
        "--accept");
    assert_string_equal(program->err,
                        "hiepthuong: task_report_residence is done by its proof; give the number "
                        "of the document\n");
    assert_int_equal(program->status, 65);
    assert_string_equal(step_of(program, "2026-02-20T08:00", "task_report_residence", "").state, "late");
    RUN(program, "2026-02-20T08:00", "timetable", "record", "task_report_residence", "--date", "2026-02-09",
        "--document", "12/BC-MTTQ", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, "2026-02-20T08:00", "task_report_residence", "").state, "done");
}

static void every_kind_of_work_stands_in_every_area_at_once(void **state)
{
    static const struct work_row {
        const char *step;
        const char *area;
        const char *state;
    } rows[] = {
        {"task_training_conference", "P01", "waiting"}, {"task_training_point", "D01", "waiting"},
        {"task_training_point", "C01", "waiting"},      {"task_training_conference", "C01", "none"},
        {"task_consult3_plan", "C01", "due"},           {"task_consult3_opinions", "C02", "due"},
        {"task_consult3_verification", "C03", "due"},   {"task_consult3_draft_list", "D01", "due"},
        {"task_consult3_minutes", "P01", "due"},        {"task_inspection", "D02", "waiting"},
        {"task_supervision_visit", "C01", "waiting"},   {"task_seals_handover", "C01", "waiting"},
        {"task_biographies_deliver", "C01", "waiting"}, {"task_candidate_training", "P01", "waiting"},
    };
    struct program *program = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct step step = step_of(program, "2021-03-01T08:00", rows[i].step, rows[i].area);
        if (strcmp(step.state, rows[i].state) != 0)
            fail_msg("%s of %s is %s, not %s", rows[i].step, rows[i].area, step.state, rows[i].state);
    }
}

/* Quảng Ninh's of 12/4/2021: a main site in the province, connected points in every district and commune. */
static void the_points_of_a_training_conference_meet_when_its_main_site_does(void **state)
{
    struct program *program = *state;

    RUN(program, NOW, "timetable", "override", "task_training_conference", "--area", "P01", "--date",
        "2021-04-12", "--hour", "08:00", "--document", "7/KH-MTTQ", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, NOW, "task_training_conference", "P01").due,
                        "2021-04-12T08:00:00+07:00");
    assert_string_equal(step_of(program, NOW, "task_training_point", "D02").due, "2021-04-12T08:00:00+07:00");
    assert_string_equal(step_of(program, NOW, "task_training_point", "C03").due, "2021-04-12T08:00:00+07:00");
    RUN(program, NOW, "timetable", "owner", "task_training_point", "--area", "C03", "--owner", "Văn phòng",
        "--accept");
    RUN(program, NOW, "timetable", "record", "task_training_point", "--area", "C03", "--date", "2021-04-12",
        "--document", "9/BC-MTTQ", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, NOW, "task_training_point", "C03").state, "done");
    assert_string_equal(step_of(program, NOW, "task_training_point", "C01").state, "late");
}

static void a_task_without_day_gets_one_from_the_office(void **state)
{
    struct program *program = *state;

    assert_string_equal(step_of(program, NOW, "task_inspection", "D01").state, "waiting");
    RUN(program, NOW, "timetable", "override", "task_inspection", "--area", "D01", "--date", "2021-04-26",
        "--document", "7/KH-UBBC", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, NOW, "task_inspection", "D01").due, "2021-04-26");
    assert_string_equal(step_of(program, NOW, "task_inspection", "C01").due, "2021-04-26");
    assert_string_equal(step_of(program, NOW, "task_inspection", "C03").state, "waiting");
}

/* The joint resolution 102/2025 sets windows for 15/03/2026 that the law does not have. */
static void a_resolution_is_taken_up_and_withdrawn_with_what_it_moves(void **state)
{
    struct program *program = *state;

    RUN(program, NOW, "timetable", "resolution", "102-2025");
    assert_non_null(strstr(program->err, ": law: the resolution is about 83-2025, not about 85-2015\n"));
    assert_int_equal(program->status, 78);
    program_use_store(program, "other.db");
    PROGRAM_RUN(program, "election", "create", "--law", "83-2025", "--polling-day", "2026-03-15", "--code",
                "y");
    assert_string_equal(step_of(program, NOW, "consult2_central", "").due, "2026-02-03");
    RUN(program, NOW, "timetable", "resolution", "102-2025", "--accept");
    assert_int_equal(program->status, 0);
    struct step step = step_of(program, NOW, "residence_conference_na", "");
    assert_string_equal(step.from, "2026-02-04");
    assert_string_equal(step.due, "2026-02-08");
    assert_string_equal(step.until, "2026-02-20");
    RUN(program, NOW, "timetable", "resolution", "102-2025", "--withdraw", "--accept");
    assert_string_equal(step_of(program, NOW, "residence_conference_na", "").due, "2026-02-20");
    RUN(program, NOW, "timetable", "resolution", "102-2025", "--withdraw", "--accept");
    assert_string_equal(program->err, "hiepthuong: the election has not taken up the resolution 102-2025\n");
    assert_int_equal(program->status, 66);
    RUN(program, NOW, "timetable", "resolution", "999-2025");
    assert_int_equal(program->status, 66);
}

#define DAYS(entries)                                                                                        \
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-HIEPTHUONG-YEAR:2021\r\n" entries "END:VCALENDAR\r\n"
#define DAY(uid, first, behind, kind)                                                                        \
    "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTART;VALUE=DATE:" first "\r\nDTEND;VALUE=DATE:" behind                \
    "\r\nSUMMARY:x\r\nDESCRIPTION:y\r\nCATEGORIES:" kind "\r\nEND:VEVENT\r\n"

static const struct bad_days {
    const char *file;
    const char *err;
} bad_days[] = {
    {DAYS(DAY("a", "20210210", "20210217", "DAY-OFF") DAY("b", "20210216", "20210217", "DAY-OFF")),
     "hiepthuong: ./holidays/vn-2021.ics: b: 2021-02-16 already stands in another entry\n"},
    {DAYS(DAY("a", "20210212", "20210213", "WORKING-DAY")),
     "hiepthuong: ./holidays/vn-2021.ics: a: 2021-02-12 is no Saturday, and only Saturdays are swapped\n"},
};

/* The law packs of the product, and days off that are wrong. */
static void a_wrong_file_of_days_off_stops_every_change(void **state)
{
    struct program *program = *state;
    char path[120];

    step_of(program, NOW, "consult1_central", "");
    snprintf(path, sizeof path, "%s/law", program->folder);
    assert_int_equal(symlink(HT_SOURCE_DIR "/config/law", path), 0);
    snprintf(path, sizeof path, "%s/holidays", program->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof bad_days / sizeof bad_days[0]; i++) {
        program_write_file(program, "holidays/vn-2021.ics", bad_days[i].file);
        program_set_env(program, "HIEPTHUONG_DATA", ".");
        RUN(program, NOW, "timetable", "record", "consult1_central", "--date", "2021-02-15", "--accept");
        assert_string_equal(program->err, bad_days[i].err);
        assert_int_equal(program->status, 78);
        program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
        assert_string_equal(step_of(program, NOW, "consult1_central", "").state, "late");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        milestone_test(tasks_beside_the_law_stand_in_every_area_and_are_done_by_their_proof),
        milestone_test(a_resolution_is_taken_up_and_withdrawn_with_what_it_moves),
        milestone_test(every_kind_of_work_stands_in_every_area_at_once),
        milestone_test(the_points_of_a_training_conference_meet_when_its_main_site_does),
        milestone_test(a_task_without_day_gets_one_from_the_office),
        milestone_test(a_wrong_file_of_days_off_stops_every_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
