/* The weather switch. On: in the area and on the days nobody meets in person; such meetings go online at their hour where
 * rules, equipment and numbers allow it, or move, and what has no place is suspended. A document with a number lets units
 * exceed their online meetings and fall short of meetings. Off: what was driven away returns to where it was, if that is
 * still possible. Both make a draft, which is published as any other.
 */
#ifndef APP_PLAN_WEATHER_H
#define APP_PLAN_WEATHER_H

#include "app/plan_replan.h"

struct weather_request {
    bool on;
    const char *area;
    bool has_days;
    struct civil_date first;
    struct civil_date last;
    const char *document; /* NULL: none */
    const char *seen;     /* what the staff saw of its effect (weather_write_seen); NULL: nothing */
    bool dry_run;
};

struct weather_result {
    struct replanned plan;
    size_t online;    /* meetings that go online */
    size_t elsewhere; /* meetings in person at another place or time */
    size_t suspended; /* meetings without a place; a document lets their units have fewer */
    size_t returned;  /* of those driven away */
};

/* ERROR_DATA: the days are past or outside the campaign, or it is on already; ERROR_NO_INPUT: no such area, or it is not
 * on; ERROR_FOUND: its effect is not what was seen, for the plan has changed meanwhile. Nothing is stored then. Released with weather_result_done. */
enum error_code plan_weather(const struct app *app, int64_t election, const struct weather_request *request,
                             struct arena *arena, struct weather_result *out, struct error *err) MUST_USE;
void weather_result_done(struct weather_result *result);

#define WEATHER_SEEN_CHARS 33

/* The effect in short, for a form: a hash of where each meeting that changes goes (weather_seen.c). */
void weather_write_seen(const struct weather_result *result, char out[WEATHER_SEEN_CHARS]);
/* ERROR_FOUND: it is another. */
enum error_code weather_check_seen(const struct weather_request *request, const struct weather_result *result,
                                   struct error *err) MUST_USE;

#endif
