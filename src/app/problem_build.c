#include "app/problem_build.h"

#include "app/problem_meetings.h"
#include "app/tables_shape.h"

#include <stdlib.h>

#define ANY_WEEKDAY 127

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
        .notice_days = params->notice_days,
        .letters_from = params->letters_from.day != 0 ? params->letters_from : params->campaign_start.date,
        .online_conditions = params->online_conditions != 0,
        .hybrid_per_site = params->hybrid_per_site != 0,
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

static bool is_confirmed(const struct tables_online_condition *condition)
{
    return condition->technical && condition->network_safety && condition->cyber_security;
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
            .window = {area->campaign_start, area->campaign_end},
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
    for (size_t i = 0; i < tables->online_condition_count; i++)
        problem->venues[tables->online_conditions[i].venue].confirmed =
            is_confirmed(&tables->online_conditions[i]);
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
            .window = {unit->campaign_start, unit->campaign_end},
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

/* Whether a group is the area, or lies in it. */
static bool group_lies_in(const struct tables *tables, struct numbering numbering, uint32_t group,
                          uint32_t area)
{
    uint32_t index = (uint32_t)(numbering.first_group + group);

    return index == area || tables->areas[index].parent == area;
}

static uint32_t count_groups_in(const struct tables *tables, struct numbering numbering, uint32_t area)
{
    uint32_t groups = (uint32_t)(numbering.first_commune - numbering.first_group);
    uint32_t count = 0;

    for (uint32_t group = 0; group < groups; group++)
        count += group_lies_in(tables, numbering, group, area);
    return count;
}

/* ---- blocks ---- */

static bool is_wide(enum tables_block_kind kind)
{
    return kind == BLOCK_DISTRICT || kind == BLOCK_PROVINCE;
}

static void add_block(struct plan_problem *problem, enum plan_block_kind kind, uint32_t item,
                      const struct tables_block *block, uint32_t day)
{
    problem->blocks[problem->count.blocks++] = (struct plan_block){kind, item, day, block->sessions};
}

static void fill_blocks(struct plan_problem *problem, const struct tables *tables, struct numbering numbering)
{
    static const enum plan_block_kind kinds[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = PLAN_BLOCK_VENUE,         [BLOCK_COMMUNE] = PLAN_BLOCK_COMMUNE,
        [BLOCK_CANDIDATE] = PLAN_BLOCK_CANDIDATE, [BLOCK_UNIT] = PLAN_BLOCK_UNIT,
        [BLOCK_DISTRICT] = PLAN_BLOCK_GROUP,      [BLOCK_PROVINCE] = PLAN_BLOCK_GROUP,
    };

    problem->count.blocks = 0;
    for (size_t i = 0; i < tables->block_count; i++) {
        const struct tables_block *block = &tables->blocks[i];
        size_t first = block->kind == BLOCK_COMMUNE ? numbering.first_commune : 0;
        uint32_t day = find_day(tables, block->date);
        if (day == PLAN_NONE)
            continue;
        if (!is_wide(block->kind))
            add_block(problem, kinds[block->kind], (uint32_t)(block->owner - first), block, day);
        for (uint32_t group = 0; is_wide(block->kind) && group < problem->count.groups; group++) {
            if (group_lies_in(tables, numbering, group, block->owner))
                add_block(problem, PLAN_BLOCK_GROUP, group, block, day);
        }
        for (size_t k = 0; block->kind == BLOCK_UNIT && k < tables->joint_meeting_count; k++) {
            if (problem_joint_has(tables, k, block->owner))
                add_block(problem, PLAN_BLOCK_UNIT, (uint32_t)(tables->unit_count + k), block, day);
        }
    }
}

static uint32_t count_blocks(const struct tables *tables, struct numbering numbering)
{
    uint32_t count = 0;

    for (size_t i = 0; i < tables->block_count; i++) {
        const struct tables_block *block = &tables->blocks[i];
        count += is_wide(block->kind) ? count_groups_in(tables, numbering, block->owner) : 1;
        count += block->kind == BLOCK_UNIT ? problem_joints_of(tables, block->owner) : 0;
    }
    return count;
}

/* ---- wishes ---- */

static uint32_t sessions_of(const struct tables *tables, uint32_t letters)
{
    uint32_t sessions = 0;

    for (size_t i = 0; i < tables->session_count; i++) {
        if (letters == 0 || (letters >> (tables_session_letter(&tables->sessions[i]) - 'A') & 1) != 0)
            sessions |= 1u << i;
    }
    return sessions;
}

static struct plan_preference wish_of(const struct tables *tables, const struct tables_preference *row,
                                      uint32_t day)
{
    static const enum plan_wish wishes[WISH_COUNT] = {
        [WISH_FORBID] = PLAN_FORBID, [WISH_AVOID] = PLAN_AVOID, [WISH_PREFER] = PLAN_PREFER};

    return (struct plan_preference){
        .wish = wishes[row->wish],
        .day = day,
        .weekdays = row->weekdays != 0 ? row->weekdays : ANY_WEEKDAY,
        .sessions = sessions_of(tables, row->sessions),
        .price_m = row->price_m,
    };
}

static void add_wish(struct plan_problem *problem, struct plan_preference wish, enum plan_scope scope,
                     uint32_t item)
{
    wish.scope = scope;
    wish.item = item;
    problem->preferences[problem->count.preferences++] = wish;
}

/* A wish for a province with districts becomes one for each of them. */
static void fill_preferences(struct plan_problem *problem, const struct tables *tables,
                             struct numbering numbering)
{
    problem->count.preferences = 0;
    for (size_t i = 0; i < tables->preference_count; i++) {
        const struct tables_preference *row = &tables->preferences[i];
        uint32_t day = row->date.day != 0 ? find_day(tables, row->date) : PLAN_NONE;
        struct plan_preference wish = wish_of(tables, row, day);
        if (row->date.day != 0 && day == PLAN_NONE)
            continue;
        switch (row->scope) {
        case SCOPE_LEVEL:
            add_wish(problem, wish, PLAN_SCOPE_LEVEL, level_of((enum tables_unit_level)row->item));
            break;
        case SCOPE_UNIT:
            add_wish(problem, wish, PLAN_SCOPE_UNIT, row->item);
            for (size_t k = 0; k < tables->joint_meeting_count; k++) {
                if (problem_joint_has(tables, k, row->item))
                    add_wish(problem, wish, PLAN_SCOPE_UNIT, (uint32_t)(tables->unit_count + k));
            }
            break;
        case SCOPE_COMMUNE:
            add_wish(problem, wish, PLAN_SCOPE_COMMUNE, (uint32_t)(row->item - numbering.first_commune));
            break;
        case SCOPE_PROVINCE:
        case SCOPE_DISTRICT:
            for (uint32_t group = 0; group < problem->count.groups; group++) {
                if (group_lies_in(tables, numbering, group, row->item))
                    add_wish(problem, wish, PLAN_SCOPE_GROUP, group);
            }
            break;
        default: add_wish(problem, wish, PLAN_SCOPE_ALL, 0); break;
        }
    }
}

static uint32_t count_preferences(const struct tables *tables, struct numbering numbering)
{
    uint32_t count = 0;

    for (size_t i = 0; i < tables->preference_count; i++) {
        const struct tables_preference *row = &tables->preferences[i];
        bool wide = row->scope == SCOPE_PROVINCE || row->scope == SCOPE_DISTRICT;
        count += wide ? count_groups_in(tables, numbering, row->item) : 1;
        count += row->scope == SCOPE_UNIT ? problem_joints_of(tables, row->item) : 0;
    }
    return count;
}

/* ---- journeys, numbers, severities ---- */

static void fill_travels(struct plan_problem *problem, const struct tables *tables,
                         struct numbering numbering)
{
    uint32_t count = 0;

    for (size_t i = 0; i < tables->travel_count; i++) {
        const struct tables_travel *row = &tables->travels[i];
        bool communes = row->kind == BLOCK_COMMUNE;
        size_t first = communes ? numbering.first_commune : 0;
        struct plan_travel travel = {communes, (uint32_t)(row->from - first), (uint32_t)(row->to - first),
                                     row->minutes};
        problem->travels[count++] = travel;
        if (row->both_ways)
            problem->travels[count++] = (struct plan_travel){communes, travel.to, travel.from, row->minutes};
    }
    problem->count.travels = count;
}

static void fill_minimums(struct plan_problem *problem, const struct tables *tables)
{
    for (size_t i = 0; i < tables->minimum_count; i++) {
        for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
            if (tables->units[unit].level != tables->minimums[i].level)
                continue;
            problem->units[unit].minimum = tables->minimums[i].meetings;
            problem->units[unit].minimum_document = tables->minimums[i].document;
        }
    }
    for (size_t i = 0; i < tables->waiver_count; i++) {
        problem->units[tables->waivers[i].unit].minimum = tables->waivers[i].meetings;
        problem->units[tables->waivers[i].unit].minimum_document = tables->waivers[i].document;
    }
}

static void fill_rules(struct plan_problem *problem, const struct tables *tables)
{
    for (size_t i = 0; i < tables->rule_count; i++) {
        const struct tables_rule *row = &tables->rules[i];
        problem->rule_settings[row->rule] =
            (struct plan_rule_setting){true, row->severity, row->reason, row->document};
    }
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
        .units = (uint32_t)(tables->unit_count + tables->joint_meeting_count),
        .unit_communes = (uint32_t)(tables->unit_commune_count + tables->joint_meeting_count),
        .candidacies = (uint32_t)tables->candidacy_count + problem_count_joint_candidacies(tables),
        .blocks = count_blocks(tables, numbering),
        .preferences = count_preferences(tables, numbering),
        .travels = (uint32_t)tables->travel_count * 2,
        .sites = (uint32_t)tables->connected_site_count,
        .joints = (uint32_t)tables->joint_meeting_count * 2,
    };
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;

    TRY(plan_problem_new(&sizes, &problem, err));
    fill_calendar(problem, tables);
    fill_places(problem, tables, numbering);
    fill_units(problem, tables, numbering);
    fill_blocks(problem, tables, numbering);
    fill_preferences(problem, tables, numbering);
    fill_travels(problem, tables, numbering);
    fill_minimums(problem, tables);
    fill_rules(problem, tables);
    problem_fill_meetings(tables, numbering.first_commune, problem);
    TRY(plan_problem_prepare(problem, err));
    TRY(plan_problem_check_joints(problem, err));
    *out = problem;
    problem = NULL;
    return OK;
}
