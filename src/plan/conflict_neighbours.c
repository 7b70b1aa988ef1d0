#include "plan/conflict_neighbours.h"

#include "plan/obstacles.h"

#include <stdlib.h>

struct tally {
    const struct plan_state *state;
    double *weights; /* by unit */
};

static void tally_place(struct tally *tally, uint32_t unit, struct plan_place place)
{
    struct plan_obstacles obstacles;

    plan_find_obstacles(tally->state, unit, place, &obstacles);
    for (uint32_t i = 0; i < obstacles.count; i++) {
        uint32_t neighbour = tally->state->space->unit_of_meeting[obstacles.meetings[i]];
        uint32_t communes = tally->state->space->problem->units[neighbour].communes.count;
        tally->weights[neighbour] += 1.0 / obstacles.count / communes;
    }
}

static void tally_unit(struct tally *tally, uint32_t unit)
{
    const struct plan_space *space = tally->state->space;
    struct plan_range options = space->units[unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
            if (plan_slot_in(plan_space_free_slots(space, i), slot))
                tally_place(tally, unit, (struct plan_place){i, slot, plan_space_opens(space, i, slot)});
        }
    }
}

static int compare_neighbours(const void *a, const void *b)
{
    const struct plan_neighbour *left = a;
    const struct plan_neighbour *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit);
}

enum error_code plan_neighbours_find(const struct plan_state *state, const uint32_t *units,
                                     uint32_t unit_count, struct plan_neighbours *out, struct error *err)
{
    CLEANUP(arena_done) struct arena memory;
    uint32_t total = state->space->problem->count.units;
    struct tally tally = {.state = state};
    struct plan_neighbour *neighbours;
    uint32_t count = 0;

    arena_init(&memory, (size_t)64 << 20);
    tally.weights = arena_array(&memory, total, sizeof *tally.weights);
    neighbours = arena_array(&memory, total, sizeof *neighbours);
    if (tally.weights == NULL || neighbours == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < unit_count; i++)
        tally_unit(&tally, units[i]);
    for (uint32_t i = 0; i < unit_count; i++)
        tally.weights[units[i]] = 0;
    for (uint32_t unit = 0; unit < total; unit++) {
        if (tally.weights[unit] > 0)
            neighbours[count++] = (struct plan_neighbour){unit, tally.weights[unit]};
    }
    qsort(neighbours, count, sizeof *neighbours, compare_neighbours);
    out->count = count < PLAN_NEIGHBOURS_MAX ? count : PLAN_NEIGHBOURS_MAX;
    for (uint32_t i = 0; i < out->count; i++)
        out->items[i] = neighbours[i];
    return OK;
}
