#include "plan/step.h"

#include <assert.h>

void step_begin(struct step *step, struct plan_state *state)
{
    step->state = state;
    step->change_m = 0;
    step->count = 0;
}

void step_lift(struct step *step, uint32_t meeting)
{
    struct step_item *item = &step->items[step->count++];

    assert(step->count <= BEST_CHANGES_MAX);
    item->meeting = meeting;
    item->before = step->state->at[meeting];
    plan_state_remove(step->state, meeting);
    step->change_m -=
        plan_state_cost_m(step->state, step->state->space->unit_of_meeting[meeting], item->before);
}

bool step_drop(struct step *step, uint32_t meeting, uint32_t option, uint32_t slot)
{
    uint32_t unit = step->state->space->unit_of_meeting[meeting];
    struct plan_place place = {option, slot, plan_state_find_start(step->state, unit, option, slot)};

    if (place.start_min == PLAN_NO_START)
        return false;
    step->change_m += plan_state_cost_m(step->state, unit, place);
    plan_state_put(step->state, meeting, place);
    return true;
}

void step_keep(const struct step *step, struct best *best)
{
    for (uint32_t i = 0; i < step->count; i++)
        best_note(best, step->items[i].meeting, step->items[i].before);
    best_settle(best);
}

void step_undo(struct step *step)
{
    for (uint32_t i = 0; i < step->count; i++) {
        if (plan_state_is_placed(step->state, step->items[i].meeting))
            plan_state_remove(step->state, step->items[i].meeting);
    }
    while (step->count > 0) {
        const struct step_item *item = &step->items[--step->count];
        plan_state_put(step->state, item->meeting, item->before);
    }
}
