#include "web/when.h"

#include "app/law_words.h"
#include "web/html.h"
#include "web/page.h"

#include <stdio.h>
#include <string.h>

#define HOUR_AT (CIVIL_DATE_CHARS) /* in "2021-05-04T07:30" */

void when_put_day(const struct call *call, struct civil_date date)
{
    char written[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(date, written);
    html_putf(&call->response->body, "%s %s", law_words_weekday(call->catalog, civil_date_weekday(date)),
              written);
}

void when_put_span(const struct call *call, struct civil_time start, struct civil_time end)
{
    char from[CIVIL_TIME_CHARS];
    char until[CIVIL_TIME_CHARS];

    civil_time_format(start, from);
    civil_time_format(end, until);
    when_put_day(call, start.date);
    html_putf(&call->response->body, " %s–%s", from + HOUR_AT, until + HOUR_AT);
}

void when_put_moment(const struct call *call, int64_t utc_secs)
{
    struct civil_time time = civil_time_from_utc_secs(utc_secs);
    char date[CIVIL_DATE_CHARS];
    char written[CIVIL_TIME_CHARS];

    civil_date_format_vietnamese(time.date, date);
    civil_time_format(time, written);
    html_putf(&call->response->body, "%s %s", date, written + HOUR_AT);
}

/* "2021-05-04T07:30/09:00" */
static bool read_span(const char *value, struct civil_time *start, struct civil_time *end)
{
    char first[CIVIL_TIME_CHARS];

    if (strlen(value) != CIVIL_TIME_CHARS - 1 + sizeof "/09:00" - 1 || value[CIVIL_TIME_CHARS - 1] != '/')
        return false;
    snprintf(first, sizeof first, "%.*s", CIVIL_TIME_CHARS - 1, value);
    if (!civil_time_parse(first, start) || !civil_minute_parse(value + CIVIL_TIME_CHARS, &end->minute))
        return false;
    end->date = start->date;
    return true;
}

void when_put_changed(const struct call *call, const char *kind, const char *value)
{
    struct civil_time start;
    struct civil_time end;

    if (read_span(value, &start, &end))
        when_put_span(call, start, end);
    else if (strcmp(kind, "mode") == 0 && value[0] != '\0')
        html_put(&call->response->body,
                 page_text(call, strcmp(value, "online") == 0 ? N_("online") : N_("in person")));
    else
        html_put(&call->response->body, value);
}
