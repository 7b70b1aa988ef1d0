#include "calendar/law_layer.h"

#include <stdio.h>
#include <string.h>

#define LAYERS_BYTES_MAX ((size_t)16 * 1024 * 1024)

enum error_code law_place_fail(const struct law_place *place, const char *key, struct error *err)
{
    char path[ERROR_KEY_MAX];

    snprintf(path, sizeof path, "%s%s%s", place->path, place->path[0] != '\0' ? "." : "", key);
    return yaml_source_error_at(place->source, path, err);
}

static enum error_code fail_head(const struct law_layer *layer, const char *key, struct error *err)
{
    return yaml_source_error_at(&layer->source, key, err);
}

/* What only a pack that extends another may say, and what only such a pack may leave out. */
static enum error_code check_shape(const struct law_layer *layer, struct error *err)
{
    const struct law_raw_pack *raw = layer->raw;
    const char *const keys[] = {raw->removed_count > 0 ? "removed" : NULL,
                                raw->changes_count > 0 ? "changes" : NULL,
                                raw->amending_law != NULL ? "amending_law" : NULL};

    if (raw->extends != NULL) {
        if (raw->amending_law != NULL)
            return OK;
        error_set(err, ERROR_CONFIG, "is missing: the law that amends the one this pack extends");
        return fail_head(layer, "amending_law", err);
    }
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (keys[i] == NULL)
            continue;
        error_set(err, ERROR_CONFIG, "only a pack that extends another has this");
        return fail_head(layer, keys[i], err);
    }
    if (raw->duties_count > 0)
        return OK;
    error_set(err, ERROR_CONFIG, "is missing");
    return fail_head(layer, "duties", err);
}

static enum error_code load(struct law_layers *layers, const struct yaml_source *source, struct error *err)
{
    struct law_layer *layer = &layers->items[layers->count];

    layer->source = *source;
    TRY(yaml_source_load(source, &law_pack_schema, &layer->raw, err));
    layers->count++;
    return check_shape(layer, err);
}

static enum error_code check_circle(const struct law_layers *layers, const char *id, struct error *err)
{
    char circle[240] = "";
    size_t length = 0;
    size_t start = 0;

    while (start < layers->count && strcmp(layers->items[start].raw->id, id) != 0)
        start++;
    if (start == layers->count)
        return OK;
    for (size_t i = start; i < layers->count && length < sizeof circle; i++)
        length +=
            (size_t)snprintf(circle + length, sizeof circle - length, "%s -> ", layers->items[i].raw->id);
    error_set(err, ERROR_CONFIG, "this goes round in a circle: %s%s", circle, id);
    return fail_head(&layers->items[layers->count - 1], "extends", err);
}

/* The text of the pack that the last layer extends. */
static enum error_code find_base(struct law_layers *layers, const struct law_library *library,
                                 struct yaml_source *out, struct error *err)
{
    const struct law_layer *last = &layers->items[layers->count - 1];
    const char *id = last->raw->extends;

    TRY(check_circle(layers, id, err));
    if (layers->count == LAW_LAYERS_MAX) {
        error_set(err, ERROR_CONFIG, "more than %d packs extend each other", LAW_LAYERS_MAX);
        return fail_head(last, "extends", err);
    }
    if (library != NULL && law_id_valid(id, LAW_ID_OF_PACK) && library->has(library->context, id))
        return library->read(library->context, id, &layers->arena, out, err);
    error_set(err, ERROR_CONFIG, "there is no law pack %s to extend", id);
    return fail_head(last, "extends", err);
}

static enum error_code load_base(struct law_layers *layers, const struct law_library *library,
                                 struct error *err)
{
    const char *id = layers->items[layers->count - 1].raw->extends;
    struct yaml_source source;

    TRY(find_base(layers, library, &source, err));
    TRY(load(layers, &source, err));
    const struct law_layer *base = &layers->items[layers->count - 1];
    if (strcmp(base->raw->id, id) == 0)
        return OK;
    error_set(err, ERROR_CONFIG, "the pack calls itself %s; its file must be named after it", base->raw->id);
    return fail_head(base, "id", err);
}

static bool allocate(struct law_layers *layers)
{
    size_t events = 0;
    size_t duties = 0;

    for (size_t i = 0; i < layers->count; i++) {
        events += layers->items[i].raw->events_count;
        duties += layers->items[i].raw->duties_count;
    }
    layers->events = arena_array(&layers->arena, events, sizeof *layers->events);
    layers->event_places = arena_array(&layers->arena, events, sizeof *layers->event_places);
    layers->duties = arena_array(&layers->arena, duties, sizeof *layers->duties);
    layers->duty_places = arena_array(&layers->arena, duties, sizeof *layers->duty_places);
    return layers->events != NULL && layers->event_places != NULL && layers->duties != NULL &&
           layers->duty_places != NULL;
}

static enum error_code check_counts(const struct law_layers *layers, struct error *err)
{
    if (layers->event_count > LAW_EVENTS_MAX) {
        error_set(err, ERROR_CONFIG, "together the packs have more than %d events", LAW_EVENTS_MAX);
        return fail_head(&layers->items[0], "events", err);
    }
    if (layers->duty_count > LAW_DUTIES_MAX || layers->duty_count == 0) {
        error_set(err, ERROR_CONFIG, "together the packs must have 1 to %d duties", LAW_DUTIES_MAX);
        return fail_head(&layers->items[0], "duties", err);
    }
    return OK;
}

enum error_code law_layers_read(const struct yaml_source *source, const struct law_library *library,
                                struct law_layers *out, struct error *err)
{
    *out = (struct law_layers){.count = 0};
    arena_init(&out->arena, LAYERS_BYTES_MAX);
    TRY(load(out, source, err));
    while (out->items[out->count - 1].raw->extends != NULL)
        TRY(load_base(out, library, err));
    if (!allocate(out))
        return error_memory(err);
    for (size_t i = out->count; i > 0; i--)
        TRY(law_layers_add(out, &out->items[i - 1], err));
    return check_counts(out, err);
}

void law_layers_done(struct law_layers *layers)
{
    for (size_t i = 0; i < layers->count; i++)
        yaml_source_free(&law_pack_schema, layers->items[i].raw);
    arena_done(&layers->arena);
}
