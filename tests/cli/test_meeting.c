/* What became of meetings, from the command line, and the report summed of it. */
#include "plan_change_tests.h"

#define AFTER "2021-05-22T08:00"
#define RUN(program, ...) PROGRAM_RUN(program, "--now", AFTER, __VA_ARGS__)

static int64_t total(struct program *program, const char *figure)
{
    RUN(program, "report", "contact", "--json");
    json_t *object = json_of(program);
    int64_t value = json_integer_value(json_object_get(json_object_get(object, "total"), figure));
    json_decref(object);
    return value;
}

static void what_is_recorded_is_summed_and_a_correction_keeps_the_former(void **state)
{
    struct program *program = *state;

    assert_int_equal(total(program, "not_recorded"), 8);
    RUN(program, "meeting", "record", "T01-01", "--in-person", "80", "--opinions", "4", "--opinion-words",
        "Cần sửa đường vào thôn.", "--minutes-day", "05/05/2021", "--minutes-number", "12/BB-MTTQ");
    assert_int_equal(program->status, 0);
    RUN(program, "meeting", "record", "T01-02", "--online", "50");
    RUN(program, "meeting", "record", "X01-01", "--in-person", "60", "--online", "15");
    assert_int_equal(program->status, 0);
    assert_int_equal(total(program, "meetings"), 3);
    assert_int_equal(total(program, "in_person"), 1);
    assert_int_equal(total(program, "online"), 1);
    assert_int_equal(total(program, "hybrid"), 1);
    assert_int_equal(total(program, "attendances"), 205);
    RUN(program, "meeting", "record", "T01-01", "--in-person", "85", "--opinions", "4");
    RUN(program, "meeting", "record", "T01-01", "--in-person", "85", "--opinions", "4");
    assert_non_null(strstr(program->out, "This is recorded already; nothing is changed."));
    assert_int_equal(total(program, "attendances"), 210);
    assert_int_equal(total(program, "minutes"), 0);
    assert_int_equal(total(program, "not_recorded"), 5);
    RUN(program, "meeting", "show", "T01-01");
    assert_non_null(strstr(program->out, "voters in person 85, online 0; opinions 4"));
    assert_non_null(strstr(program->out, "Before, recorded on 22/05/2021 at 08:00 by "));
    assert_non_null(strstr(program->out, "    Opinions: Cần sửa đường vào thôn.\n"));
    assert_non_null(strstr(program->out, "    minutes 12/BB-MTTQ of 05/05/2021\n"));
    RUN(program, "audit", "show");
    assert_non_null(strstr(program->out, "What became of meeting T01-01 was recorded."));
}

static void the_report_is_that_of_a_unit_or_a_commune_and_a_table(void **state)
{
    struct program *program = *state;

    RUN(program, "meeting", "record", "T01-01", "--in-person", "80");
    RUN(program, "meeting", "record", "X01-01", "--in-person", "60");
    RUN(program, "report", "contact", "--unit", "T01", "--format", "csv");
    assert_non_null(strstr(program->out, "level,unit_id,name,meetings,in_person,online,hybrid,attendances,"
                                         "attendances_in_person,attendances_online,opinions,minutes,"
                                         "not_recorded\nprovince,T01,"));
    assert_non_null(strstr(program->out, ",1,1,0,0,80,80,0,0,0,1\n"));
    assert_null(strstr(program->out, "X01"));
    RUN(program, "report", "contact", "--unit", "nobody");
    assert_int_equal(program->status, 66);
    RUN(program, "report", "contact", "--commune", "nowhere");
    assert_int_equal(program->status, 66);
    RUN(program, "report", "contact");
    assert_non_null(
        strstr(program->out, "  all together            meetings 2; in person 2; attendances 140"));
}

static void many_are_recorded_from_a_table_or_none(void **state)
{
    struct program *program = *state;

    program_write_file(program, "bad.csv",
                       "meeting_id,form,in_person,online,opinions\nT01-01,direct,80,0,1\n"
                       "T01-02,sideways,1,0,0\nZZ,direct,1,0,0\nX01-01,direct,1,2,0\n");
    RUN(program, "meeting", "record", "--from", "bad.csv");
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err, "bad.csv:3:8: form: the form must be direct, online or hybrid, not "
                                         "sideways"));
    assert_non_null(strstr(program->err, "bad.csv:4:1: meeting_id: there is no published meeting ZZ"));
    assert_non_null(strstr(program->err, "bad.csv:5:1: meeting_id: voters took part online"));
    assert_non_null(strstr(program->err, "nothing was recorded; errors in the file: 3"));
    assert_int_equal(total(program, "meetings"), 0);
    program_write_file(program, "good.csv",
                       "meeting_id,form,in_person,online,opinions,minutes_day\nT01-01,direct,80,0,1,\n"
                       "X01-01,hybrid,70,9,3,20/05/2021\n");
    RUN(program, "meeting", "record", "--from", "good.csv");
    assert_string_equal(program->out, "Recorded meetings: 2; recorded so before: 0.\n");
    RUN(program, "meeting", "record", "--from", "good.csv");
    assert_string_equal(program->out, "Recorded meetings: 0; recorded so before: 2.\n");
    assert_int_equal(total(program, "attendances"), 159);
}

static void what_makes_no_sense_is_refused(void **state)
{
    static const struct {
        const char *arguments[10];
        int status;
        const char *words;
    } rows[] = {
        {{"T01-01"}, 64, "say how many voters came, with --in-person, --online or both"},
        {{"ZZ", "--in-person", "1"}, 66, "there is no published meeting ZZ in this election"},
        {{"T01-01", "--in-person", "-1"}, 64, ""},
        {{"T01-01", "--in-person", "1", "--minutes-day", "yesterday"}, 64, "\"yesterday\" is not a date"},
        {{"T01-01", "--in-person", "1", "--minutes-day", "2021-05-23"},
         65,
         "the minutes of meeting T01-01 cannot have come before it was held or after today"},
        {{"T01-01", "--in-person", "1", "--minutes-number", "1/BB"}, 65, "say on which day the minutes came"},
        {{"T01-01", "--in-person", "1", "--form", "online"},
         65,
         "voters came in person, so the meeting was "},
        {{"T01-01", "--in-person", "1", "--from", "x.csv"}, 64, "name either a meeting or, with --from, "},
    };
    struct program *program = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *const *a = rows[i].arguments;
        RUN(program, "meeting", "record", a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
        if (program->status != rows[i].status || strstr(program->err, rows[i].words) == NULL)
            fail_msg("row %zu: %d %s", i, program->status, program->err);
    }
    PLAN(program, "cancel", "T01-02", "--document", "5/QĐ");
    PLAN(program, "publish");
    RUN(program, "meeting", "record", "T01-02", "--in-person", "1");
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err, "meeting T01-02 is cancelled, so nothing can be recorded of it"));
    PROGRAM_RUN(program, "--now", BEFORE, "meeting", "record", "T01-01", "--in-person", "1");
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err, "; what became of it is recorded when it is over"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_recorded_is_summed_and_a_correction_keeps_the_former, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_report_is_that_of_a_unit_or_a_commune_and_a_table, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(many_are_recorded_from_a_table_or_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_makes_no_sense_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
