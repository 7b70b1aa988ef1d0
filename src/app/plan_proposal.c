#include "app/plan_proposal.h"

#include "app/audit.h"
#include "base/text.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

enum error_code plan_present(const struct app *app, int64_t election, char out[PLAN_PRESENT_CHARS],
                             struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    char present[PLAN_PRESENT_CHARS] = "";

    TRY(db_select(&rows, app->db, QUERY_DRAFT_PRESENT, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows))
        snprintf(present, sizeof present, "%lld.%lld.%lld.%lld.%lld.%lld", (long long)db_int(&rows, 0),
                 (long long)db_int(&rows, 1), (long long)db_int(&rows, 2), (long long)db_int(&rows, 3),
                 (long long)db_int(&rows, 4), (long long)db_int(&rows, 5));
    TRY(db_rows_finish(&rows, err));
    memcpy(out, present, sizeof present);
    return OK;
}

static enum error_code log_decision(const struct app *app, int64_t election, int64_t draft, bool taken,
                                    struct error *err)
{
    char number[24];
    struct audit_entry entry = {
        .verb = taken ? "plan take" : "plan drop", .election = election, .kind = "draft", .about = number};

    snprintf(number, sizeof number, "%lld", (long long)draft);
    if (taken)
        message_set(&entry.words, "Draft %s of the plan was taken as the newest.", number);
    else
        message_set(&entry.words, "Draft %s of the plan was thrown away.", number);
    return audit_put(app, &entry, err);
}

enum error_code plan_proposal_waits(const struct app *app, int64_t election, int64_t draft, bool *out,
                                    struct error *err)
{
    int64_t waits;

    TRY(db_select_int(app->db, QUERY_DRAFT_ASIDE_FIND,
                      DB_ARGS(DB_INT("election", election), DB_INT("draft", draft)), 0, &waits, err));
    *out = waits != 0;
    return OK;
}

static enum error_code must_exist(const struct app *app, int64_t election, int64_t draft, struct error *err)
{
    int64_t found;

    TRY(db_select_int(app->db, QUERY_DRAFT_EXISTS,
                      DB_ARGS(DB_INT("election", election), DB_INT("draft", draft)), 0, &found, err));
    if (found == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no draft %lld in this election", (long long)draft);
    return OK;
}

static enum error_code must_be_seen(const struct app *app, int64_t election, const char *seen,
                                    struct error *err)
{
    char present[PLAN_PRESENT_CHARS];

    TRY(plan_present(app, election, present, err));
    if (strcmp(present, seen) != 0)
        return error_set(err, ERROR_FOUND,
                         "nothing is changed, for somebody has changed the present plan since it was shown; "
                         "look at both once more");
    return OK;
}

static enum error_code take_once(const struct app *app, int64_t election, int64_t draft, const char *seen,
                                 struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    bool waits;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(must_exist(app, election, draft, err));
    TRY(plan_proposal_waits(app, election, draft, &waits, err));
    if (!waits)
        return OK;
    TRY(must_be_seen(app, election, seen, err));
    TRY(db_run(app->db, QUERY_DRAFT_TAKE,
               DB_ARGS(DB_INT("election", election), DB_INT("draft", draft),
                       DB_INT("now_utc", clock_now_utc_secs(&app->clock))),
               err));
    TRY(db_run(app->db, QUERY_DRAFT_ASIDE_DELETE, DB_ARGS(DB_INT("draft", draft)), err));
    TRY(log_decision(app, election, draft, true, err));
    return db_transaction_commit(&change, err);
}

enum error_code plan_proposal_take(const struct app *app, int64_t election, int64_t draft, const char *seen,
                                   struct error *err)
{
    return DB_REPEAT(app->db, take_once(app, election, draft, seen, err));
}

static enum error_code drop_once(const struct app *app, int64_t election, int64_t draft, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    bool waits;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(plan_proposal_waits(app, election, draft, &waits, err));
    if (!waits)
        return OK;
    TRY(db_run(app->db, QUERY_DRAFT_DELETE, DB_ARGS(DB_INT("draft", draft)), err));
    TRY(log_decision(app, election, draft, false, err));
    return db_transaction_commit(&change, err);
}

enum error_code plan_proposal_drop(const struct app *app, int64_t election, int64_t draft, struct error *err)
{
    return DB_REPEAT(app->db, drop_once(app, election, draft, err));
}
