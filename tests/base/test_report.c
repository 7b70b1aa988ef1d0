#include "base/report.h"
#include "base/text.h"
#include "cmocka_tests.h"

static void assert_line(const struct report_line *line, const char *expected)
{
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    error_write(&line->error, line->error.message.format, &out);
    assert_string_equal(out.data, expected);
}

static void one_report_lists_all_bad_rows(void **state)
{
    (void)state;
    CLEANUP(report_done) struct report report;
    struct error err;

    report_init(&report, REPORT_LINES_DEFAULT);
    report_error(&report, (struct report_place){"venues.csv", 12, 5, "capacity"}, N_("must be at least %d"),
                 1);
    report_warning(&report, (struct report_place){.file = "days.csv"}, N_("names no holiday"));
    error_set(&err, ERROR_NO_INPUT, "is missing");
    error_at(&err, "units.csv", 0, 0, NULL);
    report_add(&report, &err);

    assert_int_equal(report.error_count, 2);
    assert_int_equal(report.warning_count, 1);
    assert_int_equal(report.line_count, 3);
    assert_line(&report.lines[0], "venues.csv:12:5: capacity: must be at least 1");
    assert_line(&report.lines[1], "days.csv: names no holiday");
    assert_true(report.lines[1].warning);
    assert_line(&report.lines[2], "units.csv: is missing");
    assert_int_equal(report.lines[2].error.code, ERROR_NO_INPUT);
}

static void lines_beyond_the_maximum_are_counted(void **state)
{
    (void)state;
    CLEANUP(report_done) struct report report;

    report_init(&report, 20);
    for (uint32_t line = 1; line <= 50; line++)
        report_error(&report, (struct report_place){"blocks.csv", line, 1, NULL}, N_("is not a date"));

    assert_int_equal(report.line_count, 20);
    assert_int_equal(report.error_count, 50);
    assert_int_equal(report_more_count(&report), 30);
    assert_line(&report.lines[19], "blocks.csv:20:1: is not a date");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_report_lists_all_bad_rows),
        cmocka_unit_test(lines_beyond_the_maximum_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
