#include "app/plan_show.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_table.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"

#include <string.h>

#define MEETINGS_A_PAGE 100

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

static void put_meetings(const struct call *call, const struct shown_plan *plan)
{
    struct pager pager = pager_of(call, plan->count, MEETINGS_A_PAGE);

    text_put(&call->response->body, "<p>");
    page_say(call, "%zu meetings.", plan->count);
    text_put(&call->response->body, "</p>\n");
    meeting_table_put(call, plan->items + pager.from, pager.count);
    pager_put(call, &pager);
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
    html_putf(&call->response->body, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n",
              page_address(call, "plan/board", NULL), page_text(call, N_("Plan board")));
    if (staff_may(call, RIGHTS_PLAN))
        html_putf(&call->response->body, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n",
                  page_address(call, "plan/run", NULL), page_text(call, N_("Make a plan")));
    TRY(put_filter(call, err));
    put_meetings(call, &plan);
    page_end(call);
    return OK;
}
