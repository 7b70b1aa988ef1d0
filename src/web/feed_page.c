#include "app/feed_open.h"
#include "app/settings.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/public.h"
#include "web/qr.h"

#include <string.h>

#define ADDRESS_CHARS 800

/* Programs that take the address as it is, under the scheme of calendars, and services that want it in a question. */
static void put_buttons(const struct call *call, const char *address)
{
    struct text *page = &call->response->body;
    static const struct service {
        const char *before;
        const char *key;
    } services[] = {
        {"https://calendar.google.com/calendar/r?cid=", N_("Google Calendar, in the browser of a computer")},
        {"https://outlook.office.com/calendar/0/addfromweb?url=", N_("Outlook in the browser")},
    };

    text_put(page, "<p class=\"buttons\"><a class=\"button\" href=\"webcal");
    html_put(page, strstr(address, "://"));
    page_put(call, "\">", N_("iPhone, iPad, Mac, Thunderbird, Android with ICSx5"), "</a>\n");
    for (size_t i = 0; i < COUNT_OF(services); i++) {
        text_putf(page, "<a class=\"button\" rel=\"noreferrer\" href=\"%s", services[i].before);
        params_encode(address, page);
        page_put(call, "\">", services[i].key, "</a>\n");
    }
    text_put(page, "</p>\n");
}

static enum error_code put_code(const struct call *call, const char *address, struct error *err)
{
    CLEANUP(text_done) struct text page_address = {0};

    /* The code leads here again, without ".ics", so that the phone offers its own buttons. */
    text_init(&page_address, ADDRESS_CHARS);
    text_put_bytes(&page_address, address, strlen(address) - strlen(".ics"));
    TRY(text_finish(&page_address, err));
    page_put(call, "<h2>", N_("With the camera of a phone"), "</h2>\n");
    return qr_put_svg(page_address.data, catalog_text(call->catalog, N_("QR code of this page")),
                      &call->response->body, err);
}

static void put_address(const struct call *call, const char *address)
{
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Any other calendar"), "</h2>\n<p>");
    page_put(call, "", N_("Copy this address and add it as a calendar by address (subscribe):"),
             "</p>\n<p><code>");
    html_put(page, address);
    text_put(page, "</code></p>\n<p><a download href=\"");
    html_put(page, address);
    page_put(call, "\">", N_("Download the entries once, as a file that does not change any more"),
             "</a></p>\n");
}

/* What it shows, for whoever has several. */
static const char *title_of(enum feed_kind kind)
{
    static const char *const titles[FEED_KIND_COUNT] = {
        [FEED_CANDIDATE] = N_("Your election calendar"),
        [FEED_UNIT] = N_("Calendar of an electoral unit"),
        [FEED_STAFF] = N_("Calendar of your office: deadlines and meetings"),
        [FEED_DEADLINES] = N_("Calendar of your office: deadlines"),
        [FEED_CUTOFF] = N_("When the campaign ends in each polling area"),
        [FEED_TIMETABLE] = N_("Timetable of the election"),
    };

    return titles[kind];
}

enum error_code feed_page_put_ways(struct call *call, const char *address, struct error *err)
{
    page_put(call, "<p>",
             N_("Add this calendar once; changes of time and place then arrive by themselves. Choose what "
                "you use:"),
             "</p>\n");
    put_buttons(call, address);
    put_address(call, address);
    TRY(put_code(call, address, err));
    page_put(call, "<p>",
             N_("Some programs ask for changes only once a day. Changes of the last two days are therefore "
                "also told by message; the calendar does not replace it."),
             "</p>\n");
    return OK;
}

static enum error_code put_page(struct call *call, const struct feed *feed, const struct text *address,
                                struct error *err)
{
    TRY(text_finish(address, err));
    page_begin(call, title_of(feed->source.kind));
    TRY(feed_page_put_ways(call, address->data, err));
    page_put(call, "<p class=\"state\">",
             N_("Keep this address to yourself: whoever knows it sees your calendar. If others have "
                "learnt it, ask your Fatherland Front committee for a new one."),
             "</p>\n");
    page_end(call);
    return OK;
}

enum error_code show_feed_page(struct call *call, struct error *err)
{
    CLEANUP(text_done) struct text address = {0};
    struct feed feed;

    TRY(feed_open(call->app, call->parameters[0], &feed, err));
    if (feed.revoked_utc_secs != 0)
        return refuse_withdrawn(call, &feed, err);
    text_init(&address, ADDRESS_CHARS);
    text_putf(&address, "%s/feeds/%s.ics", call->app->settings->service.public_url, call->parameters[0]);
    return put_page(call, &feed, &address, err);
}
