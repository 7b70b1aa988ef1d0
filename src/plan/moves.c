#include "plan/annealing.h"
#include "plan/obstacles.h"
#include "plan/step.h"

#define PUSHED_MAX 2
#define NO_COST INT64_MAX

bool annealing_accepts(struct annealing *annealing, uint32_t unit, int64_t change_m)
{
    if (change_m <= 0)
        return true;
    return (double)change_m < annealing->heat * annealing->warmth_m[unit] *
                                  annealing->patience[prng_next(annealing->prng) >> 48];
}

static void keep(struct annealing *annealing, const struct step *step)
{
    step_keep(step, &annealing->best);
    annealing->objective_m += step->change_m;
    if (annealing->objective_m < annealing->best_m) {
        annealing->best_m = annealing->objective_m;
        best_mark(&annealing->best);
    }
}

/* What the place would cost, whether or not the meeting fits there; quicker to say than the hour. */
static int64_t price_m(const struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t slot)
{
    struct plan_place place = {option, slot, annealing->space->slots[slot].start_min};

    return plan_state_cost_m(annealing->state, annealing->space->unit_of_meeting[meeting], place);
}

/* Nothing to try: the meeting is there, or its option is not free then. */
static bool is_idle(const struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t slot)
{
    const struct plan_place *at = &annealing->state->at[meeting];

    return (at->option == option && at->slot == slot) ||
           !plan_slot_in(plan_space_free_slots(annealing->space, option), slot);
}

void move_alone(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t slot)
{
    uint32_t unit = annealing->space->unit_of_meeting[meeting];
    struct step step;

    if (is_idle(annealing, meeting, option, slot))
        return;
    step_begin(&step, annealing->state);
    step_lift(&step, meeting);
    /* Dear places are refused before it is asked whether the meeting fits there. */
    if (annealing_accepts(annealing, unit, step.change_m + price_m(annealing, meeting, option, slot)) &&
        step_drop(&step, meeting, option, slot))
        keep(annealing, &step);
    else
        step_undo(&step);
}

/* ---- pushing others away ---- */

/* The cheapest slot for a pushed meeting, in its own venue or, now and then, in another one. */
static bool settle_elsewhere(struct annealing *annealing, struct step *step, const struct step_item *pushed)
{
    const struct plan_space *space = annealing->space;
    uint32_t unit = space->unit_of_meeting[pushed->meeting];
    struct plan_range options = space->units[unit].options;
    uint32_t slots = space->problem->slot_count;
    uint32_t first = prng_below(annealing->prng, slots); /* so that equal ones take turns */
    uint32_t option = pushed->before.option;
    uint32_t best = PLAN_NONE;
    int64_t best_m = NO_COST;

    if (prng_below(annealing->prng, 4) == 0)
        option = options.first + prng_below(annealing->prng, options.count);
    for (uint32_t i = 0; i < slots; i++) {
        uint32_t slot = first + i < slots ? first + i : first + i - slots;
        if (!plan_slot_in(plan_space_free_slots(space, option), slot))
            continue;
        int64_t price = price_m(annealing, pushed->meeting, option, slot);
        if (price < best_m && plan_state_find_start(annealing->state, unit, option, slot) != PLAN_NO_START) {
            best = slot;
            best_m = price;
        }
    }
    return best != PLAN_NONE && step_drop(step, pushed->meeting, option, best);
}

static bool push(struct annealing *annealing, struct step *step, struct plan_place place)
{
    uint32_t meeting = step->items[0].meeting;
    struct plan_obstacles obstacles;

    plan_find_obstacles(annealing->state, annealing->space->unit_of_meeting[meeting], place, &obstacles);
    if (obstacles.too_many || obstacles.count > PUSHED_MAX)
        return false;
    for (uint32_t i = 0; i < obstacles.count; i++)
        step_lift(step, obstacles.meetings[i]);
    if (!step_drop(step, meeting, place.option, place.slot))
        return false;
    for (uint32_t i = 0; i < obstacles.count; i++) {
        if (!settle_elsewhere(annealing, step, &step->items[1 + i]))
            return false;
    }
    return true;
}

void move_and_push(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t slot)
{
    uint32_t unit = annealing->space->unit_of_meeting[meeting];
    const struct plan_slot *span = &annealing->space->slots[slot];
    struct plan_place place = {option, slot, span->start_min};
    struct step step;
    bool moved;

    if (is_idle(annealing, meeting, option, slot))
        return;
    if (prng_below(annealing->prng, 2) == 0)
        place.start_min = span->end_min - annealing->space->problem->units[unit].duration_min;
    step_begin(&step, annealing->state);
    step_lift(&step, meeting);
    moved = annealing_accepts(annealing, unit, step.change_m + price_m(annealing, meeting, option, slot));
    if (moved && !step_drop(&step, meeting, option, slot))
        moved = push(annealing, &step, place) && annealing_accepts(annealing, unit, step.change_m);
    if (moved)
        keep(annealing, &step);
    else
        step_undo(&step);
}

/* ---- exchanging ---- */

void move_exchange(struct annealing *annealing, uint32_t meeting, uint32_t other)
{
    struct plan_place place = annealing->state->at[meeting];
    struct plan_place other_place = annealing->state->at[other];
    struct step step;

    if (place.slot == other_place.slot || is_idle(annealing, meeting, place.option, other_place.slot) ||
        is_idle(annealing, other, other_place.option, place.slot))
        return;
    step_begin(&step, annealing->state);
    step_lift(&step, meeting);
    step_lift(&step, other);
    if (step_drop(&step, meeting, place.option, other_place.slot) &&
        step_drop(&step, other, other_place.option, place.slot) &&
        annealing_accepts(annealing, annealing->space->unit_of_meeting[meeting], step.change_m))
        keep(annealing, &step);
    else
        step_undo(&step);
}
