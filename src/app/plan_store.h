/* What the planner's verbs read from the store: the problem, the newest draft, the meetings that were
 * published.
 */
#ifndef APP_PLAN_STORE_H
#define APP_PLAN_STORE_H

#include "app/tables_from_store.h"
#include "plan/plan.h"

/* An election as a planning problem; released with stored_problem_done. */
struct stored_problem {
    struct stored_tables stored; /* its venues, units and candidates have the indexes of the problem's */
    struct plan_problem *problem;
};

/* No meeting may begin before `from`, nor before the campaign does; until a plan is released, no letter to the
 * candidates leaves before that day. */
enum error_code stored_problem_read(const struct app *app, int64_t election, struct civil_time from,
                                    struct arena *arena, struct stored_problem *out,
                                    struct error *err) MUST_USE;
void stored_problem_done(struct stored_problem *stored);

/* A site of a published meeting beside the main one. */
struct stored_site {
    uint32_t venue; /* PLAN_NONE: it is in the tables no more */
    enum plan_mode mode;
    const char *link; /* "" when there is none */
};

/* A meeting of a draft or one that was published. */
struct stored_meeting {
    struct plan_meeting meeting; /* a published one may have lost its venue: PLAN_NONE */
    int64_t id;                  /* of a published one */
    bool cancelled;
    bool fixed;                      /* nothing else may take its code up; false as it is read */
    const char *link;                /* where to join a published one online; "" when there is none */
    const struct stored_site *sites; /* of one that published_read gave */
    uint32_t site_count;
};

struct stored_plan {
    const struct stored_meeting *items; /* by code */
    size_t count;
};

/* The id of the newest draft; ERROR_NO_INPUT when none was made. */
enum error_code draft_find(const struct app *app, int64_t election, int64_t *out, struct error *err) MUST_USE;
enum error_code draft_read(const struct app *app, const struct plan_problem *problem, int64_t draft,
                           struct arena *arena, struct stored_plan *out, struct error *err) MUST_USE;
enum error_code published_read(const struct app *app, const struct plan_problem *problem, int64_t election,
                               struct arena *arena, struct stored_plan *out, struct error *err) MUST_USE;
struct release_key {
    int64_t election;
    int64_t number;
};

/* What the meetings were after that release. */
enum error_code release_read(const struct app *app, const struct plan_problem *problem,
                             struct release_key release, struct arena *arena, struct stored_plan *out,
                             struct error *err) MUST_USE;

struct db_rows;

/* A meeting of a row that begins with code, unit, mode, venue, start and end. */
enum error_code stored_meeting_read(const struct plan_problem *problem, const struct db_rows *rows,
                                    struct arena *arena, struct plan_meeting *out,
                                    struct error *err) MUST_USE;

#endif
