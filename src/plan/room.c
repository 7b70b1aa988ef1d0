#include "plan/room.h"

#include "plan/obstacles.h"

#define DRAW_TRIES 12
#define SETTLE_TRIES 6
#define BALANCE_TRIES 8
#define PUSHED_MAX 2

/* ---- drawing ---- */

/* The cube of an even chance. */
uint32_t any_option(struct annealing *annealing, uint32_t meeting)
{
    const struct plan_space *space = space_of(annealing);
    struct plan_range options = space->units[space->unit_of_meeting[meeting]].options;
    double chance = (double)(prng_next(&annealing->prng) >> 11) * 0x1p-53;

    if (options.count > 2)
        chance *= chance * chance;
    return annealing->deck->nearest[options.first + (uint32_t)(chance * options.count)];
}

uint32_t some_option(struct annealing *annealing, uint32_t meeting)
{
    uint32_t present = annealing->state->at[meeting].option;

    return present != PLAN_NONE && below(annealing, 2) == 0 ? present : any_option(annealing, meeting);
}

uint32_t draw_in_commune(struct annealing *annealing, uint32_t commune, uint32_t day)
{
    const struct plan_state *state = annealing->state;
    uint32_t meeting = state->first_in[(size_t)commune * space_of(annealing)->problem->count.days + day];

    while (meeting != PLAN_NONE && state->next_in[meeting] != PLAN_NONE && below(annealing, 2) == 0)
        meeting = state->next_in[meeting];
    return meeting;
}

uint32_t draw_in_group(struct annealing *annealing, uint32_t group, uint32_t day)
{
    const struct plan_problem *problem = space_of(annealing)->problem;
    struct plan_range communes = problem->communes_of_group[group];

    for (int i = 0; i < DRAW_TRIES; i++) {
        uint32_t commune = problem->communes_by_group[communes.first + below(annealing, communes.count)];
        uint32_t meeting = draw_in_commune(annealing, commune, day);
        if (meeting != PLAN_NONE)
            return meeting;
    }
    return PLAN_NONE;
}

/* ---- making room ---- */

static enum step_drop try_day(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t day)
{
    uint32_t turn = below(annealing, space_of(annealing)->problem->count.sessions);

    return step_drop(&annealing->step, meeting, option, day, turn);
}

/* The day that the first meeting of the step has left, or any. */
static uint32_t left_day(struct annealing *annealing)
{
    const struct plan_place *left = &annealing->step.items[0].before;

    return left->option != PLAN_NONE ? space_of(annealing)->slots[left->slot].day : any_day(annealing);
}

bool settle(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t day)
{
    for (int i = 0; i < SETTLE_TRIES; i++) {
        uint32_t to = i % 3 == 0 ? day : i % 3 == 1 ? left_day(annealing) : any_day(annealing);
        uint32_t with = i < 3 ? option : any_option(annealing, meeting);
        if (try_day(annealing, meeting, with, to) == STEP_DROPPED)
            return true;
    }
    return false;
}

/* A session of the day in which the option is free, or PLAN_NONE. */
static uint32_t draw_slot(struct annealing *annealing, uint32_t option, uint32_t day)
{
    const uint64_t *free_slots = plan_space_free_slots(space_of(annealing), option);
    uint32_t sessions = space_of(annealing)->problem->count.sessions;
    uint32_t turn = below(annealing, sessions);

    for (uint32_t i = 0; i < sessions; i++) {
        uint32_t slot = day * sessions + (turn + i) % sessions;
        if (plan_slot_in(free_slots, slot))
            return slot;
    }
    return PLAN_NONE;
}

/* At the start or at the end of some session; its slot may be PLAN_NONE. */
static struct plan_place draw_place(struct annealing *annealing, uint32_t unit, uint32_t option, uint32_t day)
{
    const struct plan_space *space = space_of(annealing);
    struct plan_place place = {option, draw_slot(annealing, option, day), PLAN_NO_START};

    if (place.slot == PLAN_NONE)
        return place;
    place.start_min = below(annealing, 2) == 0 ? plan_space_opens(space, option, place.slot)
                                               : plan_space_closes(space, option, place.slot) -
                                                     space->problem->units[unit].duration_min;
    return place;
}

/* Lifts what is in the way at the place, and writes where it was. */
static bool lift_obstacles(struct annealing *annealing, uint32_t unit, struct plan_place place,
                           struct plan_obstacles *out, uint32_t out_options[PUSHED_MAX])
{
    plan_find_obstacles(annealing->state, unit, place, out);
    if (out->too_many || out->count > PUSHED_MAX)
        return false;
    for (uint32_t i = 0; i < out->count; i++) {
        out_options[i] = annealing->state->at[out->meetings[i]].option;
        if (step_has(&annealing->step, out->meetings[i]) || !lift(annealing, out->meetings[i]))
            return false;
    }
    return true;
}

static bool push(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t day)
{
    uint32_t unit = space_of(annealing)->unit_of_meeting[meeting];
    struct plan_place place = draw_place(annealing, unit, option, day);
    struct plan_obstacles obstacles;
    uint32_t options[PUSHED_MAX];

    if (place.slot == PLAN_NONE || !lift_obstacles(annealing, unit, place, &obstacles, options) ||
        try_day(annealing, meeting, option, day) != STEP_DROPPED)
        return false;
    for (uint32_t i = 0; i < obstacles.count; i++) {
        if (!settle(annealing, obstacles.meetings[i], options[i], day))
            return false;
    }
    return true;
}

bool drop(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t day)
{
    enum step_drop result = try_day(annealing, meeting, option, day);

    return result == STEP_DROPPED || (result == STEP_NO_ROOM && push(annealing, meeting, option, day));
}

/* ---- balance ---- */

static int32_t surplus(const struct annealing *annealing, uint32_t group, uint32_t day)
{
    const struct plan_problem *problem = space_of(annealing)->problem;

    return annealing->state->load[(size_t)group * problem->count.days + day] -
           problem->groups[group].daily_target;
}

/* A day of the group with room, at best one that the step has left; PLAN_NONE when it has none after all. */
static uint32_t draw_room(struct annealing *annealing, uint32_t group)
{
    const struct plan_space *space = space_of(annealing);
    const struct plan_place *left = &annealing->step.items[below(annealing, annealing->step.count)].before;
    uint32_t day = any_day(annealing);

    if (left->option != PLAN_NONE && space->options[left->option].group == group)
        day = space->slots[left->slot].day;
    return surplus(annealing, group, day) < 0 ? day : PLAN_NONE;
}

static void send_away(struct annealing *annealing, uint32_t group, uint32_t day)
{
    uint32_t count = annealing->step.count;
    int64_t change_m = annealing->step.change_m;
    uint32_t room = draw_room(annealing, group);
    uint32_t other = room != PLAN_NONE ? draw_in_group(annealing, group, day) : PLAN_NONE;

    if (other == PLAN_NONE || step_has(&annealing->step, other))
        return;
    uint32_t option = some_option(annealing, other);
    if (!lift(annealing, other) || try_day(annealing, other, option, room) != STEP_DROPPED)
        step_undo(&annealing->step, count, change_m);
}

void annealing_balance(struct annealing *annealing, double limit_m)
{
    for (int i = 0; i < BALANCE_TRIES && (double)annealing->step.change_m > limit_m; i++) {
        uint32_t meeting = annealing->step.items[below(annealing, annealing->step.count)].meeting;
        uint32_t group = space_of(annealing)->options[annealing->state->at[meeting].option].group;
        uint32_t day = annealing->state->day_of[meeting];
        if (surplus(annealing, group, day) > 0)
            send_away(annealing, group, day);
    }
}
