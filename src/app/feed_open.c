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

static enum error_code record_once(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    for (size_t i = 0; i < count; i++)
        TRY(db_run(app->db, QUERY_FEED_RECORD_FETCH,
                   DB_ARGS(DB_INT("feed", fetches[i].feed),
                           DB_INT("fetched_utc", fetches[i].fetched_utc_secs),
                           DB_TEXT("client", fetches[i].client)),
                   err));
    return db_transaction_commit(&change, err);
}

enum error_code feed_record_fetches(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                    struct error *err)
{
    return DB_REPEAT(app->db, record_once(app, fetches, count, err));
}
