#include "calendar/civil.h"

#include "base/parse.h"

#include <stdio.h>
#include <string.h>

#define MINUTES_PER_DAY 1440
#define FIRST_YEAR 1976
#define LAST_YEAR 2199

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool civil_date_valid(struct civil_ymd ymd)
{
    static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (ymd.year < FIRST_YEAR || ymd.year > LAST_YEAR || ymd.month < 1 || ymd.month > 12 || ymd.day < 1)
        return false;
    return ymd.day <= month_days[ymd.month - 1] + (ymd.month == 2 && leap(ymd.year));
}

/* Years are counted from 1 March, so that the leap day is the last of its year; 400 years have 146,097 days.
 */
struct civil_date civil_date_make(struct civil_ymd ymd)
{
    int year = ymd.year - (ymd.month <= 2);
    int era_year = year % 400;
    int day_of_year = (153 * (ymd.month + (ymd.month > 2 ? -3 : 9)) + 2) / 5 + ymd.day - 1;
    int day_of_era = era_year * 365 + era_year / 4 - era_year / 100 + day_of_year;

    return (struct civil_date){year / 400 * 146097 + day_of_era - 719468};
}

struct civil_ymd civil_date_split(struct civil_date date)
{
    int32_t shifted = date.day + 719468;
    int era = (int)floor_div(shifted, 146097);
    int day_of_era = shifted - era * 146097;
    int era_year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * era_year + era_year / 4 - era_year / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;

    return (struct civil_ymd){
        .year = era * 400 + era_year + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
}

struct civil_date civil_date_add_days(struct civil_date date, int32_t days)
{
    return (struct civil_date){date.day + days};
}

struct civil_date civil_date_add_months(struct civil_date date, int32_t months)
{
    struct civil_ymd ymd = civil_date_split(date);
    int month = ymd.year * 12 + ymd.month - 1 + months;

    ymd.year = month / 12;
    ymd.month = month % 12 + 1;
    while (!civil_date_valid(ymd) && ymd.day > 28)
        ymd.day--;
    return civil_date_make(ymd);
}

enum civil_weekday civil_date_weekday(struct civil_date date)
{
    /* 1970-01-01 was a Thursday. */
    return (enum civil_weekday)(((date.day + THURSDAY) % 7 + 7) % 7);
}

static bool parse_year(const char *text, int *out)
{
    int high;
    int low;

    if (!parse_two_digits(text, &high) || !parse_two_digits(text + 2, &low))
        return false;
    *out = high * 100 + low;
    return true;
}

/* Reads the ten characters of a date, whatever follows. */
static bool read_date(const char *text, struct civil_date *out)
{
    struct civil_ymd ymd;
    bool read;

    if (strnlen(text, 10) < 10)
        return false;
    if (text[4] == '-' && text[7] == '-')
        read = parse_year(text, &ymd.year) && parse_two_digits(text + 5, &ymd.month) &&
               parse_two_digits(text + 8, &ymd.day);
    else if (text[2] == '/' && text[5] == '/')
        read = parse_year(text + 6, &ymd.year) && parse_two_digits(text + 3, &ymd.month) &&
               parse_two_digits(text, &ymd.day);
    else
        return false;
    if (!read || !civil_date_valid(ymd))
        return false;
    *out = civil_date_make(ymd);
    return true;
}

/* Reads the five characters of "07:00", whatever follows. */
static bool read_minute(const char *text, int32_t *out_minute)
{
    int hour;
    int minute;

    if (strnlen(text, 5) < 5 || text[2] != ':' || !parse_two_digits(text, &hour) ||
        !parse_two_digits(text + 3, &minute) || hour > 23 || minute > 59)
        return false;
    *out_minute = hour * 60 + minute;
    return true;
}

bool civil_date_parse(const char *text, struct civil_date *out)
{
    return strlen(text) == 10 && read_date(text, out);
}

bool civil_minute_parse(const char *text, int32_t *out_minute)
{
    return strlen(text) == 5 && read_minute(text, out_minute);
}

/* Reads "2021-05-23T07:00" and says what stands after it. */
static bool read_time(const char *text, struct civil_time *out, const char **out_rest)
{
    struct civil_time time;

    if (!read_date(text, &time.date) || (text[10] != 'T' && text[10] != ' ') ||
        !read_minute(text + 11, &time.minute))
        return false;
    *out = time;
    *out_rest = text + 16;
    return true;
}

bool civil_time_parse(const char *text, struct civil_time *out)
{
    struct civil_time time;
    const char *rest;

    if (!read_time(text, &time, &rest) || (*rest != '\0' && strcmp(rest, ":00") != 0))
        return false;
    *out = time;
    return true;
}

/* "", "Z" or "+07:00": seconds to take off to reach UTC. */
static bool read_offset(const char *text, int32_t *out_secs)
{
    int32_t minutes;

    if (*text == '\0')
        *out_secs = VIETNAM_OFFSET_SECS;
    else if (strcmp(text, "Z") == 0)
        *out_secs = 0;
    else if ((*text == '+' || *text == '-') && civil_minute_parse(text + 1, &minutes))
        *out_secs = (*text == '-' ? -60 : 60) * minutes;
    else
        return false;
    return true;
}

bool civil_moment_parse(const char *text, int64_t *out_utc_secs)
{
    struct civil_time time = {.minute = 0};
    const char *rest;
    int seconds = 0;
    int32_t offset_secs;

    if (civil_date_parse(text, &time.date)) {
        *out_utc_secs = civil_time_to_utc_secs(time);
        return true;
    }
    if (!read_time(text, &time, &rest))
        return false;
    if (*rest == ':') {
        if (!parse_two_digits(rest + 1, &seconds) || seconds > 59)
            return false;
        rest += 3;
    }
    if (!read_offset(rest, &offset_secs))
        return false;
    *out_utc_secs = civil_time_to_utc_secs(time) + VIETNAM_OFFSET_SECS + seconds - offset_secs;
    return true;
}

void civil_date_format(struct civil_date date, char out[CIVIL_DATE_CHARS])
{
    struct civil_ymd ymd = civil_date_split(date);

    snprintf(out, CIVIL_DATE_CHARS, "%04u-%02u-%02u", (unsigned)ymd.year % 10000, (unsigned)ymd.month % 100,
             (unsigned)ymd.day % 100);
}

void civil_date_format_vietnamese(struct civil_date date, char out[CIVIL_DATE_CHARS])
{
    struct civil_ymd ymd = civil_date_split(date);

    snprintf(out, CIVIL_DATE_CHARS, "%02u/%02u/%04u", (unsigned)ymd.day % 100, (unsigned)ymd.month % 100,
             (unsigned)ymd.year % 10000);
}

void civil_time_format(struct civil_time time, char out[CIVIL_TIME_CHARS])
{
    civil_date_format(time.date, out);
    snprintf(out + 10, CIVIL_TIME_CHARS - 10, "T%02u:%02u", (unsigned)time.minute / 60 % 100,
             (unsigned)time.minute % 60);
}

int64_t civil_time_to_utc_secs(struct civil_time time)
{
    return (int64_t)time.date.day * 86400 + (int64_t)time.minute * 60 - VIETNAM_OFFSET_SECS;
}

struct civil_time civil_time_from_utc_secs(int64_t utc_secs)
{
    int64_t minutes = floor_div(utc_secs + VIETNAM_OFFSET_SECS, 60);
    int64_t day = floor_div(minutes, MINUTES_PER_DAY);

    return (struct civil_time){{(int32_t)day}, (int32_t)(minutes - day * MINUTES_PER_DAY)};
}

struct civil_time civil_time_add_minutes(struct civil_time time, int64_t minutes)
{
    return civil_time_from_utc_secs(civil_time_to_utc_secs(time) + minutes * 60);
}

int civil_time_compare(struct civil_time a, struct civil_time b)
{
    if (a.date.day != b.date.day)
        return a.date.day < b.date.day ? -1 : 1;
    return (a.minute > b.minute) - (a.minute < b.minute);
}
