/* Timetables in tests: what cannot be done fails the test. */
#ifndef TESTS_CALENDAR_TIMETABLE_FILES_H
#define TESTS_CALENDAR_TIMETABLE_FILES_H

#include "calendar/timetable.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

extern const struct day_off_set no_days_off;

struct civil_date date_of(const char *text);
struct civil_time time_of(const char *text);
const struct timetable_row *row_of(const struct timetable *table, const char *id);
void assert_moment(const struct timetable_moment *moment, const char *expected);
struct timetable compute(const struct timetable_input *input, struct arena *arena);
void assert_refused(const struct timetable_input *input, enum error_code code, const char *message);

#endif
