/* What equality is counted from: the meetings of a plan with their sites and units, and the candidates. For plan_equality.c only.
 */
#ifndef APP_PLAN_EQUALITY_HELD_H
#define APP_PLAN_EQUALITY_HELD_H

#include "app/plan_equality.h"
#include "db/db.h"

/* A row of QUERY_EQUALITY_MEETINGS. */
struct held_meeting {
    const char *code;
    int64_t unit_id;
    const char *venue;
    const char *unit_code; /* of the unit, or of joint meetings */
    const char *sites;     /* ",direct V02" for each further site */
    struct equality_meeting meeting;
};

/* A row of QUERY_EQUALITY_CANDIDATES. */
struct speaker {
    int64_t unit_id;
    const char *unit_code;
    const char *unit_name;
    const char *code;
    const char *name;
};

/* Joint meetings, and the two units that hold them. */
struct joint_units {
    int64_t id;
    int64_t members[2];
};

struct unit_id {
    int64_t id;
    uint32_t unit;
};

/* All that is read and counted. */
struct equality_held {
    const struct app *app;
    int64_t election;
    int64_t draft; /* 0: what is published */
    const struct equality_question *question;
    struct arena *arena;
    struct held_meeting *meetings;
    size_t meeting_count;
    struct joint_units *joints; /* in order of id */
    size_t joint_count;
    struct speaker *speakers;
    size_t speaker_count;
    struct unit_id *ids;              /* of units, in order of id */
    struct plan_range *ranges;        /* of speakers, by unit in order of code */
    struct equality_figures *figures; /* by speaker */
    uint32_t unit_count;
};

/* Fills the lists of meetings, joint meetings and speakers for the election, the draft and the question that are set. */
enum error_code equality_read(struct equality_held *count, struct error *err) MUST_USE;

/* The draft as the statements want it. */
struct db_arg equality_draft(const struct equality_held *count);
/* Of two held meetings, for qsort. */
int equality_compare_codes(const void *a, const void *b);

#endif
