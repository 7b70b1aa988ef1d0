#include "app/plan_make.h"

#include "app/audit.h"
#include "app/plan_codes.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

/* The outcome's meetings with the codes of the published ones they continue. */
static enum error_code keep_codes(const struct app *app, int64_t election, struct arena *arena,
                                  struct plan_made *made, struct error *err)
{
    struct plan *plan = &made->outcome.solution.plan;
    struct plan_meeting *meetings = arena_array(arena, plan->count, sizeof *meetings);
    struct stored_plan published;

    TRY(published_read(app, made->of.problem, election, arena, &published, err));
    if (meetings == NULL)
        return error_memory(err);
    if (plan->count > 0)
        memcpy(meetings, plan->meetings, plan->count * sizeof *meetings);
    TRY(plan_codes_keep(made->of.problem, &published, meetings, plan->count, arena, err));
    plan->meetings = meetings;
    return OK;
}

static enum error_code insert_draft(const struct app *app, int64_t election, uint64_t seed,
                                    const struct plan_outcome *outcome, int64_t *out, struct error *err)
{
    const struct plan_terms *terms = &outcome->judgement.terms;

    return db_select_int(
        app->db, QUERY_DRAFT_INSERT,
        DB_ARGS(DB_INT("election", election), DB_INT("created_utc", clock_now_utc_secs(&app->clock)),
                DB_INT("seed", (int64_t)seed), DB_INT("objective_m", terms->objective_m),
                DB_INT("holiday_meetings", terms->holiday), DB_INT("travel_m", terms->travel_m),
                DB_INT("imbalance", terms->imbalance), DB_INT("online_meetings", terms->online),
                DB_INT("bound_m", outcome->bound.bound_m)),
        0, out, err);
}

static enum error_code insert_meeting(const struct app *app, const struct stored_ids *ids, int64_t draft,
                                      const struct plan_meeting *meeting, struct error *err)
{
    return db_run(app->db, QUERY_DRAFT_MEETING_INSERT,
                  DB_ARGS(DB_INT("draft", draft), DB_TEXT("code", meeting->code),
                          DB_INT("unit", ids->units[meeting->unit]),
                          DB_TEXT("mode", plan_mode_name(meeting->mode)),
                          DB_INT("venue", ids->venues[meeting->venue]),
                          DB_INT("start_utc", civil_time_to_utc_secs(meeting->start)),
                          DB_INT("end_utc", civil_time_to_utc_secs(meeting->end))),
                  err);
}

static enum error_code log_draft(const struct app *app, int64_t election, int64_t draft,
                                 const struct plan_made *made, struct error *err)
{
    char number[24];
    struct audit_entry entry = {.verb = "plan make", .election = election, .kind = "draft", .about = number};

    snprintf(number, sizeof number, "%lld", (long long)draft);
    message_set(&entry.words, "Draft %s of the plan was made: %zu meetings, %zu violations.", number,
                made->outcome.solution.plan.count, made->outcome.judgement.violation_count);
    return audit_put(app, &entry, err);
}

static enum error_code store_draft(const struct app *app, int64_t election, uint64_t seed,
                                   const struct plan_made *made, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct plan *plan = &made->outcome.solution.plan;
    int64_t draft;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(insert_draft(app, election, seed, &made->outcome, &draft, err));
    for (size_t i = 0; i < plan->count; i++)
        TRY(insert_meeting(app, &made->of.stored.ids, draft, &plan->meetings[i], err));
    TRY(log_draft(app, election, draft, made, err));
    return db_transaction_commit(&change, err);
}

/* Nothing can be planned for a time that has passed. */
static struct civil_time next_minute(const struct app *app)
{
    return civil_time_from_utc_secs(clock_now_utc_secs(&app->clock) + 60);
}

/* Without what was cancelled. */
static enum error_code list_meetings(const struct stored_plan *stored, struct arena *arena, struct plan *out,
                                     struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, stored->count, sizeof *meetings);
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < stored->count; i++) {
        if (!stored->items[i].cancelled)
            meetings[count++] = stored->items[i].meeting;
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

static enum error_code read_source(const struct app *app, int64_t election, enum plan_source source,
                                   const struct plan_problem *problem, struct arena *arena, struct plan *out,
                                   struct error *err)
{
    struct stored_plan stored = {.count = 0};
    int64_t draft;

    if (source == PLAN_FROM_DRAFT) {
        TRY(draft_find(app, election, &draft, err));
        TRY(draft_read(app, problem, draft, arena, &stored, err));
    } else if (source == PLAN_FROM_PUBLISHED) {
        TRY(published_read(app, problem, election, arena, &stored, err));
    }
    return list_meetings(&stored, arena, out, err);
}

enum error_code plan_make(const struct app *app, int64_t election, enum plan_source source,
                          const struct plan_search *search, struct arena *arena, struct plan_made *out,
                          struct error *err)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    struct plan_search with_source = *search;
    struct plan from;

    TRY(stored_problem_read(app, election, next_minute(app), arena, &made.of, err));
    TRY(read_source(app, election, source, made.of.problem, arena, &from, err));
    with_source.from = &from;
    TRY(plan_search_run(made.of.problem, &with_source, arena, &made.outcome, err));
    TRY(keep_codes(app, election, arena, &made, err));
    TRY(DB_REPEAT(app->db, store_draft(app, election, search->seed, &made, err)));
    *out = made;
    made.of.problem = NULL;
    return OK;
}

void plan_made_done(struct plan_made *made)
{
    stored_problem_done(&made->of);
}
