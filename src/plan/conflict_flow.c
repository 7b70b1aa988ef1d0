/* The largest flow of meetings (Ford and Fulkerson, 1956) from units over their communes and days into the
 * sessions of the communes. Each way through is
 *
 *     unit --needed--> unit in commune --spread--> on a day --1--> session of the commune --room--> end
 *
 * or, with the days of the candidates in place of the spread over communes,
 *
 *     unit --needed--> unit --needed--> on a day --most a day--> session of the commune --room--> end
 */
#include "plan/conflict_flow.h"

#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#define EDGES_MAX 40000000

/* An edge and its reverse stand side by side: e and e ^ 1. */
struct edge {
    uint32_t to;
    uint32_t next; /* of the same node; PLAN_NONE: the last */
    int32_t left;
};

struct network {
    const struct plan_space *space;
    const struct plan_problem *problem;
    bool by_day;          /* the second way of counting */
    uint32_t *first_edge; /* by node */
    uint32_t *seen;       /* by node: the search that came here */
    uint32_t node_count;
    struct edge *edges;
    size_t edge_count;
    size_t edge_capacity;
    struct arena memory;
};

static void network_done(struct network *network)
{
    free(network->edges);
    arena_done(&network->memory);
}

/* ---- nodes ---- */

enum { SOURCE, SINK, FIRST_UNIT };

static uint32_t unit_node(uint32_t unit)
{
    return FIRST_UNIT + unit;
}

/* The commune as the unit's `place`-th one; the place after the last stands for online meetings anywhere. */
static uint32_t stay_node(const struct network *network, uint32_t unit, uint32_t place)
{
    return FIRST_UNIT + network->problem->count.units + network->problem->units[unit].communes.first + unit +
           place;
}

static uint32_t stay_count(const struct network *network)
{
    return network->problem->count.unit_communes + network->problem->count.units;
}

static uint32_t day_node(const struct network *network, uint32_t stay, uint32_t day)
{
    uint32_t first = FIRST_UNIT + network->problem->count.units;

    return first + stay_count(network) + (stay - first) * network->problem->count.days + day;
}

static uint32_t session_node(const struct network *network, uint32_t commune, uint32_t slot)
{
    return FIRST_UNIT + network->problem->count.units +
           stay_count(network) * (1 + network->problem->count.days) + commune * network->problem->slot_count +
           slot;
}

static bool network_init(struct network *network, const struct plan_space *space, bool by_day)
{
    const struct plan_problem *problem = space->problem;

    *network = (struct network){.space = space, .problem = problem, .by_day = by_day};
    arena_init(&network->memory, (size_t)1 << 30);
    network->node_count = session_node(network, problem->count.communes, 0);
    network->first_edge = arena_array(&network->memory, network->node_count, sizeof(uint32_t));
    network->seen = arena_array(&network->memory, network->node_count, sizeof(uint32_t));
    if (network->first_edge == NULL || network->seen == NULL)
        return false;
    memset(network->first_edge, 0xff, network->node_count * sizeof(uint32_t));
    return true;
}

static bool add_edge(struct network *network, uint32_t from, uint32_t to, int32_t room)
{
    uint32_t edge = (uint32_t)network->edge_count;

    if (!list_reserve(&network->edges, &network->edge_capacity, network->edge_count + 2,
                      sizeof *network->edges, EDGES_MAX))
        return false;
    network->edges[edge] = (struct edge){to, network->first_edge[from], room};
    network->edges[edge + 1] = (struct edge){from, network->first_edge[to], 0};
    network->first_edge[from] = edge;
    network->first_edge[to] = edge + 1;
    network->edge_count += 2;
    return true;
}

static bool has_edge(const struct network *network, uint32_t from, uint32_t to)
{
    for (uint32_t edge = network->first_edge[from]; edge != PLAN_NONE; edge = network->edges[edge].next) {
        if (network->edges[edge].to == to)
            return true;
    }
    return false;
}

/* ---- how many meetings a session of a commune can take ---- */

struct room {
    int32_t shortest_min; /* meeting that may be held in it; 0: none */
    int32_t halls;        /* in which one may */
    uint32_t last_venue;  /* counted; options of one unit come venue by venue */
};

static void note_option(struct room *room, const struct plan_space *space, uint32_t unit,
                        const struct plan_option *option)
{
    int32_t length_min = space->problem->units[unit].duration_min;

    if (room->shortest_min == 0 || length_min < room->shortest_min)
        room->shortest_min = length_min;
    /* A hall that several units may use is counted several times: still no fewer than there are. */
    room->halls += room->halls == 0 || room->last_venue != option->venue;
    room->last_venue = option->venue;
}

static int32_t room_of(const struct network *network, const struct room *room, uint32_t commune,
                       uint32_t slot)
{
    const struct plan_slot *times = &network->space->slots[slot];
    int32_t gap_min = network->problem->params.changeover_min;
    int32_t chairs = network->problem->communes[commune].chair_capacity;
    int32_t in_a_row = (times->end_min - times->start_min + gap_min) /
                       (room->shortest_min + gap_min > 0 ? room->shortest_min + gap_min : 1);

    return in_a_row * (chairs < room->halls ? chairs : room->halls);
}

/* ---- building ---- */

static bool link_option(struct network *network, uint32_t unit, uint32_t option_index, struct room *rooms)
{
    const struct plan_space *space = network->space;
    const struct plan_problem *problem = network->problem;
    const struct plan_option *option = &space->options[option_index];
    uint32_t place =
        option->mode == PLAN_DIRECT ? option->commune_place : problem->units[unit].communes.count;
    uint32_t stay = stay_node(network, unit, network->by_day ? 0 : place);

    for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
        uint32_t day = day_node(network, stay, space->slots[slot].day);
        uint32_t session = session_node(network, option->commune, slot);
        if (!plan_slot_in(plan_space_free_slots(space, option_index), slot))
            continue;
        note_option(&rooms[(size_t)option->commune * problem->slot_count + slot], space, unit, option);
        if (!has_edge(network, day, session) && !add_edge(network, day, session, 1))
            return false;
    }
    return true;
}

static bool link_days(struct network *network, uint32_t stay, int32_t most_a_day)
{
    for (uint32_t day = 0; day < network->problem->count.days; day++) {
        if (!add_edge(network, stay, day_node(network, stay, day), most_a_day))
            return false;
    }
    return true;
}

/* Meetings that the unit's candidates can hold on the day, one after the other. */
static int32_t most_on_day(const struct network *network, uint32_t unit, uint32_t day)
{
    const struct plan_params *params = &network->problem->params;
    uint32_t sessions = network->problem->count.sessions;
    int32_t length_min = network->problem->units[unit].duration_min;
    int32_t most = 0;

    for (uint32_t slot = day * sessions; slot < (day + 1) * sessions; slot++) {
        const struct plan_slot *times = &network->space->slots[slot];
        most += (times->end_min - times->start_min + params->candidate_buffer_min) /
                (length_min + params->candidate_buffer_min);
    }
    return most < params->candidate_max_per_day ? most : params->candidate_max_per_day;
}

static bool link_unit_days(struct network *network, uint32_t unit)
{
    uint32_t stay = stay_node(network, unit, 0);

    if (!add_edge(network, unit_node(unit), stay, network->problem->units[unit].needed))
        return false;
    for (uint32_t day = 0; day < network->problem->count.days; day++) {
        if (!add_edge(network, stay, day_node(network, stay, day), most_on_day(network, unit, day)))
            return false;
    }
    return true;
}

static bool link_stays(struct network *network, uint32_t unit)
{
    const struct plan_unit *data = &network->problem->units[unit];
    const struct plan_unit_space *room = &network->space->units[unit];

    if (network->by_day)
        return link_unit_days(network, unit);
    for (uint32_t place = 0; place <= data->communes.count; place++) {
        bool online = place == data->communes.count;
        uint32_t stay = stay_node(network, unit, place);
        int32_t most = online ? data->max_online : room->spread_max;
        if (!add_edge(network, unit_node(unit), stay, most < data->needed ? most : data->needed))
            return false;
        if (!link_days(network, stay, online || room->often ? data->needed : 1))
            return false;
    }
    return true;
}

static bool link_unit(struct network *network, uint32_t unit, struct room *rooms)
{
    struct plan_range options = network->space->units[unit].options;

    if (!add_edge(network, SOURCE, unit_node(unit), network->problem->units[unit].needed) ||
        !link_stays(network, unit))
        return false;
    for (uint32_t i = 0; i < options.count; i++) {
        if (!link_option(network, unit, options.first + i, rooms))
            return false;
    }
    return true;
}

static bool build(struct network *network)
{
    const struct plan_problem *problem = network->problem;
    struct room *rooms =
        arena_array(&network->memory, (size_t)problem->count.communes * problem->slot_count, sizeof *rooms);

    if (rooms == NULL)
        return false;
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        if (problem->units[unit].needed > 0 && !link_unit(network, unit, rooms))
            return false;
    }
    for (uint32_t commune = 0; commune < problem->count.communes; commune++) {
        for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
            const struct room *room = &rooms[(size_t)commune * problem->slot_count + slot];
            if (room->shortest_min > 0 && !add_edge(network, session_node(network, commune, slot), SINK,
                                                    room_of(network, room, commune, slot)))
                return false;
        }
    }
    return true;
}

/* ---- the flow ---- */

/* Sends one meeting on from the node; at most seven nodes deep forward, and back along meetings sent before. */
static bool send(struct network *network, uint32_t node, uint32_t search)
{
    if (node == SINK)
        return true;
    network->seen[node] = search;
    for (uint32_t edge = network->first_edge[node]; edge != PLAN_NONE; edge = network->edges[edge].next) {
        uint32_t to = network->edges[edge].to;
        if (network->edges[edge].left == 0 || network->seen[to] == search || !send(network, to, search))
            continue;
        network->edges[edge].left--;
        network->edges[edge ^ 1].left++;
        return true;
    }
    return false;
}

static enum error_code count(const struct plan_space *space, bool by_day, uint32_t *out, struct error *err)
{
    CLEANUP(network_done) struct network network;
    uint32_t sent = 0;

    if (!network_init(&network, space, by_day) || !build(&network))
        return error_memory(err);
    while (sent < space->meeting_count && send(&network, SOURCE, sent + 1))
        sent++;
    *out = sent;
    return OK;
}

enum error_code plan_flow_count(const struct plan_space *space, uint32_t *out, struct error *err)
{
    uint32_t by_commune;
    uint32_t by_day;

    TRY(count(space, false, &by_commune, err));
    TRY(count(space, true, &by_day, err));
    *out = by_commune < by_day ? by_commune : by_day;
    return OK;
}
