#include "app/plan_equality.h"
#include "app/plan_show.h"
#include "app/unit_list.h"
#include "web/council.h"
#include "web/equality_table.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_table.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"

#include <string.h>

#define UNITS_A_PAGE 100

/* ---- all units ---- */

static void put_unit(const struct call *call, const struct listed_unit *unit)
{
    html_putf(&call->response->body,
              "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td class=\"number\">%lld</td>"
              "<td class=\"number\">%lld</td><td class=\"number%s\">%lld / %lld</td></tr>\n",
              page_address(call, "units", unit->code), unit->name,
              page_text(call, council_label(unit->level)), (long long)unit->seats,
              (long long)unit->candidates, unit->meetings < unit->needed ? " late" : "",
              (long long)unit->meetings, (long long)unit->needed);
}

static void put_council_filter(const struct call *call, const char *chosen)
{
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "units", NULL));
    council_put_choice(call, chosen);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
}

/* Puts the units of the level first; how many there are. */
static size_t keep_level(struct listed_unit *units, size_t count, const char *level)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (level[0] == '\0' || strcmp(level, units[i].level) == 0)
            units[kept++] = units[i];
    return kept;
}

enum error_code show_units(struct call *call, struct error *err)
{
    const char *level = params_find(&call->query, "level");
    static const char *const heads[] = {N_("Unit"), N_("Council"), N_("Seats"), N_("Candidates"),
                                        N_("Meetings, of those needed")};
    struct text *page = &call->response->body;
    struct listed_unit *units;
    size_t count;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(unit_list(call->app, call->staff->election.id, call->arena, &units, &count, err));
    if (level == NULL) /* the communes' units are many */
        level = count > 0 ? units[0].level : "";
    count = keep_level(units, count, level);
    struct pager pager = pager_of(call, count, UNITS_A_PAGE);
    page_begin(call, N_("Units"));
    put_council_filter(call, level);
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < pager.count; i++)
        put_unit(call, &units[pager.from + i]);
    text_put(page, "</tbody>\n</table>\n");
    pager_put(call, &pager);
    page_end(call);
    return OK;
}

/* ---- one unit ---- */

static void put_way_to_papers(const struct call *call, const char *code)
{
    struct text *page = &call->response->body;

    html_putf(page, "<p><a href=\"%s?unit=", page_address(call, "papers", NULL));
    params_encode(code, page);
    html_putf(page, "\">%s</a></p>\n", page_text(call, N_("Papers of this unit to print and sign")));
}

enum error_code show_unit(struct call *call, struct error *err)
{
    const char *code = call->parameters[1];
    int64_t election = call->staff->election.id;
    struct plan_equality equality;
    struct shown_plan plan;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(plan_show(call->app, election, &(struct plan_filter){.unit = code}, call->arena, &plan, err));
    TRY(plan_equality(call->app, election, &(struct equality_question){.unit = code}, call->arena, &equality,
                      err));
    page_begin(call, equality.count > 0 ? equality.units[0].name : code);
    if (equality.count > 0) {
        page_put(call, "<h2>", N_("Equality of the candidates"), "</h2>\n");
        equality_table_put(call, &equality.units[0]);
        equality_table_put_proof(call, &equality);
    }
    page_put(call, "<h2>", N_("Meetings"), "</h2>\n");
    meeting_table_put(call, plan.items, plan.count);
    put_way_to_papers(call, code);
    page_end(call);
    return OK;
}
