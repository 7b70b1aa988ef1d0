/* The meetings of an election, published or of the newest draft, all of them or those of one unit, candidate
 * or area.
 */
#ifndef APP_PLAN_SHOW_H
#define APP_PLAN_SHOW_H

#include "app/app.h"
#include "calendar/civil.h"

struct plan_filter {
    bool draft;            /* the newest draft, not what was published */
    const char *unit;      /* codes; NULL: any */
    const char *candidate; /* of any unit in which he or she stands */
    const char *area;      /* a commune, or any area above communes */
};

struct shown_site {
    const char *venue; /* "" when there is none */
    const char *venue_name;
    const char *mode;
    const char *link; /* "" when there is none */
};

struct shown_meeting {
    const char *code;
    const char *status; /* "confirmed", "cancelled", "draft" */
    const char *mode;   /* "direct", "online" */
    struct civil_time start;
    struct civil_time end;
    const char *unit;
    const char *unit_name;
    const char *venue; /* "" when there is none */
    const char *venue_name;
    const char *commune_name;
    const char *link;               /* "" when there is none */
    const struct shown_site *sites; /* beside the main one, which the venue is */
    size_t site_count;
    struct civil_date
        letter_by; /* the letter to the candidates leaves on this day at the latest; 0: no notice is asked for */
};

struct shown_plan {
    const struct shown_meeting *items; /* by time */
    size_t count;
    int64_t objective_m; /* of a draft */
    int64_t bound_m;     /* no plan is below; 0: not known, or not a draft */
};

/* ERROR_NO_INPUT: there is no such unit, candidate or area, or no draft. The result lies in the arena. */
enum error_code plan_show(const struct app *app, int64_t election, const struct plan_filter *filter,
                          struct arena *arena, struct shown_plan *out, struct error *err) MUST_USE;

#endif
