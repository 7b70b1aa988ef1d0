#include "app/plan_pins_file.h"

#include "app/plan_codes.h"
#include "base/file.h"
#include "base/table.h"
#include "plan/repair.h"

#include <string.h>

#define KEEP_PER_RULE 20
#define PATH_BYTES_MAX 4096

enum column { COLUMN_MEETING, COLUMN_UNIT, COLUMN_MODE, COLUMN_VENUE, COLUMN_START, COLUMN_COUNT };

static const struct table_column columns[COLUMN_COUNT] = {
    [COLUMN_MEETING] = {"meeting_id", true}, [COLUMN_UNIT] = {"unit_id", false},
    [COLUMN_MODE] = {"mode", true},          [COLUMN_VENUE] = {"venue_id", false},
    [COLUMN_START] = {"start", false},
};

/* ---- reading ---- */

static void read_row(const struct plan_problem *problem, const struct table *table, size_t row,
                     struct report *report, struct plan_meeting *out)
{
    const struct table_field *unit = table_at(table, row, COLUMN_UNIT);
    const struct table_field *venue = table_at(table, row, COLUMN_VENUE);
    const struct table_field *mode = table_at(table, row, COLUMN_MODE);
    const struct table_field *start = table_at(table, row, COLUMN_START);
    const char *code = table_at(table, row, COLUMN_MEETING)->text;
    bool online = strcmp(mode->text, plan_mode_name(PLAN_ONLINE)) == 0;

    *out = (struct plan_meeting){
        .code = code[0] != '\0' ? code : NULL,
        .unit = plan_problem_find_unit(problem, unit->text),
        .mode = online ? PLAN_ONLINE : PLAN_DIRECT,
        .venue = plan_problem_find_venue(problem, venue->text),
    };
    if (out->unit == PLAN_NONE)
        report_error(report, table_place(table, unit, "unit_id"), "there is no unit %s", unit->text);
    if (out->venue == PLAN_NONE)
        report_error(report, table_place(table, venue, "venue_id"), "there is no venue %s", venue->text);
    if (!online && mode->text[0] != '\0' && strcmp(mode->text, plan_mode_name(PLAN_DIRECT)) != 0)
        report_error(report, table_place(table, mode, "mode"), "the mode must be direct or online, not %s",
                     mode->text);
    if (!civil_time_parse(start->text, &out->start))
        report_error(report, table_place(table, start, "start"),
                     "\"%s\" is not a time such as 2021-05-04T07:30", start->text);
    else if (out->unit != PLAN_NONE)
        out->end = civil_time_add_minutes(out->start, problem->units[out->unit].duration_min);
}

static enum error_code read_rows(const struct plan_problem *problem, const struct table *table,
                                 struct arena *arena, struct report *report, struct folder_pins *pins,
                                 struct error *err)
{
    struct plan_meeting *items = arena_array(arena, table->row_count, sizeof *items);
    uint32_t *lines = arena_array(arena, table->row_count, sizeof *lines);

    if (items == NULL || lines == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->row_count; i++) {
        read_row(problem, table, i, report, &items[i]);
        lines[i] = table_at(table, i, COLUMN_UNIT)->line;
    }
    pins->items = items;
    pins->lines = lines;
    pins->count = table->row_count;
    return OK;
}

enum error_code folder_pins_read(const char *folder, const struct plan_problem *problem, struct arena *arena,
                                 struct report *report, struct folder_pins *out, struct error *err)
{
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text bytes;
    const struct table_columns wanted = {columns, COLUMN_COUNT};
    size_t errors_before = report->error_count;
    struct folder_pins pins = {.count = 0};
    struct table table;

    text_init(&path, PATH_BYTES_MAX);
    text_init(&bytes, TABLE_BYTES_MAX);
    text_putf(&path, "%s/pins.csv", folder);
    TRY(text_finish(&path, err));
    *out = pins;
    if (!file_exists(path.data))
        return OK;
    pins.file = arena_copy_string(arena, path.data);
    if (pins.file == NULL)
        return error_memory(err);
    TRY(file_read(path.data, &bytes, err));
    const struct table_source source = {pins.file, bytes.data, bytes.length};
    TRY(table_parse(&source, &wanted, arena, report, &table, err));
    TRY(read_rows(problem, &table, arena, report, &pins, err));
    if (report->error_count > errors_before) {
        error_set(err, ERROR_DATA, "the pins were not read; errors in the file: %zu",
                  report->error_count - errors_before);
        return error_at(err, pins.file, 0, 0, NULL);
    }
    *out = pins;
    return OK;
}

/* ---- planning around them ---- */

static enum error_code refuse(const struct plan_problem *problem, const struct folder_pins *pins,
                              const struct repair_conflict *conflict, struct error *err)
{
    const struct plan_meeting *pin = &pins->items[conflict->wish];
    char start[CIVIL_TIME_CHARS];

    civil_time_format(pin->start, start);
    if (conflict->other != PLAN_NONE)
        error_set(err, ERROR_DATA,
                  "the meeting of unit %s at %s cannot be held beside the one of unit %s that line %u pins; "
                  "take one of "
                  "the two lines away",
                  problem->units[pin->unit].code, start,
                  problem->units[pins->items[conflict->other].unit].code, pins->lines[conflict->other]);
    else
        error_set(err, ERROR_DATA,
                  "the meeting of unit %s cannot be held in venue %s at %s: the rules about the venue, the "
                  "hour or the "
                  "unit's number of meetings do not allow it; change the line or take it away",
                  problem->units[pin->unit].code, problem->venues[pin->venue].code, start);
    return error_at(err, pins->file, pins->lines[conflict->wish], 0, NULL);
}

/* The pins first, then the proposal, whose meetings are free to move. */
static enum error_code fit_around(const struct plan_problem *problem, const struct folder_pins *pins,
                                  struct arena *arena, struct plan *plan, struct error *err)
{
    static const struct stored_plan none = {.count = 0};
    struct repair_wish *wishes = arena_array(arena, pins->count + plan->count, sizeof *wishes);
    struct repair_request request = {.problem = problem,
                                     .wishes = wishes,
                                     .wish_count = pins->count + plan->count,
                                     .from = problem->params.campaign_start};
    struct repair_outcome outcome;

    if (wishes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < pins->count; i++)
        wishes[i] = (struct repair_wish){.meeting = pins->items[i], .hold = REPAIR_PINNED};
    for (size_t i = 0; i < plan->count; i++) {
        wishes[pins->count + i] = (struct repair_wish){.meeting = plan->meetings[i], .hold = REPAIR_LOOSE};
        wishes[pins->count + i].meeting.code = NULL;
    }
    TRY(plan_repair(&request, arena, &outcome, err));
    if (outcome.conflict.wish != PLAN_NONE)
        return refuse(problem, pins, &outcome.conflict, err);
    struct plan_meeting *meetings = arena_array(arena, outcome.plan.count, sizeof *meetings);
    if (meetings == NULL)
        return error_memory(err);
    if (outcome.plan.count > 0)
        memcpy(meetings, outcome.plan.meetings, outcome.plan.count * sizeof *meetings);
    TRY(plan_codes_number(problem, &none, &none, (struct numbered_meetings){meetings, outcome.plan.count},
                          arena, err));
    *plan = (struct plan){.meetings = meetings, .count = outcome.plan.count};
    return OK;
}

enum error_code folder_pins_solve(struct plan_problem *problem, const struct folder_pins *pins,
                                  const struct plan_search *search, struct arena *arena,
                                  struct plan_outcome *out, struct error *err)
{
    struct plan_outcome outcome;
    int32_t *needed = arena_array(arena, problem->count.units, sizeof *needed);

    if (needed == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < problem->count.units; i++)
        needed[i] = problem->units[i].needed;
    for (size_t i = 0; i < pins->count; i++) {
        if (problem->units[pins->items[i].unit].needed > 0)
            problem->units[pins->items[i].unit].needed--;
    }
    enum error_code code = plan_search_run(problem, search, arena, &outcome, err);
    for (uint32_t i = 0; i < problem->count.units; i++)
        problem->units[i].needed = needed[i];
    if (code != OK)
        return code;
    TRY(fit_around(problem, pins, arena, &outcome.solution.plan, err));
    TRY(plan_judge(problem, &outcome.solution.plan, KEEP_PER_RULE, arena, &outcome.judgement, err));
    if (outcome.judgement.counts[PLAN_RULE_COUNT] == 0)
        outcome.solution.shortage_count = 0;
    *out = outcome;
    return OK;
}
