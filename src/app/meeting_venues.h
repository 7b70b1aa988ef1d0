/* The venues in which the meetings of a unit may be held. */
#ifndef APP_MEETING_VENUES_H
#define APP_MEETING_VENUES_H

#include "app/app.h"

#include <stddef.h>

struct meeting_venue {
    const char *code;
    const char *name;
    const char *commune;
    int64_t capacity; /* persons */
    bool online;      /* has the equipment for online meetings */
};

/* By commune and code; in the arena. */
enum error_code meeting_venues(const struct app *app, int64_t unit, struct arena *arena,
                               struct meeting_venue **out, size_t *out_count, struct error *err) MUST_USE;

#endif
