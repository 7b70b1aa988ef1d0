#include "plan/step.h"

void step_begin(struct step *step, struct plan_state *state, double limit_m)
{
    step->state = state;
    step->limit_m = limit_m;
    step->change_m = 0;
    step->count = 0;
}

static bool may_move(const struct step *step, uint32_t meeting)
{
    return step->part_of_unit == NULL ||
           step->part_of_unit[step->state->space->unit_of_meeting[meeting]] == step->part;
}

bool step_lift(struct step *step, uint32_t meeting)
{
    struct plan_state *state = step->state;
    struct plan_place before = state->at[meeting];

    if (step->count == BEST_CHANGES_MAX || !may_move(step, meeting))
        return false;
    step->items[step->count++] = (struct best_change){meeting, before};
    if (before.option == PLAN_NONE) {
        step->change_m -= STEP_MISSING_M;
        return true;
    }
    plan_state_remove(state, meeting);
    step->change_m -= plan_state_cost_m(state, state->space->unit_of_meeting[meeting], before);
    return true;
}

enum step_drop step_drop(struct step *step, uint32_t meeting, uint32_t option, uint32_t day, uint32_t turn)
{
    const struct plan_space *space = step->state->space;
    const uint64_t *free_slots = plan_space_free_slots(space, option);
    uint32_t unit = space->unit_of_meeting[meeting];
    uint32_t sessions = space->problem->count.sessions;
    /* For the order of a tour, or for what staff wish. */
    bool hour_matters =
        space->problem->params.candidate_max_per_day > 2 || space->options[option].prices != PLAN_NONE;
    int64_t cost_m = -1;

    for (uint32_t i = 0; i < sessions; i++) {
        uint32_t session = turn + i < sessions ? turn + i : turn + i - sessions;
        struct plan_place place = {option, day * sessions + session, PLAN_NO_START};
        if (!plan_slot_in(free_slots, place.slot))
            continue;
        if (cost_m < 0) { /* what it costs is quicker to find than the hour */
            place.start_min = plan_space_opens(space, option, place.slot);
            cost_m = plan_state_cost_m(step->state, unit, place);
            if ((double)(step->change_m + cost_m) > step->limit_m && !hour_matters)
                return STEP_TOO_DEAR;
        }
        place.start_min = plan_state_find_start(step->state, unit, option, place.slot);
        if (place.start_min == PLAN_NO_START)
            continue;
        if (hour_matters)
            cost_m = plan_state_cost_m(step->state, unit, place);
        step->change_m += cost_m;
        plan_state_put(step->state, meeting, place);
        return STEP_DROPPED;
    }
    return STEP_NO_ROOM;
}

bool step_has(const struct step *step, uint32_t meeting)
{
    for (uint32_t i = 0; i < step->count; i++) {
        if (step->items[i].meeting == meeting)
            return true;
    }
    return false;
}

void step_keep(const struct step *step, struct best *best)
{
    for (uint32_t i = 0; i < step->count; i++)
        best_note(best, step->items[i].meeting, step->items[i].before);
    best_settle(best);
}

void step_undo(struct step *step, uint32_t count, int64_t change_m)
{
    /* All out first, so that nothing is in the way of what comes back. */
    for (uint32_t i = count; i < step->count; i++) {
        if (plan_state_is_placed(step->state, step->items[i].meeting))
            plan_state_remove(step->state, step->items[i].meeting);
    }
    while (step->count > count) {
        const struct best_change *item = &step->items[--step->count];
        if (item->before.option != PLAN_NONE)
            plan_state_put(step->state, item->meeting, item->before);
    }
    step->change_m = change_m;
}
