/* The proof of a date on one page. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *language;
    const char *law;
    const char *polling_day;
    const char *page;
} pages[] = {
    {"vi", "85-2015", "2021-05-23", "2021.vi.txt"},
    {"en", "85-2015", "2021-05-23", "2021.en.txt"},
    {"vi", "83-2025", "2026-03-15", "2026.vi.txt"},
    {"en", "83-2025", "2026-03-15", "2026.en.txt"},
};

/* Third consultation: of 2021 in Ba Chẽ, limit Sunday 18/4 and target Friday 16/4; of 2026, limit 20/2 within Tết
 * and target Friday 13/2. */
static void the_third_consultation_is_proved_on_one_page(void **state)
{
    struct program *program = *state;

    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        CLEANUP(text_done) struct text expected;
        char path[500];
        struct error err;
        text_init(&expected, 10000);
        snprintf(path, sizeof path, HT_SOURCE_DIR "/tests/data/law/proof/%s", pages[i].page);
        assert_int_equal(file_read(path, &expected, &err), OK);
        PROGRAM_RUN(program, "--lang", pages[i].language, "timetable", "proof", "consult3_council", "--law",
                    pages[i].law, "--polling-day", pages[i].polling_day);
        assert_string_equal(program->err, "");
        assert_string_equal(program->out, expected.data);
    }
}

static size_t characters(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void every_page_fits_eighty_columns_and_one_sheet(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--json", "timetable", "compute", "--law", "83-2025", "--polling-day", "2026-03-15");
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *duties = json_object_get(object, "duties");
    for (size_t i = 0; i < json_array_size(duties); i += 7) {
        const char *id = json_string_value(json_object_get(json_array_get(duties, i), "id"));
        size_t lines = 0;
        PROGRAM_RUN(program, "timetable", "proof", id, "--law", "83-2025", "--polling-day", "2026-03-15");
        assert_int_equal(program->status, 0);
        for (const char *line = program->out; *line != '\0'; line = strchr(line, '\n') + 1, lines++)
            assert_in_range(characters(line, strcspn(line, "\n")), 0, 80);
        assert_in_range(lines, 5, 60);
    }
    json_decref(object);
}

static const char *reason(json_t *object, size_t day)
{
    return json_string_value(json_object_get(json_array_get(json_object_get(object, "days"), day), "reason"));
}

static void each_day_before_the_target_has_its_reason(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--json", "timetable", "proof", "campaign_end", "--law", "83-2025", "--polling-day",
                "2026-03-15", "--lead", "1");
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *steps = json_object_get(object, "until_steps");
    assert_int_equal(json_array_size(steps), 4);
    assert_string_equal(json_string_value(json_object_get(json_array_get(steps, 0), "id")), "polling_day");
    assert_string_equal(json_string_value(json_object_get(json_array_get(steps, 3), "offset")), "-PT24H");
    assert_string_equal(reason(object, 0), "too_early");
    assert_string_equal(reason(object, 1), "lead");
    assert_string_equal(reason(object, 2), "target");
    assert_string_equal(json_string_value(json_object_get(object, "target")), "2026-03-12");
    json_decref(object);

    PROGRAM_RUN(program, "--json", "timetable", "proof", "campaign_end", "--law", "83-2025", "--polling-day",
                "2026-03-15", "--event", "poll_open=2026-03-14T05:00");
    object = json_loads(program->out, 0, NULL);
    steps = json_object_get(object, "until_steps");
    assert_int_equal(json_array_size(steps), 2);
    assert_true(json_is_true(json_object_get(json_array_get(steps, 0), "recorded")));
    assert_string_equal(json_string_value(json_object_get(object, "until")), "2026-03-13T05:00");
    json_decref(object);
}

static void a_year_without_days_off_is_named_instead_of_a_target(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "timetable", "proof", "consult3_council", "--law", "83-2025", "--polling-day",
                "2029-03-18");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out,
                           "  23/02/2029 Fri        not known whether it is worked: no date to finish by\n"));
}

static void a_resolution_stands_in_the_proof(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "timetable", "proof", "residence_conference_na", "--law", "83-2025", "--polling-day",
                "2026-03-15", "--resolution", "102-2025");
    assert_non_null(strstr(program->out, "\nSet by resolution, first and last day\n"
                                         "  04/02/2026 Wed        102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN of "
                                         "26/09/2025\n"));
    assert_non_null(strstr(program->out, "  06/02/2026 Fri        working day: finish by this day (lunar "));
    PROGRAM_RUN(program, "timetable", "proof", "consult9", "--law", "83-2025", "--polling-day", "2026-03-15");
    assert_int_equal(program->status, 65);
    assert_string_equal(program->err, "hiepthuong: \"consult9\" is not a duty of this timetable\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        program_test(the_third_consultation_is_proved_on_one_page),
        program_test(every_page_fits_eighty_columns_and_one_sheet),
        program_test(each_day_before_the_target_has_its_reason),
        program_test(a_year_without_days_off_is_named_instead_of_a_target),
        program_test(a_resolution_stands_in_the_proof),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
