/* What stands beside the law in the timetable of an election: tasks, dated resolutions. */
#include "cli/milestone_tests.h"

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

static void a_task_without_day_gets_one_from_the_office(void **state)
{
    struct program *program = *state;

    assert_string_equal(step_of(program, NOW, "task_training_conference", "D01").state, "waiting");
    RUN(program, NOW, "timetable", "override", "task_training_conference", "--area", "D01", "--date",
        "2021-04-26", "--document", "7/KH-MTTQ", "--accept");
    assert_int_equal(program->status, 0);
    assert_string_equal(step_of(program, NOW, "task_training_conference", "D01").due, "2021-04-26");
    assert_string_equal(step_of(program, NOW, "task_training_conference", "C01").due, "2021-04-26");
    assert_string_equal(step_of(program, NOW, "task_training_conference", "C03").state, "waiting");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        milestone_test(tasks_beside_the_law_stand_in_every_area_and_are_done_by_their_proof),
        milestone_test(a_resolution_is_taken_up_and_withdrawn_with_what_it_moves),
        milestone_test(a_task_without_day_gets_one_from_the_office),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
