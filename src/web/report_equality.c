#include "app/plan_equality.h"
#include "app/unit_list.h"
#include "web/council.h"
#include "web/equality_table.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/report_page.h"
#include "web/staff.h"

#include <string.h>

#define UNITS_A_PAGE 20

static size_t count_units(const struct listed_unit *units, size_t count, const char *level)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += level[0] == '\0' || strcmp(units[i].level, level) == 0;
    return found;
}

static void put_filter(const struct call *call, const char *level)
{
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              call->request->path);
    council_put_choice(call, level);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
}

static void put_equality(const struct call *call, const struct plan_equality *equality)
{
    struct text *page = &call->response->body;

    text_put(page, equality->unequal == 0 ? "<p class=\"state\">" : "<p class=\"error\">");
    if (equality->unequal == 0)
        page_say(call, "In all of %zu units each candidate has as many meetings as the others of the unit.",
                 equality->total);
    else
        page_say(call, "In %zu of %zu units candidates differ in the number of meetings.", equality->unequal,
                 equality->total);
    text_put(page, "</p>\n");
    for (size_t i = 0; i < equality->count; i++) {
        html_putf(page, "<h2><a href=\"%s\">%s</a></h2>\n",
                  page_address(call, "units", equality->units[i].code), equality->units[i].name);
        equality_table_put(call, &equality->units[i]);
    }
    equality_table_put_proof(call, equality);
}

enum error_code report_put_equality(struct call *call, struct error *err)
{
    const char *level = params_find(&call->query, "level");
    struct plan_equality equality;
    struct listed_unit *units;
    size_t count;

    TRY(unit_list(call->app, call->staff->election.id, call->arena, &units, &count, err));
    if (level == NULL) /* the communes' units are many */
        level = count > 0 ? units[0].level : "";
    struct pager pager = pager_of(call, count_units(units, count, level), UNITS_A_PAGE);
    TRY(plan_equality(call->app, call->staff->election.id,
                      &(struct equality_question){
                          .level = level[0] != '\0' ? level : NULL, .skip = pager.from, .most = UNITS_A_PAGE},
                      call->arena, &equality, err));
    put_filter(call, level);
    put_equality(call, &equality);
    pager_put(call, &pager);
    return OK;
}

static void write_candidate(struct table_writer *out, const struct plan_equality *equality,
                            const struct equality_unit *unit, const struct equality_candidate *candidate)
{
    table_put(out, unit->code);
    table_put(out, unit->name);
    table_put(out, candidate->code);
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++)
        table_put_int(out, candidate->figures.value[figure]);
    table_put(out, equality->hash);
    table_end_row(out);
}

enum error_code report_write_equality(struct call *call, struct table_writer *out, struct error *err)
{
    static const char *const heads[] = {"unit_id", "name", "candidate_id"};
    struct plan_equality equality;

    TRY(plan_equality(call->app, call->staff->election.id, &(struct equality_question){.draft = false},
                      call->arena, &equality, err));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_put(out, heads[i]);
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++)
        table_put(out, equality_figure_name((enum equality_figure)figure));
    table_put(out, "plan_hash");
    table_end_row(out);
    for (size_t i = 0; i < equality.count; i++)
        for (size_t k = 0; k < equality.units[i].count; k++)
            write_candidate(out, &equality, &equality.units[i], &equality.units[i].candidates[k]);
    return OK;
}
