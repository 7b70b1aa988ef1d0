#include "calendar/timetable_files.h"

#include "cmocka_tests.h"

#include <string.h>

const struct day_off_set no_days_off = {.day_count = 0};

struct civil_date date_of(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

struct civil_time time_of(const char *text)
{
    struct civil_time time;
    assert_true(civil_time_parse(text, &time));
    return time;
}

const struct timetable_row *row_of(const struct timetable *table, const char *id)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (strcmp(table->rows[i].duty->id, id) == 0)
            return &table->rows[i];
    }
    return NULL;
}

void assert_moment(const struct timetable_moment *moment, const char *expected)
{
    char written[CIVIL_TIME_CHARS];

    timetable_moment_format(moment, written);
    assert_string_equal(written, expected);
}

struct timetable compute(const struct timetable_input *input, struct arena *arena)
{
    struct timetable table;
    struct error err;

    if (timetable_compute(input, arena, &table, &err) != OK)
        fail_msg("%s (%s)", err.message.format, err.message.args);
    return table;
}

void assert_refused(const struct timetable_input *input, enum error_code code, const char *message)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(text_done) struct text written;
    struct timetable table;
    struct error err;

    arena_init(&arena, ARENA_BYTES);
    text_init(&written, 2000);
    assert_int_equal(timetable_compute(input, &arena, &table, &err), code);
    error_write(&err, err.message.format, &written);
    assert_string_equal(written.data, message);
}
