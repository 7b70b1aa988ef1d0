#include "plan/bound_to_go.h"

#include "plan/bound_prices.h"

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
    to_go->after = arena_array(arena, (size_t)size_max * groups_max, sizeof *to_go->after);
    to_go->by_group = arena_array(arena, groups_max, sizeof *to_go->by_group);
    to_go->by_two_groups = arena_array(arena, (size_t)groups_max * groups_max, sizeof *to_go->by_two_groups);
    to_go->cost = arena_array(arena, (size_t)size_max, sizeof *to_go->cost);
    return to_go->weight != NULL && to_go->after != NULL && to_go->by_group != NULL &&
           to_go->by_two_groups != NULL && to_go->cost != NULL;
}

static void lower(int64_t *least, int64_t cost)
{
    if (cost < *least)
        *least = cost;
}

static void find_cheapest(struct bound_to_go *to_go, const struct bound_sites *sites,
                          const struct bound_prices *prices)
{
    uint32_t groups = sites->group_count;

    for (uint32_t i = 0; i < groups; i++)
        to_go->by_group[i] = BOUND_NEVER;
    for (uint32_t i = 0; i < groups * groups; i++)
        to_go->by_two_groups[i] = BOUND_NEVER;
    for (uint32_t a = 0; a < sites->count; a++) {
        lower(&to_go->by_group[sites->group[a]], 2 * sites->single[a] + prices->site[a]);
        for (uint32_t b = 0; sites->pair != NULL && b < sites->count; b++) {
            int64_t cost = sites->pair[(size_t)a * sites->count + b];
            if (cost != BOUND_NEVER)
                lower(&to_go->by_two_groups[sites->group[a] * groups + sites->group[b]],
                      2 * (cost + prices->pair) + prices->site[a] + prices->site[b]);
        }
    }
}

static void find_states(struct bound_to_go *to_go, const struct bound_sites *sites)
{
    to_go->states = 1;
    for (uint32_t i = 0; i < sites->group_count; i++) {
        to_go->weight[i] = to_go->states;
        to_go->states *= sites->group_least + 1;
    }
    for (uint32_t state = 0; state < to_go->states; state++) {
        for (uint32_t group = 0; group < sites->group_count; group++) {
            uint32_t held = state / to_go->weight[group] % (sites->group_least + 1);
            to_go->after[(size_t)state * sites->group_count + group] =
                held < sites->group_least ? state + to_go->weight[group] : state;
        }
    }
}

static void lower_by(int64_t *least, int64_t cost, int64_t rest)
{
    if (cost != BOUND_NEVER && rest != BOUND_NEVER)
        lower(least, cost + rest);
}

static int64_t least_cost(const struct bound_to_go *to_go, const struct bound_sites *sites, uint32_t left,
                          uint32_t state)
{
    uint32_t groups = sites->group_count;
    int64_t least = BOUND_NEVER;

    for (uint32_t a = 0; a < groups; a++) {
        uint32_t after = to_go->after[(size_t)state * groups + a];
        lower_by(&least, to_go->by_group[a], bound_to_go_cost(to_go, left - 1, after));
        for (uint32_t b = a; left > 1 && b < groups; b++)
            lower_by(&least, to_go->by_two_groups[a * groups + b],
                     bound_to_go_cost(to_go, left - 2, to_go->after[(size_t)after * groups + b]));
    }
    return least;
}

void bound_to_go_fill(struct bound_to_go *to_go, const struct bound_sites *sites,
                      const struct bound_prices *prices)
{
    find_states(to_go, sites);
    find_cheapest(to_go, sites, prices);
    for (uint32_t state = 0; state < to_go->states; state++)
        to_go->cost[state] = state + 1 == to_go->states ? 0 : BOUND_NEVER;
    for (uint32_t left = 1; left <= sites->needed; left++) {
        for (uint32_t state = 0; state < to_go->states; state++)
            to_go->cost[(size_t)left * to_go->states + state] = least_cost(to_go, sites, left, state);
    }
}
