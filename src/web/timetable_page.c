#include "app/law_words.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/step_table.h"

#include <string.h>

static void put_states(const struct call *call, const char *chosen)
{
    field_begin_select(call, "state", N_("State"));
    field_put_option(call, "", page_text(call, N_("all")), chosen);
    for (int state = 0; state < STEP_STATE_COUNT; state++)
        field_put_option(call, step_state_name((enum step_state)state),
                         page_text(call, step_state_label((enum step_state)state)), chosen);
    field_end_select(call);
}

static void put_levels(const struct call *call, const char *chosen)
{
    field_begin_select(call, "level", N_("Level"));
    field_put_option(call, "", page_text(call, N_("all")), chosen);
    for (int level = 0; level < LAW_LEVEL_COUNT; level++)
        field_put_option(call, law_level_name((enum law_level)level),
                         page_text(call, law_words_level((enum law_level)level)), chosen);
    field_end_select(call);
}

static void put_filter(const struct call *call, const struct places *places)
{
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "timetable", NULL));
    put_states(call, params_value(&call->query, "state"));
    put_levels(call, params_value(&call->query, "level"));
    field_put_places(call, "area", N_("Area"), places, params_value(&call->query, "area"));
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
}

static int state_of(const char *name)
{
    for (int state = 0; state < STEP_STATE_COUNT; state++)
        if (strcmp(step_state_name((enum step_state)state), name) == 0)
            return state;
    return -1;
}

static const char *unless_empty(const char *value)
{
    return value[0] != '\0' ? value : NULL;
}

static void put_years(const struct call *call, const struct shown_timetable *shown)
{
    for (size_t i = 0; i < shown->unknown_year_count; i++) {
        text_put(&call->response->body, "<p class=\"warning\">");
        page_say(call,
                 "Not all days off of %d are known, so duties whose working days lie there have no date to "
                 "finish by.",
                 shown->unknown_years[i]);
        text_put(&call->response->body, "</p>\n");
    }
}

enum error_code show_timetable(struct call *call, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};
    const struct timetable_filter filter = {
        .election = call->staff->election.code,
        .level = unless_empty(params_value(&call->query, "level")),
        .area = unless_empty(params_value(&call->query, "area")),
        .state = state_of(params_value(&call->query, "state")),
        .as_stored = true,
    };

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(timetable_show(call->app, &filter, call->arena, &shown, err));
    page_begin(call, N_("Timetable"));
    put_years(call, &shown);
    put_filter(call, &shown.book.places);
    step_table_begin(call);
    for (size_t i = 0, length; i < shown.count; i += length) {
        length = shown_steps_alike(&shown, i);
        step_table_put(call, &shown.items[i], length);
    }
    step_table_end(call);
    if (shown.count == 0)
        page_put(call, "<p>", N_("Nothing."), "</p>\n");
    page_end(call);
    return OK;
}
