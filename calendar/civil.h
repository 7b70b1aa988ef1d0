/* Dates and hours as the law and people in Viet Nam say them. A legal date is a `struct civil_date`, without
 * zone; a moment is UTC seconds; between the two stands one fixed offset, +07:00 without summer time since 13
 * June 1975 (IANA Asia/Ho_Chi_Minh). No table of zones is read anywhere.
 */
#ifndef CALENDAR_CIVIL_H
#define CALENDAR_CIVIL_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stdint.h>

/* Proleptic Gregorian, as days since 1970-01-01; the readers below accept the years 1976 to 2199. */
struct civil_date {
    int32_t day;
};

/* A local date and minute of the day, 0 to 1439. */
struct civil_time {
    struct civil_date date;
    int32_t minute;
};

struct civil_ymd {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

enum civil_weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

#define VIETNAM_OFFSET_SECS (7 * 3600)
#define CIVIL_DATE_CHARS 11 /* "2021-05-23" and NUL */
#define CIVIL_TIME_CHARS 17 /* "2021-05-23T07:00" and NUL */

bool civil_date_valid(struct civil_ymd ymd) MUST_USE;
struct civil_date civil_date_make(struct civil_ymd ymd); /* ymd must be valid */
struct civil_ymd civil_date_split(struct civil_date date);
struct civil_date civil_date_add_days(struct civil_date date, int32_t days);
/* The same day of the month that many months on, or the last day of that month. */
struct civil_date civil_date_add_months(struct civil_date date, int32_t months);
enum civil_weekday civil_date_weekday(struct civil_date date);

/* "2021-05-23" or "23/05/2021"; nothing else, no impossible dates. */
bool civil_date_parse(const char *text, struct civil_date *out) MUST_USE;
/* "07:00", 00:00 to 23:59. */
bool civil_minute_parse(const char *text, int32_t *out_minute) MUST_USE;
/* "2021-05-23T07:00", a blank for the T allowed, seconds ":00" allowed. */
bool civil_time_parse(const char *text, struct civil_time *out) MUST_USE;
/* A moment: as civil_time_parse, or with seconds and "Z" or an offset ("2021-05-23T07:00:00+07:00"). Without
 * an offset the hour is Viet Nam's; a date alone is its first second. */
bool civil_moment_parse(const char *text, int64_t *out_utc_secs) MUST_USE;

void civil_date_format(struct civil_date date, char out[CIVIL_DATE_CHARS]);            /* 2021-05-23 */
void civil_date_format_vietnamese(struct civil_date date, char out[CIVIL_DATE_CHARS]); /* 23/05/2021 */
void civil_time_format(struct civil_time time, char out[CIVIL_TIME_CHARS]);            /* 2021-05-23T07:00 */

int64_t civil_time_to_utc_secs(struct civil_time time);
struct civil_time civil_time_from_utc_secs(int64_t utc_secs);
struct civil_time civil_time_add_minutes(struct civil_time time, int64_t minutes);

/* Negative, 0 or positive as a lies before, on or after b. */
int civil_time_compare(struct civil_time a, struct civil_time b);

#endif
