/* The report of the voter-contact meetings (art. 66.3): how many were held and how, how many voters took part, how many
 * opinions they gave; summed of what was recorded of each meeting (app/meeting_report.h). No names stand in it.
 */
#ifndef APP_CONTACT_REPORT_H
#define APP_CONTACT_REPORT_H

#include "app/app.h"

#include <stddef.h>

enum contact_figure {
    CONTACT_MEETINGS, /* that were held */
    CONTACT_DIRECT,   /* of these, in person */
    CONTACT_ONLINE,
    CONTACT_HYBRID,
    CONTACT_ATTENDANCES, /* in person and online */
    CONTACT_CAME,        /* of these, in person */
    CONTACT_JOINED,      /* online */
    CONTACT_OPINIONS,
    CONTACT_MINUTES, /* meetings whose minutes came */
    CONTACT_MISSING, /* meetings that are over, and nothing is recorded of them */
    CONTACT_FIGURES
};

extern const char *const contact_figure_names[CONTACT_FIGURES]; /* for CSV and JSON */

struct contact_unit {
    const char *level; /* "na", "province", "district", "commune" */
    const char *code;
    const char
        *name; /* as on papers; of a joint meeting of two units, which counts once, the names of both */
    int64_t value[CONTACT_FIGURES];
};

#define CONTACT_LEVELS 4

struct contact_level {
    const char *level;
    int64_t value[CONTACT_FIGURES];
};

struct contact_report {
    const struct contact_unit
        *units; /* that have published meetings, from the National Assembly down, by code */
    size_t count;
    struct contact_level levels[CONTACT_LEVELS]; /* those that have any, from the top */
    size_t level_count;
    int64_t total[CONTACT_FIGURES];
};

struct contact_question {
    const char *unit; /* codes; NULL: any */
    const char *area; /* where the meetings were held: a commune, or any area above */
};

/* ERROR_NO_INPUT: there is no such unit or area. The result lies in the arena. */
enum error_code contact_report(const struct app *app, int64_t election,
                               const struct contact_question *question, struct arena *arena,
                               struct contact_report *out, struct error *err) MUST_USE;

#endif
