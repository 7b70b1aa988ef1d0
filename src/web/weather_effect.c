#include "app/plan_told.h"
#include "web/html.h"
#include "web/page.h"
#include "web/told.h"
#include "web/weather_page.h"
#include "web/when.h"

#include <string.h>

#define MOVES_SHOWN 300
#define RULES_SHOWN 30
#define WORDS_BYTES_MAX 4000

static void put_counts(const struct call *call, const struct weather_request *request,
                       const struct weather_result *result)
{
    text_put(&call->response->body, "<p><strong>");
    if (request->on)
        page_say(call, "Meetings that go online: %zu; that move: %zu; that are suspended: %zu.",
                 result->online, result->elsewhere, result->suspended);
    else
        page_say(call, "Meetings that return to where they were: %zu; that cannot: %zu.", result->returned,
                 result->plan.mended.stuck_count);
    text_put(&call->response->body, "</strong></p>\n");
}

/* ---- preconditions and equality ---- */

static void put_rules(const struct call *call, const struct plan_judgement *judgement)
{
    size_t shown = 0;

    if (plan_judgement_blocking(judgement) == 0) {
        page_put(
            call, "<p class=\"state\">",
            N_("Every meeting that goes online has a seat with equipment, confirmed conditions where they "
               "are asked for, and a unit that may hold it online."),
            "</p>\n");
        return;
    }
    page_put(call, "<p class=\"warning\">",
             N_("The draft would break rules and could not be published as it is. A document can allow more "
                "online meetings and fewer meetings."),
             "</p>\n<ul>\n");
    for (const struct plan_violation *one = judgement->first; one != NULL && shown < RULES_SHOWN;
         one = one->next) {
        CLEANUP(text_done) struct text words;
        if (!plan_violation_blocks(one))
            continue;
        text_init(&words, WORDS_BYTES_MAX);
        catalog_put_message(call->catalog, &one->message, &words);
        html_putf(&call->response->body, "<li>%s <span class=\"hint\">%s</span></li>\n", words.data,
                  plan_rule_info(one->rule)->code);
        shown++;
    }
    text_put(&call->response->body, "</ul>\n");
}

/* Units that lose a meeting, by the moves. */
static size_t count_units(const struct call *call, const struct plan_mended *mended, uint32_t units)
{
    bool *fewer = arena_array(call->arena, units, sizeof *fewer);
    size_t count = 0;

    for (size_t i = 0; fewer != NULL && i < mended->move_count; i++) {
        const struct plan_move *move = &mended->moves[i];
        if (move->after != NULL || move->before == NULL || fewer[move->before->unit])
            continue;
        fewer[move->before->unit] = true;
        count++;
    }
    return count;
}

static void put_equality(const struct call *call, const struct weather_result *result)
{
    size_t fewer = count_units(call, &result->plan.mended, result->plan.context.of.problem->count.units);

    page_put(call, "<h2>", N_("Equality"), "</h2>\n<p>");
    page_say(
        call,
        "The candidates of a unit appear together, so what moves for one moves for all of them. Units that "
        "hold fewer meetings by it: %zu.",
        fewer);
    text_put(&call->response->body, "</p>\n");
}

/* ---- meetings ---- */

static void put_place(const struct call *call, const struct plan_context *context,
                      const struct plan_meeting *meeting)
{
    if (meeting == NULL) {
        page_put(call, "", N_("not held"), "");
        return;
    }
    when_put_span(call, meeting->start, meeting->end);
    html_putf(&call->response->body, "<br>%s%s",
              meeting->mode == PLAN_ONLINE ? page_text(call, N_("online, seat: ")) : "",
              context->of.stored.tables.venues[meeting->venue].name);
}

static void put_move(const struct call *call, const struct plan_context *context,
                     const struct plan_move *move)
{
    struct text *page = &call->response->body;
    CLEANUP(text_done) struct text words;

    text_init(&words, WORDS_BYTES_MAX);
    if (move->reason.format != NULL)
        catalog_put_message(call->catalog, &move->reason, &words);
    html_putf(page, "<tr><td class=\"code\"><a href=\"%s\">%s</a></td><td>",
              page_address(call, "meetings", move->code), move->code);
    put_place(call, context, move->before);
    text_put(page, "</td><td>");
    put_place(call, context, move->after);
    html_putf(page, "</td><td>%s</td></tr>\n", words.data);
}

static size_t count_freed(const struct plan_mended *mended)
{
    size_t freed = 0;

    for (size_t i = 0; i < mended->move_count; i++) {
        const struct plan_move *move = &mended->moves[i];
        freed += move->before != NULL && move->before->mode == PLAN_DIRECT &&
                 (move->after == NULL || move->after->venue != move->before->venue ||
                  move->after->mode != PLAN_DIRECT ||
                  civil_time_compare(move->after->start, move->before->start) != 0);
    }
    return freed;
}

static void put_moves(const struct call *call, const struct weather_result *result)
{
    static const char *const heads[] = {N_("Meeting"), N_("Until now"), N_("From now on"), N_("Why")};
    const struct plan_mended *mended = &result->plan.mended;
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Meetings that change"), "</h2>\n<p>");
    page_say(call, "Halls that become free at their hour: %zu.", count_freed(mended));
    text_put(page, "</p>\n");
    if (mended->move_count == 0)
        return;
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < mended->move_count && i < MOVES_SHOWN; i++)
        put_move(call, &result->plan.context, &mended->moves[i]);
    text_put(page, "</tbody>\n</table>\n");
    if (mended->move_count > MOVES_SHOWN) {
        text_put(page, "<p>");
        page_say(call, "and %zu more", mended->move_count - MOVES_SHOWN);
        text_put(page, "</p>\n");
    }
}

enum error_code weather_put_effect(const struct call *call, const struct weather_request *request,
                                   const struct weather_result *result, struct error *err)
{
    const struct plan_mended *mended = &result->plan.mended;
    const struct plan_told_question question = {&result->plan.context, &mended->plan, NULL};
    struct plan_told told;

    TRY(plan_told(call->app, &question, call->arena, &told, err));
    put_counts(call, request, result);
    page_put(call, "<h2>", N_("Preconditions"), "</h2>\n");
    put_rules(call, &mended->judgement);
    put_equality(call, result);
    page_put(call, "<h2>", N_("Calendars and messages, when it is published"), "</h2>\n<p>");
    page_say(call, "Calendars of candidates that change: %lld.", (long long)told.told.candidates);
    text_put(&call->response->body, "</p>\n");
    told_put(call, &told.told);
    put_moves(call, result);
    return OK;
}
