/* Successive shortest ways (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 9) from a source over the
 * left group, the left site, the right site and the right group to a sink. A meeting alone is the arc from a
 * site to itself; two on one day are one arc each way, so a choice and its mirror image cost the same, and
 * costs here are those of both. The price of a pair stands on each of its two arcs.
 *
 * Between the sites every arc can be there, so a table holds their costs; only the few that carry flow have a way back.
 */
#include "plan/bound_network.h"

#include <string.h>

#define FAR (INT64_MAX / 4)
#define NOWHERE UINT32_MAX

/* ---- the network ---- */

static bool side_init(struct bound_side *side, uint32_t sites_max, uint32_t groups_max, struct arena *arena)
{
    side->used = arena_array(arena, sites_max, sizeof *side->used);
    side->far = arena_array(arena, sites_max, sizeof *side->far);
    side->came_from = arena_array(arena, sites_max, sizeof *side->came_from);
    side->group_used = arena_array(arena, groups_max, sizeof *side->group_used);
    side->group_far = arena_array(arena, groups_max, sizeof *side->group_far);
    side->group_came_from = arena_array(arena, groups_max, sizeof *side->group_came_from);
    return side->used != NULL && side->far != NULL && side->came_from != NULL && side->group_used != NULL &&
           side->group_far != NULL && side->group_came_from != NULL;
}

bool bound_network_init(struct bound_network *network, const struct bound_limits *most, struct arena *arena)
{
    network->cost = arena_array(arena, (size_t)most->sites * most->sites, sizeof *network->cost);
    network->ways = arena_array(arena, most->needed, sizeof *network->ways);
    network->changed = arena_array(arena, most->sites, sizeof *network->changed);
    return network->cost != NULL && network->ways != NULL && network->changed != NULL &&
           side_init(&network->left, most->sites, most->groups, arena) &&
           side_init(&network->right, most->sites, most->groups, arena);
}

static bool may_pair(const struct bound_sites *sites, uint32_t a, uint32_t b)
{
    return sites->pair != NULL && sites->pair[(size_t)a * sites->count + b] != BOUND_NEVER;
}

/* More than any way through the network can save, whatever a pair costs. */
static int64_t forbidding_cost(const struct bound_sites *sites)
{
    int64_t most = 0;

    for (uint32_t a = 0; a < sites->count; a++) {
        if (2 * sites->single[a] > most)
            most = 2 * sites->single[a];
        for (uint32_t b = 0; b < a; b++) {
            if (may_pair(sites, a, b) && sites->pair[(size_t)a * sites->count + b] > most)
                most = sites->pair[(size_t)a * sites->count + b];
        }
    }
    return (3 * most + 1) * 2 * ((int64_t)sites->needed + 1);
}

static void side_clear(const struct bound_sites *sites, struct bound_side *side)
{
    memset(side->used, 0, sites->count * sizeof *side->used);
    memset(side->group_used, 0, sites->group_count * sizeof *side->group_used);
}

static void build(const struct bound_sites *sites, struct bound_network *network, int64_t pair_price)
{
    network->sites = sites;
    network->forbidding = forbidding_cost(sites);
    network->way_count = 0;
    side_clear(sites, &network->left);
    side_clear(sites, &network->right);
    for (uint32_t a = 0; a < sites->count; a++) {
        int64_t *row = network->cost + (size_t)a * sites->count;
        for (uint32_t b = 0; b < sites->count; b++)
            row[b] = may_pair(sites, a, b) ? sites->pair[(size_t)a * sites->count + b] + pair_price : FAR;
        row[a] = 2 * sites->single[a];
    }
}

/* What one meeting more costs at a site, and what one less gives back: more than is allowed is forbidding, so that
 * every node can be reached and has a price. */
static int64_t more_at(const struct bound_network *network, const struct bound_side *side, uint32_t site)
{
    return side->used[site] < network->sites->most[site] ? 0 : network->forbidding;
}

static int64_t less_at(const struct bound_network *network, const struct bound_side *side, uint32_t site)
{
    return side->used[site] <= network->sites->most[site] ? 0 : -network->forbidding;
}

/* What is needed in each group comes with a reward. */
static int64_t more_in(const struct bound_network *network, const struct bound_side *side, uint32_t group)
{
    return side->group_used[group] < network->sites->group_least ? -network->forbidding : 0;
}

static int64_t less_in(const struct bound_network *network, const struct bound_side *side, uint32_t group)
{
    return side->group_used[group] <= network->sites->group_least ? network->forbidding : 0;
}

/* ---- shortest ways: Bellman and Ford ---- */

static bool shorten(int64_t *far, uint32_t *came_from, int64_t way, uint32_t from)
{
    if (way >= *far)
        return false;
    *far = way;
    *came_from = from;
    return true;
}

static void forget_distances(struct bound_network *network)
{
    const struct bound_sites *sites = network->sites;

    for (uint32_t a = 0; a < sites->count; a++) {
        network->left.far[a] = FAR;
        network->right.far[a] = FAR;
    }
    for (uint32_t group = 0; group < sites->group_count; group++) {
        network->left.group_far[group] = more_in(network, &network->left, group);
        network->left.group_came_from[group] = NOWHERE;
        network->right.group_far[group] = FAR;
    }
    network->sink_far = FAR;
    memset(network->changed, 0, sites->count * sizeof *network->changed);
}

/* From the groups to the sites and, where there is flow to take back, the other way round. */
static bool pass_left(struct bound_network *network)
{
    const struct bound_sites *sites = network->sites;
    struct bound_side *left = &network->left;
    bool shorter = false;

    for (uint32_t a = 0; a < sites->count; a++) {
        uint32_t group = sites->group[a];
        if (left->used[a] > 0)
            shorter |= shorten(&left->group_far[group], &left->group_came_from[group],
                               left->far[a] + less_at(network, left, a), a);
        if (shorten(&left->far[a], &left->came_from[a], left->group_far[group] + more_at(network, left, a),
                    NOWHERE))
            network->changed[a] = shorter = true;
    }
    for (uint32_t i = 0; i < network->way_count; i++) {
        struct bound_way way = network->ways[i];
        int64_t back =
            network->right.far[way.right] - network->cost[(size_t)way.left * sites->count + way.right];
        if (network->right.far[way.right] < FAR &&
            shorten(&left->far[way.left], &left->came_from[way.left], back, way.right))
            network->changed[way.left] = shorter = true;
    }
    return shorter;
}

static bool pass_across(struct bound_network *network)
{
    uint32_t count = network->sites->count;
    struct bound_side *right = &network->right;
    bool shorter = false;

    for (uint32_t a = 0; a < count; a++) {
        const int64_t *row = network->cost + (size_t)a * count;
        int64_t far = network->left.far[a];
        if (!network->changed[a])
            continue;
        network->changed[a] = false;
        for (uint32_t b = 0; b < count; b++)
            shorter |= shorten(&right->far[b], &right->came_from[b], far + row[b], a);
    }
    return shorter;
}

static bool pass_sink(struct bound_network *network)
{
    const struct bound_sites *sites = network->sites;
    struct bound_side *right = &network->right;
    bool shorter = false;

    for (uint32_t group = 0; group < sites->group_count; group++)
        shorter |= shorten(&network->sink_far, &network->sink_came_from,
                           right->group_far[group] + more_in(network, right, group), group);
    for (uint32_t group = 0; group < sites->group_count; group++) {
        if (right->group_used[group] > 0)
            shorter |= shorten(&right->group_far[group], &right->group_came_from[group],
                               network->sink_far + less_in(network, right, group), NOWHERE);
    }
    return shorter;
}

/* Where a site was reached from its group, it came from NOWHERE. */
static bool pass_right(struct bound_network *network)
{
    const struct bound_sites *sites = network->sites;
    struct bound_side *right = &network->right;
    bool shorter = false;

    for (uint32_t b = 0; b < sites->count; b++) {
        uint32_t group = sites->group[b];
        shorter |= shorten(&right->group_far[group], &right->group_came_from[group],
                           right->far[b] + more_at(network, right, b), b);
        if (right->used[b] > 0)
            shorter |= shorten(&right->far[b], &right->came_from[b],
                               right->group_far[group] + less_at(network, right, b), NOWHERE);
    }
    return shorter;
}

/* No way round is negative, before or after a flow of least cost. */
static void measure_from_source(struct bound_network *network)
{
    bool shorter = true;

    forget_distances(network);
    while (shorter) {
        shorter = pass_left(network);
        shorter |= pass_across(network);
        shorter |= pass_right(network);
        shorter |= pass_sink(network);
    }
}

/* ---- one unit of flow ---- */

static void take_back(struct bound_network *network, uint32_t left, uint32_t right)
{
    uint32_t i = 0;

    while (network->ways[i].left != left || network->ways[i].right != right)
        i++;
    network->ways[i] = network->ways[--network->way_count];
}

/* From a left site back to the source, or to a right site whose flow is taken back: then that site, else NOWHERE. */
static uint32_t follow_left(struct bound_network *network, uint32_t site)
{
    struct bound_side *left = &network->left;

    while (left->came_from[site] == NOWHERE) {
        uint32_t group = network->sites->group[site];
        left->used[site]++;
        site = left->group_came_from[group];
        if (site == NOWHERE) {
            left->group_used[group]++;
            return NOWHERE;
        }
        left->used[site]--;
    }
    take_back(network, site, left->came_from[site]);
    return left->came_from[site];
}

static void send_one(struct bound_network *network)
{
    struct bound_side *right = &network->right;
    uint32_t group = network->sink_came_from;
    uint32_t site = right->group_came_from[group];

    right->group_used[group]++;
    right->used[site]++;
    while (site != NOWHERE) {
        while (right->came_from[site] == NOWHERE) {
            right->used[site]--;
            site = right->group_came_from[network->sites->group[site]];
            right->used[site]++;
        }
        uint32_t from = right->came_from[site];
        uint32_t next = follow_left(network, from);
        network->ways[network->way_count++] = (struct bound_way){from, site};
        site = next;
    }
}

/* ---- the flow ---- */

static uint32_t count_paired(const struct bound_network *network)
{
    uint32_t paired = 0;

    for (uint32_t i = 0; i < network->way_count; i++)
        paired += network->ways[i].left != network->ways[i].right;
    return paired;
}

struct bound_flow bound_network_send(struct bound_network *network, const struct bound_sites *sites,
                                     int64_t pair_price)
{
    struct bound_flow flow = {.pair_price = pair_price};

    build(sites, network, pair_price);
    for (uint32_t i = 0; i < sites->needed; i++) {
        measure_from_source(network);
        flow.cost += network->sink_far;
        send_one(network);
    }
    flow.paired = count_paired(network);
    /* Every reward was earned and nothing forbidden used. */
    flow.allowed = flow.cost + 2 * network->forbidding * (int64_t)sites->group_count * sites->group_least <
                   network->forbidding;
    measure_from_source(network);
    return flow;
}
