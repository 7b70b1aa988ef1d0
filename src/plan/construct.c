#include "plan/construct.h"

#include "plan/obstacles.h"

#include <stdlib.h>
#include <string.h>

#define NO_COST INT64_MAX
/* Of making room: enough for what can be done, an end for what cannot. */
#define STEPS_MIN 2000
#define STEPS_A_MEETING 20

/* ---- the cheapest free place ---- */

static struct plan_place nowhere(void)
{
    return (struct plan_place){PLAN_NONE, PLAN_NONE, PLAN_NO_START};
}

/* The first session of the day in which the option fits and costs less than `limit_m`. */
static void try_day(const struct plan_state *state, uint32_t unit, uint32_t option, uint32_t day,
                    struct plan_place *best, int64_t *best_m)
{
    uint32_t sessions = state->space->problem->count.sessions;

    for (uint32_t slot = day * sessions; slot < (day + 1) * sessions; slot++) {
        struct plan_place place = {option, slot, plan_space_opens(state->space, option, slot)};
        if (!plan_slot_in(plan_space_free_slots(state->space, option), slot))
            continue;
        /* What it costs hardly depends on the hour, and is quicker to find than the hour. */
        if (plan_state_cost_m(state, unit, place) >= *best_m)
            return;
        place.start_min = plan_state_find_start(state, unit, option, slot);
        if (place.start_min == PLAN_NO_START)
            continue;
        *best_m = plan_state_cost_m(state, unit, place);
        *best = place;
        return;
    }
}

/* Its option is PLAN_NONE when there is none. */
static struct plan_place cheapest_place(const struct plan_state *state, uint32_t unit)
{
    struct plan_range options = state->space->units[unit].options;
    struct plan_place best = nowhere();
    int64_t best_m = NO_COST;

    for (uint32_t i = 0; i < options.count; i++) {
        for (uint32_t day = 0; day < state->space->problem->count.days; day++)
            try_day(state, unit, options.first + i, day, &best, &best_m);
    }
    return best;
}

/* ---- the order of the units ---- */

struct rank {
    uint32_t unit;
    uint64_t room; /* free slots a meeting, scaled */
};

static int compare_ranks(const void *a, const void *b)
{
    const struct rank *left = a;
    const struct rank *right = b;

    if (left->room != right->room)
        return left->room < right->room ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit);
}

static uint64_t free_slots_of(const struct plan_space *space, uint32_t unit)
{
    struct plan_range options = space->units[unit].options;
    uint64_t count = 0;

    for (uint32_t word = 0; word < space->problem->slot_words; word++) {
        uint64_t any = 0;
        for (uint32_t i = 0; i < options.count; i++)
            any |= plan_space_free_slots(space, options.first + i)[word];
        count += (uint64_t)__builtin_popcountll(any);
    }
    return count;
}

static void rank_units(const struct plan_space *space, struct rank *out)
{
    const struct plan_problem *problem = space->problem;

    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        uint64_t needed = (uint64_t)problem->units[unit].needed;
        out[unit] =
            (struct rank){unit, needed == 0 ? UINT64_MAX : free_slots_of(space, unit) * 1000 / needed};
    }
    qsort(out, problem->count.units, sizeof *out, compare_ranks);
}

/* ---- making room ---- */

struct construction {
    struct plan_state *state;
    struct prng *prng;
    uint32_t *waiting; /* meetings, as a stack */
    uint32_t waiting_count;
    uint32_t *moved;         /* by meeting: how often it had to make room */
    struct plan_place *best; /* by meeting: the fullest plan so far */
    uint32_t best_waiting;
};

struct force {
    struct plan_place place;
    struct plan_obstacles obstacles;
    uint64_t weight;
    uint32_t equals;
};

static uint64_t weigh(const struct construction *work, const struct plan_obstacles *obstacles)
{
    uint64_t weight = 0;

    for (uint32_t i = 0; i < obstacles->count; i++)
        weight += 1 + work->moved[obstacles->meetings[i]];
    return weight;
}

static void consider(struct construction *work, uint32_t unit, struct plan_place place, struct force *force)
{
    struct plan_obstacles obstacles;
    uint64_t weight;

    plan_find_obstacles(work->state, unit, place, &obstacles);
    weight = weigh(work, &obstacles);
    if (obstacles.too_many || weight > force->weight)
        return;
    force->equals = weight < force->weight ? 1 : force->equals + 1;
    if (weight == force->weight && prng_below(work->prng, force->equals) != 0)
        return;
    force->place = place;
    force->obstacles = obstacles;
    force->weight = weight;
}

/* The place whose occupants are easiest to move, at the start or the end of its slot. */
static struct force find_force(struct construction *work, uint32_t unit)
{
    const struct plan_space *space = work->state->space;
    struct plan_range options = space->units[unit].options;
    struct force force = {.place = nowhere(), .weight = UINT64_MAX};

    for (uint32_t i = 0; i < options.count; i++) {
        uint32_t option = options.first + i;
        for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
            struct plan_place early = {option, slot, plan_space_opens(space, option, slot)};
            struct plan_place late = early;
            if (!plan_slot_in(plan_space_free_slots(space, option), slot))
                continue;
            consider(work, unit, early, &force);
            late.start_min =
                plan_space_closes(space, option, slot) - space->problem->units[unit].duration_min;
            if (late.start_min > early.start_min)
                consider(work, unit, late, &force);
        }
    }
    return force;
}

/* False when the meeting can be placed nowhere, whatever is moved. */
static bool force_in(struct construction *work, uint32_t meeting)
{
    uint32_t unit = work->state->space->unit_of_meeting[meeting];
    struct force force = find_force(work, unit);

    if (force.place.option == PLAN_NONE)
        return false;
    for (uint32_t i = 0; i < force.obstacles.count; i++) {
        uint32_t obstacle = force.obstacles.meetings[i];
        work->moved[obstacle]++;
        plan_state_remove(work->state, obstacle);
        work->waiting[work->waiting_count++] = obstacle;
    }
    force.place.start_min = plan_state_find_start(work->state, unit, force.place.option, force.place.slot);
    if (force.place.start_min == PLAN_NO_START)
        return false;
    plan_state_put(work->state, meeting, force.place);
    return true;
}

static bool place_freely(struct construction *work, uint32_t meeting)
{
    struct plan_place place = cheapest_place(work->state, work->state->space->unit_of_meeting[meeting]);

    if (place.option == PLAN_NONE)
        return false;
    plan_state_put(work->state, meeting, place);
    return true;
}

/* ---- the whole ---- */

static bool construction_init(struct construction *work, struct plan_state *state, struct prng *prng,
                              struct arena *memory)
{
    uint32_t meetings = state->space->meeting_count;

    *work = (struct construction){
        .state = state,
        .prng = prng,
        .waiting = arena_array(memory, meetings, sizeof *work->waiting),
        .moved = arena_array(memory, meetings, sizeof *work->moved),
        .best = arena_array(memory, meetings, sizeof *work->best),
    };
    return work->waiting != NULL && work->moved != NULL && work->best != NULL;
}

/* Places what fits, the units with the least room first; the rest waits. */
static void place_greedily(struct construction *work, const struct rank *ranks)
{
    const struct plan_space *space = work->state->space;

    for (uint32_t i = 0; i < space->problem->count.units; i++) {
        struct plan_range meetings = space->units[ranks[i].unit].meetings;
        for (uint32_t k = 0; k < meetings.count; k++) {
            uint32_t meeting = meetings.first + k;
            if (!plan_state_is_placed(work->state, meeting) && !place_freely(work, meeting))
                work->waiting[work->waiting_count++] = meeting;
        }
    }
}

static void remember(struct construction *work)
{
    memcpy(work->best, work->state->at, work->state->space->meeting_count * sizeof *work->best);
    work->best_waiting = work->waiting_count;
}

/* The last to wait is the first to be placed: what was just moved finds its new place before more is moved. */
static void make_room(struct construction *work, const struct plan_budget *budget)
{
    struct plan_budget limited = *budget;
    uint32_t hopeless = 0; /* at the bottom of the stack */

    limited.max_steps = STEPS_MIN + (uint64_t)STEPS_A_MEETING * work->state->space->meeting_count;
    remember(work);
    for (uint64_t step = 0; work->waiting_count > hopeless && plan_budget_spent(&limited, step) < 1.0;
         step++) {
        uint32_t meeting = work->waiting[--work->waiting_count];
        if (!place_freely(work, meeting) && !force_in(work, meeting)) {
            work->waiting[work->waiting_count++] = work->waiting[hopeless];
            work->waiting[hopeless++] = meeting;
        }
        if (work->waiting_count < work->best_waiting)
            remember(work);
    }
}

enum error_code plan_construct(struct plan_state *state, struct prng *prng, const struct plan_budget *budget,
                               struct error *err)
{
    CLEANUP(arena_done) struct arena memory;
    struct construction work;
    struct rank *ranks;

    arena_init(&memory, (size_t)1 << 30);
    ranks = arena_array(&memory, state->space->problem->count.units, sizeof *ranks);
    if (ranks == NULL || !construction_init(&work, state, prng, &memory))
        return error_memory(err);
    rank_units(state->space, ranks);
    place_greedily(&work, ranks);
    if (work.waiting_count > 0)
        make_room(&work, budget);
    if (work.waiting_count > work.best_waiting)
        plan_state_restore(state, work.best);
    return OK;
}
