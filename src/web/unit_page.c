#include "app/plan_equality.h"
#include "app/plan_show.h"
#include "app/unit_list.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_table.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

/* ---- all units ---- */

static const char *level_name(const char *level)
{
    static const char *const names[][2] = {
        {"na", N_("National Assembly")},
        {"province", N_("Provincial council")},
        {"district", N_("District council")},
        {"commune", N_("Commune council")},
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(names[i][0], level) == 0)
            return names[i][1];
    return level;
}

static void put_unit(const struct call *call, const struct listed_unit *unit)
{
    html_putf(&call->response->body,
              "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td class=\"number\">%lld</td>"
              "<td class=\"number\">%lld</td><td class=\"number%s\">%lld / %lld</td></tr>\n",
              page_address(call, "units", unit->code), unit->name, page_text(call, level_name(unit->level)),
              (long long)unit->seats, (long long)unit->candidates,
              unit->meetings < unit->needed ? " late" : "", (long long)unit->meetings,
              (long long)unit->needed);
}

static void put_council_filter(const struct call *call, const char *chosen)
{
    static const char *const levels[] = {"na", "province", "district", "commune"};

    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "units", NULL));
    field_begin_select(call, "level", N_("Council"));
    field_put_option(call, "", page_text(call, N_("all")), chosen);
    for (size_t i = 0; i < COUNT_OF(levels); i++)
        field_put_option(call, levels[i], page_text(call, level_name(levels[i])), chosen);
    field_end_select(call);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
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
    page_begin(call, N_("Units"));
    put_council_filter(call, level);
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++)
        if (level[0] == '\0' || strcmp(level, units[i].level) == 0)
            put_unit(call, &units[i]);
    text_put(page, "</tbody>\n</table>\n");
    page_end(call);
    return OK;
}

/* ---- one unit ---- */

/* What the page shows of each candidate; all figures are in `plan equality`. */
static const struct column {
    enum equality_figure figure;
    const char *name;
} columns[] = {
    {EQUALITY_MEETINGS, N_("meetings")},    {EQUALITY_MINUTES, N_("minutes")},
    {EQUALITY_DIRECT, N_("in person")},     {EQUALITY_ONLINE, N_("online")},
    {EQUALITY_SEATS, N_("seats")},          {EQUALITY_MORNING, N_("mornings")},
    {EQUALITY_AFTERNOON, N_("afternoons")}, {EQUALITY_EVENING, N_("evenings")},
    {EQUALITY_WEEKEND, N_("weekends")},     {EQUALITY_SPEAKS_FIRST, N_("speaks first")},
};

static void put_figures(const struct call *call, const char *name, const struct equality_figures *figures)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><th scope=\"row\">%s</th>", name);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        html_putf(page, "<td class=\"number\">%lld</td>", (long long)figures->value[columns[i].figure]);
    text_put(page, "</tr>\n");
}

static void put_equality(const struct call *call, const struct plan_equality *equality,
                         const struct equality_unit *unit)
{
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Equality of the candidates"), "</h2>\n");
    html_putf(page, "<table class=\"figures\">\n<thead><tr><th scope=\"col\">%s</th>",
              page_text(call, N_("Candidate")));
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        html_putf(page, "<th scope=\"col\" class=\"number\">%s</th>", page_text(call, columns[i].name));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < unit->count; i++)
        put_figures(call, unit->candidates[i].code, &unit->candidates[i].figures);
    put_figures(call, page_text(call, N_("largest difference")), &unit->differences);
    text_put(page, "</tbody>\n</table>\n<p class=\"hint\">");
    page_say(call, "Counted twice, by meetings and by candidates; the two agree.");
    text_put(page, " ");
    page_say(call, "Hash of the plan (BLAKE2b): %s", equality->hash);
    text_put(page, "</p>\n");
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
    if (equality.count > 0)
        put_equality(call, &equality, &equality.units[0]);
    page_put(call, "<h2>", N_("Meetings"), "</h2>\n");
    meeting_table_put(call, plan.items, plan.count);
    page_end(call);
    return OK;
}
