#include "plan/bound_holiday.h"

#include <stdlib.h>
#include <string.h>

/* Meetings of one kind that follow each other in a session. */
static int64_t in_a_row(int32_t length_min, int32_t meeting_min, int32_t between_min)
{
    return length_min < meeting_min ? 0 : (length_min + between_min) / (meeting_min + between_min);
}

static int32_t length_min(const struct plan_slot *slot)
{
    return slot->end_min - slot->start_min;
}

/* ---- one unit ---- */

static bool one_commune(const struct plan_space *space, uint32_t unit, uint32_t *out_commune)
{
    struct plan_range options = space->units[unit].options;

    for (uint32_t i = 1; i < options.count; i++) {
        if (space->options[options.first + i].commune != space->options[options.first].commune)
            return false;
    }
    if (options.count == 0)
        return false;
    *out_commune = space->options[options.first].commune;
    return true;
}

static void find_unit_slots(const struct plan_space *space, uint32_t unit, uint64_t *out)
{
    struct plan_range options = space->units[unit].options;
    uint32_t words = space->problem->slot_words;

    memset(out, 0, words * sizeof *out);
    for (uint32_t i = 0; i < options.count; i++) {
        const uint64_t *slots = plan_space_free_slots(space, options.first + i);
        for (uint32_t word = 0; word < words; word++)
            out[word] |= slots[word];
    }
}

struct bound_days plan_bound_days(const struct plan_space *space, uint32_t unit, uint64_t *slots)
{
    const struct plan_problem *problem = space->problem;
    struct bound_days days = {0};

    find_unit_slots(space, unit, slots);
    for (uint32_t day = 0; day < problem->count.days; day++) {
        int64_t that_day = 0;
        for (uint32_t session = 0; session < problem->count.sessions; session++) {
            uint32_t slot = day * problem->count.sessions + session;
            if (plan_slot_in(slots, slot))
                that_day += in_a_row(length_min(&space->slots[slot]), problem->units[unit].duration_min,
                                     problem->params.candidate_buffer_min);
        }
        days.one += that_day > 0;
        days.two += that_day > 1;
        days.working_one += that_day > 0 && !problem->days[day].holiday;
        days.working_two += that_day > 1 && !problem->days[day].holiday;
    }
    return days;
}

bool plan_bound_is_local(const struct plan_space *space, uint32_t unit)
{
    uint32_t commune;

    return one_commune(space, unit, &commune);
}

/* Meetings of the unit for which the working days have no room, even if it were alone. */
static int64_t unit_shortage(const struct plan_space *space, uint32_t unit, int64_t day_most,
                             const uint64_t *slots)
{
    const struct plan_problem *problem = space->problem;
    const struct plan_unit *wanted = &problem->units[unit];
    int64_t room = 0;

    for (uint32_t day = 0; day < problem->count.days; day++) {
        int64_t that_day = 0;
        for (uint32_t session = 0; session < problem->count.sessions; session++) {
            uint32_t slot = day * problem->count.sessions + session;
            if (plan_slot_in(slots, slot))
                that_day += in_a_row(length_min(&space->slots[slot]), wanted->duration_min,
                                     problem->params.candidate_buffer_min);
        }
        if (!problem->days[day].holiday)
            room += that_day < day_most ? that_day : day_most;
    }
    return wanted->needed > room ? wanted->needed - room : 0;
}

/* ---- one commune ---- */

/* Units that can meet in one commune only. */
struct local {
    int64_t needed;
    int64_t shortage; /* of the units, each alone */
    int32_t shortest_min;
};

static int64_t venues_free(const struct plan_problem *problem, uint32_t commune, uint32_t slot)
{
    struct plan_range venues = problem->venues_of_commune[commune];
    int64_t count = 0;

    for (uint32_t i = 0; i < venues.count; i++) {
        uint32_t venue = problem->venues_by_commune[venues.first + i];
        count += !plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_VENUE, venue), slot);
    }
    return count;
}

/* Meetings on working days that the commune's committee can chair, if all were as short as the shortest. */
static int64_t commune_room(const struct plan_space *space, uint32_t commune, int32_t meeting_min)
{
    const struct plan_problem *problem = space->problem;
    const uint64_t *blocked = plan_blocked_slots(problem, PLAN_BLOCK_COMMUNE, commune);
    int64_t room = 0;

    for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
        if (space->slots[slot].holiday || plan_slot_in(blocked, slot))
            continue;
        int64_t at_a_time = venues_free(problem, commune, slot);
        if (at_a_time > problem->communes[commune].chair_capacity)
            at_a_time = problem->communes[commune].chair_capacity;
        room += at_a_time *
                in_a_row(length_min(&space->slots[slot]), meeting_min, problem->params.changeover_min);
    }
    return room;
}

static void add_local(struct local *local, const struct plan_unit *unit, int64_t shortage)
{
    if (local->needed == 0 || unit->duration_min < local->shortest_min)
        local->shortest_min = unit->duration_min;
    local->needed += unit->needed;
    local->shortage += shortage;
}

enum error_code plan_bound_holiday(const struct plan_space *space, int64_t *out, struct error *err)
{
    const struct plan_problem *problem = space->problem;
    CLEANUP(arena_done) struct arena arena;
    int64_t holiday = 0;

    arena_init(&arena, (size_t)1 << 30);
    struct local *locals = arena_array(&arena, problem->count.communes, sizeof *locals);
    uint64_t *slots = arena_array(&arena, problem->slot_words, sizeof *slots);
    if (locals == NULL || slots == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < problem->count.units; i++) {
        uint32_t commune = 0;
        bool local = one_commune(space, i, &commune);
        find_unit_slots(space, i, slots);
        int64_t shortage = unit_shortage(space, i, local ? 1 : problem->params.candidate_max_per_day, slots);
        if (local)
            add_local(&locals[commune], &problem->units[i], shortage);
        else
            holiday += shortage;
    }
    for (uint32_t i = 0; i < problem->count.communes; i++) {
        if (locals[i].needed == 0)
            continue;
        int64_t over = locals[i].needed - commune_room(space, i, locals[i].shortest_min);
        holiday += over > locals[i].shortage ? over : locals[i].shortage;
    }
    *out = holiday;
    return OK;
}
