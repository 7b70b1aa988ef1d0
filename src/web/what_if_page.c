/* Another polling day, another law: what would move. Nothing is stored. */
#include "app/election_what_if.h"
#include "app/law_load.h"
#include "app/law_words.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/move_table.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define MEETINGS_A_PAGE 100
#define WORDS_BYTES_MAX 4000

static void put_packs(const struct call *call, const char *const *packs, size_t count)
{
    const char *chosen = params_value(&call->query, "law");

    field_begin_select(call, "law", N_("Law pack"));
    field_put_option(call, "", page_text(call, N_("as it is")), chosen);
    for (size_t i = 0; i < count; i++)
        field_put_option(call, packs[i], packs[i], chosen);
    field_end_select(call);
}

static enum error_code put_form(const struct call *call, struct error *err)
{
    const struct field day = {"polling_day",
                              N_("Another polling day, a Sunday"),
                              "text",
                              params_value(&call->query, "polling_day"),
                              N_("such as 30/05/2021; empty: as it is"),
                              false};
    const char *const *packs;
    size_t count;

    TRY(law_list(call->app, call->arena, &packs, &count, err));
    page_put(call, "<p>", N_("Shows which steps would move. Nothing is stored."), "</p>\n");
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "what-if", NULL));
    field_put(call, &day);
    put_packs(call, packs, count);
    html_putf(&call->response->body, "<p><button class=\"main\">%s</button></p>\n</form>\n",
              page_text(call, N_("Show what would move")));
    return OK;
}

static void put_outside(const struct call *call, const struct what_if *result)
{
    struct text *page = &call->response->body;
    struct pager pager = pager_of(call, result->outside_count, MEETINGS_A_PAGE);

    page_put(call, "<h2>", N_("Published meetings outside the campaign"), "</h2>\n<p>");
    page_say(call, "%zu meetings.", result->outside_count);
    text_put(page, "</p>\n");
    if (result->outside_count == 0)
        return;
    text_put(page, "<ul class=\"found\">\n");
    for (size_t i = 0; i < pager.count; i++) {
        const struct outside_meeting *meeting = &result->outside[pager.from + i];
        html_putf(page, "<li><a href=\"%s\">%s</a> ", page_address(call, "meetings", meeting->code),
                  meeting->code);
        when_put_span(call, meeting->start, meeting->end);
        text_put(page, "</li>\n");
    }
    text_put(page, "</ul>\n");
    pager_put(call, &pager);
}

static void put_result(const struct call *call, const struct what_if *result)
{
    struct text *page = &call->response->body;

    text_put(page, "<p role=\"status\">");
    when_put_day(call, result->before.polling_day);
    html_putf(page, " (%s) → ", result->before.law_pack);
    when_put_day(call, result->after.polling_day);
    html_putf(page, " (%s)</p>\n", result->after.law_pack);
    html_putf(page, "<h2>%s (%zu)</h2>\n", page_text(call, N_("Missed already")), result->missed.count);
    if (result->missed.count > 0)
        move_table_put(call, &result->missed);
    put_outside(call, result);
    html_putf(page, "<h2>%s (%zu)</h2>\n", page_text(call, N_("Steps that would move")), result->moved.count);
    move_table_put(call, &result->moved);
}

static enum error_code ask(const struct call *call, struct what_if *out, struct error *err)
{
    const char *day = params_value(&call->query, "polling_day");
    const char *law = params_value(&call->query, "law");
    struct what_if_request request = {.election = call->staff->election.code,
                                      .law_pack = law[0] != '\0' ? law : NULL,
                                      .has_polling_day = day[0] != '\0'};

    if (request.has_polling_day && !civil_date_parse(day, &request.polling_day))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day);
    return election_what_if(call->app, &request, call->arena, out, err);
}

enum error_code show_what_if(struct call *call, struct error *err)
{
    CLEANUP(text_done) struct text words;
    bool asked =
        params_value(&call->query, "polling_day")[0] != '\0' || params_value(&call->query, "law")[0] != '\0';
    struct what_if result;

    text_init(&words, WORDS_BYTES_MAX);
    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    enum error_code code = asked ? ask(call, &result, err) : OK;
    if (code != OK && code != ERROR_DATA && code != ERROR_NO_INPUT)
        return code;
    if (code != OK) {
        call->response->status = 422;
        catalog_put_error(call->catalog, err, &words);
    }
    page_begin(call, N_("What if"));
    if (code != OK)
        html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
    TRY(put_form(call, err));
    if (asked && code == OK)
        put_result(call, &result);
    page_end(call);
    return OK;
}
