#include "app/plan_replan.h"

#include "app/audit.h"
#include "app/plan_check.h"
#include "db/db.h"

#include <stdio.h>

enum error_code plan_mended_store(const struct app *app, struct replanned *replanned, const char *origin,
                                  struct arena *arena, struct error *err)
{
    const struct plan_context *context = &replanned->context;
    const struct plan_mended *mended = &replanned->mended;
    struct plan_reason *reasons = arena_array(arena, mended->move_count, sizeof *reasons);
    struct plan_draft draft = {.origin = origin,
                               .plan = mended->plan,
                               .terms = mended->judgement.terms,
                               .reasons = reasons,
                               .reason_count = mended->move_count};

    if (reasons == NULL)
        return error_memory(err);
    if (context->draft.id != 0 && context->draft.release == 0)
        draft.reasons_of = context->draft.id;
    for (size_t i = 0; i < mended->move_count; i++)
        reasons[i] = (struct plan_reason){mended->moves[i].code, mended->moves[i].reason};
    return plan_draft_store(app, context->election, &context->of.stored.ids, &draft, &replanned->draft, err);
}

static enum error_code log_replan(const struct app *app, const struct replanned *replanned, struct error *err)
{
    char number[24];
    struct audit_entry entry = {
        .verb = "plan replan", .election = replanned->context.election, .kind = "draft", .about = number};

    snprintf(number, sizeof number, "%lld", (long long)replanned->draft);
    message_set(&entry.words,
                "Draft %s was made from the plan before: %zu meetings moved, %zu without a place.", number,
                replanned->mended.moved, replanned->mended.missing);
    return audit_put(app, &entry, err);
}

static enum error_code mend(struct replanned *replanned, struct arena *arena, struct error *err)
{
    struct mend_request request = {.context = &replanned->context};

    TRY(plan_context_base(&replanned->context, false, arena, &request.base, err));
    return plan_mend(&request, arena, &replanned->mended, err);
}

static enum error_code plan_replan_once(const struct app *app, int64_t election,
                                        const struct replan_request *request, struct arena *arena,
                                        struct replanned *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    CLEANUP(replanned_done) struct replanned replanned = {.draft = 0};
    size_t marked;

    TRY(db_transaction_begin(&change, app->db, err));
    for (size_t i = 0; i < request->block_count; i++)
        TRY(plan_block_add(app, election, &request->blocks[i], arena, err));
    TRY(plan_context_read(app, election, arena, &replanned.context, err));
    TRY(mend(&replanned, arena, err));
    if (replanned.mended.move_count > 0 && !request->dry_run) {
        TRY(plan_mended_store(app, &replanned, "replanned", arena, err));
        TRY(log_replan(app, &replanned, err));
    }
    if (!request->dry_run) {
        TRY(plan_check_after(app, election, &marked, err));
        TRY(db_transaction_commit(&change, err));
    }
    *out = replanned;
    replanned.context.of.problem = NULL;
    return OK;
}

enum error_code plan_replan(const struct app *app, int64_t election, const struct replan_request *request,
                            struct arena *arena, struct replanned *out, struct error *err)
{
    return DB_REPEAT(app->db, plan_replan_once(app, election, request, arena, out, err));
}

void replanned_done(struct replanned *replanned)
{
    plan_context_done(&replanned->context);
}
