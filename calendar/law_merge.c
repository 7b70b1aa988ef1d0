/* One pack laid over those below it: removed duties, changed ones, added ones. */
#include "calendar/law_layer.h"

#include <stdio.h>
#include <string.h>

struct merge {
    struct law_layers *layers;
    const struct law_layer *layer;
    struct error *err;
};

static struct law_place place_of(const struct merge *merge, const char *list, size_t position)
{
    struct law_place place = {.source = &merge->layer->source};

    snprintf(place.path, sizeof place.path, "%s.%zu", list, position + 1);
    return place;
}

static bool find_duty(const struct law_layers *layers, const char *id, size_t *out)
{
    for (size_t i = 0; i < layers->duty_count; i++) {
        if (strcmp(layers->duties[i].id, id) != 0)
            continue;
        *out = i;
        return true;
    }
    return false;
}

static bool find_event(const struct law_layers *layers, const char *id, size_t *out)
{
    for (size_t i = 0; i < layers->event_count; i++) {
        if (strcmp(layers->events[i].id, id) != 0)
            continue;
        *out = i;
        return true;
    }
    return false;
}

static enum error_code find_base_duty(const struct merge *merge, const struct law_place *place,
                                      const char *id, size_t *out)
{
    if (find_duty(merge->layers, id, out))
        return OK;
    error_set(merge->err, ERROR_CONFIG, "\"%s\" is not the id of a duty of %s", id,
              merge->layer->raw->extends);
    return law_place_fail(place, "id", merge->err);
}

static enum error_code remove_duties(const struct merge *merge)
{
    struct law_layers *layers = merge->layers;
    const struct law_raw_pack *raw = merge->layer->raw;

    for (unsigned i = 0; i < raw->removed_count; i++) {
        struct law_place place = place_of(merge, "removed", i);
        size_t at = 0;
        TRY(find_base_duty(merge, &place, raw->removed[i].id, &at));
        size_t behind = --layers->duty_count - at;
        memmove(&layers->duties[at], &layers->duties[at + 1], behind * sizeof *layers->duties);
        memmove(&layers->duty_places[at], &layers->duty_places[at + 1], behind * sizeof *layers->duty_places);
    }
    return OK;
}

static enum error_code change_duties(const struct merge *merge)
{
    struct law_layers *layers = merge->layers;
    const struct law_raw_pack *raw = merge->layer->raw;

    for (unsigned i = 0; i < raw->changes_count; i++) {
        struct law_place place = place_of(merge, "changes", i);
        size_t at = 0;
        TRY(find_base_duty(merge, &place, raw->changes[i].id, &at));
        if (layers->duty_places[at].source == &merge->layer->source) {
            error_set(merge->err, ERROR_CONFIG, "%s is changed twice", raw->changes[i].id);
            return law_place_fail(&place, "id", merge->err);
        }
        TRY(law_change_apply(&raw->changes[i], &place, raw->extends, &layers->duties[at], merge->err));
        layers->duty_places[at] = place;
    }
    return OK;
}

/* Levels that a pack no longer has fall away from the duties below it. */
static void narrow_levels(const struct merge *merge)
{
    for (size_t i = 0; i < merge->layers->duty_count; i++) {
        if (merge->layers->duty_places[i].source != &merge->layer->source)
            merge->layers->duties[i].levels &= merge->layer->raw->levels;
    }
}

static enum error_code check_levels(const struct merge *merge)
{
    for (size_t i = 0; i < merge->layers->duty_count; i++) {
        if (merge->layers->duties[i].levels != 0 ||
            merge->layers->duty_places[i].source == &merge->layer->source)
            continue;
        error_set(merge->err, ERROR_CONFIG, "leaves %s without level; remove that duty or give it others",
                  merge->layers->duties[i].id);
        return yaml_source_error_at(&merge->layer->source, "levels", merge->err);
    }
    return OK;
}

static enum error_code check_after(const struct merge *merge, const struct law_place *place,
                                   const char *after, bool found)
{
    if (after == NULL || (found && merge->layer->raw->extends != NULL))
        return OK;
    if (merge->layer->raw->extends == NULL)
        error_set(merge->err, ERROR_CONFIG, "only a pack that extends another has this");
    else
        error_set(merge->err, ERROR_CONFIG, "\"%s\" does not stand before this one", after);
    return law_place_fail(place, "after", merge->err);
}

static enum error_code add_event(const struct merge *merge, unsigned position)
{
    struct law_layers *layers = merge->layers;
    const struct law_raw_event *event = &merge->layer->raw->events[position];
    struct law_place place = place_of(merge, "events", position);
    size_t at = layers->event_count;

    bool found = event->after != NULL && find_event(layers, event->after, &at);
    TRY(check_after(merge, &place, event->after, found));
    at += found;
    size_t behind = layers->event_count++ - at;
    memmove(&layers->events[at + 1], &layers->events[at], behind * sizeof *layers->events);
    memmove(&layers->event_places[at + 1], &layers->event_places[at], behind * sizeof *layers->event_places);
    layers->events[at] = *event;
    layers->event_places[at] = place;
    return OK;
}

static enum error_code add_duty(const struct merge *merge, unsigned position)
{
    struct law_layers *layers = merge->layers;
    const struct law_raw_duty *duty = &merge->layer->raw->duties[position];
    struct law_place place = place_of(merge, "duties", position);
    size_t at = layers->duty_count;

    bool found = duty->after != NULL && find_duty(layers, duty->after, &at);
    TRY(check_after(merge, &place, duty->after, found));
    at += found;
    size_t behind = layers->duty_count++ - at;
    memmove(&layers->duties[at + 1], &layers->duties[at], behind * sizeof *layers->duties);
    memmove(&layers->duty_places[at + 1], &layers->duty_places[at], behind * sizeof *layers->duty_places);
    layers->duties[at] = *duty;
    layers->duty_places[at] = place;
    return OK;
}

static bool counts_from(const struct law_raw_moment *moment, const char *id)
{
    return moment != NULL && strcmp(moment->anchor, id) == 0;
}

static bool hangs_on(const struct law_raw_duty *duty, const char *id)
{
    for (unsigned i = 0; i < duty->waits_for_count; i++) {
        if (strcmp(duty->waits_for[i], id) == 0)
            return true;
    }
    return counts_from(duty->at, id) || counts_from(duty->from, id) || counts_from(duty->until, id);
}

static const char *find_hanging(const struct law_layers *layers, const char *id)
{
    for (size_t i = 0; i < layers->event_count; i++) {
        if (counts_from(layers->events[i].usual, id))
            return layers->events[i].id;
    }
    for (size_t i = 0; i < layers->duty_count; i++) {
        if (hangs_on(&layers->duties[i], id))
            return layers->duties[i].id;
    }
    return NULL;
}

/* What is removed must not be missed. */
static enum error_code check_removed(const struct merge *merge)
{
    const struct law_raw_pack *raw = merge->layer->raw;
    size_t at;

    for (unsigned i = 0; i < raw->removed_count; i++) {
        const char *id = raw->removed[i].id;
        const char *hanging = find_hanging(merge->layers, id);
        if (hanging == NULL || find_duty(merge->layers, id, &at))
            continue;
        struct law_place place = place_of(merge, "removed", i);
        error_set(merge->err, ERROR_CONFIG,
                  "%s still counts from it or waits for it; change or remove that too", hanging);
        return law_place_fail(&place, "id", merge->err);
    }
    return OK;
}

enum error_code law_layers_add(struct law_layers *layers, const struct law_layer *layer, struct error *err)
{
    const struct merge merge = {.layers = layers, .layer = layer, .err = err};

    TRY(remove_duties(&merge));
    narrow_levels(&merge);
    TRY(change_duties(&merge));
    TRY(check_levels(&merge));
    for (unsigned i = 0; i < layer->raw->events_count; i++)
        TRY(add_event(&merge, i));
    for (unsigned i = 0; i < layer->raw->duties_count; i++)
        TRY(add_duty(&merge, i));
    return check_removed(&merge);
}
