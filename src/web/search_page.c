#include "app/search.h"
#include "base/parse.h"
#include "web/council.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

/* Where what was found is shown; without a page of its own, in the plan of its area. */
static const struct kind {
    const char *title;
    const char *page; /* NULL: the plan */
} kinds[SEARCH_KINDS] = {
    [SEARCH_UNITS] = {N_("Units"), "units"},
    [SEARCH_CANDIDATES] = {N_("Candidates"), "candidates"},
    [SEARCH_AREAS] = {N_("Areas"), NULL},
    [SEARCH_VENUES] = {N_("Venues"), NULL},
    [SEARCH_MEETINGS] = {N_("Meetings"), "meetings"},
    [SEARCH_STEPS] = {N_("Steps of the timetable"), "timetable"},
};

static void put_beside(const struct call *call, enum search_kind kind, const struct search_hit *hit)
{
    struct text *page = &call->response->body;
    int64_t start;

    text_put(page, " <span class=\"hint\">");
    if (kind == SEARCH_UNITS)
        html_put(page, page_text(call, council_label(hit->beside)));
    else if (kind == SEARCH_MEETINGS && parse_int(hit->beside, INT64_MIN, INT64_MAX, &start))
        when_put_moment(call, start);
    else if (kind != SEARCH_STEPS)
        html_put(page, hit->beside);
    html_putf(page, " %s</span>", kind == SEARCH_STEPS ? "" : hit->code);
}

static void put_hit(const struct call *call, enum search_kind kind, const struct search_hit *hit)
{
    bool english = strcmp(catalog_language(call->catalog), "en") == 0;
    const char *name = kind == SEARCH_STEPS && english ? hit->beside : hit->name;
    struct text *page = &call->response->body;

    text_put(page, "<li><a href=\"");
    if (kinds[kind].page != NULL) {
        html_put(page, page_address(call, kinds[kind].page, hit->code));
    } else {
        html_putf(page, "%s?area=", page_address(call, "plan", NULL));
        params_encode(kind == SEARCH_VENUES ? hit->area : hit->code, page);
    }
    html_putf(page, "\">%s</a>", name[0] != '\0' ? name : hit->code);
    put_beside(call, kind, hit);
    text_put(page, "</li>\n");
}

static void put_hits(const struct call *call, enum search_kind kind, const struct search_hits *hits)
{
    struct text *page = &call->response->body;

    if (hits->count == 0)
        return;
    html_putf(page, "<h2>%s (%zu)</h2>\n<ul class=\"found\">\n", page_text(call, kinds[kind].title),
              hits->total);
    for (size_t i = 0; i < hits->count; i++)
        put_hit(call, kind, &hits->items[i]);
    text_put(page, "</ul>\n");
    if (hits->total > hits->count) {
        text_put(page, "<p class=\"hint\">");
        page_say(call, "and %zu more; type more of the name to see them", hits->total - hits->count);
        text_put(page, "</p>\n");
    }
}

static void put_result(const struct call *call, const struct search_result *result)
{
    struct text *page = &call->response->body;

    text_put(page, "<p role=\"status\">");
    page_say(call, "Found: %zu.", result->total);
    text_put(page, "</p>\n");
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        put_hits(call, (enum search_kind)kind, &result->of[kind]);
    if (result->total == 0)
        page_put(call, "<p>",
                 N_("Try fewer words, or a part of one; diacritics and capitals need not be typed."),
                 "</p>\n");
}

enum error_code show_search(struct call *call, struct error *err)
{
    const char *question = params_value(&call->query, "q");
    struct search_result result;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    enum error_code code = search(call->app, &call->staff->election, question, call->arena, &result, err);
    if (code != OK && code != ERROR_DATA)
        return code;
    page_begin(call, N_("Search"));
    if (code == OK) {
        put_result(call, &result);
    } else {
        CLEANUP(text_done) struct text words;
        text_init(&words, 2000);
        catalog_put_error(call->catalog, err, &words);
        html_putf(&call->response->body, "<p>%s</p>\n", words.data);
    }
    page_end(call);
    return OK;
}
