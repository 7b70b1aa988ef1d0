#include "app/plan_releases.h"
#include "app/plan_show.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_table.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

#define MEETINGS_A_PAGE 200

static const char *unless_empty(const char *value)
{
    return value[0] != '\0' ? value : NULL;
}

static enum error_code put_filter(const struct call *call, struct error *err)
{
    const struct field fields[] = {
        {"unit", N_("Unit"), "text", params_value(&call->query, "unit"), NULL, false},
        {"candidate", N_("Candidate"), "text", params_value(&call->query, "candidate"), NULL, false},
    };
    struct places places;

    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "plan", NULL));
    field_put_places(call, "area", N_("Area"), &places, params_value(&call->query, "area"));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    field_begin_select(call, "draft", N_("Which plan"));
    field_put_option(call, "", page_text(call, N_("published")), params_value(&call->query, "draft"));
    field_put_option(call, "1", page_text(call, N_("newest draft")), params_value(&call->query, "draft"));
    field_end_select(call);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
    return OK;
}

static size_t first_of(const struct call *call, size_t count)
{
    int64_t from = 0;

    if (!parse_int(params_value(&call->query, "from"), 0, INT32_MAX, &from) || (size_t)from >= count)
        return 0;
    return (size_t)from;
}

/* The same question about the meetings before or after those shown. */
static void put_step(const struct call *call, size_t from, const char *words)
{
    static const char *const kept[] = {"area", "unit", "candidate", "draft"};
    struct text *page = &call->response->body;

    html_putf(page, "<a href=\"%s?from=%zu", page_address(call, "plan", NULL), from);
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        text_putf(page, "&amp;%s=", kept[i]);
        params_encode(params_value(&call->query, kept[i]), page);
    }
    html_putf(page, "\">%s</a>\n", page_text(call, words));
}

static void put_meetings(const struct call *call, const struct shown_plan *plan)
{
    struct text *page = &call->response->body;
    size_t from = first_of(call, plan->count);
    size_t shown = plan->count - from < MEETINGS_A_PAGE ? plan->count - from : MEETINGS_A_PAGE;

    text_put(page, "<p>");
    page_say(call, "%zu meetings.", plan->count);
    text_put(page, "</p>\n");
    meeting_table_put(call, plan->items + from, shown);
    text_put(page, "<p>");
    if (from > 0)
        put_step(call, from > MEETINGS_A_PAGE ? from - MEETINGS_A_PAGE : 0, N_("Earlier meetings"));
    if (from + shown < plan->count)
        put_step(call, from + shown, N_("Later meetings"));
    text_put(page, "</p>\n");
}

enum error_code show_plan(struct call *call, struct error *err)
{
    const struct plan_filter filter = {
        .draft = params_value(&call->query, "draft")[0] != '\0',
        .unit = unless_empty(params_value(&call->query, "unit")),
        .candidate = unless_empty(params_value(&call->query, "candidate")),
        .area = unless_empty(params_value(&call->query, "area")),
    };
    struct shown_plan plan;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(plan_show(call->app, call->staff->election.id, &filter, call->arena, &plan, err));
    page_begin(call, N_("Plan of meetings"));
    TRY(put_filter(call, err));
    put_meetings(call, &plan);
    page_end(call);
    return OK;
}

/* ---- releases ---- */

static void put_change(const struct call *call, const struct release_change *change)
{
    html_putf(&call->response->body, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
              change->meeting, change->unit_name, page_text(call, change->kind), change->before,
              change->after);
}

static enum error_code put_release(const struct call *call, const struct plan_release *release,
                                   struct error *err)
{
    struct text *page = &call->response->body;
    struct civil_time published = civil_time_from_utc_secs(release->published_utc_secs);
    struct release_changes changes;
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    TRY(release_changes_list(call->app, call->staff->election.id, release->number, call->arena, &changes,
                             err));
    civil_date_format_vietnamese(published.date, date);
    civil_time_format(published, time);
    text_put(page, "<details>\n<summary>");
    page_say(call, "Release %lld, %s %s: %lld meetings", (long long)release->number, date,
             time + sizeof "2021-05-22", (long long)release->changed);
    html_putf(page, " %s</summary>\n<table>\n<tbody>\n", release->note);
    for (size_t i = 0; i < changes.count && i < MEETINGS_A_PAGE; i++)
        put_change(call, &changes.items[i]);
    text_put(page, "</tbody>\n</table>\n");
    if (changes.count > MEETINGS_A_PAGE) {
        text_put(page, "<p>");
        page_say(call, "and %zu more", changes.count - MEETINGS_A_PAGE);
        text_put(page, "</p>\n");
    }
    text_put(page, "</details>\n");
    return OK;
}

enum error_code show_releases(struct call *call, struct error *err)
{
    struct plan_releases releases;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(plan_releases_list(call->app, call->staff->election.id, call->arena, &releases, err));
    page_begin(call, N_("Releases"));
    if (releases.count == 0)
        page_put(call, "<p>", N_("Nothing has been published yet."), "</p>\n");
    for (size_t i = releases.count; i-- > 0;)
        TRY(put_release(call, &releases.items[i], err));
    page_end(call);
    return OK;
}
