/* Successive shortest ways (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 9) from a source over the
 * left group, the left site, the right site and the right group to a sink. A meeting alone is the arc from a
 * site to itself; two on one day are one arc each way, so a choice and its mirror image cost the same, and
 * costs here are those of both.
 */
#include "plan/bound_prices.h"

#include <string.h>

#define NO_ARC UINT32_MAX
#define UNLIMITED UINT32_MAX
#define FAR (INT64_MAX / 4)

enum { SOURCE, SINK, FIRST_GROUP };

/* ---- the network ---- */

bool bound_network_init(struct bound_network *network, uint32_t sites_max, uint32_t groups_max,
                        struct arena *arena)
{
    size_t nodes = FIRST_GROUP + 2 * ((size_t)sites_max + groups_max);
    size_t arcs = 2 * (4 * ((size_t)sites_max + groups_max) + (size_t)sites_max * sites_max);

    network->arcs = arena_array(arena, arcs, sizeof *network->arcs);
    network->first = arena_array(arena, nodes, sizeof *network->first);
    network->distance = arena_array(arena, nodes, sizeof *network->distance);
    network->came_by = arena_array(arena, nodes, sizeof *network->came_by);
    network->queue = arena_array(arena, nodes, sizeof *network->queue);
    network->waiting = arena_array(arena, nodes, sizeof *network->waiting);
    return arcs < NO_ARC && network->arcs != NULL && network->first != NULL && network->distance != NULL &&
           network->came_by != NULL && network->queue != NULL && network->waiting != NULL;
}

static void add_half(struct bound_network *network, uint32_t from, struct bound_arc arc)
{
    arc.next = network->first[from];
    network->first[from] = network->arc_count;
    network->arcs[network->arc_count++] = arc;
}

static void add_arc(struct bound_network *network, uint32_t from, uint32_t to, uint32_t room, int64_t cost)
{
    add_half(network, from, (struct bound_arc){.to = to, .room = room, .cost = cost});
    add_half(network, to, (struct bound_arc){.to = from, .room = 0, .cost = -cost});
}

static uint32_t left_group(uint32_t group)
{
    return FIRST_GROUP + group;
}
static uint32_t right_group(const struct bound_sites *sites, uint32_t group)
{
    return FIRST_GROUP + sites->group_count + group;
}
static uint32_t left_site(const struct bound_sites *sites, uint32_t site)
{
    return FIRST_GROUP + 2 * sites->group_count + site;
}
static uint32_t right_site(const struct bound_sites *sites, uint32_t site)
{
    return FIRST_GROUP + 2 * sites->group_count + sites->count + site;
}

static bool may_pair(const struct bound_sites *sites, uint32_t a, uint32_t b)
{
    return sites->pair != NULL && sites->pair[(size_t)a * sites->count + b] != BOUND_NEVER;
}

/* More than any way through the network can save. */
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
    return (most + 1) * 2 * ((int64_t)sites->needed + 1);
}

/* What is needed in each group comes with a reward; more at a site than is allowed, at a forbidding cost, so
 * that every node can always be reached and has a price. */
static void build(const struct bound_sites *sites, struct bound_network *network, int64_t forbidding)
{
    network->arc_count = 0;
    network->node_count = FIRST_GROUP + 2 * (sites->count + sites->group_count);
    for (uint32_t node = 0; node < network->node_count; node++)
        network->first[node] = NO_ARC;
    for (uint32_t group = 0; group < sites->group_count; group++) {
        add_arc(network, SOURCE, left_group(group), sites->group_least, -forbidding);
        add_arc(network, SOURCE, left_group(group), UNLIMITED / 2, 0);
        add_arc(network, right_group(sites, group), SINK, sites->group_least, -forbidding);
        add_arc(network, right_group(sites, group), SINK, UNLIMITED / 2, 0);
    }
    for (uint32_t a = 0; a < sites->count; a++) {
        uint32_t group = sites->group[a];
        add_arc(network, left_group(group), left_site(sites, a), sites->most[a], 0);
        add_arc(network, left_group(group), left_site(sites, a), UNLIMITED / 2, forbidding);
        add_arc(network, right_site(sites, a), right_group(sites, group), sites->most[a], 0);
        add_arc(network, right_site(sites, a), right_group(sites, group), UNLIMITED / 2, forbidding);
        add_arc(network, left_site(sites, a), right_site(sites, a), UNLIMITED / 2, 2 * sites->single[a]);
        for (uint32_t b = 0; b < sites->count; b++) {
            if (may_pair(sites, a, b))
                add_arc(network, left_site(sites, a), right_site(sites, b), UNLIMITED / 2,
                        sites->pair[(size_t)a * sites->count + b]);
        }
    }
}

/* ---- shortest ways ---- */

/* Bellman and Ford, with a queue. No way round is negative, before or after a flow of least cost. */
static void measure_from_source(struct bound_network *network)
{
    uint32_t head = 0;
    uint32_t length = 1;

    for (uint32_t node = 0; node < network->node_count; node++)
        network->distance[node] = FAR;
    network->distance[SOURCE] = 0;
    network->queue[0] = SOURCE;
    while (length > 0) {
        uint32_t node = network->queue[head];
        head = head + 1 == network->node_count ? 0 : head + 1;
        length--;
        network->waiting[node] = false;
        for (uint32_t i = network->first[node]; i != NO_ARC; i = network->arcs[i].next) {
            const struct bound_arc *arc = &network->arcs[i];
            int64_t distance = network->distance[node] + arc->cost;
            if (arc->room == 0 || distance >= network->distance[arc->to])
                continue;
            network->distance[arc->to] = distance;
            network->came_by[arc->to] = i;
            if (network->waiting[arc->to])
                continue;
            uint32_t tail = head + length;
            network->queue[tail >= network->node_count ? tail - network->node_count : tail] = arc->to;
            network->waiting[arc->to] = true;
            length++;
        }
    }
}

static void send_one(struct bound_network *network)
{
    for (uint32_t node = SINK; node != SOURCE;) {
        uint32_t arc = network->came_by[node];
        network->arcs[arc].room--;
        network->arcs[arc ^ 1].room++;
        node = network->arcs[arc ^ 1].to;
    }
}

/* ---- prices ---- */

static int64_t at_least_0(int64_t value)
{
    return value > 0 ? value : 0;
}

/* Of both sides together, which are mirror images at heart. */
static void read_prices(const struct bound_sites *sites, const struct bound_network *network,
                        struct bound_prices *prices)
{
    const int64_t *distance = network->distance;

    for (uint32_t group = 0; group < sites->group_count; group++)
        prices->group[group] = at_least_0(distance[SOURCE] - distance[left_group(group)]) +
                               at_least_0(distance[right_group(sites, group)] - distance[SINK]);
    for (uint32_t a = 0; a < sites->count; a++)
        prices->site[a] =
            at_least_0(distance[left_site(sites, a)] - distance[left_group(sites->group[a])]) +
            at_least_0(distance[right_group(sites, sites->group[a])] - distance[right_site(sites, a)]);
}

bool bound_find_prices(const struct bound_sites *sites, struct bound_network *network,
                       struct bound_prices *prices)
{
    int64_t forbidding = forbidding_cost(sites);
    int64_t cost = 0;

    build(sites, network, forbidding);
    for (uint32_t i = 0; i < sites->needed; i++) {
        measure_from_source(network);
        cost += network->distance[SINK];
        send_one(network);
    }
    measure_from_source(network);
    read_prices(sites, network, prices);
    /* Every reward was earned and nothing forbidden used. */
    return cost + 2 * forbidding * (int64_t)sites->group_count * sites->group_least < forbidding;
}
