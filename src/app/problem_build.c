#include "app/problem_build.h"

#include <stdlib.h>

/* Where the areas that become groups and communes begin. */
struct numbering {
    size_t first_group;
    size_t first_commune;
};

static size_t first_of(const struct tables *tables, enum tables_area_level level)
{
    size_t i = 0;

    while (i < tables->area_count && tables->areas[i].level < level)
        i++;
    return i;
}

static struct numbering number_areas(const struct tables *tables)
{
    struct numbering numbering = {first_of(tables, AREA_DISTRICT), first_of(tables, AREA_COMMUNE)};

    if (numbering.first_group == numbering.first_commune)
        numbering.first_group = 0; /* no districts: the provinces */
    return numbering;
}

static struct plan_params params_of(const struct tables_params *params)
{
    return (struct plan_params){
        .campaign_start = params->campaign_start,
        .campaign_end = params->campaign_end,
        .changeover_min = params->changeover_min,
        .speed_m_per_min = params->speed_m_per_min,
        .candidate_buffer_min = params->candidate_buffer_min,
        .candidate_max_per_day = params->candidate_max_per_day,
        .w_holiday_m = params->w_holiday_m,
        .w_travel_per_m = params->w_travel_per_m,
        .w_imbalance_m = params->w_imbalance_m,
        .w_online_m = params->w_online_m,
    };
}

static void fill_calendar(struct plan_problem *problem, const struct tables *tables)
{
    problem->params = params_of(&tables->params);
    for (size_t i = 0; i < tables->session_count; i++)
        problem->sessions[i] = (struct plan_session){
            tables->sessions[i].name, tables->sessions[i].start_minute, tables->sessions[i].end_minute};
    for (size_t i = 0; i < tables->day_count; i++)
        problem->days[i] = (struct plan_day){tables->days[i].date, tables->days[i].holiday};
}

static void fill_places(struct plan_problem *problem, const struct tables *tables, struct numbering numbering)
{
    for (size_t i = 0; i < problem->count.groups; i++) {
        const struct tables_area *area = &tables->areas[numbering.first_group + i];
        problem->groups[i] = (struct plan_group){area->id, area->daily_target};
    }
    for (size_t i = 0; i < problem->count.communes; i++) {
        const struct tables_area *area = &tables->areas[numbering.first_commune + i];
        problem->communes[i] = (struct plan_commune){
            .code = area->id,
            .group = (uint32_t)(area->parent - numbering.first_group),
            .chair_capacity = area->chair_capacity,
        };
    }
    for (size_t i = 0; i < tables->venue_count; i++) {
        const struct tables_venue *venue = &tables->venues[i];
        problem->venues[i] = (struct plan_venue){
            .code = venue->id,
            .commune = (uint32_t)(venue->commune - numbering.first_commune),
            .x_m = venue->x_m,
            .y_m = venue->y_m,
            .capacity = venue->capacity,
            .online = venue->online,
        };
    }
}

static enum plan_level level_of(enum tables_unit_level level)
{
    static const enum plan_level levels[UNIT_LEVEL_COUNT] = {
        [UNIT_NA] = PLAN_NATIONAL_ASSEMBLY,
        [UNIT_PROVINCE] = PLAN_PROVINCE,
        [UNIT_DISTRICT] = PLAN_DISTRICT,
        [UNIT_COMMUNE] = PLAN_COMMUNE,
    };

    return levels[level];
}

static void fill_units(struct plan_problem *problem, const struct tables *tables, struct numbering numbering)
{
    for (size_t i = 0; i < tables->candidate_count; i++) {
        const struct tables_candidate *candidate = &tables->candidates[i];
        problem->candidates[i] =
            (struct plan_candidate){candidate->id, candidate->home_x_m, candidate->home_y_m};
    }
    for (size_t i = 0; i < tables->unit_count; i++) {
        const struct tables_unit *unit = &tables->units[i];
        problem->units[i] = (struct plan_unit){
            .code = unit->id,
            .level = level_of(unit->level),
            .needed = unit->needed,
            .duration_min = unit->duration_min,
            .attendance = unit->attendance,
            .max_online = unit->max_online,
        };
    }
    for (size_t i = 0; i < tables->unit_commune_count; i++)
        problem->unit_communes[i] =
            (struct plan_member){tables->unit_communes[i].unit,
                                 (uint32_t)(tables->unit_communes[i].commune - numbering.first_commune)};
    for (size_t i = 0; i < tables->candidacy_count; i++)
        problem->candidacies[i] =
            (struct plan_member){tables->candidacies[i].unit, tables->candidacies[i].candidate};
}

static int compare_dates(const void *key, const void *day)
{
    return ((const struct civil_date *)key)->day - ((const struct tables_day *)day)->date.day;
}

static uint32_t find_day(const struct tables *tables, struct civil_date date)
{
    const struct tables_day *found =
        bsearch(&date, tables->days, tables->day_count, sizeof *tables->days, compare_dates);

    return found != NULL ? (uint32_t)(found - tables->days) : PLAN_NONE;
}

static void fill_blocks(struct plan_problem *problem, const struct tables *tables, struct numbering numbering)
{
    static const enum plan_block_kind kinds[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = PLAN_BLOCK_VENUE,
        [BLOCK_COMMUNE] = PLAN_BLOCK_COMMUNE,
        [BLOCK_CANDIDATE] = PLAN_BLOCK_CANDIDATE,
    };
    uint32_t count = 0;

    for (size_t i = 0; i < tables->block_count; i++) {
        const struct tables_block *block = &tables->blocks[i];
        size_t first = block->kind == BLOCK_COMMUNE ? numbering.first_commune : 0;
        uint32_t day = find_day(tables, block->date);
        if (day != PLAN_NONE)
            problem->blocks[count++] = (struct plan_block){
                kinds[block->kind], (uint32_t)(block->owner - first), day, block->sessions};
    }
    problem->count.blocks = count;
}

enum error_code problem_build(const struct tables *tables, struct plan_problem **out, struct error *err)
{
    struct numbering numbering = number_areas(tables);
    struct plan_sizes sizes = {
        .sessions = (uint32_t)tables->session_count,
        .days = (uint32_t)tables->day_count,
        .groups = (uint32_t)(numbering.first_commune - numbering.first_group),
        .communes = (uint32_t)(tables->area_count - numbering.first_commune),
        .venues = (uint32_t)tables->venue_count,
        .candidates = (uint32_t)tables->candidate_count,
        .units = (uint32_t)tables->unit_count,
        .unit_communes = (uint32_t)tables->unit_commune_count,
        .candidacies = (uint32_t)tables->candidacy_count,
        .blocks = (uint32_t)tables->block_count,
    };
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;

    TRY(plan_problem_new(&sizes, &problem, err));
    fill_calendar(problem, tables);
    fill_places(problem, tables, numbering);
    fill_units(problem, tables, numbering);
    fill_blocks(problem, tables, numbering);
    TRY(plan_problem_prepare(problem, err));
    *out = problem;
    problem = NULL;
    return OK;
}
