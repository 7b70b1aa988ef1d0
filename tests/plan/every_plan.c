#include "every_plan.h"

#define PLANS_MAX 100000

static int64_t cheapest_of_all_m(struct plan_state *state, uint32_t placed_bits);

/* The cheapest plan in which this meeting comes next, wherever. */
static int64_t cheapest_with_m(struct plan_state *state, uint32_t meeting, uint32_t placed_bits)
{
    uint32_t unit = state->space->unit_of_meeting[meeting];
    struct plan_range options = state->space->units[unit].options;
    int64_t cheapest_m = INT64_MAX;

    for (uint32_t option = options.first; option < options.first + options.count; option++) {
        for (uint32_t slot = 0; slot < state->space->problem->slot_count; slot++) {
            struct plan_place place = {option, slot, plan_state_find_start(state, unit, option, slot)};
            if (place.start_min == PLAN_NO_START)
                continue;
            int64_t own_m = plan_state_cost_m(state, unit, place);
            plan_state_put(state, meeting, place);
            int64_t rest_m = cheapest_of_all_m(state, placed_bits | 1u << meeting);
            plan_state_remove(state, meeting);
            if (rest_m != INT64_MAX && own_m + rest_m < cheapest_m)
                cheapest_m = own_m + rest_m;
        }
    }
    return cheapest_m;
}

/* Any plan can be made by placing its meetings in order of time, each as early as the others let it. */
static int64_t cheapest_of_all_m(struct plan_state *state, uint32_t placed_bits)
{
    int64_t cheapest_m = INT64_MAX;

    if (placed_bits == (1u << state->space->meeting_count) - 1)
        return 0;
    for (uint32_t meeting = 0; meeting < state->space->meeting_count; meeting++) {
        if ((placed_bits >> meeting & 1) != 0)
            continue;
        int64_t with_m = cheapest_with_m(state, meeting, placed_bits);
        cheapest_m = with_m < cheapest_m ? with_m : cheapest_m;
    }
    return cheapest_m;
}

bool every_plan_can_be_tried(const struct plan_state *state)
{
    const struct plan_space *space = state->space;
    uint64_t plans = 1;

    for (uint32_t i = 0; i < space->meeting_count; i++) {
        uint32_t unit = space->unit_of_meeting[i];
        plans *= (uint64_t)space->units[unit].options.count * space->problem->slot_count * (i + 1);
        if (plans == 0 || plans > PLANS_MAX)
            return false;
    }
    return space->meeting_count > 1;
}

int64_t every_plan_cheapest_m(struct plan_state *state)
{
    return cheapest_of_all_m(state, 0);
}
