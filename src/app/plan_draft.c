#include "app/plan_draft.h"

#include "base/text.h"
#include "db/db.h"

#include <string.h>

#define ARGS_BYTES_MAX 1000

static enum error_code insert(const struct app *app, int64_t election, const struct plan_draft *draft,
                              int64_t *out, struct error *err)
{
    const struct plan_terms *terms = &draft->terms;
    const struct db_arg bound = draft->bound_m > 0 ? (struct db_arg)DB_INT("bound_m", draft->bound_m)
                                                   : (struct db_arg)DB_NULL("bound_m");

    return db_select_int(
        app->db, QUERY_DRAFT_INSERT,
        DB_ARGS(DB_INT("election", election), DB_INT("created_utc", clock_now_utc_secs(&app->clock)),
                DB_INT("seed", (int64_t)draft->seed), DB_INT("objective_m", terms->objective_m),
                DB_INT("holiday_meetings", terms->holiday), DB_INT("travel_m", terms->travel_m),
                DB_INT("imbalance", terms->imbalance), DB_INT("online_meetings", terms->online), bound),
        0, out, err);
}

static enum error_code empty(const struct app *app, const struct plan_draft *draft, struct error *err)
{
    const struct plan_terms *terms = &draft->terms;

    TRY(db_run(app->db, QUERY_DRAFT_TERMS_SET,
               DB_ARGS(DB_INT("draft", draft->instead_of), DB_INT("objective_m", terms->objective_m),
                       DB_INT("holiday_meetings", terms->holiday), DB_INT("travel_m", terms->travel_m),
                       DB_INT("imbalance", terms->imbalance), DB_INT("online_meetings", terms->online)),
               err));
    return db_run(app->db, QUERY_DRAFT_MEETINGS_DELETE, DB_ARGS(DB_INT("draft", draft->instead_of)), err);
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

static enum error_code put_reasons(const struct app *app, const struct plan_draft *draft, int64_t id,
                                   struct error *err)
{
    CLEANUP(text_done) struct text args;

    text_init(&args, ARGS_BYTES_MAX);
    for (size_t i = 0; i < draft->reason_count; i++) {
        text_clear(&args);
        message_put_args(&draft->reasons[i].words, &args);
        TRY(text_finish(&args, err));
        TRY(db_run(app->db, QUERY_DRAFT_REASON_PUT,
                   DB_ARGS(DB_INT("draft", id), DB_TEXT("code", draft->reasons[i].code),
                           DB_TEXT("words", draft->reasons[i].words.format), DB_TEXT("args", args.data)),
                   err));
    }
    return OK;
}

static enum error_code put_origin(const struct app *app, const struct plan_draft *draft, int64_t id,
                                  struct error *err)
{
    if (strcmp(draft->origin, "made") == 0)
        return OK;
    return db_run(app->db, QUERY_DRAFT_ORIGIN_PUT,
                  DB_ARGS(DB_INT("draft", id), DB_TEXT("origin", draft->origin), DB_NULL("release")), err);
}

enum error_code plan_draft_store(const struct app *app, int64_t election, const struct stored_ids *ids,
                                 const struct plan_draft *draft, int64_t *out, struct error *err)
{
    int64_t id = draft->instead_of;

    if (id != 0)
        TRY(empty(app, draft, err));
    else
        TRY(insert(app, election, draft, &id, err));
    for (size_t i = 0; i < draft->plan.count; i++)
        TRY(insert_meeting(app, ids, id, &draft->plan.meetings[i], err));
    if (draft->reasons_of != 0 && id != draft->instead_of)
        TRY(db_run(app->db, QUERY_DRAFT_REASONS_COPY,
                   DB_ARGS(DB_INT("draft", id), DB_INT("from_draft", draft->reasons_of)), err));
    TRY(put_reasons(app, draft, id, err));
    if (draft->aside)
        TRY(db_run(app->db, QUERY_DRAFT_ASIDE_PUT, DB_ARGS(DB_INT("draft", id)), err));
    TRY(put_origin(app, draft, id, err));
    *out = id;
    return OK;
}
