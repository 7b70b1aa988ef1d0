#include "plan/bound_to_go.h"

uint64_t bound_to_go_size(uint32_t needed, uint32_t group_count, uint32_t group_least)
{
    uint64_t states = 1;

    for (uint32_t i = 0; i < group_count && states <= BOUND_TO_GO_MAX; i++)
        states *= group_least + UINT64_C(1);
    return states * (needed + UINT64_C(1));
}

bool bound_to_go_init(struct bound_to_go *to_go, uint64_t size_max, uint32_t groups_max, struct arena *arena)
{
    to_go->weight = arena_array(arena, groups_max, sizeof *to_go->weight);
    to_go->by_group = arena_array(arena, groups_max, sizeof *to_go->by_group);
    to_go->by_two_groups = arena_array(arena, (size_t)groups_max * groups_max, sizeof *to_go->by_two_groups);
    to_go->cost = arena_array(arena, (size_t)size_max, sizeof *to_go->cost);
    return to_go->weight != NULL && to_go->by_group != NULL && to_go->by_two_groups != NULL &&
           to_go->cost != NULL;
}

static void lower(int64_t *least, int64_t cost)
{
    if (cost < *least)
        *least = cost;
}

static void find_cheapest(struct bound_to_go *to_go, const struct bound_sites *sites, const int64_t *prices)
{
    uint32_t groups = sites->group_count;

    for (uint32_t i = 0; i < groups; i++)
        to_go->by_group[i] = BOUND_NEVER;
    for (uint32_t i = 0; i < groups * groups; i++)
        to_go->by_two_groups[i] = BOUND_NEVER;
    for (uint32_t a = 0; a < sites->count; a++) {
        lower(&to_go->by_group[sites->group[a]], 2 * sites->single[a] + prices[a]);
        for (uint32_t b = 0; sites->pair != NULL && b < sites->count; b++) {
            int64_t cost = sites->pair[(size_t)a * sites->count + b];
            if (cost != BOUND_NEVER)
                lower(&to_go->by_two_groups[sites->group[a] * groups + sites->group[b]],
                      2 * cost + prices[a] + prices[b]);
        }
    }
}

static uint32_t after_meeting(const struct bound_to_go *to_go, const struct bound_sites *sites,
                              uint32_t state, uint32_t group)
{
    uint32_t held = state / to_go->weight[group] % (sites->group_least + 1);

    return held < sites->group_least ? state + to_go->weight[group] : state;
}

static void lower_by(int64_t *least, int64_t cost, int64_t rest)
{
    if (cost != BOUND_NEVER && rest != BOUND_NEVER)
        lower(least, cost + rest);
}

static int64_t least_cost(const struct bound_to_go *to_go, const struct bound_sites *sites, uint32_t left,
                          uint32_t state)
{
    int64_t least = BOUND_NEVER;

    for (uint32_t a = 0; a < sites->group_count; a++) {
        uint32_t after = after_meeting(to_go, sites, state, a);
        lower_by(&least, to_go->by_group[a], bound_to_go_cost(to_go, left - 1, after));
        for (uint32_t b = a; left > 1 && b < sites->group_count; b++)
            lower_by(&least, to_go->by_two_groups[a * sites->group_count + b],
                     bound_to_go_cost(to_go, left - 2, after_meeting(to_go, sites, after, b)));
    }
    return least;
}

void bound_to_go_fill(struct bound_to_go *to_go, const struct bound_sites *sites, const int64_t *prices)
{
    to_go->states = 1;
    for (uint32_t i = 0; i < sites->group_count; i++) {
        to_go->weight[i] = to_go->states;
        to_go->states *= sites->group_least + 1;
    }
    find_cheapest(to_go, sites, prices);
    for (uint32_t state = 0; state < to_go->states; state++)
        to_go->cost[state] = state + 1 == to_go->states ? 0 : BOUND_NEVER;
    for (uint32_t left = 1; left <= sites->needed; left++) {
        for (uint32_t state = 0; state < to_go->states; state++)
            to_go->cost[(size_t)left * to_go->states + state] = least_cost(to_go, sites, left, state);
    }
}
