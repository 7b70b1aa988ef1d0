#include "calendar/law_build.h"

#include <stdio.h>

#define DEPENDENCIES_MAX 16

/* What one node hangs on, and the key that says so. */
struct dependency {
    uint16_t node;
    char key[32];
};

struct dependencies {
    struct dependency items[DEPENDENCIES_MAX];
    size_t count;
};

typedef void (*collect_fn)(const struct law_pack *pack, size_t node, struct dependencies *out);

static void add_anchor(struct dependencies *out, const struct law_moment *moment, const char *key)
{
    if (moment == NULL)
        return;
    struct dependency *item = &out->items[out->count++];
    item->node = moment->anchor;
    snprintf(item->key, sizeof item->key, "%s.anchor", key);
}

static void collect_anchors(const struct law_pack *pack, size_t node, struct dependencies *out)
{
    const struct law_event *event = law_pack_event(pack, node);
    const struct law_duty *duty = law_pack_duty(pack, node);

    out->count = 0;
    if (event != NULL)
        add_anchor(out, event->usual, "usual");
    if (duty != NULL) {
        add_anchor(out, duty->at, "at");
        add_anchor(out, duty->from, "from");
        add_anchor(out, duty->until, "until");
    }
}

static void collect_waits(const struct law_pack *pack, size_t node, struct dependencies *out)
{
    const struct law_duty *duty = law_pack_duty(pack, node);

    out->count = 0;
    for (size_t i = 0; duty != NULL && i < duty->waits_for_count; i++) {
        struct dependency *item = &out->items[out->count++];
        item->node = (uint16_t)(1 + pack->event_count + duty->waits_for[i]);
        snprintf(item->key, sizeof item->key, "waits_for.%zu", i + 1);
    }
}

/* The first dependency that has no place in the order yet, or NULL. */
static const struct dependency *first_open(const struct dependencies *dependencies, const bool *placed)
{
    for (size_t i = 0; i < dependencies->count; i++) {
        if (!placed[dependencies->items[i].node])
            return &dependencies->items[i];
    }
    return NULL;
}

/* Every node left hangs on another that is left: following them from any node ends in a circle. */
static enum error_code fail_circle(struct law_build *build, collect_fn collect, const bool *placed,
                                   size_t node)
{
    struct dependencies dependencies;
    char circle[240];
    size_t length = 0;
    size_t count = law_pack_node_count(build->pack);
    size_t start;

    for (size_t step = 0; step < count; step++) {
        collect(build->pack, node, &dependencies);
        node = first_open(&dependencies, placed)->node;
    }
    start = node;
    circle[0] = '\0';
    do {
        if (length < sizeof circle)
            length += (size_t)snprintf(circle + length, sizeof circle - length, "%s -> ",
                                       law_pack_node_id(build->pack, node));
        collect(build->pack, node, &dependencies);
        node = first_open(&dependencies, placed)->node;
    } while (node != start);
    collect(build->pack, start, &dependencies);
    law_build_enter(build, start);
    error_set(build->err, ERROR_CONFIG, "this goes round in a circle: %s%s", circle,
              law_pack_node_id(build->pack, start));
    return law_build_fail(build, first_open(&dependencies, placed)->key);
}

/* Nodes in an order in which each comes after all it hangs on. */
static enum error_code sort_nodes(struct law_build *build, collect_fn collect, uint16_t *out_order)
{
    bool placed[1 + LAW_EVENTS_MAX + LAW_DUTIES_MAX] = {false};
    size_t count = law_pack_node_count(build->pack);
    size_t done = 0;

    while (done < count) {
        size_t before = done;
        size_t left = 0;
        for (size_t node = 0; node < count; node++) {
            struct dependencies dependencies;
            if (placed[node])
                continue;
            collect(build->pack, node, &dependencies);
            if (first_open(&dependencies, placed) != NULL) {
                left = node;
                continue;
            }
            placed[node] = true;
            out_order[done++] = (uint16_t)node;
        }
        if (done == before)
            return fail_circle(build, collect, placed, left);
    }
    return OK;
}

/* Does the moment have an hour? Of an event without a usual time it is seen only when it is recorded. */
enum hour { HOUR_NO, HOUR_YES, HOUR_RECORDED };

static enum hour hour_of(const struct law_moment *moment, const enum hour *hours)
{
    if (moment->minute != LAW_NO_HOUR)
        return HOUR_YES;
    return moment->days != 0 || moment->months != 0 ? HOUR_NO : hours[moment->anchor];
}

static enum error_code check_moment(struct law_build *build, size_t node, const char *key,
                                    const struct law_moment *moment, const enum hour *hours)
{
    if (moment == NULL || moment->hours == 0 || hours[moment->anchor] != HOUR_NO)
        return OK;
    law_build_enter(build, node);
    error_set(build->err, ERROR_CONFIG, "hours can be counted only from an hour, and %s is a day",
              law_pack_node_id(build->pack, moment->anchor));
    return law_build_fail(build, key);
}

static enum error_code check_hours(struct law_build *build)
{
    enum hour hours[1 + LAW_EVENTS_MAX + LAW_DUTIES_MAX] = {HOUR_NO};
    const struct law_pack *pack = build->pack;

    for (size_t i = 0; i < law_pack_node_count(pack); i++) {
        size_t node = pack->order[i];
        const struct law_event *event = law_pack_event(pack, node);
        const struct law_duty *duty = law_pack_duty(pack, node);
        if (event != NULL) {
            TRY(check_moment(build, node, "usual.offset", event->usual, hours));
            hours[node] = event->usual != NULL ? hour_of(event->usual, hours) : HOUR_RECORDED;
        }
        if (duty != NULL) {
            TRY(check_moment(build, node, "at.offset", duty->at, hours));
            TRY(check_moment(build, node, "from.offset", duty->from, hours));
            TRY(check_moment(build, node, "until.offset", duty->until, hours));
            const struct law_moment *limit = law_duty_limit(duty);
            hours[node] = limit != NULL ? hour_of(limit, hours) : HOUR_RECORDED;
        }
    }
    return OK;
}

enum error_code law_build_order(struct law_build *build)
{
    size_t count = law_pack_node_count(build->pack);
    uint16_t waits[1 + LAW_EVENTS_MAX + LAW_DUTIES_MAX];
    uint16_t *order = arena_array(&build->pack->arena, count, sizeof *order);

    if (order == NULL)
        return error_memory(build->err);
    TRY(sort_nodes(build, collect_waits, waits));
    TRY(sort_nodes(build, collect_anchors, order));
    build->pack->order = order;
    return check_hours(build);
}
