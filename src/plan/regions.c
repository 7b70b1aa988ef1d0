#include "plan/regions.h"

#include <stdlib.h>

/* A group and all that is connected with it, as a tree: each names one nearer to the root. */
static uint32_t find_root(uint32_t *above, uint32_t group)
{
    while (above[group] != group) {
        above[group] = above[above[group]];
        group = above[group];
    }
    return group;
}

static void connect(uint32_t *above, uint32_t group, uint32_t other)
{
    above[find_root(above, other)] = find_root(above, group);
}

static uint32_t group_of(const struct plan_space *space, uint32_t unit)
{
    return space->groups_of_units[space->units[unit].groups.first];
}

static void connect_all(const struct plan_space *space, uint32_t *above)
{
    const struct plan_problem *problem = space->problem;

    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        struct plan_range groups = space->units[unit].groups;
        for (uint32_t i = 1; i < groups.count; i++)
            connect(above, group_of(space, unit), space->groups_of_units[groups.first + i]);
    }
    for (uint32_t party = 0; party < space->party_count; party++) {
        struct plan_range seats = space->parties[party].seats;
        for (uint32_t i = 1; i < seats.count; i++)
            connect(above, group_of(space, space->seats[seats.first].unit),
                    group_of(space, space->seats[seats.first + i].unit));
    }
}

enum error_code plan_regions_find(const struct plan_space *space, uint32_t *out_region_of_unit,
                                  uint32_t *out_count, struct error *err)
{
    const struct plan_sizes *count = &space->problem->count;
    CLEANUP(arena_done) struct arena memory;
    uint32_t regions = 0;

    arena_init(&memory, (size_t)1 << 30);
    uint32_t *above = arena_array(&memory, count->groups, sizeof *above);
    uint32_t *region_of_root = arena_array(&memory, count->groups, sizeof *region_of_root);
    if (above == NULL || region_of_root == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < count->groups; i++) {
        above[i] = i;
        region_of_root[i] = PLAN_NONE;
    }
    connect_all(space, above);
    for (uint32_t unit = 0; unit < count->units; unit++) {
        uint32_t root = find_root(above, group_of(space, unit));
        if (region_of_root[root] == PLAN_NONE)
            region_of_root[root] = regions++;
        out_region_of_unit[unit] = region_of_root[root];
    }
    *out_count = regions;
    return OK;
}
