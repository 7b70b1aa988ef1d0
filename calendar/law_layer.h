/* A pack and the packs it extends, laid over each other: the events and duties as all of them together write
 * them, each with the place in the file that wrote it last. Nothing is checked here but the laying itself:
 * what is changed or removed must be there, and a change must change something.
 */
#ifndef CALENDAR_LAW_LAYER_H
#define CALENDAR_LAW_LAYER_H

#include "calendar/law_schema.h"

#define LAW_LAYERS_MAX 8 /* a pack that extends one that extends one ... */
#define LAW_PATH_MAX 32

struct law_layer {
    struct yaml_source source;
    struct law_raw_pack *raw; /* owned */
};

/* Where an entry is written: "duties.12" of a file. */
struct law_place {
    const struct yaml_source *source;
    char path[LAW_PATH_MAX];
};

/* The strings belong to the layers. */
struct law_layers {
    struct arena arena;
    struct law_layer items[LAW_LAYERS_MAX]; /* the pack itself first */
    size_t count;
    struct law_raw_event *events;
    struct law_place *event_places;
    size_t event_count;
    struct law_raw_duty *duties;
    struct law_place *duty_places;
    size_t duty_count;
};

/* The layers go to law_layers_done also after a failure. */
enum error_code law_layers_read(const struct yaml_source *source, const struct law_library *library,
                                struct law_layers *out, struct error *err) MUST_USE;
void law_layers_done(struct law_layers *layers);

/* Lays one pack over what the lower ones say; the lowest comes first. */
enum error_code law_layers_add(struct law_layers *layers, const struct law_layer *layer,
                               struct error *err) MUST_USE;

/* What a change says is put over the duty. `from` is its place, `base` the pack that is changed. */
enum error_code law_change_apply(const struct law_raw_duty *says, const struct law_place *from,
                                 const char *base, struct law_raw_duty *duty, struct error *err) MUST_USE;

/* Gives the error that was just set the place of `key` in the entry. */
enum error_code law_place_fail(const struct law_place *place, const char *key, struct error *err);

#endif
