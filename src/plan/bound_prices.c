#include "plan/bound_prices.h"

#define PAIR_PRICE_HALVINGS 14

/* ---- prices ---- */

static int64_t at_least_0(int64_t value)
{
    return value > 0 ? value : 0;
}

/* Of both sides together, which are mirror images at heart. */
static void read_prices(const struct bound_sites *sites, const struct bound_network *network,
                        struct bound_prices *prices)
{
    const struct bound_side *left = &network->left;
    const struct bound_side *right = &network->right;

    for (uint32_t group = 0; group < sites->group_count; group++)
        prices->group[group] =
            at_least_0(-left->group_far[group]) + at_least_0(right->group_far[group] - network->sink_far);
    for (uint32_t a = 0; a < sites->count; a++) {
        uint32_t group = sites->group[a];
        prices->site[a] = at_least_0(left->far[a] - left->group_far[group]) +
                          at_least_0(right->group_far[group] - right->far[a]);
    }
}

bool bound_prices_init(struct bound_prices *prices, uint32_t sites, uint32_t groups, struct arena *arena)
{
    *prices = (struct bound_prices){
        .site = arena_array(arena, sites, sizeof *prices->site),
        .group = arena_array(arena, groups, sizeof *prices->group),
    };
    return prices->site != NULL && prices->group != NULL;
}

/* ---- the price of a pair ---- */

/* What the flow proves of choices with so many meetings in pairs. */
static int64_t proves(const struct bound_flow *flow, uint32_t paired)
{
    return flow->cost - flow->pair_price * paired;
}

static int64_t dearest(const struct bound_sites *sites)
{
    int64_t most = 1;

    for (uint32_t a = 0; a < sites->count; a++)
        most = sites->single[a] > most ? sites->single[a] : most;
    return most;
}

/* The more a pair costs the fewer there are: halves the stretch in which the price lies that proves most. */
static struct bound_flow find_pair_price(const struct bound_sites *sites, struct bound_network *network,
                                         const struct bound_flow *first, uint32_t paired)
{
    bool too_many = first->paired > paired;
    struct bound_flow best = *first;
    int64_t reach = 2 * dearest(sites);
    int64_t least = too_many ? first->pair_price : -reach;
    int64_t most = too_many ? reach : first->pair_price;

    for (int i = 0; i < PAIR_PRICE_HALVINGS && best.paired != paired; i++) {
        struct bound_flow flow = bound_network_send(network, sites, least + (most - least) / 2);
        if (proves(&flow, paired) > proves(&best, paired))
            best = flow;
        if (flow.paired > paired)
            least = flow.pair_price;
        else
            most = flow.pair_price;
    }
    return bound_network_send(network, sites, best.pair_price);
}

/* The number within the limits that is nearest to what is there. */
static uint32_t paired_within(const struct bound_sites *sites, uint32_t paired)
{
    if (paired / 2 > sites->pairs_most)
        return 2 * sites->pairs_most;
    return (paired + 1) / 2 < sites->pairs_least ? 2 * sites->pairs_least : paired;
}

/* At the price of a pair at which it was found last, if that is still right. */
static struct bound_flow find_flow(const struct bound_sites *sites, struct bound_network *network,
                                   int64_t pair_price)
{
    struct bound_flow flow = bound_network_send(network, sites, pair_price);
    uint32_t paired = paired_within(sites, flow.paired);

    /* It is not needed where there could be more pairs, or fewer. */
    if (flow.paired == paired && ((pair_price > 0 && paired < 2 * sites->pairs_most) ||
                                  (pair_price < 0 && paired > 2 * sites->pairs_least))) {
        flow = bound_network_send(network, sites, 0);
        paired = paired_within(sites, flow.paired);
    }
    return flow.paired == paired ? flow : find_pair_price(sites, network, &flow, paired);
}

bool bound_find_prices(const struct bound_sites *sites, struct bound_network *network,
                       struct bound_prices *prices)
{
    struct bound_flow flow = find_flow(sites, network, prices->pair);

    if (!flow.allowed)
        return false;
    read_prices(sites, network, prices);
    prices->pair = flow.pair_price;
    prices->known = true;
    return true;
}
