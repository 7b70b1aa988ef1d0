/* What the law and the staff add to the tables: windows, notice, numbers, wishes, severities, halls. */
#include "app/tables_check.h"
#include "plan/problem.h"

#include <stdlib.h>

/* ---- windows and notice ---- */

static bool is_given(struct civil_time time)
{
    return time.date.day != 0;
}

static void check_window(const struct tables_loading *loading, const struct tables_params *params,
                         enum tables_file file, size_t item, const struct plan_window *given)
{
    struct civil_time start = given->start;
    struct civil_time end = given->end;
    struct civil_time from = is_given(start) ? start : params->campaign_start;
    struct civil_time until = is_given(end) ? end : params->campaign_end;
    const char *key = is_given(end) ? "campaign_end" : "campaign_start";

    if (!is_given(start) && !is_given(end))
        return;
    if (civil_time_compare(until, from) <= 0 || civil_time_compare(until, params->campaign_start) <= 0 ||
        civil_time_compare(from, params->campaign_end) >= 0)
        report_error(loading->report, tables_place(loading, file, item, key),
                     N_("leaves no time for a meeting within the campaign, which params.csv gives"));
}

static void check_windows(const struct tables_loading *loading, const struct tables *tables)
{
    const struct tables_slice *communes = &loading->targets.slices[FILE_COMMUNES];
    const struct tables_area *area = (const void *)communes->items;

    for (size_t i = 0; i < communes->count; i++)
        check_window(loading, &tables->params, FILE_COMMUNES, i,
                     &(struct plan_window){area[i].campaign_start, area[i].campaign_end});
    for (size_t i = 0; i < tables->unit_count; i++)
        check_window(loading, &tables->params, FILE_UNITS, i,
                     &(struct plan_window){tables->units[i].campaign_start, tables->units[i].campaign_end});
}

static void check_notice(const struct tables_loading *loading, const struct tables_params *params)
{
    struct civil_date leave =
        params->letters_from.day != 0 ? params->letters_from : params->campaign_start.date;
    struct civil_date first = civil_date_add_days(leave, params->notice_days);
    char text[CIVIL_DATE_CHARS];

    if (params->notice_days == 0)
        return;
    civil_date_format(first, text);
    if (first.day > params->campaign_end.date.day)
        report_error(loading->report, tables_place_of_param(loading, "notice_days"),
                     N_("leaves no day for a meeting: the first would be on %s, after the campaign"), text);
    if (params->notice_document[0] == '\0')
        report_warning(loading->report, tables_place_of_param(loading, "notice_days"),
                       N_("should name its document in the key notice_document"));
}

/* ---- numbers of meetings ---- */

static int compare_waivers(const void *a, const void *b)
{
    const struct tables_waiver *left = a;
    const struct tables_waiver *right = b;

    return (left->unit > right->unit) - (left->unit < right->unit);
}

/* What is asked of a unit, by its waiver or by its level; 0: nothing. */
static int32_t minimum_of(const struct tables *tables, uint32_t unit)
{
    const struct tables_waiver key = {.unit = unit};
    const struct tables_waiver *waiver =
        bsearch(&key, tables->waivers, tables->waiver_count, sizeof *tables->waivers, compare_waivers);

    if (waiver != NULL)
        return waiver->meetings;
    for (size_t i = 0; i < tables->minimum_count; i++) {
        if (tables->minimums[i].level == tables->units[unit].level)
            return tables->minimums[i].meetings;
    }
    return 0;
}

static void check_minimums(const struct tables_loading *loading, const struct tables *tables)
{
    for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
        int32_t minimum = minimum_of(tables, unit);
        if (tables->units[unit].needed < minimum &&
            (tables->params.hybrid_per_site == 0 || tables->connected_site_count == 0))
            report_warning(
                loading->report, tables_place(loading, FILE_UNITS, unit, "needed"),
                N_("is less than the %d meetings that are asked for; a waiver stands in waivers.csv"),
                minimum);
    }
}

/* ---- wishes and severities ---- */

static int compare_dates(const void *key, const void *day)
{
    return ((const struct civil_date *)key)->day - ((const struct tables_day *)day)->date.day;
}

static void check_preferences(const struct tables_loading *loading, const struct tables *tables)
{
    for (size_t i = 0; i < tables->preference_count; i++) {
        const struct tables_preference *row = &tables->preferences[i];
        if (row->wish == WISH_FORBID && row->price_m != 0)
            report_error(loading->report, tables_place(loading, FILE_PREFERENCES, i, "price_m"),
                         N_("must be empty where meetings are forbidden"));
        if (row->wish != WISH_FORBID && row->price_m == 0)
            report_error(loading->report, tables_place(loading, FILE_PREFERENCES, i, "price_m"),
                         N_("must say what the wish is worth, in metres of a candidate's way"));
        if (row->date.day != 0 && !loading->targets.incomplete[FILE_DAYS] &&
            bsearch(&row->date, tables->days, tables->day_count, sizeof *tables->days, compare_dates) == NULL)
            report_warning(loading->report, tables_place(loading, FILE_PREFERENCES, i, "date"),
                           N_("is no day of days.csv, so this row changes nothing"));
    }
}

static void check_rules(const struct tables_loading *loading, const struct tables *tables)
{
    for (size_t i = 0; i < tables->rule_count; i++) {
        const struct tables_rule *row = &tables->rules[i];
        const struct plan_rule_info *info = plan_rule_info(row->rule);
        struct report_place place = tables_place(loading, FILE_RULES, i, "severity");
        switch (plan_rule_may_be_set(row->rule, row->severity)) {
        case PLAN_MAY_BE_SET: break;
        case PLAN_RULE_OF_LAW:
            report_error(loading->report, place,
                         N_("%s is a rule of law (%s) and cannot be lowered; take this row out"), info->code,
                         info->citation);
            break;
        case PLAN_RULE_OF_READING:
            report_error(loading->report, place,
                         N_("%s cannot be lowered: a plan that breaks it cannot be read; take this row out"),
                         info->code);
            break;
        }
    }
}

/* ---- halls ---- */

#define NO_HALL (-1)

/* Of all sites with which meetings at the venue may be connected. */
static int32_t connected_seats(const struct tables *tables, uint32_t venue)
{
    int64_t seats = 0;

    for (size_t i = 0; i < tables->connected_site_count; i++) {
        const struct tables_connected_site *row = &tables->connected_sites[i];
        if (row->venue == venue)
            seats += row->capacity > 0 ? row->capacity : tables->venues[row->site].capacity;
    }
    return seats < INT32_MAX / 2 ? (int32_t)seats : INT32_MAX / 2;
}

static int32_t largest_hall(const struct tables *tables, const int32_t *halls, uint32_t unit, size_t *row)
{
    int32_t largest = NO_HALL;

    for (; *row < tables->unit_commune_count && tables->unit_communes[*row].unit == unit; ++*row) {
        int32_t hall = halls[tables->unit_communes[*row].commune];
        largest = hall > largest ? hall : largest;
    }
    return largest;
}

/* A unit that meets online only needs no hall of its own. */
static void check_halls(const struct tables_loading *loading, const struct tables *tables, int32_t *halls)
{
    size_t row = 0;

    for (size_t i = 0; i < tables->area_count; i++)
        halls[i] = NO_HALL;
    for (size_t i = 0; i < tables->venue_count; i++) {
        int32_t *hall = &halls[tables->venues[i].commune];
        int32_t seats = tables->venues[i].capacity + connected_seats(tables, (uint32_t)i);
        *hall = seats > *hall ? seats : *hall;
    }
    for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
        const struct tables_unit *item = &tables->units[unit];
        size_t first = row;
        int32_t largest = largest_hall(tables, halls, unit, &row);
        if (row == first || item->max_online >= item->needed)
            continue;
        if (largest == NO_HALL)
            report_warning(loading->report, tables_place(loading, FILE_UNITS, unit, "unit_id"),
                           N_("\"%s\" has no venue in its communes and cannot meet; add one to venues.csv"),
                           item->id);
        else if (item->attendance > largest)
            report_warning(loading->report, tables_place(loading, FILE_UNITS, unit, "attendance"),
                           N_("is more than the largest hall of the unit's communes seats (%d), so \"%s\" "
                              "cannot meet; expect fewer at each of more meetings, or add a hall"),
                           largest, item->id);
    }
}

enum error_code tables_check_rules(const struct tables_loading *loading, const struct tables *tables,
                                   struct arena *scratch, struct error *err)
{
    int32_t *halls = arena_array(scratch, tables->area_count, sizeof *halls);

    if (halls == NULL)
        return error_memory(err);
    if (!loading->targets.incomplete[FILE_PARAMS]) {
        check_windows(loading, tables);
        check_notice(loading, &tables->params);
    }
    if (!loading->targets.incomplete[FILE_VENUES] && !loading->targets.incomplete[FILE_UNIT_COMMUNES])
        check_halls(loading, tables, halls);
    check_minimums(loading, tables);
    check_preferences(loading, tables);
    check_rules(loading, tables);
    return OK;
}
