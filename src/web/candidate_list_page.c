/* Candidates in the order of their given names. */
#include "app/candidate_list.h"
#include "app/candidate_show.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"
#include "web/when.h"

#define CANDIDATES_A_PAGE 50

static void put_filter(const struct call *call)
{
    const struct field fields[] = {
        {"q", N_("Name or code"), "search", params_value(&call->query, "q"), N_("with or without diacritics"),
         false},
        {"unit", N_("Unit"), "text", params_value(&call->query, "unit"), N_("its code"), false},
    };

    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "candidates", NULL));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
}

static const char *reached_by(const struct candidate_brief *brief)
{
    if (brief->silent)
        return N_("asked for no messages");
    if (brief->has_phone && brief->has_mail)
        return N_("telephone and mail");
    if (brief->has_phone)
        return N_("telephone");
    return brief->has_mail ? N_("mail") : N_("by letter only");
}

static enum error_code put_candidate(const struct call *call, const struct listed_candidate *candidate,
                                     struct error *err)
{
    struct text *page = &call->response->body;
    struct candidate_brief brief;

    TRY(candidate_brief(call->app, candidate->id, call->arena, &brief, err));
    html_putf(page, "<tr><td><a href=\"%s\">%s</a></td><td class=\"code\">%s</td><td>",
              page_address(call, "candidates", candidate->code),
              candidate->name[0] != '\0' ? candidate->name : candidate->code, candidate->code);
    for (size_t i = 0; i < brief.unit_count; i++)
        html_putf(page, "%s<a href=\"%s\">%s</a>", i > 0 ? "; " : "",
                  page_address(call, "units", brief.units[i].code), brief.units[i].name);
    html_putf(page, "</td><td>%s</td><td>", page_text(call, reached_by(&brief)));
    if (!brief.has_feed)
        page_put(call, "", N_("no calendar address"), "");
    else if (brief.last_fetch_utc_secs == 0)
        page_put(call, "", N_("never fetched"), "");
    else
        when_put_moment(call, brief.last_fetch_utc_secs);
    text_put(page, "</td></tr>\n");
    return OK;
}

static enum error_code put_list(const struct call *call, const struct listed_candidate *list,
                                const struct pager *pager, struct error *err)
{
    static const char *const heads[] = {N_("Candidate"), N_("Code"), N_("Units"), N_("Is told by"),
                                        N_("Calendar fetched last")};
    struct text *page = &call->response->body;

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < pager->count; i++)
        TRY(put_candidate(call, &list[pager->from + i], err));
    text_put(page, "</tbody>\n</table>\n");
    return OK;
}

enum error_code show_candidates(struct call *call, struct error *err)
{
    const char *unit = params_value(&call->query, "unit");
    const struct candidate_question question = {.unit = unit[0] != '\0' ? unit : NULL,
                                                .words = params_value(&call->query, "q")};
    struct listed_candidates list;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(candidate_list(call->app, call->staff->election.id, &question, call->arena, &list, err));
    const struct pager pager = pager_of(call, list.count, CANDIDATES_A_PAGE);
    page_begin(call, N_("Candidates"));
    put_filter(call);
    text_put(&call->response->body, "<p>");
    page_say(call, "Candidates: %zu, in the order of their given names.", list.count);
    text_put(&call->response->body, "</p>\n");
    if (list.count > 0)
        TRY(put_list(call, list.items, &pager, err));
    pager_put(call, &pager);
    page_end(call);
    return OK;
}
