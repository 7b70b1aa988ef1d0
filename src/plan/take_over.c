#include "plan/take_over.h"

static uint32_t find_option(const struct plan_space *space, const struct plan_meeting *meeting)
{
    struct plan_range options = space->units[meeting->unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        if (space->options[i].venue == meeting->venue && space->options[i].mode == meeting->mode)
            return i;
    }
    return PLAN_NONE;
}

/* The slot is where the start lies; whether the end does, too, is for plan_state_fits. */
static struct plan_place find_place(const struct plan_space *space, const struct plan_meeting *meeting)
{
    const struct plan_problem *problem = space->problem;
    struct plan_place place = {PLAN_NONE, PLAN_NONE, meeting->start.minute};

    if (meeting->unit == PLAN_NONE || meeting->venue == PLAN_NONE || meeting->time_unreadable)
        return place;
    uint32_t day = plan_problem_find_day(problem, meeting->start.date);
    for (uint32_t session = 0; session < problem->count.sessions && day != PLAN_NONE; session++) {
        if (problem->sessions[session].start_min <= place.start_min &&
            place.start_min < problem->sessions[session].end_min)
            place.slot = day * problem->count.sessions + session;
    }
    if (place.slot != PLAN_NONE)
        place.option = find_option(space, meeting);
    return place;
}

static uint32_t find_unplaced(const struct plan_state *state, uint32_t unit)
{
    struct plan_range meetings = state->space->units[unit].meetings;
    uint32_t meeting = meetings.first;

    while (plan_state_is_placed(state, meeting))
        meeting++;
    return meeting;
}

size_t plan_take_over(struct plan_state *state, const struct plan *plan)
{
    size_t left_out = 0;

    for (size_t i = 0; i < plan->count; i++) {
        uint32_t unit = plan->meetings[i].unit;
        struct plan_place place = find_place(state->space, &plan->meetings[i]);
        if (place.option != PLAN_NONE && plan_state_fits(state, unit, place))
            plan_state_put(state, find_unplaced(state, unit), place);
        else
            left_out++;
    }
    return left_out;
}
