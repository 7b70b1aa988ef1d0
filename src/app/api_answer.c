#include "app/api_answer.h"

#include "db/db.h"

#include <string.h>

#define ONCE_ARGS(once) DB_INT("token", (once)->token), DB_TEXT("request_key", (once)->key)

static enum error_code read_answer(const struct app *app, const struct api_once *once, struct arena *arena,
                                   struct api_answer *out, int64_t *out_at, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct api_answer found = {.state = API_ANSWER_NEW};

    TRY(db_select(&rows, app->db, QUERY_API_ANSWER_FIND, DB_ARGS(ONCE_ARGS(once)), err));
    if (db_rows_next(&rows)) {
        size_t length;
        const void *request = db_blob(&rows, 0, &length);
        found.status = (int)db_int(&rows, 2);
        found.state = length != SECRET_HASH_BYTES || memcmp(request, once->request, length) != 0
                          ? API_ANSWER_OTHER
                      : found.status == 0 ? API_ANSWER_RUNNING
                                          : API_ANSWER_DONE;
        found.body = arena_copy_string(arena, db_text(&rows, 3));
        if (found.body == NULL)
            return error_memory(err);
        *out_at = db_int(&rows, 1);
    }
    TRY(db_rows_finish(&rows, err));
    *out = found;
    return OK;
}

static enum error_code begin_once(const struct app *app, const struct api_once *once, struct arena *arena,
                                  struct api_answer *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t now = clock_now_utc_secs(&app->clock);
    struct api_answer found = {.state = API_ANSWER_NEW};
    int64_t at = now;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_run(app->db, QUERY_API_ANSWERS_DELETE_OLD,
               DB_ARGS(DB_INT("before_utc", now - API_ANSWER_KEPT_SECS)), err));
    TRY(read_answer(app, once, arena, &found, &at, err));
    if (found.state == API_ANSWER_RUNNING && at + API_ANSWER_RUNS_SECS < now) {
        TRY(db_run(app->db, QUERY_API_ANSWER_DROP, DB_ARGS(ONCE_ARGS(once)), err));
        found.state = API_ANSWER_NEW;
    }
    if (found.state == API_ANSWER_NEW)
        TRY(db_run(app->db, QUERY_API_ANSWER_BEGIN,
                   DB_ARGS(ONCE_ARGS(once), DB_BLOB("request_hash", once->request, sizeof once->request),
                           DB_INT("now_utc", now)),
                   err));
    TRY(db_transaction_commit(&change, err));
    *out = found;
    return OK;
}

enum error_code api_answer_begin(const struct app *app, const struct api_once *once, struct arena *arena,
                                 struct api_answer *out, struct error *err)
{
    return DB_REPEAT(app->db, begin_once(app, once, arena, out, err));
}

enum error_code api_answer_end(const struct app *app, const struct api_once *once, int status,
                               const char *body, struct error *err)
{
    if (status >= 500)
        return db_run(app->db, QUERY_API_ANSWER_DROP, DB_ARGS(ONCE_ARGS(once)), err);
    return db_run(app->db, QUERY_API_ANSWER_PUT,
                  DB_ARGS(ONCE_ARGS(once), DB_INT("status", status), DB_TEXT("body", body)), err);
}
