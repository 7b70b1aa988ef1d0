#include "app/law_words.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/season_chart.h"
#include "web/staff.h"
#include "web/step_table.h"

#include <string.h>

#define ROWS_A_PAGE 100

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

/* Of the whole season, or a part of it seen from today. */
static const struct span {
    const char *name;
    const char *label;
    int first_day;
    int last_day;
} spans[] = {
    {"", N_("all"), INT16_MIN, INT16_MAX},
    {"past", N_("before today"), INT16_MIN, -1},
    {"week", N_("within 7 days"), 0, 7},
    {"month", N_("within 30 days"), 0, 30},
    {"later", N_("later than that"), 31, INT16_MAX},
};

static const struct span *span_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(spans); i++)
        if (strcmp(spans[i].name, name) == 0)
            return &spans[i];
    return &spans[0];
}

static void put_spans(const struct call *call, const char *chosen)
{
    field_begin_select(call, "when", N_("When"));
    for (size_t i = 0; i < COUNT_OF(spans); i++)
        field_put_option(call, spans[i].name, page_text(call, spans[i].label), chosen);
    field_end_select(call);
}

/* Leaves out what does not fall into the span; without a date it falls into none but all. */
static void keep_span(const struct call *call, struct shown_timetable *shown)
{
    const struct span *span = span_of(params_value(&call->query, "when"));
    int32_t today = civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date.day;
    size_t kept = 0;

    if (span == &spans[0])
        return;
    for (size_t i = 0; i < shown->count; i++) {
        struct timetable_moment moment;
        if (!shown_step_moment(&shown->items[i], &moment))
            continue;
        int32_t from_today = moment.time.date.day - today;
        if (from_today >= span->first_day && from_today <= span->last_day)
            shown->items[kept++] = shown->items[i];
    }
    shown->count = kept;
}

/* As a list, or with the picture above it. */
static void put_views(const struct call *call)
{
    static const struct view {
        const char *name;
        const char *label;
    } views[] = {{"", N_("list")}, {"chart", N_("picture and list")}};
    const char *chosen = params_value(&call->query, "view");

    field_begin_select(call, "view", N_("Shown as"));
    for (size_t i = 0; i < COUNT_OF(views); i++)
        field_put_option(call, views[i].name, page_text(call, views[i].label), chosen);
    field_end_select(call);
}

static void put_filter(const struct call *call, const struct places *places)
{
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "timetable", NULL));
    put_states(call, params_value(&call->query, "state"));
    put_levels(call, params_value(&call->query, "level"));
    field_put_places(call, "area", N_("Area"), places, params_value(&call->query, "area"));
    put_spans(call, params_value(&call->query, "when"));
    put_views(call);
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

static void put_links(const struct call *call)
{
    struct text *page = &call->response->body;

    html_putf(page, "<p><a class=\"button\" href=\"%s?view=chart\">%s</a>\n",
              page_address(call, "timetable", NULL), page_text(call, N_("The season as a picture")));
    html_putf(page, "<a class=\"button\" href=\"%s\">%s</a></p>\n", page_address(call, "what-if", NULL),
              page_text(call, N_("What if the polling day or the law changes")));
}

static void put_list(const struct call *call, const struct shown_timetable *shown)
{
    size_t rows = 0;

    for (size_t i = 0; i < shown->count; i += shown_steps_alike(shown, i))
        rows++;
    struct pager pager = pager_of(call, rows, ROWS_A_PAGE);
    if (shown->count == 0) {
        page_put(call, "<p>", N_("Nothing."), "</p>\n");
        return;
    }
    step_table_begin(call);
    rows = 0;
    for (size_t i = 0, length; i < shown->count; i += length, rows++) {
        length = shown_steps_alike(shown, i);
        if (rows >= pager.from && rows < pager.from + pager.count)
            step_table_put(call, &shown->items[i], length);
    }
    step_table_end(call);
    pager_put(call, &pager);
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
    keep_span(call, &shown);
    page_begin(call, N_("Timetable"));
    put_years(call, &shown);
    put_links(call);
    put_filter(call, &shown.book.places);
    if (strcmp(params_value(&call->query, "view"), "chart") == 0)
        season_chart_put(call, &shown);
    put_list(call, &shown);
    page_end(call);
    return OK;
}
