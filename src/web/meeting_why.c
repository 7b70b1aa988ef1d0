/* Why a meeting stands where it does, and where else it could: a page of its own, for it takes the whole plan to say. */
#include "app/meeting_show.h"
#include "app/plan_context.h"
#include "app/plan_explain.h"
#include "app/plan_explain_meeting.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_form.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <stdio.h>
#include <string.h>

#define WORDS_BYTES_MAX 4000
#define KM_CHARS 32

struct telling {
    const struct call *call;
    const struct meeting_shown *shown;
    const struct plan_context *context;
    bool may_plan;
};

/* "+4,9 km" as Vietnamese write it, "+4.9 km" in English. */
static void put_km(const struct call *call, int64_t metres, bool with_sign)
{
    bool english = strcmp(catalog_language(call->catalog), "en") == 0;
    int64_t tenths = (metres < 0 ? -metres : metres) / 100;

    html_putf(&call->response->body, "%s%lld%s%lld km",
              metres < 0  ? "−"
              : with_sign ? "+"
                          : "",
              (long long)tenths / 10, english ? "." : ",", (long long)tenths % 10);
}

static const char *venue_name(const struct telling *telling, uint32_t venue)
{
    return telling->context->of.stored.tables.venues[venue].name;
}

static void put_place(const struct telling *telling, const struct explained_place *place)
{
    struct text *page = &telling->call->response->body;

    when_put_span(telling->call, place->start, place->end);
    html_putf(page, "<br>%s%s (%s)",
              place->mode == PLAN_ONLINE ? page_text(telling->call, N_("online, seat: ")) : "",
              venue_name(telling, place->venue), telling->context->of.problem->venues[place->venue].code);
}

/* ---- what the place costs ---- */

static void put_share(const struct telling *telling, const struct plan_share *share)
{
    const struct {
        const char *name;
        int64_t metres;
    } rows[] = {
        {N_("ways of the candidates"), share->travel_m},   {N_("holiday"), share->holiday_m},
        {N_("above the daily share"), share->imbalance_m}, {N_("held online"), share->online_m},
        {N_("wishes of staff"), share->wishes_m},
    };
    const struct call *call = telling->call;

    page_put(call, "<h2>", N_("What the place costs"), "</h2>\n<dl>\n");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].metres == 0)
            continue;
        html_putf(&call->response->body, "<dt>%s</dt><dd>", page_text(call, rows[i].name));
        put_km(call, rows[i].metres, false);
        text_put(&call->response->body, "</dd>\n");
    }
    html_putf(&call->response->body, "<dt>%s</dt><dd><strong>", page_text(call, N_("together")));
    put_km(call, share->total_m, false);
    text_put(&call->response->body, "</strong></dd>\n</dl>\n");
}

static void put_exclusions(const struct telling *telling, const struct explained_meeting *found)
{
    const struct call *call = telling->call;

    if (found->excluded_count == 0)
        return;
    page_put(call, "<h2>", N_("Why not in a cheaper hall"), "</h2>\n<ul>\n");
    for (size_t i = 0; i < found->excluded_count; i++) {
        CLEANUP(text_done) struct text words;
        text_init(&words, WORDS_BYTES_MAX);
        catalog_put_message(call->catalog, &found->excluded[i].message, &words);
        html_putf(&call->response->body, "<li>%s</li>\n", words.data);
    }
    text_put(&call->response->body, "</ul>\n");
}

/* ---- other places ---- */

/* The form of a move, filled in. */
static void put_move_form(const struct telling *telling, const struct explained_place *place)
{
    const struct call *call = telling->call;
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    civil_date_format(place->start.date, date);
    civil_time_format(place->start, time);
    staff_put_form(call, page_address(call, "meetings", telling->shown->code));
    html_putf(&call->response->body,
              "<input type=\"hidden\" name=\"do\" value=\"%s\">\n<input type=\"hidden\" name=\"seen\" "
              "value=\"%s\">\n<input type=\"hidden\" name=\"venue\" value=\"%s\">\n",
              meeting_deed_names[DEED_MOVE], telling->shown->version,
              telling->context->of.problem->venues[place->venue].code);
    html_putf(&call->response->body,
              "<input type=\"hidden\" name=\"date\" value=\"%s\">\n<input type=\"hidden\" name=\"hour\" "
              "value=\"%s\">\n<button>%s</button>\n</form>\n",
              date, time + CIVIL_DATE_CHARS, page_text(call, N_("Move here")));
}

static bool is_offered(const struct telling *telling, const struct explained_alternative *other,
                       const struct plan_meeting *held)
{
    return telling->may_plan && other->moved == NULL && other->place.mode == held->mode &&
           civil_time_compare(other->place.start, telling->context->now) > 0;
}

static void put_alternative(const struct telling *telling, const struct explained_alternative *other,
                            const struct plan_meeting *held)
{
    struct text *page = &telling->call->response->body;

    text_put(page, "<tr><td>");
    put_place(telling, &other->place);
    if (other->moved != NULL) {
        html_putf(page, "<br>%s <a href=\"%s\">%s</a>: ", page_text(telling->call, N_("and meeting")),
                  page_address(telling->call, "meetings", other->moved), other->moved);
        put_place(telling, &other->moved_to);
    }
    text_put(page, "</td><td class=\"number\">");
    put_km(telling->call, other->more_m, true);
    text_put(page, "</td><td>");
    if (is_offered(telling, other, held))
        put_move_form(telling, &other->place);
    text_put(page, "</td></tr>\n");
}

static void put_alternatives(const struct telling *telling, const char *title,
                             const struct explained_alternative *list, size_t count,
                             const struct plan_meeting *held)
{
    static const char *const heads[] = {N_("Place"), N_("Costs more"), N_("Move it")};
    struct text *page = &telling->call->response->body;

    if (count == 0)
        return;
    html_putf(page, "<h2>%s</h2>\n<table>\n<thead><tr>", page_text(telling->call, title));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(telling->call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_alternative(telling, &list[i], held);
    text_put(page, "</tbody>\n</table>\n");
}

static void put_explained(const struct telling *telling, const struct explained_meeting *found)
{
    const struct call *call = telling->call;
    struct text *page = &call->response->body;
    const struct plan_meeting *held = found->meeting;
    const struct explained_place here = {held->mode, held->venue, held->start, held->end};

    text_put(page, "<p>");
    put_place(telling, &here);
    text_put(page, "</p>\n<p class=\"hint\">");
    page_say(call, "The planner weighs everything as if it were a way of the candidates, in kilometres. The "
                   "less, the better.");
    text_put(page, "</p>\n");
    put_share(telling, &found->share);
    text_put(page, "<p>");
    page_say(call,
             "Other halls and days where it could be without anybody moving: %u; cheaper than this: %u.",
             found->free_count, found->cheaper_count);
    text_put(page, "</p>\n");
    put_alternatives(telling, N_("The best other places"), found->alone, found->alone_count, held);
    put_exclusions(telling, found);
    put_alternatives(telling, N_("With one other meeting moved"), found->moving, found->moving_count, held);
}

/* ---- the page ---- */

static enum error_code list_base(const struct plan_context *context, struct arena *arena, struct plan *out,
                                 struct error *err)
{
    struct stored_plan base;
    struct plan_meeting *meetings;

    TRY(plan_context_base(context, true, arena, &base, err));
    meetings = arena_array(arena, base.count, sizeof *meetings);
    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < base.count; i++)
        meetings[i] = base.items[i].meeting;
    *out = (struct plan){.meetings = meetings, .count = base.count};
    return OK;
}

static enum error_code explain(const struct telling *telling, struct explained_meeting *out,
                               struct error *err)
{
    struct explained_plan of = {.problem = telling->context->of.problem};
    struct plan_table_names names = {&telling->context->of.stored.tables, telling->call->arena};
    const struct plan_names by_tables = plan_names_of_tables(&names);

    of.names = &by_tables;
    TRY(list_base(telling->context, telling->call->arena, &of.plan, err));
    return plan_explain_meeting(&of, telling->shown->code, telling->call->arena, out, err);
}

static enum error_code tell(struct call *call, const struct telling *telling, struct error *err)
{
    struct explained_meeting found;
    struct error why;
    enum error_code code = explain(telling, &found, &why);

    if (code != OK && code != ERROR_DATA && code != ERROR_NO_INPUT) {
        *err = why;
        return code;
    }
    page_begin(call, meeting_title(call, N_("Why meeting %s is held there"), telling->shown->code));
    html_putf(&call->response->body, "<p><a href=\"%s\">%s</a></p>\n",
              page_address(call, "meetings", telling->shown->code),
              page_text(call, N_("Back to the meeting")));
    if (code == OK) {
        put_explained(telling, &found);
    } else {
        CLEANUP(text_done) struct text words;
        text_init(&words, WORDS_BYTES_MAX);
        catalog_put_error(call->catalog, &why, &words);
        html_putf(&call->response->body, "<p class=\"warning\">%s</p>\n", words.data);
    }
    page_end(call);
    return OK;
}

enum error_code show_meeting_why(struct call *call, struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct meeting_shown shown;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(meeting_show(call->app, call->staff->election.id, call->parameters[1], call->arena, &shown, err));
    TRY(plan_context_read(call->app, call->staff->election.id, call->arena, &context, err));
    const struct telling telling = {call, &shown, &context,
                                    staff_may(call, RIGHTS_PLAN) && shown.pin_reason == NULL};
    return tell(call, &telling, err);
}
