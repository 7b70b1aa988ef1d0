#include "web/json_value.h"

#include <stdio.h>

#define SENTENCE_BYTES_MAX 10000
#define TIME_CHARS (CIVIL_TIME_CHARS + 9)

json_t *json_of_time(struct civil_time time)
{
    char written[CIVIL_TIME_CHARS];
    char whole[TIME_CHARS];

    civil_time_format(time, written);
    snprintf(whole, sizeof whole, "%s:00+07:00", written);
    return json_string(whole);
}

json_t *json_of_moment(int64_t utc_secs)
{
    char written[CIVIL_TIME_CHARS];
    char whole[TIME_CHARS];
    int64_t second = (utc_secs % 60 + 60) % 60;

    civil_time_format(civil_time_from_utc_secs(utc_secs), written);
    snprintf(whole, sizeof whole, "%s:%02d+07:00", written, (int)second);
    return json_string(whole);
}

json_t *json_of_passed(int64_t utc_secs)
{
    return utc_secs != 0 ? json_of_moment(utc_secs) : json_null();
}

json_t *json_of_date(struct civil_date date)
{
    char written[CIVIL_DATE_CHARS];

    if (date.day == 0)
        return json_null();
    civil_date_format(date, written);
    return json_string(written);
}

json_t *json_of_day(const struct timetable_moment *moment)
{
    if (!timetable_has_date(moment))
        return json_null();
    return moment->state == TIMETABLE_HOUR ? json_of_time(moment->time) : json_of_date(moment->time.date);
}

json_t *json_of_count(int64_t number)
{
    return json_integer((json_int_t)number);
}

json_t *json_of_known(int64_t number)
{
    return number < 0 ? json_null() : json_of_count(number);
}

json_t *json_of_code(const char *text)
{
    return text != NULL && text[0] != '\0' ? json_string(text) : json_null();
}

json_t *json_of_message(const struct catalog *catalog, const struct message *message)
{
    CLEANUP(text_done) struct text sentence = {0};

    if (message->format == NULL)
        return json_null();
    text_init(&sentence, SENTENCE_BYTES_MAX);
    catalog_put_message(catalog, message, &sentence);
    return json_string(sentence.data);
}
