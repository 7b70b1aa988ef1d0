#include "app/settings.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/public.h"

#include <string.h>

#define ADDRESS_BYTES_MAX 800

/* ---- one meeting ---- */

static bool is_web_address(const char *link)
{
    return strncmp(link, "https://", 8) == 0 || strncmp(link, "http://", 7) == 0;
}

static void put_link(const struct call *call, const struct public_site *site)
{
    struct text *page = &call->response->body;

    if (site->link[0] == '\0')
        return;
    html_putf(page, "<dt>%s</dt><dd>", page_text(call, N_("Join online")));
    if (is_web_address(site->link))
        html_putf(page, "<a rel=\"noreferrer\" href=\"%s\">%s</a></dd>\n", site->link, site->link);
    else
        html_putf(page, "%s</dd>\n", site->link);
}

static void put_sites(const struct call *call, const struct public_meeting *meeting, const char *home)
{
    struct text *page = &call->response->body;

    for (size_t i = 0; i < meeting->site_count; i++) {
        const struct public_site *site = &meeting->sites[i];
        html_putf(page, "<dt>%s</dt><dd>", page_text(call, i == 0 ? N_("Place") : N_("Connected site")));
        public_put_place(call, site, home);
        if (site->online)
            html_putf(page, " (%s)", page_text(call, N_("online")));
        text_put(page, "</dd>\n");
        put_link(call, site);
    }
}

static void put_state(const struct call *call, const struct public_meeting *meeting)
{
    if (meeting->state == PUBLIC_CANCELLED)
        page_put(call, "<p class=\"error\">", N_("This meeting is cancelled."), "</p>\n");
    if (meeting->state == PUBLIC_ELSEWHERE)
        page_put(call, "<p class=\"warning\">", N_("This meeting is now held elsewhere."), "</p>\n");
}

static void put_meeting(const struct call *call, const struct public_meeting *meeting, const char *home)
{
    struct text *page = &call->response->body;

    text_put(page, meeting->state == PUBLIC_HELD ? "<article class=\"meeting\">\n<h3>"
                                                 : "<article class=\"meeting off\">\n<h3>");
    public_put_hours(call, meeting);
    html_putf(page, "<br>%s</h3>\n", meeting->unit);
    put_state(call, meeting);
    if (meeting->state == PUBLIC_HELD) {
        text_put(page, "<dl>\n");
        put_sites(call, meeting, home);
        html_putf(page, "<dt>%s</dt><dd><ol>", page_text(call, N_("Candidates (A, B, C)")));
        public_put_candidates(call, meeting);
        text_put(page, "</ol></dd>\n</dl>\n");
    }
    text_put(page, "</article>\n");
}

/* ---- the list ---- */

static bool is_over(const struct commune_public *commune, const struct public_meeting *meeting)
{
    return civil_time_compare(meeting->end, commune->now) <= 0;
}

/* A meeting that went elsewhere and is over is of no use to anybody here. */
static bool is_shown(const struct commune_public *commune, const struct public_meeting *meeting, bool over)
{
    return is_over(commune, meeting) == over && !(over && meeting->state == PUBLIC_ELSEWHERE);
}

static size_t put_days(const struct call *call, const struct commune_public *commune, bool over)
{
    struct text *page = &call->response->body;
    int32_t day = INT32_MIN;
    size_t count = 0;

    for (size_t i = 0; i < commune->count; i++) {
        const struct public_meeting *meeting = &commune->meetings[i];
        if (!is_shown(commune, meeting, over))
            continue;
        if (meeting->start.date.day != day) {
            text_put(page, over ? "<h3 class=\"date\">" : "<h2 class=\"date\">");
            public_put_day(call, meeting->start.date);
            text_put(page, over ? "</h3>\n" : "</h2>\n");
        }
        day = meeting->start.date.day;
        if (over) {
            text_put(page, "<p>");
            public_put_hours(call, meeting);
            html_putf(page, " %s%s%s</p>\n", meeting->unit, meeting->state == PUBLIC_CANCELLED ? ": " : "",
                      meeting->state == PUBLIC_CANCELLED ? page_text(call, N_("cancelled")) : "");
        } else {
            put_meeting(call, meeting, commune->name);
        }
        count++;
    }
    return count;
}

static bool has_past(const struct commune_public *commune)
{
    for (size_t i = 0; i < commune->count; i++)
        if (is_shown(commune, &commune->meetings[i], true))
            return true;
    return false;
}

static void put_meetings(const struct call *call, const struct commune_public *commune)
{
    struct text *page = &call->response->body;

    if (put_days(call, commune, false) == 0)
        page_put(call, "<p class=\"state\">",
                 N_("No meeting ahead is published here. When one is, it stands on this page."), "</p>\n");
    if (!has_past(commune))
        return;
    page_put(call, "<details>\n<summary>", N_("Meetings that are over"), "</summary>\n");
    put_days(call, commune, true);
    text_put(page, "</details>\n");
}

/* ---- the page ---- */

static void put_head(const struct call *call, const struct commune_public *commune)
{
    struct text *page = &call->response->body;
    bool english = strcmp(catalog_language(call->catalog), "en") == 0;

    public_begin(call, commune);
    html_putf(page, "<p class=\"pager\"><a href=\"/xa/%s%s/print\">%s</a>\n", public_code(call),
              english ? ".en" : "", page_text(call, N_("Sheet for the notice board")));
    html_putf(page, "<a href=\"/xa\">%s</a>\n<a lang=\"%s\" hreflang=\"%s\" href=\"%s\">%s</a></p>\n",
              page_text(call, N_("Another commune")), english ? "vi" : "en", english ? "vi" : "en",
              public_other_language(call, ""), english ? "Tiếng Việt" : "English");
}

static enum error_code put_page(struct call *call, const struct commune_public *commune, struct error *err)
{
    CLEANUP(text_done) struct text address = {0};

    put_head(call, commune);
    put_meetings(call, commune);
    page_put(call, "<h2>", N_("On your phone"), "</h2>\n");
    text_init(&address, ADDRESS_BYTES_MAX);
    text_putf(&address, "%s/xa/%s.ics", call->app->settings->service.public_url, call->parameters[0]);
    TRY(text_finish(&address, err));
    TRY(feed_page_put_ways(call, address.data, err));
    page_put(
        call, "<p class=\"hint\">",
        N_("Published by the committee of the Viet Nam Fatherland Front. Candidates stand as on the official "
           "list. When time or place change, this page changes with them."),
        "</p>\n");
    page_end(call);
    return OK;
}

enum error_code show_commune_page(struct call *call, struct error *err)
{
    return public_show(call, put_page, err);
}
