#include "app/feed_open.h"

#include "base/secret.h"
#include "db/db.h"

#include <string.h>

enum error_code feed_open(const struct app *app, const char *token, struct feed *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    unsigned char hash[SECRET_HASH_BYTES];

    if (!secret_is_token(token))
        return error_set(err, ERROR_NO_INPUT, "there is no calendar at this address");
    secret_hash(token, strlen(token), hash);
    TRY(db_select(&rows, app->db, QUERY_FEED_BY_TOKEN, DB_ARGS(DB_BLOB("token_hash", hash, sizeof hash)),
                  err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_NO_INPUT, "there is no calendar at this address");
    }
    const struct feed feed = {
        .id = db_int(&rows, 0),
        .revoked_utc_secs = db_is_null(&rows, 5) ? 0 : db_int(&rows, 5),
        .clock_utc_secs = db_int(&rows, 6),
        .source = {.candidate = db_int(&rows, 1),
                   .area = db_int(&rows, 2),
                   .language = strcmp(db_text(&rows, 3), "en") == 0 ? "en" : "vi",
                   .alarms = db_int(&rows, 4) != 0},
    };
    TRY(db_rows_finish(&rows, err));
    *out = feed;
    return OK;
}

/* Most phones find what they have unchanged. */
static enum error_code record_state(const struct app *app, const struct feed_fetch *fetch, struct error *err)
{
    const struct db_arg feed = DB_INT("feed", fetch->feed);
    const struct db_arg state = DB_INT("state_utc", fetch->state_utc_secs);
    const struct db_arg now = DB_INT("fetched_utc", fetch->fetched_utc_secs);
    int64_t again;

    TRY(db_run_counted(app->db, QUERY_FEED_SERVED_AGAIN, DB_ARGS(now, feed, state), &again, err));
    if (again > 0)
        return OK;
    TRY(db_run(app->db, QUERY_FEED_SERVED_FIRST, DB_ARGS(state, now, feed), err));
    return db_run(app->db, QUERY_FEED_SERVED_BOUND, DB_ARGS(feed, DB_INT("kept", FEED_STATES_KEPT)), err);
}

static enum error_code record_once(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    for (size_t i = 0; i < count; i++) {
        TRY(db_run(app->db, QUERY_FEED_RECORD_FETCH,
                   DB_ARGS(DB_INT("feed", fetches[i].feed),
                           DB_INT("fetched_utc", fetches[i].fetched_utc_secs),
                           DB_TEXT("client", fetches[i].client)),
                   err));
        TRY(record_state(app, &fetches[i], err));
    }
    return db_transaction_commit(&change, err);
}

enum error_code feed_record_fetches(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                    struct error *err)
{
    return DB_REPEAT(app->db, record_once(app, fetches, count, err));
}
