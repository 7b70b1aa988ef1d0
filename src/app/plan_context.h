/* All that a change of a plan depends on, as it stands at one moment: the problem, what is published, the newest draft,
 * pins, storms and waivers. Read inside the transaction of the change:
 *
 *     CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
 *     TRY(plan_context_read(app, election, arena, &context, err));
 */
#ifndef APP_PLAN_CONTEXT_H
#define APP_PLAN_CONTEXT_H

#include "app/plan_store.h"
#include "plan/repair.h"

struct plan_pin {
    struct plan_meeting meeting; /* its place and time; unit and venue are known */
    const char *reason;
    const char *by;
    int64_t pinned_utc_secs;
};

/* A document allows the unit one more online meeting, or one meeting fewer. */
struct plan_waiver {
    const char *code; /* of the meeting */
    uint32_t unit;
    bool cancelled; /* otherwise online */
    const char *document;
};

struct plan_weather {
    int64_t id;
    const char *area;
    const char *level; /* of the area */
    struct civil_date first;
    struct civil_date last;
    const char *document; /* "" when none */
};

struct plan_draft_state {
    int64_t id;      /* 0: there is none */
    int64_t release; /* 0: not published */
    const char *origin;
};

struct plan_context {
    int64_t election;
    struct stored_problem of; /* with as many online meetings a unit as waivers allow */
    struct civil_time now;
    struct stored_plan published; /* with cancelled meetings */
    struct plan_draft_state draft;
    struct stored_plan draft_plan;
    const struct plan_pin *pins;
    size_t pin_count;
    const struct plan_waiver *waivers;
    size_t waiver_count;
    const struct plan_weather *weathers; /* that are on */
    size_t weather_count;
    const struct repair_ban *bans; /* of these */
    size_t ban_count;
};

/* Errors are those of stored_problem_read. All lies in the arena but the problem. */
enum error_code plan_context_read(const struct app *app, int64_t election, struct arena *arena,
                                  struct plan_context *out, struct error *err) MUST_USE;
void plan_context_done(struct plan_context *context);

/* What changes start from: the newest draft that was not published, unless the planner made it anew after a release;
 * otherwise what is published. `whole` takes a draft made anew, too. ERROR_NO_INPUT when there is nothing. Cancelled
 * meetings are left out. */
enum error_code plan_context_base(const struct plan_context *context, bool whole, struct arena *arena,
                                  struct stored_plan *out, struct error *err) MUST_USE;

/* By code; NULL: none. */
const struct stored_meeting *stored_plan_find(const struct stored_plan *plan, const char *code);
const struct plan_pin *plan_context_pin(const struct plan_context *context, const char *code);
/* A published meeting that has begun stays as it is. */
bool plan_context_begun(const struct plan_context *context, const struct stored_meeting *published);

/* Which commune and day pairs an area and its days are; the list grows in the arena. ERROR_NO_INPUT: no such area. */
struct ban_list {
    struct repair_ban *items;
    size_t count;
};
enum error_code plan_context_ban(const struct plan_context *context, const struct plan_weather *weather,
                                 struct arena *arena, struct ban_list *list, struct error *err) MUST_USE;
bool plan_context_banned(const struct plan_context *context, const struct plan_meeting *meeting);

#endif
