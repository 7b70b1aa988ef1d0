#include "app/plan_edit.h"
#include "app/plan_explain.h"
#include "app/plan_explain_meeting.h"
#include "base/parse.h"
#include "web/board.h"
#include "web/handlers.h"
#include "web/page.h"
#include "web/staff.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_CHARS 8

/* ---- the data of the script ---- */

static json_t *pack_meeting(const struct call *call, const struct plan_board *board,
                            const struct plan_board_meeting *shown)
{
    const struct plan_problem *problem = board->context.of.problem;
    const struct plan_meeting *meeting = shown->meeting;
    bool wrong = plan_board_next_wrong(board, shown, NULL) != NULL;
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];
    char seen[MEETING_VERSION_CHARS];
    char title[200];

    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    meeting_version_write(problem, meeting, seen);
    snprintf(title, sizeof title, "%s%s%s", wrong ? "⚠ " : "", meeting->code,
             meeting->mode == PLAN_ONLINE ? page_text(call, N_(" (online)")) : "");
    return json_pack("{s:s,s:[s],s:s,s:s,s:s,s:[s],s:{s:s,s:s}}", "id", meeting->code, "resourceIds",
                     problem->venues[meeting->venue].code, "start", start, "end", end, "title", title,
                     "classNames", wrong ? "wrong" : "right", "extendedProps", "seen", seen, "mode",
                     plan_mode_name(meeting->mode));
}

/* Days off lie behind the meetings of every row. */
static void pack_days_off(const struct plan_board *board, struct civil_date from, struct civil_date until,
                          json_t *events)
{
    const struct plan_problem *problem = board->context.of.problem;

    for (uint32_t i = 0; i < problem->count.days; i++) {
        char first[CIVIL_DATE_CHARS];
        char end[CIVIL_DATE_CHARS];
        json_t *rows = json_array();
        if (!problem->days[i].holiday || problem->days[i].date.day < from.day ||
            problem->days[i].date.day >= until.day) {
            json_decref(rows);
            continue;
        }
        for (size_t row = 0; row < board->venue_count; row++)
            json_array_append_new(rows, json_string(problem->venues[board->venues[row]].code));
        civil_date_format(problem->days[i].date, first);
        civil_date_format(civil_date_add_days(problem->days[i].date, 1), end);
        json_array_append_new(events, json_pack("{s:s+,s:o,s:s+,s:s+,s:s}", "id", "off-", first,
                                                "resourceIds", rows, "start", first, "T00:00", "end", end,
                                                "T00:00", "display", "background"));
    }
}

static enum error_code put_json(struct call *call, json_t *value, struct error *err)
{
    char *bytes = json_dumps(value, JSON_COMPACT);

    json_decref(value);
    if (bytes == NULL)
        return error_memory(err);
    http_set_header(call->response, "Content-Type", "application/json");
    text_put(&call->response->body, bytes);
    free(bytes);
    return OK;
}

enum error_code show_board_data(struct call *call, struct error *err)
{
    CLEANUP(plan_board_done) struct plan_board board = {.count = 0};
    struct plan_board_filter filter;
    struct civil_date from;
    struct civil_date until;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(board_filter_of(call, &call->query, &filter, err));
    if (!civil_date_parse(params_value(&call->query, "from"), &from) ||
        !civil_date_parse(params_value(&call->query, "until"), &until))
        return error_set(err, ERROR_DATA, "the board must say from which day until which it is shown");
    TRY(plan_board_read(call->app, call->staff->election.id, &filter, call->arena, &board, err));
    json_t *events = json_array();
    for (size_t i = 0; i < board.count; i++) {
        int32_t day = board.meetings[i].meeting->start.date.day;
        if (day >= from.day && day < until.day)
            json_array_append_new(events, pack_meeting(call, &board, &board.meetings[i]));
    }
    pack_days_off(&board, from, until, events);
    return put_json(call, events, err);
}

/* ---- a move ---- */

/* The number before the next '/', or before the end; a zero may stand before it. */
static bool take_number(const char **text, int64_t max, int64_t *out)
{
    size_t length = strcspn(*text, "/");
    char digits[DAY_CHARS];

    if (length == 0 || length >= sizeof digits)
        return false;
    snprintf(digits, sizeof digits, "%.*s", (int)length, *text);
    *text += length + ((*text)[length] == '/');
    return parse_int(digits + (digits[0] == '0' && length > 1), 1, max, out);
}

/* "23/5/2021", as people write it, or as the script does. */
static bool read_day(const char *text, struct civil_date *out)
{
    char iso[CIVIL_DATE_CHARS];
    int64_t day;
    int64_t month;
    int64_t year;

    if (civil_date_parse(text, out))
        return true;
    if (!take_number(&text, 31, &day) || !take_number(&text, 12, &month) ||
        !take_number(&text, 9999, &year) || text[0] != '\0')
        return false;
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
    return civil_date_parse(iso, out);
}

static enum error_code read_move(const struct call *call, struct meeting_edit *out, struct error *err)
{
    const char *mode = params_value(&call->form, "mode");
    struct meeting_version version;
    struct meeting_edit edit = {.kind = MEETING_EDIT_MOVE,
                                .meeting = params_value(&call->form, "meeting"),
                                .venue = params_value(&call->form, "venue"),
                                .seen = params_value(&call->form, "seen"),
                                .has_start = true};

    if (!read_day(params_value(&call->form, "day"), &edit.start.date))
        return error_set(err, ERROR_DATA, "the day is written like 23/05/2021");
    if (!civil_minute_parse(params_value(&call->form, "hour"), &edit.start.minute))
        return error_set(err, ERROR_DATA, "the hour is written like 07:30");
    edit.mode = strcmp(mode, plan_mode_name(PLAN_ONLINE)) == 0 ? PLAN_ONLINE : PLAN_DIRECT;
    if (meeting_version_read(edit.seen, &version) && version.held && strcmp(version.mode, mode) != 0)
        edit.kind = MEETING_EDIT_SWITCH;
    *out = edit;
    return OK;
}

static void add_words(const struct call *call, struct board_refusal *refusal, const char *words)
{
    const char *copy = arena_copy_string(call->arena, words);

    if (copy != NULL && refusal->count < BOARD_REASONS_MAX)
        refusal->words[refusal->count++] = copy;
}

static void add_message(const struct call *call, struct board_refusal *refusal, const struct message *message)
{
    CLEANUP(text_done) struct text words = {0};

    text_init(&words, 4000);
    catalog_put_message(call->catalog, message, &words);
    add_words(call, refusal, words.data);
}

/* The cheapest place where nobody else would have to move. */
static void add_way_out(const struct call *call, const struct plan_edited *edited, const char *code,
                        struct board_refusal *refusal)
{
    const struct plan_problem *problem = edited->context.of.problem;
    struct plan_table_names names_of = {&edited->context.of.stored.tables, call->arena};
    struct plan_names names = plan_names_of_tables(&names_of);
    const struct explained_plan of = {problem, edited->plan_before, &names};
    struct explained_meeting found;
    struct message words;
    struct error ignored;
    char time[CIVIL_TIME_CHARS];
    char day[CIVIL_DATE_CHARS];

    if (plan_explain_meeting(&of, code, call->arena, &found, &ignored) != OK || found.alone_count == 0)
        return;
    const struct explained_place *place = &found.alone[0].place;
    civil_time_format(place->start, time);
    civil_date_format_vietnamese(place->start.date, day);
    message_set(&words, "It could be moved without breaking a rule to: %s, %s %s.", day,
                time + sizeof "2021-05-04", plan_name(problem, &names, PLAN_THING_VENUE, place->venue));
    add_message(call, refusal, &words);
}

/* Both versions: what was seen and what is now. */
static void add_versions(const struct call *call, const struct plan_edited *edited, const char *seen,
                         struct board_refusal *refusal)
{
    struct message words;

    message_set(&words, "You saw: %s. It is now: %s.", seen, edited->now);
    add_message(call, refusal, &words);
}

static void tell_refusal(const struct call *call, const struct meeting_edit *edit,
                         const struct plan_edited *edited, const struct error *wrong,
                         struct board_refusal *refusal)
{
    CLEANUP(text_done) struct text words = {0};

    text_init(&words, 4000);
    catalog_put_error(call->catalog, wrong, &words);
    add_words(call, refusal, words.data);
    if (wrong->code != ERROR_FOUND)
        return;
    if (edited->stale) {
        add_versions(call, edited, edit->seen, refusal);
        return;
    }
    for (const struct plan_violation *added = edited->added; added != NULL; added = added->next)
        add_message(call, refusal, &added->message);
    refusal->count -=
        refusal->count == BOARD_REASONS_MAX; /* the way out is worth more than a twelfth reason */
    add_way_out(call, edited, edit->meeting, refusal);
}

static enum error_code answer_script(struct call *call, bool done, const struct board_refusal *refusal,
                                     struct error *err)
{
    json_t *words = json_array();

    for (size_t i = 0; i < refusal->count; i++)
        json_array_append_new(words, json_string(refusal->words[i]));
    if (done)
        json_array_append_new(words, json_string(page_text(call, N_("The meeting was moved in the draft."))));
    return put_json(call, json_pack("{s:b,s:o}", "done", done, "words", words), err);
}

static enum error_code answer(struct call *call, enum error_code code, const struct board_refusal *refusal,
                              struct error *err)
{
    struct plan_board_filter filter;
    bool script = strcmp(http_request_header(call->request, "Accept"), "application/json") == 0;

    if (code != OK)
        call->response->status = error_http_status(code);
    if (script)
        return answer_script(call, code == OK, refusal, err);
    TRY(board_filter_of(call, &call->form, &filter, err));
    if (code != OK)
        return board_put_page(call, &filter, refusal, err);
    CLEANUP(text_done) struct text encoded = {0};
    text_init(&encoded, 1000);
    params_encode(filter.code, &encoded);
    staff_go_to(call, "%s?by=%s&code=%s&done=1", page_address(call, "plan/board", NULL),
                plan_board_by_names[filter.by], encoded.data);
    return OK;
}

enum error_code move_on_board(struct call *call, struct error *err)
{
    CLEANUP(plan_edited_done) struct plan_edited edited = {.draft = 0};
    struct board_refusal refusal = {.count = 0};
    struct meeting_edit edit = {.meeting = ""};

    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    enum error_code code = read_move(call, &edit, err);
    if (code == OK)
        code = plan_edit(call->app, call->staff->election.id, &edit, call->arena, &edited, err);
    if (code != OK && error_http_status(code) >= 500)
        return code;
    if (code != OK)
        tell_refusal(call, &edit, &edited, err, &refusal);
    return answer(call, code, &refusal, err);
}
