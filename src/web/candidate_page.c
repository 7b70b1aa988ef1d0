#include "web/candidate_page.h"

#include "app/feed_stale.h"
#include "app/plan_show.h"
#include "app/unit_list.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_table.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define STALE_HOURS 72

static void put_done(const struct call *call)
{
    static const struct done {
        const char *name;
        const char *words;
    } list[] = {
        {"withdrawn", N_("The calendar address is withdrawn; phones that ask for it are told so.")},
        {"contact", N_("Stored.")},
        {"wish", N_("Stored.")},
    };

    for (size_t i = 0; i < COUNT_OF(list); i++)
        if (params_find(&call->query, list[i].name) != NULL)
            html_putf(&call->response->body, "<p class=\"state\" role=\"status\">%s</p>\n",
                      page_text(call, list[i].words));
}

static void put_units(const struct call *call, const struct candidate_shown *shown)
{
    struct text *page = &call->response->body;

    html_putf(page, "<dl>\n<dt>%s</dt><dd class=\"code\">%s</dd>\n", page_text(call, N_("Code")),
              shown->code);
    for (size_t i = 0; i < shown->unit_count; i++)
        html_putf(page, "<dt>%s</dt><dd><a href=\"%s\">%s</a></dd>\n",
                  page_text(call, unit_level_name(shown->units[i].level)),
                  page_address(call, "units", shown->units[i].code), shown->units[i].name);
    text_put(page, "</dl>\n");
}

static enum error_code put_meetings(const struct call *call, const struct candidate_shown *shown,
                                    struct error *err)
{
    const struct plan_filter filter = {.candidate = shown->code};
    struct shown_plan plan;

    TRY(plan_show(call->app, call->staff->election.id, &filter, call->arena, &plan, err));
    page_put(call, "<h2>", N_("Published meetings"), "</h2>\n");
    meeting_table_put(call, plan.items, plan.count);
    return OK;
}

/* What the phone does not show as it is. */
static enum error_code put_stale(const struct call *call, const struct candidate_shown *shown,
                                 struct error *err)
{
    struct text *page = &call->response->body;
    struct feed_stale_list list = {.count = 0};

    if (candidate_feed_in_use(shown) != NULL)
        TRY(feed_stale(call->app, call->staff->election.id, STALE_HOURS, call->arena, &list, err));
    for (size_t i = 0; i < list.count; i++) {
        const struct feed_stale *one = &list.items[i];
        if (one->candidate != shown->id)
            continue;
        html_putf(page, "<p class=\"warning\">%s <a href=\"%s\">%s</a>: ",
                  page_text(call, N_("The phone has not fetched meeting")),
                  page_address(call, "meetings", one->meeting_code), one->meeting_code);
        if (one->cancelled)
            page_put(call, "", N_("cancelled"), "");
        else
            when_put_moment(call, one->start_utc_secs);
        html_putf(page, ". %s</p>\n", page_text(call, N_("Tell the candidate in another way.")));
    }
    return OK;
}

bool candidate_may(const struct call *call, const struct candidate_shown *shown, enum rights_action action)
{
    struct error ignored;

    for (size_t i = 0; i < shown->unit_count; i++)
        if (shown->units[i].area != 0 && staff_must(call, action, shown->units[i].area, &ignored) == OK)
            return true;
    return staff_must(call, action, 0, &ignored) == OK;
}

enum error_code show_candidate(struct call *call, struct error *err)
{
    struct candidate_shown shown;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(candidate_show(call->app, call->staff->election.id, call->parameters[1], call->arena, &shown, err));
    page_begin(call, shown.name[0] != '\0' ? shown.name : shown.code);
    put_done(call);
    put_units(call, &shown);
    TRY(put_stale(call, &shown, err));
    TRY(put_meetings(call, &shown, err));
    candidate_put_feed(call, &shown);
    candidate_put_ways(call, &shown);
    candidate_put_notices(call, &shown);
    page_end(call);
    return OK;
}
