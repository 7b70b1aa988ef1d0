#include "app/plan_make.h"

#include "app/audit.h"
#include "app/plan_codes.h"
#include "app/plan_mend.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what stands fast ---- */

/* Published meetings, of which those that have begun or are pinned keep their codes for themselves. */
static enum error_code fix_codes(const struct plan_context *context, struct arena *arena,
                                 struct stored_plan *out, size_t *out_fixed, struct error *err)
{
    const struct stored_plan *published = &context->published;
    struct stored_meeting *items = arena_array(arena, published->count, sizeof *items);

    if (items == NULL)
        return error_memory(err);
    *out_fixed = context->pin_count + context->ban_count;
    for (size_t i = 0; i < published->count; i++) {
        bool begun = plan_context_begun(context, &published->items[i]);
        items[i] = published->items[i];
        items[i].fixed = begun || plan_context_pin(context, items[i].meeting.code) != NULL;
        *out_fixed += begun;
    }
    *out = (struct stored_plan){items, published->count};
    return OK;
}

/* The planner has that many fewer meetings to plan. */
static void need_fewer(const struct plan_context *context, struct plan_problem *problem)
{
    for (size_t i = 0; i < context->published.count; i++) {
        const struct stored_meeting *published = &context->published.items[i];
        if (plan_context_begun(context, published) && problem->units[published->meeting.unit].needed > 0)
            problem->units[published->meeting.unit].needed--;
    }
    for (size_t i = 0; i < context->pin_count; i++) {
        const struct plan_meeting *pinned = &context->pins[i].meeting;
        if (!plan_context_begun(context, stored_plan_find(&context->published, pinned->code)) &&
            problem->units[pinned->unit].needed > 0)
            problem->units[pinned->unit].needed--;
    }
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct stored_meeting *)a)->meeting.code,
                  ((const struct stored_meeting *)b)->meeting.code);
}

/* The proposal around what stands fast. */
static enum error_code fit_around(const struct plan_context *context, struct arena *arena,
                                  struct plan_made *made, struct error *err)
{
    const struct plan *plan = &made->outcome.solution.plan;
    struct stored_meeting *items = arena_array(arena, plan->count, sizeof *items);
    struct mend_request request = {.context = context, .proposed = true};
    struct plan_mended mended;

    if (items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < plan->count; i++)
        items[i] = (struct stored_meeting){.meeting = plan->meetings[i], .link = ""};
    qsort(items, plan->count, sizeof *items, compare_codes);
    request.base = (struct stored_plan){items, plan->count};
    TRY(plan_mend(&request, arena, &mended, err));
    made->outcome.solution.plan = mended.plan;
    made->outcome.judgement = mended.judgement;
    if (mended.missing == 0)
        made->outcome.solution.shortage_count = 0;
    return plan_bound_compute(context->of.problem, &made->outcome.bound, err);
}

/* The outcome's meetings with the codes of the published ones they continue. */
static enum error_code keep_codes(const struct stored_plan *published, struct arena *arena,
                                  struct plan_made *made, struct error *err)
{
    struct plan *plan = &made->outcome.solution.plan;
    struct plan_meeting *meetings = arena_array(arena, plan->count, sizeof *meetings);

    if (meetings == NULL)
        return error_memory(err);
    if (plan->count > 0)
        memcpy(meetings, plan->meetings, plan->count * sizeof *meetings);
    TRY(plan_codes_keep(made->of.problem, published, meetings, plan->count, arena, err));
    plan->meetings = meetings;
    return OK;
}

/* ---- the draft ---- */

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

static enum error_code store_draft(const struct app *app, int64_t election, const struct plan_search *search,
                                   struct plan_made *made, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct plan_draft draft = {.origin = "made",
                                     .seed = search->seed,
                                     .plan = made->outcome.solution.plan,
                                     .terms = made->outcome.judgement.terms,
                                     .bound_m = made->outcome.bound.bound_m,
                                     .aside = search->aside};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(plan_draft_store(app, election, &made->of.stored.ids, &draft, &made->draft, err));
    TRY(log_draft(app, election, made->draft, made, err));
    return db_transaction_commit(&change, err);
}

/* Nothing can be planned for a time that has passed. */
static struct civil_time next_minute(const struct app *app)
{
    return civil_time_from_utc_secs(clock_now_utc_secs(&app->clock) + 60);
}

/* Without what was cancelled, and without what stands fast. */
static enum error_code list_movable(const struct plan_context *context, const struct stored_plan *stored,
                                    struct arena *arena, struct plan *out, struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, stored->count, sizeof *meetings);
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < stored->count; i++) {
        const char *code = stored->items[i].meeting.code;
        if (!stored->items[i].cancelled && plan_context_pin(context, code) == NULL &&
            !plan_context_begun(context, stored_plan_find(&context->published, code)))
            meetings[count++] = stored->items[i].meeting;
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

static enum error_code read_source(const struct app *app, enum plan_source source,
                                   const struct plan_context *context, struct arena *arena, struct plan *out,
                                   struct error *err)
{
    static const struct stored_plan none = {.count = 0};
    int64_t draft;

    if (source == PLAN_FROM_DRAFT)
        TRY(draft_find(app, context->election, &draft, err));
    return list_movable(context,
                        source == PLAN_FROM_DRAFT       ? &context->draft_plan
                        : source == PLAN_FROM_PUBLISHED ? &context->published
                                                        : &none,
                        arena, out, err);
}

static enum error_code search_around(const struct app *app, const struct plan_context *context,
                                     const struct plan_search *search, struct arena *arena,
                                     struct plan_made *made, struct error *err)
{
    struct plan_search with_source = *search;
    struct plan from;

    TRY(read_source(app, search->source, context, arena, &from, err));
    need_fewer(context, made->of.problem);
    with_source.from = &from;
    return plan_search_run(made->of.problem, &with_source, arena, &made->outcome, err);
}

enum error_code plan_make(const struct app *app, int64_t election, const struct plan_search *search,
                          struct arena *arena, struct plan_made *out, struct error *err)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct stored_plan published;
    size_t fixed;

    TRY(stored_problem_read(app, election, next_minute(app), arena, &made.of, err));
    TRY(plan_context_read(app, election, arena, &context, err));
    TRY(fix_codes(&context, arena, &published, &fixed, err));
    TRY(search_around(app, &context, search, arena, &made, err));
    TRY(keep_codes(&published, arena, &made, err));
    if (fixed > 0)
        TRY(fit_around(&context, arena, &made, err));
    TRY(DB_REPEAT(app->db, store_draft(app, election, search, &made, err)));
    *out = made;
    made.of.problem = NULL;
    return OK;
}

void plan_made_done(struct plan_made *made)
{
    stored_problem_done(&made->of);
}
