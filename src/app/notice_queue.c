#include "app/notice_queue.h"

#include "base/secret.h"
#include "db/db.h"

static enum error_code insert(const struct app *app, const struct db_rows *recipients, int64_t election,
                              int64_t release, struct error *err)
{
    char client_id[SECRET_ID_CHARS];

    TRY(secret_make_id(client_id, err));
    return db_run(app->db, QUERY_NOTICE_INSERT,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release),
                          DB_INT("contact", db_int(recipients, 0)),
                          DB_INT("candidate", db_int(recipients, 1)), DB_TEXT("client_id", client_id),
                          DB_INT("now_utc", clock_now_utc_secs(&app->clock)),
                          DB_INT("expires_utc", db_int(recipients, 2))),
                  err);
}

enum error_code notice_queue_release(const struct app *app, int64_t election, int64_t release,
                                     struct notice_queue_counts *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows recipients = {0};
    struct notice_queue_counts counts = {0};

    TRY(db_select(&recipients, app->db, QUERY_NOTICE_RECIPIENTS,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release)), err));
    for (; db_rows_next(&recipients); counts.queued++)
        TRY(insert(app, &recipients, election, release, err));
    TRY(db_rows_finish(&recipients, err));
    TRY(db_select_int(app->db, QUERY_NOTICE_UNREACHABLE_COUNT,
                      DB_ARGS(DB_INT("election", election), DB_INT("release", release)), 0,
                      &counts.unreachable, err));
    *out = counts;
    return OK;
}
