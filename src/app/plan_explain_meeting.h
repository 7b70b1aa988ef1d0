/* Why a meeting of a plan stands where it does, and where else it could: for commands and pages.
 */
#ifndef APP_PLAN_EXPLAIN_MEETING_H
#define APP_PLAN_EXPLAIN_MEETING_H

#include "app/app.h"
#include "plan/alternatives.h"

/* A place in the words of a plan. */
struct explained_place {
    enum plan_mode mode;
    uint32_t venue;
    struct civil_time start;
    struct civil_time end;
};

struct explained_alternative {
    struct explained_place place;
    struct plan_share share;
    int64_t more_m;    /* below 0: less */
    const char *moved; /* the code of the other meeting; NULL: nobody else moves */
    struct explained_place moved_to;
};

struct explained_exclusion {
    struct plan_excluded excluded;
    struct message message;
};

struct explained_meeting {
    const struct plan_meeting *meeting; /* of the plan */
    struct plan_share share;
    uint32_t free_count;    /* places, of a hall and a day, where nobody else would have to move */
    uint32_t cheaper_count; /* of them */
    struct explained_alternative alone[PLAN_ALTERNATIVES_MAX];
    size_t alone_count;
    struct explained_alternative moving[PLAN_ALTERNATIVES_MAX];
    size_t moving_count;
    struct explained_exclusion excluded[PLAN_EXCLUDED_MAX];
    size_t excluded_count;
};

struct explained_plan {
    const struct plan_problem *problem;
    struct plan plan;
    const struct plan_names *names; /* NULL: codes */
};

/* ERROR_NO_INPUT: the plan has no meeting of that code. ERROR_DATA: the meeting breaks a rule where it stands,
 * so that nothing can be said of its place. */
enum error_code plan_explain_meeting(const struct explained_plan *of, const char *code, struct arena *arena,
                                     struct explained_meeting *out, struct error *err) MUST_USE;

struct stored_plan_choice {
    const struct plan_problem *problem;
    int64_t election;
    bool draft; /* the newest draft, not what was published */
};

/* The meetings of an election that were published and not cancelled, or those of its newest draft, as a plan in the
 * arena. */
enum error_code stored_plan_read(const struct app *app, const struct stored_plan_choice *choice,
                                 struct arena *arena, struct plan *out, struct error *err) MUST_USE;

#endif
