#include "app/publish_check.h"

#include "app/letter_day.h"
#include "app/notice_price.h"
#include "app/notice_queue.h"
#include "app/plan_verdict.h"
#include "db/db.h"

/* The draft as a plan that the judge reads. */
static enum error_code view_plan(const struct stored_plan *draft, struct arena *arena, struct plan *out,
                                 struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, draft->count, sizeof *meetings);

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < draft->count; i++)
        meetings[i] = draft->items[i].meeting;
    *out = (struct plan){.meetings = meetings, .count = draft->count};
    return OK;
}

static enum error_code refuse_broken(const struct plan_judgement *judgement, struct error *err)
{
    size_t blocking = plan_judgement_blocking(judgement);

    if (blocking == 0)
        return OK;
    return error_set(err, ERROR_FOUND,
                     "nothing is published, for the draft breaks rules; violations: %zu; `hiepthuong plan "
                     "replan` mends it, `hiepthuong plan make` makes another one",
                     blocking);
}

/* What has begun stays as it was, and nothing new begins in the past. */
static enum error_code refuse_past(const struct plan_changes *changes, int64_t now_utc_secs,
                                   struct error *err)
{
    char start[CIVIL_TIME_CHARS];

    for (size_t i = 0; i < changes->count; i++) {
        const struct plan_meeting *after = changes->items[i].after;
        const struct stored_meeting *before = changes->items[i].before;
        if (before != NULL && !before->cancelled &&
            civil_time_to_utc_secs(before->meeting.start) <= now_utc_secs) {
            civil_time_format(before->meeting.start, start);
            return error_set(err, ERROR_DATA,
                             "nothing is published: meeting %s began at %s and can no longer be changed; "
                             "`hiepthuong plan replan` makes a plan that leaves it alone",
                             before->meeting.code, start);
        }
        if (after != NULL && civil_time_to_utc_secs(after->start) <= now_utc_secs) {
            civil_time_format(after->start, start);
            return error_set(err, ERROR_DATA,
                             "nothing is published: meeting %s would begin at %s, which is past; "
                             "`hiepthuong plan make` makes a plan from now on",
                             after->code, start);
        }
    }
    return OK;
}

static enum error_code refuse(const struct app *app, const struct publish_check *check, struct error *err)
{
    int64_t now_utc_secs = clock_now_utc_secs(&app->clock);

    TRY(refuse_broken(&check->judgement, err));
    TRY(refuse_past(&check->changes, now_utc_secs, err));
    return letter_day_check(check->context.of.problem, &check->changes,
                            civil_time_from_utc_secs(now_utc_secs).date, err);
}

/* Judged anew, for units, blocks and the campaign may have changed since the draft was made. */
static enum error_code read_and_judge(const struct app *app, int64_t election, struct arena *arena,
                                      struct publish_check *check, struct error *err)
{
    const struct plan_context *context = &check->context;
    int64_t draft;

    TRY(draft_find(app, election, &draft, err));
    TRY(plan_context_read(app, election, arena, &check->context, err));
    TRY(db_select_int(app->db, QUERY_RELEASE_NEXT_NUMBER, DB_ARGS(DB_INT("election", election)), 1,
                      &check->newest_release, err));
    check->newest_release--;
    TRY(view_plan(&context->draft_plan, arena, &check->plan, err));
    TRY(plan_verdict(context, &check->plan, arena, &check->judgement, err));
    return plan_changes_find(&context->of, &context->published, &context->draft_plan, arena, &check->changes,
                             err);
}

enum error_code publish_check(const struct app *app, int64_t election, struct arena *arena,
                              struct publish_check *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(publish_check_done) struct publish_check check = {.refusal = OK};

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(read_and_judge(app, election, arena, &check, err));
    check.refusal = refuse(app, &check, &check.why);
    *out = check;
    check.context.of.problem = NULL;
    return OK;
}

void publish_check_done(struct publish_check *check)
{
    plan_context_done(&check->context);
}

/* ---- whom it tells ---- */

/* Those who stand in a unit with a change, by number of the problem. */
static bool *candidates_concerned(const struct publish_check *check, struct arena *arena)
{
    const struct plan_problem *problem = check->context.of.problem;
    bool *concerned = arena_array(arena, problem->count.candidates, sizeof *concerned);

    for (size_t i = 0; concerned != NULL && i < check->changes.count; i++) {
        const struct plan_change *change = &check->changes.items[i];
        uint32_t unit = change->after != NULL ? change->after->unit : change->before->meeting.unit;
        struct plan_range of =
            unit != PLAN_NONE ? problem->units[unit].candidates : (struct plan_range){0, 0};
        for (uint32_t k = 0; k < of.count; k++)
            concerned[problem->candidates_of_units[of.first + k]] = true;
    }
    return concerned;
}

static void count_candidate(const struct app *app, const struct notice_channels_used *by,
                            const struct tables_candidate *candidate, struct publish_told *told)
{
    bool phone = candidate->phone[0] != '\0';
    bool mail = candidate->email[0] != '\0';

    told->candidates++;
    told->unreachable += !phone && !mail;
    told->mails += mail && by->mail;
    if (phone && by->sms) {
        int64_t dong = notice_price_dong(&app->settings->notices, candidate->phone, 1);
        told->price_dong = told->price_dong < 0 || dong < 0 ? -1 : told->price_dong + dong;
        told->texts++;
    }
}

enum error_code publish_told(const struct app *app, const struct publish_check *check, struct arena *arena,
                             struct publish_told *out, struct error *err)
{
    const struct tables *tables = &check->context.of.stored.tables;
    struct notice_channels_used by;
    struct publish_told told = {.candidates = 0};
    const bool *concerned = candidates_concerned(check, arena);

    if (concerned == NULL)
        return error_memory(err);
    TRY(notice_release_channels(app, &by, err));
    for (size_t i = 0; i < tables->candidate_count; i++)
        if (concerned[i])
            count_candidate(app, &by, &tables->candidates[i], &told);
    *out = told;
    return OK;
}
