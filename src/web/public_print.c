#include "app/settings.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/public.h"
#include "web/qr.h"

#include <string.h>

#define ADDRESS_BYTES_MAX 800

static void put_where(const struct call *call, const struct public_meeting *meeting, const char *home)
{
    struct text *page = &call->response->body;

    for (size_t i = 0; i < meeting->site_count; i++) {
        text_put(page, i > 0 ? "<br>+ " : "");
        public_put_place(call, &meeting->sites[i], home);
        if (meeting->sites[i].online)
            html_putf(page, " (%s)", page_text(call, N_("online")));
        if (meeting->sites[i].link[0] != '\0')
            html_putf(page, "<br>%s", meeting->sites[i].link);
    }
}

static void put_row(const struct call *call, const struct public_meeting *meeting, const char *home)
{
    struct text *page = &call->response->body;

    text_put(page, "<tr><td>");
    public_put_day(call, meeting->start.date);
    text_put(page, "<br><strong>");
    public_put_hours(call, meeting);
    text_put(page, "</strong></td><td>");
    if (meeting->state == PUBLIC_CANCELLED)
        page_put(call, "<strong>", N_("cancelled"), "</strong>");
    else
        put_where(call, meeting, home);
    html_putf(page, "</td><td><strong>%s</strong><ol>", meeting->unit);
    public_put_candidates(call, meeting);
    text_put(page, "</ol></td></tr>\n");
}

static void put_rows(const struct call *call, const struct commune_public *commune)
{
    static const char *const heads[] = {N_("Day and hour"), N_("Place"), N_("Unit and candidates")};
    struct text *page = &call->response->body;

    text_put(page, "<table class=\"board\">\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < commune->count; i++) {
        const struct public_meeting *meeting = &commune->meetings[i];
        if (meeting->state != PUBLIC_ELSEWHERE && civil_time_compare(meeting->end, commune->now) > 0)
            put_row(call, meeting, commune->name);
    }
    text_put(page, "</tbody>\n</table>\n");
}

/* What hangs on a wall grows old: the day it was printed, and where the present one is. */
static enum error_code put_address(struct call *call, const struct commune_public *commune, struct error *err)
{
    CLEANUP(text_done) struct text address = {0};

    text_init(&address, ADDRESS_BYTES_MAX);
    text_putf(&address, "%s/xa/%s", call->app->settings->service.public_url, call->parameters[0]);
    TRY(text_finish(&address, err));
    text_put(&call->response->body, "<div class=\"where\">\n");
    TRY(qr_put_svg(address.data, page_text(call, N_("QR code of the page of the commune")),
                   &call->response->body, err));
    page_put(call, "<p>", N_("Changes stand at once at this address, also for the calendar of a phone:"),
             "<br>");
    html_putf(&call->response->body, "<strong>%s</strong><br>%s ", address.data,
              page_text(call, N_("As of")));
    public_put_day(call, commune->now.date);
    text_put(&call->response->body, "</p>\n</div>\n");
    return OK;
}

static enum error_code put_sheet(struct call *call, const struct commune_public *commune, struct error *err)
{
    struct text *page = &call->response->body;

    public_begin(call, commune);
    html_putf(page, "<p class=\"pager\"><a href=\"/xa/%s\">%s</a> <span>%s</span></p>\n", call->parameters[0],
              page_text(call, N_("Back to the page of the commune")),
              page_text(call, N_("Print it from the menu of the browser, on A4.")));
    TRY(put_address(call, commune, err));
    put_rows(call, commune);
    page_end(call);
    return OK;
}

enum error_code show_commune_sheet(struct call *call, struct error *err)
{
    return public_show(call, put_sheet, err);
}
