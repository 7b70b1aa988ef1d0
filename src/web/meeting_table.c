#include "web/meeting_table.h"

#include "app/law_words.h"
#include "web/html.h"
#include "web/page.h"

#include <string.h>

static void put_time(const struct call *call, const struct shown_meeting *meeting)
{
    char date[CIVIL_DATE_CHARS];
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    civil_date_format_vietnamese(meeting->start.date, date);
    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    html_putf(&call->response->body, "<td class=\"day\">%s %s</td><td class=\"day\">%s–%s</td>",
              law_words_weekday(call->catalog, civil_date_weekday(meeting->start.date)), date,
              start + sizeof "2021-05-22", end + sizeof "2021-05-22");
}

static void put_where(const struct call *call, const struct shown_meeting *meeting)
{
    struct text *page = &call->response->body;

    text_put(page, "<td>");
    if (strcmp(meeting->mode, "online") == 0)
        page_put(call, "<strong>", N_("online"), "</strong> ");
    html_putf(page, "%s", meeting->venue_name);
    for (size_t i = 0; i < meeting->site_count; i++)
        html_putf(page, "<br><span class=\"hint\">+ %s</span>", meeting->sites[i].venue_name);
    html_putf(page, "</td><td>%s</td>", meeting->commune_name);
}

static void put_meeting(const struct call *call, const struct shown_meeting *meeting)
{
    struct text *page = &call->response->body;
    bool cancelled = strcmp(meeting->status, "cancelled") == 0;

    text_put(page, cancelled ? "<tr class=\"cancelled\">" : "<tr>");
    put_time(call, meeting);
    put_where(call, meeting);
    html_putf(page, "<td><a href=\"%s\">%s</a></td><td class=\"code\"><a href=\"%s\">%s</a>",
              page_address(call, "units", meeting->unit), meeting->unit_name,
              page_address(call, "meetings", meeting->code), meeting->code);
    if (cancelled)
        page_put(call, " <strong>", N_("cancelled"), "</strong>");
    text_put(page, "</td></tr>\n");
}

void meeting_table_put(const struct call *call, const struct shown_meeting *meetings, size_t count)
{
    static const char *const heads[] = {N_("Day"),     N_("Hour"), N_("Place"),
                                        N_("Commune"), N_("Unit"), N_("Meeting")};
    struct text *page = &call->response->body;

    if (count == 0) {
        page_put(call, "<p>", N_("No meeting."), "</p>\n");
        return;
    }
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_meeting(call, &meetings[i]);
    text_put(page, "</tbody>\n</table>\n");
}
