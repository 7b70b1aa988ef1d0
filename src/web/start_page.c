#include "app/election_list.h"
#include "calendar/civil.h"
#include "web/handlers.h"
#include "web/html.h"

#include <string.h>

extern const char style_css[];
extern const char style_css_end[];

static void put(const struct call *call, const char *before, const char *key, const char *after)
{
    struct text *page = &call->response->body;

    text_put(page, before);
    html_put(page, catalog_text(call->site->catalog, key));
    text_put(page, after);
}

static void put_head(const struct call *call)
{
    text_putf(&call->response->body,
              "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
              catalog_language(call->site->catalog));
    put(call, "<title>", N_("Election calendar"), "</title>\n");
    text_put(&call->response->body,
             "<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<main>\n");
}

static void put_elections(const struct call *call, const struct election *elections, size_t count)
{
    struct text *page = &call->response->body;

    put(call, "<h2>", N_("Elections"), "</h2>\n");
    if (count == 0) {
        put(call, "<p>", N_("No election has been set up yet."), "</p>\n");
        return;
    }
    text_put(page, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        char day[CIVIL_DATE_CHARS];
        civil_date_format_vietnamese(elections[i].polling_day, day);
        text_put(page, "<li>");
        html_put(page, elections[i].title);
        put(call, "<br><span>", N_("Polling day"), ": ");
        text_putf(page, "%s</span></li>\n", day);
    }
    text_put(page, "</ul>\n");
}

enum error_code show_start_page(struct call *call, struct error *err)
{
    struct election *elections;
    size_t count;

    TRY(election_list(call->app, call->arena, &elections, &count, err));
    http_set_header(call->response, "Content-Type", "text/html; charset=utf-8");
    put_head(call);
    put(call, "<h1>", N_("Election calendar"), "</h1>\n");
    put(call, "<p>",
        N_("This service keeps the calendars of meetings between candidates and voters, organized by the "
           "committees of "
           "the Viet Nam Fatherland Front."),
        "</p>\n");
    put(call, "<p class=\"state\">", N_("The service is running."), "</p>\n");
    put_elections(call, elections, count);
    put(call, "<h2>", N_("For candidates"), "</h2>\n");
    put(call, "<p>",
        N_("Your calendar has an address of its own, which your Fatherland Front committee gives you. Add it "
           "to the "
           "calendar of your phone once; changes then arrive by themselves. Keep it to yourself: whoever "
           "knows it sees "
           "your calendar."),
        "</p>\n");
    text_put(&call->response->body, "</main>\n</body>\n</html>\n");
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
