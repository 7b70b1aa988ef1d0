#include "app/notice_approve.h"

#include "app/audit.h"
#include "app/notice_settle.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_CHARS 24

enum error_code notice_author_put(const struct app *app, int64_t release, struct error *err)
{
    return db_run(app->db, QUERY_RELEASE_AUTHOR_PUT,
                  DB_ARGS(DB_INT("release", release), DB_TEXT("author", app->actor.who)), err);
}

/* The id of a release that this person may approve. */
static enum error_code check_approval(const struct app *app, int64_t election, int64_t number,
                                      int64_t *out_release, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t release = 0;
    bool own = false;
    bool approved = false;

    TRY(db_select(&rows, app->db, QUERY_RELEASE_APPROVAL,
                  DB_ARGS(DB_INT("election", election), DB_INT("number", number)), err));
    if (db_rows_next(&rows)) {
        release = db_int(&rows, 0);
        own = strcmp(db_text(&rows, 1), app->actor.who) == 0;
        approved = db_int(&rows, 3) != 0;
    }
    TRY(db_rows_finish(&rows, err));
    if (release == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "there is no release %lld; `hiepthuong plan releases` shows them",
                         (long long)number);
    if (approved)
        return error_set(err, ERROR_DATA, "release %lld is approved already", (long long)number);
    if (own)
        return error_set(err, ERROR_DENIED,
                         "you published release %lld; somebody else must approve what it tells",
                         (long long)number);
    *out_release = release;
    return OK;
}

static enum error_code approve_once(const struct app *app, int64_t election, int64_t number, int64_t *out_due,
                                    struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct db_arg now = DB_INT("now_utc", clock_now_utc_secs(&app->clock));
    struct audit_entry entry = {.verb = "notice approve", .election = election, .kind = "release"};
    char about[NUMBER_CHARS];
    int64_t release;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(check_approval(app, election, number, &release, err));
    TRY(db_run(app->db, QUERY_RELEASE_APPROVE,
               DB_ARGS(DB_INT("release", release), DB_TEXT("who", app->actor.who), now), err));
    TRY(db_run_counted(app->db, QUERY_RELEASE_APPROVED_DUE, DB_ARGS(DB_INT("release", release), now), out_due,
                       err));
    snprintf(about, sizeof about, "%lld", (long long)number);
    entry.about = about;
    message_set(&entry.words, "What release %s tells was approved.", about);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code notice_approve(const struct app *app, int64_t election, int64_t number, int64_t *out_due,
                               struct error *err)
{
    return DB_REPEAT(app->db, approve_once(app, election, number, out_due, err));
}

static enum error_code release_held_once(const struct app *app, int64_t election, const char *why,
                                         int64_t *out_due, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {
        .verb = "notice release-held", .election = election, .kind = "election", .after = why};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_run_counted(
        app->db, QUERY_NOTICE_RELEASE_HELD,
        DB_ARGS(DB_INT("election", election), DB_INT("now_utc", clock_now_utc_secs(&app->clock))), out_due,
        err));
    if (*out_due == 0)
        return OK;
    message_set(&entry.words, "%lld notices that were held after an outage were released.",
                (long long)*out_due);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code notice_release_held(const struct app *app, int64_t election, const char *why,
                                    int64_t *out_due, struct error *err)
{
    TRY(notice_check_why(why, err));
    return DB_REPEAT(app->db, release_held_once(app, election, why, out_due, err));
}
