/* What is read as a date, an hour or a moment can be written and read again, and is the same. */
#include "calendar/civil.h"
#include "fuzz.h"

#include <string.h>

static void date_survives(const char *text)
{
    struct civil_date date;
    struct civil_date again;
    char written[CIVIL_DATE_CHARS];

    if (!civil_date_parse(text, &date))
        return;
    civil_date_format(date, written);
    assert(civil_date_parse(written, &again) && again.day == date.day);
    civil_date_format_vietnamese(date, written);
    assert(civil_date_parse(written, &again) && again.day == date.day);
}

static void time_survives(const char *text)
{
    struct civil_time time;
    struct civil_time again;
    char written[CIVIL_TIME_CHARS];

    if (!civil_time_parse(text, &time))
        return;
    civil_time_format(time, written);
    assert(civil_time_parse(written, &again) && civil_time_compare(time, again) == 0);
}

static void moment_survives(const char *text)
{
    int64_t utc_secs;

    if (!civil_moment_parse(text, &utc_secs))
        return;
    struct civil_time time = civil_time_from_utc_secs(utc_secs);
    int64_t lost_secs = utc_secs - civil_time_to_utc_secs(time);
    assert(lost_secs >= 0 && lost_secs < 60);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[64];

    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    date_survives(text);
    time_survives(text);
    moment_survives(text);
    return 0;
}
