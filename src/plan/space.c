#include "plan/space.h"

#include "plan/space_parts.h"

#include <assert.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)2 << 30)

/* ---- slots ---- */

static struct plan_slot make_slot(const struct plan_problem *problem, uint32_t slot)
{
    const struct plan_params *params = &problem->params;
    const struct plan_day *day = &problem->days[slot / problem->count.sessions];
    const struct plan_session *session = &problem->sessions[slot % problem->count.sessions];
    struct plan_slot made = {.day = slot / problem->count.sessions,
                             .midnight_min = day->date.day * PLAN_DAY_MINUTES,
                             .start_min = session->start_min,
                             .end_min = session->end_min,
                             .holiday = day->holiday};

    if (day->date.day == params->campaign_start.date.day && made.start_min < params->campaign_start.minute)
        made.start_min = params->campaign_start.minute;
    if (day->date.day == params->campaign_end.date.day && made.end_min > params->campaign_end.minute)
        made.end_min = params->campaign_end.minute;
    if (day->date.day < params->campaign_start.date.day || day->date.day > params->campaign_end.date.day)
        made.end_min = made.start_min; /* no meeting fits */
    return made;
}

static bool make_slots(struct plan_space *space)
{
    const struct plan_problem *problem = space->problem;

    space->slots = arena_array(&space->memory, problem->slot_count, sizeof *space->slots);
    if (space->slots == NULL)
        return false;
    for (uint32_t slot = 0; slot < problem->slot_count; slot++)
        space->slots[slot] = make_slot(problem, slot);
    return true;
}

/* ---- groups and meetings ---- */

static uint32_t place_of_group(const struct plan_space *space, const struct plan_unit_space *unit,
                               uint32_t group)
{
    for (uint32_t i = 0; i < unit->groups.count; i++) {
        if (space->groups_of_units[unit->groups.first + i] == group)
            return i;
    }
    return PLAN_NONE;
}

/* What the unit holds jointly counts in its communes and groups from the outset. */
static void count_joint(struct plan_space *space, uint32_t unit_index)
{
    const struct plan_problem *problem = space->problem;
    const struct plan_unit *unit = &problem->units[unit_index];
    struct plan_unit_space *room = &space->units[unit_index];

    for (uint32_t i = unit->joints.first; i < unit->joints.first + unit->joints.count; i++) {
        const struct plan_joint *row = &problem->joints[i];
        uint32_t group = place_of_group(space, room, problem->communes[row->commune].group);
        uint32_t commune = 0;
        while (problem->communes_of_units[unit->communes.first + commune] != row->commune)
            commune++;
        space->joint_in_commune[unit->communes.first + commune] += (uint16_t)row->meetings;
        space->joint_in_group[room->groups.first + group] += (uint16_t)row->meetings;
    }
    room->quota_own = room->quota_min;
    for (uint32_t i = 0; i < room->groups.count; i++) {
        int32_t own = room->quota_min - space->joint_in_group[room->groups.first + i];
        room->quota_own = own < room->quota_own ? own : room->quota_own;
    }
    room->quota_own = room->quota_own > 0 ? room->quota_own : 0;
}

static void list_groups(struct plan_space *space, uint32_t unit_index)
{
    const struct plan_problem *problem = space->problem;
    const struct plan_unit *unit = &problem->units[unit_index];
    struct plan_unit_space *room = &space->units[unit_index];

    assert(unit->communes.count > 0);          /* plan_problem_prepare refuses a unit without */
    room->groups.first = unit->communes.first; /* no more groups than communes */
    for (uint32_t i = 0; i < unit->communes.count; i++) {
        uint32_t commune = problem->communes_of_units[unit->communes.first + i];
        uint32_t group = problem->communes[commune].group;
        if (place_of_group(space, room, group) == PLAN_NONE)
            space->groups_of_units[room->groups.first + room->groups.count++] = group;
    }
    int32_t all = unit->needed + unit->held_jointly;
    room->spread_max = (all + (int32_t)unit->communes.count - 1) / (int32_t)unit->communes.count;
    room->quota_min = room->groups.count > 1 ? all / (int32_t)room->groups.count : 0;
    count_joint(space, unit_index);
}

static bool number_meetings(struct plan_space *space)
{
    const struct plan_problem *problem = space->problem;

    space->groups_of_units =
        arena_array(&space->memory, problem->count.unit_communes, sizeof *space->groups_of_units);
    space->joint_in_commune =
        arena_array(&space->memory, problem->count.unit_communes, sizeof *space->joint_in_commune);
    space->joint_in_group =
        arena_array(&space->memory, problem->count.unit_communes, sizeof *space->joint_in_group);
    if (space->groups_of_units == NULL || space->joint_in_commune == NULL || space->joint_in_group == NULL)
        return false;
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        list_groups(space, unit);
        space->units[unit].meetings =
            (struct plan_range){space->meeting_count, (uint32_t)problem->units[unit].needed};
        space->meeting_count += (uint32_t)problem->units[unit].needed;
    }
    space->unit_of_meeting =
        arena_array(&space->memory, space->meeting_count, sizeof *space->unit_of_meeting);
    if (space->unit_of_meeting == NULL)
        return false;
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        struct plan_range meetings = space->units[unit].meetings;
        for (uint32_t i = 0; i < meetings.count; i++)
            space->unit_of_meeting[meetings.first + i] = unit;
    }
    return true;
}

/* ---- the whole ---- */

enum error_code plan_space_new(const struct plan_problem *problem, struct plan_space **out, struct error *err)
{
    CLEANUP(plan_space_free_ptr) struct plan_space *space = calloc(1, sizeof *space);

    if (space == NULL)
        return error_memory(err);
    arena_init(&space->memory, MEMORY_MAX_BYTES);
    space->problem = problem;
    space->units = arena_array(&space->memory, problem->count.units, sizeof *space->units);
    if (space->units == NULL || !make_slots(space) || !number_meetings(space) || !plan_space_seat(space) ||
        !plan_space_list_options(space))
        return error_memory(err);
    *out = space;
    space = NULL;
    return OK;
}

void plan_space_free(struct plan_space *space)
{
    if (space == NULL)
        return;
    arena_done(&space->memory);
    free(space);
}
