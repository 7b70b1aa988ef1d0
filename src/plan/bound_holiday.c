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

/* Meetings that can be held in this commune only. */
struct local {
    int64_t needed;
    int64_t shortage; /* of units that meet nowhere else, each alone */
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

static void add_local(struct local *local, const struct plan_unit *unit, int64_t needed, int64_t shortage)
{
    if (local->needed == 0 || unit->duration_min < local->shortest_min)
        local->shortest_min = unit->duration_min;
    local->needed += needed;
    local->shortage += shortage;
}

/* Whether the unit alone finds working days for its meetings, however many of them share a day: then no other part of the
 * bound counts one of them as a holiday meeting. */
static bool has_days(const struct plan_space *space, uint32_t unit, uint64_t *slots)
{
    struct bound_days days = plan_bound_days(space, unit, slots);
    int64_t needed = space->problem->units[unit].needed;

    return days.working_one >= needed && days.working_two >= needed / 2;
}

/* What a unit of several communes must hold in each, since the others may not take it all. */
static void add_forced(const struct plan_space *space, uint32_t unit, uint32_t *counted_for,
                       struct local *locals)
{
    const struct plan_unit *wanted = &space->problem->units[unit];
    struct plan_range options = space->units[unit].options;
    int64_t forced = (int64_t)wanted->needed - wanted->max_online + space->units[unit].spread_max;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        const struct plan_option *option = &space->options[i];
        if (option->mode == PLAN_DIRECT && counted_for[option->commune] != unit) {
            counted_for[option->commune] = unit;
            forced -= space->units[unit].spread_max;
        }
    }
    for (uint32_t i = options.first; forced > 0 && i < options.first + options.count; i++) {
        const struct plan_option *option = &space->options[i];
        if (option->mode == PLAN_DIRECT && counted_for[option->commune] == unit) {
            counted_for[option->commune] = PLAN_NONE;
            add_local(&locals[option->commune], wanted, forced, 0);
        }
    }
}

struct holiday_count {
    int64_t holiday; /* of units with a choice of communes */
    struct local *locals;
    uint32_t *counted_for; /* by commune: the unit that was last seen there */
    uint64_t *slots;
};

static void add_unit(const struct plan_space *space, uint32_t unit, struct holiday_count *count)
{
    uint32_t commune = 0;
    bool local = one_commune(space, unit, &commune);
    int32_t day_most = local ? 1 : space->problem->params.candidate_max_per_day;

    find_unit_slots(space, unit, count->slots);
    int64_t shortage = unit_shortage(space, unit, day_most, count->slots);
    if (local) {
        add_local(&count->locals[commune], &space->problem->units[unit], space->problem->units[unit].needed,
                  shortage);
        return;
    }
    count->holiday += shortage;
    if (shortage == 0 && space->problem->units[unit].held_jointly == 0 && has_days(space, unit, count->slots))
        add_forced(space, unit, count->counted_for, count->locals);
}

enum error_code plan_bound_holiday(const struct plan_space *space, int64_t *out, struct error *err)
{
    const struct plan_problem *problem = space->problem;
    CLEANUP(arena_done) struct arena arena;
    struct holiday_count count = {.holiday = 0};

    arena_init(&arena, (size_t)1 << 30);
    count.locals = arena_array(&arena, problem->count.communes, sizeof *count.locals);
    count.counted_for = arena_array(&arena, problem->count.communes, sizeof *count.counted_for);
    count.slots = arena_array(&arena, problem->slot_words, sizeof *count.slots);
    if (count.locals == NULL || count.counted_for == NULL || count.slots == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < problem->count.communes; i++)
        count.counted_for[i] = PLAN_NONE;
    for (uint32_t i = 0; i < problem->count.units; i++)
        add_unit(space, i, &count);
    for (uint32_t i = 0; i < problem->count.communes; i++) {
        const struct local *local = &count.locals[i];
        if (local->needed == 0)
            continue;
        int64_t over = local->needed - commune_room(space, i, local->shortest_min);
        count.holiday += over > local->shortage ? over : local->shortage;
    }
    *out = count.holiday;
    return OK;
}
