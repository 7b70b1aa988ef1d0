#include "plan/improve.h"

#include "plan/annealing.h"

#include <math.h>

#define MEMORY_MAX_BYTES ((size_t)1 << 30)
#define STEPS_A_GLANCE 1024 /* between two looks at the budget */

/* Temperatures as shares of what a meeting costs: hot enough to leave any hole, cold enough to settle. These
 * and the numbers below were found by experiment on provinces. */
#define HOT 0.4
#define COLD 0.002

/* Of a hundred steps. */
#define EXCHANGES 20
#define WITH_KIN 50 /* of exchanges, where there is any: pairs of a day are formed anew */
#define PUSHES 25
#define SHIFTS 35 /* to another slot, in the same venue */
#define JOINS 30  /* of pushes and moves: to a day on which a candidate is on the way anyway */

/* ---- drawing ---- */

/* Near options more often: the cube of an even chance. */
static uint32_t draw_option(struct annealing *annealing, uint32_t unit)
{
    struct plan_range options = annealing->space->units[unit].options;
    double chance = (double)(prng_next(annealing->prng) >> 11) * 0x1p-53;

    if (options.count > 2)
        chance *= chance * chance;
    return annealing->nearest[options.first + (uint32_t)(chance * options.count)];
}

/* Whether a day with another meeting can be a shorter one. */
static bool may_join(const struct annealing *annealing, uint32_t unit)
{
    return annealing->space->units[unit].meetings.count > 1 || annealing->kin_of_unit[unit].count > 1;
}

/* A meeting of the unit, or of one that shares a candidate with it; PLAN_NONE now and then. */
static uint32_t draw_kin_meeting(struct annealing *annealing, uint32_t unit)
{
    struct plan_range kin = annealing->kin_of_unit[unit];
    uint32_t drawn = annealing->kin[kin.first + prng_below(annealing->prng, kin.count)];
    struct plan_range meetings = annealing->space->units[drawn].meetings;

    return meetings.count > 0 ? meetings.first + prng_below(annealing->prng, meetings.count) : PLAN_NONE;
}

static uint32_t draw_neighbour(struct annealing *annealing, uint32_t meeting)
{
    const struct plan_option *option = &annealing->space->options[annealing->state->at[meeting].option];
    struct plan_range list = annealing->meetings_of_group[option->group];

    if (list.count == 0)
        return PLAN_NONE;
    return annealing->group_meetings[list.first + prng_below(annealing->prng, list.count)];
}

/* A session of a day on which the unit, or one that shares a candidate with it, meets already. */
static uint32_t draw_busy_slot(struct annealing *annealing, uint32_t meeting)
{
    uint32_t sessions = annealing->space->problem->count.sessions;
    uint32_t other = draw_kin_meeting(annealing, annealing->space->unit_of_meeting[meeting]);

    if (other == PLAN_NONE || other == meeting || !plan_state_is_placed(annealing->state, other))
        return PLAN_NONE;
    return annealing->state->day_of[other] * sessions + prng_below(annealing->prng, sessions);
}

/* ---- one step ---- */

static void exchange(struct annealing *annealing, uint32_t meeting)
{
    uint32_t unit = annealing->space->unit_of_meeting[meeting];
    uint32_t other;

    if (may_join(annealing, unit) && prng_below(annealing->prng, 100) < WITH_KIN)
        other = draw_kin_meeting(annealing, unit);
    else
        other = draw_neighbour(annealing, meeting);
    if (other != PLAN_NONE && other != meeting && plan_state_is_placed(annealing->state, other))
        move_exchange(annealing, meeting, other);
}

/* Another place for the meeting, free or not. */
static void move(struct annealing *annealing, uint32_t meeting)
{
    uint32_t unit = annealing->space->unit_of_meeting[meeting];
    uint32_t option = annealing->state->at[meeting].option;
    uint32_t roll = prng_below(annealing->prng, 100);
    bool elsewhere = roll < PUSHES || roll >= PUSHES + SHIFTS;
    uint32_t slot;

    if (may_join(annealing, unit) && prng_below(annealing->prng, 100) < JOINS) {
        slot = draw_busy_slot(annealing, meeting);
        elsewhere = prng_below(annealing->prng, 2) == 0;
    } else {
        slot = prng_below(annealing->prng, annealing->space->problem->slot_count);
    }
    if (elsewhere)
        option = draw_option(annealing, unit);
    if (slot == PLAN_NONE)
        return;
    if (roll < PUSHES)
        move_and_push(annealing, meeting, option, slot);
    else
        move_alone(annealing, meeting, option, slot);
}

static void take_step(struct annealing *annealing)
{
    uint32_t meeting = annealing->pool[prng_below(annealing->prng, annealing->pool_count)];

    if (prng_below(annealing->prng, 100) < EXCHANGES)
        exchange(annealing, meeting);
    else
        move(annealing, meeting);
}

static void anneal(struct annealing *annealing, const struct plan_budget *budget)
{
    uint64_t steps = 0;

    for (;;) {
        double spent = plan_budget_spent(budget, steps);
        if (spent >= 1.0)
            return;
        annealing->heat = HOT * pow(COLD / HOT, spent);
        for (int i = 0; i < STEPS_A_GLANCE; i++)
            take_step(annealing);
        steps += STEPS_A_GLANCE;
    }
}

enum error_code plan_improve(struct plan_state *state, struct prng *prng, const struct plan_budget *budget,
                             struct error *err)
{
    CLEANUP(arena_done) struct arena memory;
    struct annealing annealing;

    arena_init(&memory, MEMORY_MAX_BYTES);
    if (!annealing_init(&annealing, state, prng, &memory))
        return error_memory(err);
    if (annealing.pool_count == 0)
        return OK;
    anneal(&annealing, budget);
    best_restore(&annealing.best);
    return OK;
}
