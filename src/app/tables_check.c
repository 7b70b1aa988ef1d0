#include "app/tables_check.h"

#include <stdlib.h>
#include <string.h>

#define CAMPAIGN_DAYS_MAX 366

struct report_place tables_place(const struct tables_loading *loading, enum tables_file file, size_t item,
                                 const char *key)
{
    const struct tables_shape *shape = tables_shape(file, true);
    struct report_place place = {loading->paths[file], loading->lines[file][item], 0, key};
    size_t column = 0;

    if (file == FILE_PARAMS) {
        place.column = loading->starts[file][item];
        return place;
    }
    while (column < shape->column_count && strcmp(shape->columns[column].name, key) != 0)
        column++;
    if (column < shape->column_count)
        place.column = loading->starts[file][item * shape->column_count + column];
    return place;
}

/* A day has a few sessions; that no clerk needs to read of each of ten thousand what is wrong with it. */
void tables_limit_sessions(struct report *report, struct table *table)
{
    if (table->row_count <= TABLES_SESSIONS_MAX)
        return;
    report_error(
        report, table_place(table, table_at(table, TABLES_SESSIONS_MAX, 0), "session"),
        N_("a day may have at most %d sessions, and here are %zu; take out the rows from this one on"),
        TABLES_SESSIONS_MAX, table->row_count);
    table->row_count = 0;
}

bool tables_check_sessions(const struct tables_loading *loading)
{
    const struct tables_slice *slice = &loading->targets.slices[FILE_SESSIONS];
    const struct tables_session *sessions = (const void *)slice->items;
    size_t before = loading->report->error_count;

    if (slice->count == 0 && !loading->targets.incomplete[FILE_SESSIONS])
        report_error(loading->report, (struct report_place){.file = loading->paths[FILE_SESSIONS]},
                     N_("names no session"));
    if (slice->count == 0)
        return false;
    for (size_t i = 0; i < slice->count; i++) {
        char letter = tables_session_letter(&sessions[i]);
        if (letter == '\0')
            report_error(loading->report, tables_place(loading, FILE_SESSIONS, i, "session"),
                         N_("must begin with a letter a-z, by which blocks.csv names it"));
        for (size_t j = 0; j < i; j++) {
            if (letter != '\0' && letter == tables_session_letter(&sessions[j]))
                report_error(loading->report, tables_place(loading, FILE_SESSIONS, i, "session"),
                             N_("another session begins with the same letter"));
        }
        if (sessions[i].end_minute <= sessions[i].start_minute)
            report_error(loading->report, tables_place(loading, FILE_SESSIONS, i, "end"),
                         N_("must be later than the start"));
        else if (i > 0 && sessions[i].start_minute < sessions[i - 1].end_minute)
            report_error(loading->report, tables_place(loading, FILE_SESSIONS, i, "start"),
                         N_("lies within the session before"));
    }
    return loading->report->error_count == before;
}

struct report_place tables_place_of_param(const struct tables_loading *loading, const char *key)
{
    const struct tables_shape *shape = tables_shape(FILE_PARAMS, true);
    size_t i = 0;

    while (strcmp(shape->columns[i].name, key) != 0)
        i++;
    return tables_place(loading, FILE_PARAMS, i, key);
}

static bool check_window(const struct tables_loading *loading, const struct tables_params *params)
{
    struct report_place place = tables_place_of_param(loading, "campaign_end");
    int32_t days = params->campaign_end.date.day - params->campaign_start.date.day;

    if (civil_time_compare(params->campaign_end, params->campaign_start) <= 0)
        report_error(loading->report, place, N_("must be later than campaign_start"));
    else if (days > CAMPAIGN_DAYS_MAX)
        report_error(loading->report, place, N_("is more than %d days after campaign_start"),
                     CAMPAIGN_DAYS_MAX);
    else
        return true;
    return false;
}

static void check_days(const struct tables_loading *loading, const struct tables *tables)
{
    const struct tables_params *params = &tables->params;

    for (size_t i = 0; i < tables->day_count; i++) {
        int32_t day = tables->days[i].date.day;
        if (day < params->campaign_start.date.day || day > params->campaign_end.date.day)
            report_error(loading->report, tables_place(loading, FILE_DAYS, i, "date"),
                         N_("lies outside the campaign, which params.csv gives"));
    }
    if (tables->day_count == 0)
        report_error(loading->report, (struct report_place){.file = loading->paths[FILE_DAYS]},
                     N_("names no day"));
}

static int compare_dates(const void *key, const void *day)
{
    return ((const struct civil_date *)key)->day - ((const struct tables_day *)day)->date.day;
}

static void check_block_dates(const struct tables_loading *loading, const struct tables *tables)
{
    for (size_t i = 0; i < tables->block_count; i++) {
        if (bsearch(&tables->blocks[i].date, tables->days, tables->day_count, sizeof *tables->days,
                    compare_dates) == NULL)
            report_warning(loading->report, tables_place(loading, FILE_BLOCKS, i, "date"),
                           N_("is no day of days.csv, so this row changes nothing"));
    }
}

static uint32_t province_of(const struct tables *tables, uint32_t area)
{
    while (tables->areas[area].parent != TABLES_NONE)
        area = tables->areas[area].parent;
    return area;
}

static void check_unit_communes(const struct tables_loading *loading, const struct tables *tables)
{
    for (size_t i = 0; i < tables->unit_commune_count; i++) {
        const struct tables_unit_commune *row = &tables->unit_communes[i];
        if (province_of(tables, row->commune) != tables->units[row->unit].province)
            report_error(loading->report, tables_place(loading, FILE_UNIT_COMMUNES, i, "commune_id"),
                         N_("lies in another province than the unit"));
    }
}

/* Both lists are in order of unit. */
static void check_units_are_filled(const struct tables_loading *loading, const struct tables *tables)
{
    size_t commune = 0;
    size_t candidacy = 0;

    for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
        size_t first_commune = commune;
        size_t first_candidacy = candidacy;
        while (commune < tables->unit_commune_count && tables->unit_communes[commune].unit == unit)
            commune++;
        while (candidacy < tables->candidacy_count && tables->candidacies[candidacy].unit == unit)
            candidacy++;
        if (commune == first_commune && !loading->targets.incomplete[FILE_UNIT_COMMUNES])
            report_error(loading->report, tables_place(loading, FILE_UNITS, unit, "unit_id"),
                         N_("\"%s\" has no commune in unit_communes.csv"), tables->units[unit].id);
        if (candidacy == first_candidacy && !loading->targets.incomplete[FILE_CANDIDACIES])
            report_error(loading->report, tables_place(loading, FILE_UNITS, unit, "unit_id"),
                         N_("\"%s\" has no candidate in candidacies.csv"), tables->units[unit].id);
    }
}

/* Law 85/2015/QH13 art. 36.3: councils of at most two levels, or the National Assembly and one council. */
static enum error_code check_candidates(const struct tables_loading *loading, const struct tables *tables,
                                        struct arena *scratch, struct error *err)
{
    uint8_t *levels = arena_array(scratch, tables->candidate_count, sizeof *levels);

    if (levels == NULL)
        return error_memory(err);
    for (size_t i = 0; i < tables->candidacy_count; i++) {
        const struct tables_candidacy *row = &tables->candidacies[i];
        if (i > 0 && memcmp(row, row - 1, sizeof *row) == 0)
            continue; /* reported as a double */
        uint8_t level = (uint8_t)(1 << tables->units[row->unit].level);
        bool third = __builtin_popcount(levels[row->candidate]) == 2;
        if (third || (levels[row->candidate] & level) != 0)
            report_error(
                loading->report, tables_place(loading, FILE_CANDIDACIES, i, "candidate_id"),
                N_("\"%s\" may stand in two units at most, of different levels (Law 85/2015/QH13, article "
                   "36.3)"),
                tables->candidates[row->candidate].id);
        else
            levels[row->candidate] |= level;
    }
    for (size_t i = 0; i < tables->candidate_count; i++) {
        if (levels[i] == 0 && !loading->targets.incomplete[FILE_CANDIDACIES])
            report_warning(loading->report, tables_place(loading, FILE_CANDIDATES, i, "candidate_id"),
                           N_("\"%s\" stands in no unit"), tables->candidates[i].id);
    }
    return OK;
}

enum error_code tables_check(const struct tables_loading *loading, const struct tables *tables,
                             struct arena *scratch, struct error *err)
{
    if (!loading->targets.incomplete[FILE_PARAMS] && check_window(loading, &tables->params))
        check_days(loading, tables);
    if (!loading->targets.incomplete[FILE_DAYS])
        check_block_dates(loading, tables);
    check_unit_communes(loading, tables);
    check_units_are_filled(loading, tables);
    TRY(tables_check_rules(loading, tables, scratch, err));
    TRY(tables_check_travels(loading, tables, scratch, err));
    TRY(tables_check_meetings(loading, tables, scratch, err));
    return check_candidates(loading, tables, scratch, err);
}
