#include "app/account_first.h"
#include "app/election_list.h"
#include "calendar/civil.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

extern const char style_css[];
extern const char style_css_end[];

static void put_elections(const struct call *call, const struct election *elections, size_t count)
{
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Elections"), "</h2>\n");
    if (count == 0) {
        page_put(call, "<p>", N_("No election has been set up yet."), "</p>\n");
        return;
    }
    text_put(page, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        char day[CIVIL_DATE_CHARS];
        civil_date_format_vietnamese(elections[i].polling_day, day);
        text_put(page, "<li>");
        html_put(page, elections[i].title);
        page_put(call, "<br><span>", N_("Polling day"), ": ");
        text_putf(page, "%s</span></li>\n", day);
    }
    text_put(page, "</ul>\n");
}

enum error_code show_start_page(struct call *call, struct error *err)
{
    struct election *elections;
    size_t count;
    bool empty = false;

    TRY(election_list(call->app, call->arena, &elections, &count, err));
    if (count == 0)
        TRY(account_first_wanted(call->app, &empty, err));
    if (empty) {
        staff_go_to(call, "/setup");
        return OK;
    }
    page_begin(call, N_("Election calendar"));
    page_put(
        call, "<p>",
        N_("This service keeps the calendars of meetings between candidates and voters, organized by the "
           "committees of "
           "the Viet Nam Fatherland Front."),
        "</p>\n");
    page_put(call, "<p class=\"state\">", N_("The service is running."), "</p>\n");
    put_elections(call, elections, count);
    page_put(call, "<h2>", N_("For candidates"), "</h2>\n");
    page_put(
        call, "<p>",
        N_("Your calendar has an address of its own, which your Fatherland Front committee gives you. Add it "
           "to the "
           "calendar of your phone once; changes then arrive by themselves. Keep it to yourself: whoever "
           "knows it sees "
           "your calendar."),
        "</p>\n");
    page_end(call);
    return OK;
}

enum error_code show_style(struct call *call, struct error *err)
{
    (void)err;
    http_set_header(call->response, "Content-Type", "text/css; charset=utf-8");
    http_set_header(call->response, "Cache-Control", "public, max-age=3600");
    text_put_bytes(&call->response->body, style_css, (size_t)(style_css_end - style_css));
    return OK;
}
