/* What everybody may see of a commune, without coming in: its published meetings with voters, where and when, and who stands
 * in them, as the official list has it. Nothing of drafts, no telephone numbers, no chairs.
 */
#ifndef APP_COMMUNE_PUBLIC_H
#define APP_COMMUNE_PUBLIC_H

#include "app/app.h"
#include "calendar/civil.h"

#include <stddef.h>

struct public_site {
    const char *name;    /* of the venue; "" when there is none */
    const char *address; /* "" when not known */
    const char *commune; /* name of the commune it lies in */
    const char *link;    /* where to join online; "" */
    bool online;
};

enum public_state {
    PUBLIC_HELD, /* it takes place, or did */
    PUBLIC_CANCELLED,
    PUBLIC_ELSEWHERE, /* in another commune by now */
};

struct public_meeting {
    const char *code;
    enum public_state state;
    bool online;
    struct civil_time start;
    struct civil_time end;
    const char *unit;              /* name, as on papers */
    const char *const *candidates; /* names in the order A, B, C */
    size_t candidate_count;
    const struct public_site *sites; /* the main one first */
    size_t site_count;
};

struct commune_public {
    const char *name;
    const char *within; /* name of the area in which it lies; "" */
    const char *election;
    struct civil_date polling_day;
    struct civil_time now;
    const struct public_meeting *meetings; /* by time */
    size_t count;
};

/* `area` is the id that feed_open_commune found (struct feed_source.owner). The result lies in the arena. */
enum error_code commune_public(const struct app *app, int64_t area, struct arena *arena,
                               struct commune_public *out, struct error *err) MUST_USE;

struct public_commune {
    const char *code;
    const char *name;
    const char *within; /* "" */
};

struct public_commune_list {
    const struct public_commune *items; /* by the area they lie in and their name */
    size_t count;
};

/* All, or those whose name, code or area holds the words, with or without marks; in the arena. */
enum error_code commune_public_list(const struct app *app, const char *words, struct arena *arena,
                                    struct public_commune_list *out, struct error *err) MUST_USE;

#endif
