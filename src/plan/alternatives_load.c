/* A plan into a state. */
#include "plan/alternatives.h"

static uint32_t find_option(const struct plan_space *space, const struct plan_meeting *meeting)
{
    struct plan_range options = space->units[meeting->unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        if (space->options[i].venue == meeting->venue && space->options[i].mode == meeting->mode)
            return i;
    }
    return PLAN_NONE;
}

/* The slot in which the meeting lies as a whole, or PLAN_NONE. */
static uint32_t find_slot(const struct plan_space *space, const struct plan_meeting *meeting, uint32_t option)
{
    const struct plan_problem *problem = space->problem;
    uint32_t day = plan_problem_find_day(problem, meeting->start.date);
    uint32_t sessions = problem->count.sessions;

    for (uint32_t slot = day * sessions; day != PLAN_NONE && slot < (day + 1) * sessions; slot++) {
        if (plan_space_opens(space, option, slot) <= meeting->start.minute &&
            meeting->start.minute + problem->units[meeting->unit].duration_min <=
                plan_space_closes(space, option, slot))
            return slot;
    }
    return PLAN_NONE;
}

static uint32_t count_on_day(const struct plan_state *state, uint32_t unit, uint32_t day)
{
    struct plan_range meetings = state->space->units[unit].meetings;
    uint32_t count = 0;

    for (uint32_t meeting = plan_state_on_day(state, meetings, day, meetings.first); meeting != PLAN_NONE;
         meeting = plan_state_on_day(state, meetings, day, meeting + 1))
        count++;
    return count;
}

/* Whether somebody of the unit has all the meetings that a day may hold; a state has no room for more. */
static bool is_day_full(const struct plan_state *state, uint32_t unit, uint32_t day)
{
    const struct plan_space *space = state->space;
    struct plan_range parties = space->units[unit].parties;

    for (uint32_t i = 0; i < parties.count; i++) {
        const struct plan_party *party = &space->parties[space->parties_of_units[parties.first + i]];
        uint32_t count = 0;
        for (uint32_t k = 0; k < party->seats.count; k++)
            count += count_on_day(state, space->seats[party->seats.first + k].unit, day);
        if (count >= (uint32_t)space->problem->params.candidate_max_per_day)
            return true;
    }
    return false;
}

static bool find_place(const struct plan_state *state, const struct plan_meeting *meeting,
                       struct plan_place *out)
{
    const struct plan_space *space = state->space;
    if (meeting->unit == PLAN_NONE || meeting->venue == PLAN_NONE || meeting->mode >= PLAN_MODE_UNKNOWN ||
        meeting->time_unreadable ||
        state->placed_of[meeting->unit] >= space->problem->units[meeting->unit].needed)
        return false;
    out->option = find_option(space, meeting);
    if (out->option == PLAN_NONE)
        return false;
    out->slot = find_slot(space, meeting, out->option);
    if (out->slot == PLAN_NONE || !plan_slot_in(plan_space_free_slots(space, out->option), out->slot))
        return false;
    out->start_min = meeting->start.minute;
    return !is_day_full(state, meeting->unit, space->slots[out->slot].day);
}

void plan_state_load(struct plan_state *state, const struct plan *plan, uint32_t *out_numbers)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_meeting *meeting = &plan->meetings[i];
        struct plan_place place;
        out_numbers[i] = PLAN_NONE;
        if (!find_place(state, meeting, &place))
            continue;
        /* Those before it were put in this order, none removed. */
        out_numbers[i] = state->space->units[meeting->unit].meetings.first + state->placed_of[meeting->unit];
        plan_state_put(state, out_numbers[i], place);
    }
}
