/* The weather switches that are on (app/plan_weather.h). */
#ifndef APP_WEATHER_LIST_H
#define APP_WEATHER_LIST_H

#include "app/app.h"
#include "calendar/civil.h"

#include <stddef.h>

struct listed_weather {
    const char *area; /* code */
    const char *level;
    const char *name; /* of the area */
    struct civil_date first;
    struct civil_date last;
    const char *document; /* "" when none */
};

/* In the order in which they were turned on; in the arena. */
enum error_code weather_list(const struct app *app, int64_t election, struct arena *arena,
                             struct listed_weather **out, size_t *out_count, struct error *err) MUST_USE;

#endif
