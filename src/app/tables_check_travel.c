/* Whether the minutes of travel_times.csv agree with each other. */
#include "app/tables_check.h"

#include <stdlib.h>

#define ROWS_MAX 2000
#define FAR INT32_MAX

struct edge {
    uint32_t from;
    uint32_t to;
    int32_t minutes;
};

/* The journeys of one kind, and the shortest ones from one place. */
struct net {
    const struct tables_loading *loading;
    const struct tables *tables;
    enum tables_block_kind kind;
    struct edge *edges;
    size_t edge_count;
    int32_t *minutes; /* by place */
    uint32_t *last;   /* by place: the one before it on the shortest way */
    bool *told;       /* by row */
};

static int compare_ends(const void *a, const void *b)
{
    const struct tables_travel *left = a;
    const struct tables_travel *right = b;

    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return (left->to > right->to) - (left->to < right->to);
}

static void check_back(const struct tables_loading *loading, const struct tables *tables, size_t i)
{
    const struct tables_travel *row = &tables->travels[i];
    const struct tables_travel key = {.kind = row->kind, .from = row->to, .to = row->from};
    const struct tables_travel *back =
        bsearch(&key, tables->travels, tables->travel_count, sizeof *tables->travels, compare_ends);
    size_t k = back != NULL ? (size_t)(back - tables->travels) : i;
    const uint32_t *lines = loading->lines[FILE_TRAVEL_TIMES];

    if (row->from == row->to)
        report_error(loading->report, tables_place(loading, FILE_TRAVEL_TIMES, i, "to_id"),
                     N_("must be another place than from_id"));
    else if (back != NULL && lines[k] < lines[i] && (row->both_ways || back->both_ways))
        report_error(loading->report, tables_place(loading, FILE_TRAVEL_TIMES, i, "both_ways"),
                     N_("the way back stands already in line %u; give each direction once"), lines[k]);
}

/* ---- going round ---- */

static void add_edge(struct net *net, uint32_t from, uint32_t to, int32_t minutes)
{
    net->edges[net->edge_count++] = (struct edge){from, to, minutes};
}

static void collect(struct net *net)
{
    net->edge_count = 0;
    for (size_t i = 0; i < net->tables->travel_count; i++) {
        const struct tables_travel *row = &net->tables->travels[i];
        if (row->kind != net->kind)
            continue;
        add_edge(net, row->from, row->to, row->minutes);
        if (row->both_ways)
            add_edge(net, row->to, row->from, row->minutes);
    }
}

static void find_shortest(struct net *net, uint32_t source)
{
    bool shorter = true;

    for (size_t i = 0; i < net->edge_count; i++)
        net->minutes[net->edges[i].from] = net->minutes[net->edges[i].to] = FAR;
    net->minutes[source] = 0;
    while (shorter) {
        shorter = false;
        for (size_t i = 0; i < net->edge_count; i++) {
            const struct edge *edge = &net->edges[i];
            if (net->minutes[edge->from] == FAR ||
                net->minutes[edge->from] + edge->minutes >= net->minutes[edge->to])
                continue;
            net->minutes[edge->to] = net->minutes[edge->from] + edge->minutes;
            net->last[edge->to] = edge->from;
            shorter = true;
        }
    }
}

static const char *code_of(const struct net *net, uint32_t place)
{
    return net->kind == BLOCK_VENUE ? net->tables->venues[place].id : net->tables->areas[place].id;
}

static void tell(struct net *net, size_t i, uint32_t to)
{
    const struct tables_travel *row = &net->tables->travels[i];

    if (net->told[i] || net->minutes[to] >= row->minutes)
        return;
    net->told[i] = true;
    report_warning(net->loading->report, tables_place(net->loading, FILE_TRAVEL_TIMES, i, "minutes"),
                   N_("going round by \"%s\" takes only %d minutes; correct one of the rows"),
                   code_of(net, net->last[to]), net->minutes[to]);
}

static void check_detours(struct net *net)
{
    collect(net);
    for (size_t i = 0; i < net->tables->travel_count; i++) {
        const struct tables_travel *row = &net->tables->travels[i];
        if (row->kind != net->kind)
            continue;
        find_shortest(net, row->from);
        tell(net, i, row->to);
        if (!row->both_ways || net->told[i])
            continue;
        find_shortest(net, row->to);
        tell(net, i, row->from);
    }
}

enum error_code tables_check_travels(const struct tables_loading *loading, const struct tables *tables,
                                     struct arena *scratch, struct error *err)
{
    size_t places = tables->area_count > tables->venue_count ? tables->area_count : tables->venue_count;
    struct net net = {
        .loading = loading,
        .tables = tables,
        .edges = arena_array(scratch, 2 * tables->travel_count, sizeof *net.edges),
        .minutes = arena_array(scratch, places, sizeof *net.minutes),
        .last = arena_array(scratch, places, sizeof *net.last),
        .told = arena_array(scratch, tables->travel_count, sizeof *net.told),
    };
    size_t before = loading->report->error_count;

    if (net.edges == NULL || net.minutes == NULL || net.last == NULL || net.told == NULL)
        return error_memory(err);
    if (tables->travel_count > ROWS_MAX)
        report_error(loading->report, (struct report_place){.file = loading->paths[FILE_TRAVEL_TIMES]},
                     N_("may have at most %d rows; leave out what the distance tells well enough"), ROWS_MAX);
    for (size_t i = 0; i < tables->travel_count; i++)
        check_back(loading, tables, i);
    if (loading->report->error_count > before)
        return OK;
    for (net.kind = BLOCK_VENUE; net.kind <= BLOCK_COMMUNE; net.kind++)
        check_detours(&net);
    return OK;
}
