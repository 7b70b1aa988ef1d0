/* A plan of meetings, whoever made it: the planner, a person, a file. Meetings hold indexes of a
 * plan_problem; a meeting read from a file may name things that do not exist, which the judge reports.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "plan/problem.h"

struct plan_meeting {
    const char *code;    /* stable: the unit's code and a number */
    uint32_t unit;       /* PLAN_NONE: not known */
    enum plan_mode mode; /* PLAN_MODE_UNKNOWN: neither direct nor online */
    uint32_t venue;      /* PLAN_NONE: not known */
    struct civil_time start;
    struct civil_time end;
    bool time_unreadable; /* start or end was not a time: both are meaningless */
};

/* A meeting as it stands in a file. */
struct plan_row {
    const char *code, *unit, *mode, *venue, *start, *end;
    uint32_t line; /* 1-based; 0: not from a file */
};

struct plan {
    const struct plan_meeting *meetings;
    size_t count;
    const struct plan_row *rows; /* one a meeting, for messages; NULL when the plan was not read from rows */
};

/* The name of a mode in tables: "direct", "online". */
const char *plan_mode_name(enum plan_mode mode);

/* Whether voters come together in the commune for the meeting, at its main site or a further one. Its unit and venue
 * are known. */
bool plan_gathers_in(const struct plan_problem *problem, const struct plan_meeting *meeting,
                     uint32_t commune);

/* Looks up what the rows name. Never fails on what they say. The plan borrows the rows and lives in the
 * arena. */
enum error_code plan_resolve(const struct plan_problem *problem, const struct plan_row *rows, size_t count,
                             struct arena *arena, struct plan *out, struct error *err) MUST_USE;

#endif
