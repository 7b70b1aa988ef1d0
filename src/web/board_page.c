#include "app/meeting_version.h"
#include "base/parse.h"
#include "web/asset.h"
#include "web/board.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define TIME_AT 11 /* of "2021-05-04T07:30" */

static const char *const by_words[BOARD_BY_COUNT] = {N_("one unit"), N_("one commune"), N_("one candidate"),
                                                     N_("one venue")};

enum error_code board_filter_of(const struct call *call, const struct params *params,
                                struct plan_board_filter *out, struct error *err)
{
    size_t by = BOARD_UNIT;

    (void)call;
    if (params_find(params, "by") != NULL &&
        !parse_choice(params_value(params, "by"), plan_board_by_names, BOARD_BY_COUNT, &by))
        return error_set(err, ERROR_DATA, "the address asks for a board of something that has none");
    *out = (struct plan_board_filter){(enum plan_board_by)by, params_value(params, "code")};
    return OK;
}

const char *board_venue_name(const struct plan_board *board, uint32_t venue)
{
    return board->context.of.stored.tables.venues[venue].name;
}

/* ---- choosing ---- */

static void put_choice(const struct call *call, const struct plan_board_filter *filter)
{
    const struct field code = {"code", N_("Its code"), "text", filter->code, N_("empty: the first of them"),
                               false};

    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "plan/board", NULL));
    field_begin_select(call, "by", N_("Show the meetings of"));
    for (size_t i = 0; i < BOARD_BY_COUNT; i++)
        field_put_option(call, plan_board_by_names[i], page_text(call, by_words[i]),
                         plan_board_by_names[filter->by]);
    field_end_select(call);
    field_put(call, &code);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
}

/* ---- the island ---- */

static const char *pack_venues(const struct call *call, const struct plan_board *board)
{
    json_t *list = json_array();
    const struct plan_problem *problem = board->context.of.problem;

    for (size_t i = 0; i < board->venue_count; i++)
        json_array_append_new(list, json_pack("{s:s,s:s}", "id", problem->venues[board->venues[i]].code,
                                              "title", board_venue_name(board, board->venues[i])));
    char *bytes = json_dumps(list, JSON_COMPACT);
    json_decref(list);
    const char *copy = bytes != NULL ? arena_copy_string(call->arena, bytes) : NULL;
    free(bytes);
    return copy != NULL ? copy : "[]";
}

static void put_island(const struct call *call, const struct plan_board_filter *filter,
                       const struct plan_board *board)
{
    const struct plan_params *params = &board->context.of.problem->params;
    struct text *page = &call->response->body;
    char first[CIVIL_DATE_CHARS];
    char end[CIVIL_DATE_CHARS];
    char from[CIVIL_DATE_CHARS];

    if (asset_address(call, "event-calendar.js") == NULL)
        return;
    civil_date_format(params->campaign_start.date, first);
    civil_date_format(civil_date_add_days(params->campaign_end.date, 1), end);
    civil_date_format(board->count > 0 ? board->meetings[0].meeting->start.date : params->campaign_start.date,
                      from);
    html_putf(page,
              "<div id=\"board-told\" role=\"status\" hidden></div>\n<div id=\"board\" hidden "
              "data-from=\"%s\" data-first=\"%s\" data-end=\"%s\" data-venues=\"%s\"",
              from, first, end, pack_venues(call, board));
    html_putf(page, " data-move=\"%s\" data-events=\"%s?by=%s&code=%s\" data-token=\"%s\" data-may=\"%d\"",
              page_address(call, "plan/board", NULL), page_address(call, "plan/board.json", NULL),
              plan_board_by_names[filter->by], filter->code, call->staff->session.form_token,
              staff_may(call, RIGHTS_PLAN));
    html_putf(page, " data-today=\"%s\" data-lost=\"%s\"></div>\n", page_text(call, N_("Today")),
              page_text(call, N_("The service did not answer, so nothing was changed; try again.")));
}

/* ---- the same as a table with forms ---- */

static void put_wrong(const struct call *call, const struct plan_board *board,
                      const struct plan_board_meeting *shown)
{
    for (const struct plan_violation *wrong = plan_board_next_wrong(board, shown, NULL); wrong != NULL;
         wrong = plan_board_next_wrong(board, shown, wrong)) {
        CLEANUP(text_done) struct text words = {0};
        text_init(&words, 4000);
        catalog_put_message(call->catalog, &wrong->message, &words);
        html_putf(&call->response->body, "<br><strong class=\"late\">%s</strong>", words.data);
    }
}

static void put_input(const struct call *call, const char *name, const char *label, const char *value,
                      const char *more)
{
    html_putf(&call->response->body, "<label>%s <input name=\"%s\" value=\"%s\" required",
              page_text(call, label), name, value);
    text_put(&call->response->body, more);
    text_put(&call->response->body, "></label>\n");
}

static void put_mode(const struct call *call, enum plan_mode mode)
{
    struct text *page = &call->response->body;

    html_putf(page, "<label>%s <select name=\"mode\">\n", page_text(call, N_("How")));
    for (unsigned i = 0; i < PLAN_MODE_COUNT; i++) {
        const char *name = plan_mode_name((enum plan_mode)i);
        field_put_option(call, name, page_text(call, i == PLAN_ONLINE ? N_("online") : N_("in person")),
                         plan_mode_name(mode));
    }
    text_put(page, "</select></label>\n");
}

static void put_form(const struct call *call, const struct plan_board_filter *filter,
                     const struct plan_board *board, const struct plan_meeting *meeting)
{
    const struct plan_problem *problem = board->context.of.problem;
    struct text *page = &call->response->body;
    char seen[MEETING_VERSION_CHARS];
    char time[CIVIL_TIME_CHARS];
    char day[CIVIL_DATE_CHARS];

    meeting_version_write(problem, meeting, seen);
    civil_time_format(meeting->start, time);
    civil_date_format_vietnamese(meeting->start.date, day);
    html_putf(page, "<details><summary>%s <span class=\"hint\">%s</span></summary>\n",
              page_text(call, N_("Move")), meeting->code);
    staff_put_form(call, page_address(call, "plan/board", NULL));
    html_putf(
        page,
        "<input type=\"hidden\" name=\"meeting\" value=\"%s\"><input type=\"hidden\" name=\"seen\" "
        "value=\"%s\"><input type=\"hidden\" name=\"by\" value=\"%s\"><input type=\"hidden\" name=\"code\" "
        "value=\"%s\">\n",
        meeting->code, seen, plan_board_by_names[filter->by], filter->code);
    put_input(call, "day", N_("Day"), day, " inputmode=\"numeric\"");
    put_input(call, "hour", N_("Hour"), time + TIME_AT, " inputmode=\"numeric\"");
    put_input(call, "venue", N_("Venue"), problem->venues[meeting->venue].code, " list=\"venues\"");
    put_mode(call, meeting->mode);
    html_putf(page, "<p><button class=\"main\">%s</button></p>\n</form>\n</details>\n",
              page_text(call, N_("Check and move")));
}

static void put_row(const struct call *call, const struct plan_board_filter *filter,
                    const struct plan_board *board, const struct plan_board_meeting *shown)
{
    const struct plan_meeting *meeting = shown->meeting;
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td class=\"code\">%s</td><td class=\"day\">", meeting->code);
    when_put_span(call, meeting->start, meeting->end);
    html_putf(page, "</td><td>%s (%s), %s", board_venue_name(board, meeting->venue),
              board->context.of.problem->venues[meeting->venue].code,
              page_text(call, meeting->mode == PLAN_ONLINE ? N_("online") : N_("in person")));
    put_wrong(call, board, shown);
    text_put(page, "</td><td>");
    if (staff_may(call, RIGHTS_PLAN))
        put_form(call, filter, board, meeting);
    text_put(page, "</td></tr>\n");
}

static void put_table(const struct call *call, const struct plan_board_filter *filter,
                      const struct plan_board *board)
{
    const struct plan_problem *problem = board->context.of.problem;
    struct text *page = &call->response->body;

    html_putf(page,
              "<table>\n<caption>%s</caption>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
              "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("The same as a table")), page_text(call, N_("Meeting")),
              page_text(call, N_("When")), page_text(call, N_("Where")), page_text(call, N_("Change")));
    for (size_t i = 0; i < board->count; i++)
        put_row(call, filter, board, &board->meetings[i]);
    text_put(page, "</tbody>\n</table>\n<datalist id=\"venues\">\n");
    for (size_t i = 0; i < board->venue_count; i++)
        html_putf(page, "<option value=\"%s\">%s</option>\n", problem->venues[board->venues[i]].code,
                  board_venue_name(board, board->venues[i]));
    text_put(page, "</datalist>\n");
}

/* ---- the page ---- */

enum error_code board_put_page(struct call *call, const struct plan_board_filter *filter,
                               const struct board_refusal *refusal, struct error *err)
{
    CLEANUP(plan_board_done) struct plan_board board = {.count = 0};
    struct text *page = &call->response->body;

    TRY(plan_board_read(call->app, call->staff->election.id, filter, call->arena, &board, err));
    page_begin_with(call, N_("Plan board"), &(struct page_needs){.board = true});
    for (size_t i = 0; i < refusal->count; i++)
        html_putf(page, "<p class=\"error\" role=\"alert\">%s</p>\n", refusal->words[i]);
    if (params_find(&call->query, "done") != NULL)
        page_put(call, "<p class=\"state\" role=\"status\">", N_("The meeting was moved in the draft."),
                 "</p>\n");
    page_put(
        call, "<p>",
        N_("This is the newest draft, or what is published when there is none. Whatever is moved here is "
           "checked at once and stays a draft until it is published."),
        "</p>\n");
    put_choice(call, filter);
    put_island(call, filter, &board);
    put_table(call, filter, &board);
    page_end(call);
    return OK;
}

enum error_code show_board(struct call *call, struct error *err)
{
    const struct board_refusal none = {.count = 0};
    struct plan_board_filter filter;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(board_filter_of(call, &call->query, &filter, err));
    return board_put_page(call, &filter, &none, err);
}
