#include "plan/bound_choice.h"

#include "plan/bound_hunt.h"

#include <string.h>

/* Of the branch and bound for each number of pairs, before the bound by prices has to do. Who tried in vain tries
 * less the next time. */
#define TRIES_MAX 65536
#define TRIES_LEAST 2048
#define TRIES_WITH_OLD_PRICES 1024 /* before others are looked for */
#define NEEDS_NO_PRICES 2          /* sites */

struct bound_work *bound_work_new(const struct bound_limits *most, struct arena *arena)
{
    uint32_t sites_max = most->sites;
    uint32_t groups_max = most->groups;
    struct bound_work *work = arena_alloc(arena, sizeof *work);
    size_t pairs = (size_t)sites_max * (sites_max - (sites_max > 0)) / 2;

    if (work == NULL || !bound_network_init(&work->network, most, arena) ||
        !bound_to_go_init(&work->to_go, most->to_go, groups_max, arena))
        return NULL;
    work->singles = arena_array(arena, sites_max, sizeof *work->singles);
    work->pairs = arena_array(arena, pairs, sizeof *work->pairs);
    work->room = arena_array(arena, sites_max, sizeof *work->room);
    work->in_group = arena_array(arena, groups_max, sizeof *work->in_group);
    work->alone = arena_array(arena, sites_max, sizeof *work->alone);
    work->together = arena_array(arena, most->needed / 2, sizeof *work->together);
    return work->singles != NULL && work->pairs != NULL && work->room != NULL && work->in_group != NULL &&
                   work->alone != NULL && work->together != NULL
               ? work
               : NULL;
}

/* Doubled; BOUND_NEVER when there is none that may be made. */
static int64_t cost_of_found(const struct bound_sites *sites, const struct bound_choice *choice)
{
    int64_t cost = 0;

    if (!choice->found)
        return BOUND_NEVER;
    if (sites->extra != NULL)
        cost += 2 * sites->extra[choice->pair_count];
    for (uint32_t site = 0; site < sites->count; site++)
        cost += 2 * sites->single[site] * choice->singles[site];
    for (uint32_t i = 0; i < choice->pair_count; i++)
        cost += 2 * sites->pair[(size_t)choice->pairs[i].a * sites->count + choice->pairs[i].b];
    return cost;
}

static void choose_by_prices(const struct bound_sites *sites, struct bound_work *work,
                             const struct bound_prices *prices, uint32_t tries, struct bound_choice *choice)
{
    struct bound_hunt hunt = {.sites = sites,
                              .work = work,
                              .prices = prices,
                              .choice = choice,
                              .cheapest_pair = BOUND_NEVER,
                              .best = cost_of_found(sites, choice),
                              .tries_most = tries};

    bound_hunt_begin(&hunt);
    choice->cost = 0;
    choice->exact = false;
    choice->none = bound_to_go_cost(&work->to_go, sites->needed, 0) == BOUND_NEVER;
    if (!choice->none)
        bound_hunt_all(&hunt);
}

static uint32_t tries_allowed(const struct bound_choice *choice)
{
    return choice->tries > 0 ? choice->tries : TRIES_MAX;
}

static void learn_tries(struct bound_choice *choice, uint32_t tries)
{
    uint32_t next = choice->exact || choice->none ? 2 * tries : tries / 4;

    choice->tries = next < TRIES_LEAST ? TRIES_LEAST : next > TRIES_MAX ? TRIES_MAX : next;
}

void bound_choose(const struct bound_sites *sites, struct bound_work *work, struct bound_prices *prices,
                  struct bound_choice *choice)
{
    choice->found =
        choice->found && sites->pairs_least <= choice->pair_count && choice->pair_count <= sites->pairs_most;
    if (!choice->found) {
        memset(choice->singles, 0, sites->count * sizeof *choice->singles);
        choice->pair_count = 0;
    }
    uint32_t tries = tries_allowed(choice);
    if (prices->known || sites->count <= NEEDS_NO_PRICES) {
        choose_by_prices(sites, work, prices, sites->count <= NEEDS_NO_PRICES ? tries : TRIES_WITH_OLD_PRICES,
                         choice);
        if (choice->exact || choice->none || sites->count <= NEEDS_NO_PRICES)
            return;
    }
    if (bound_find_prices(sites, &work->network, prices)) {
        choose_by_prices(sites, work, prices, tries, choice);
        learn_tries(choice, tries);
        return;
    }
    choice->none = true;
    choice->exact = false;
    choice->cost = 0;
}
