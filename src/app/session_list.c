#include "app/session.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

/* The hash under which the store knows it, in hexadecimal. */
static void name_session(const unsigned char *hash, char out[SECRET_HASH_CHARS])
{
    for (size_t i = 0; i < SECRET_HASH_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", hash[i]);
}

static void read_session(const struct db_rows *rows, const char *own, struct listed_session *out)
{
    size_t length;
    const unsigned char *hash = db_blob(rows, 0, &length);
    int64_t idle;

    *out = (struct listed_session){.begun_utc_secs = db_int(rows, 1), .used_utc_secs = db_int(rows, 2)};
    if (length == SECRET_HASH_BYTES)
        name_session(hash, out->id);
    out->own = strcmp(out->id, own) == 0;
    idle = out->used_utc_secs + SESSION_IDLE_SECS;
    out->ends_utc_secs = out->begun_utc_secs + SESSION_LONGEST_SECS;
    if (idle < out->ends_utc_secs)
        out->ends_utc_secs = idle;
}

enum error_code session_list(const struct app *app, int64_t account, const char *token, struct arena *arena,
                             struct session_list *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct listed_session *list = arena_array(arena, SESSION_LIST_MAX, sizeof *list);
    int64_t now = clock_now_utc_secs(&app->clock);
    char own[SECRET_HASH_CHARS];
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    secret_hash_hex(token, strlen(token), own);
    TRY(db_select(&rows, app->db, QUERY_WEB_SESSIONS_OF,
                  DB_ARGS(DB_INT("account", account), DB_INT("begun_after_utc", now - SESSION_LONGEST_SECS),
                          DB_INT("used_after_utc", now - SESSION_IDLE_SECS)),
                  err));
    while (count < SESSION_LIST_MAX && db_rows_next(&rows))
        read_session(&rows, own, &list[count++]);
    if (count < SESSION_LIST_MAX)
        TRY(db_rows_finish(&rows, err));
    *out = (struct session_list){list, count};
    return OK;
}

static bool read_name(const char *id, unsigned char out[SECRET_HASH_BYTES])
{
    static const char digits[] = "0123456789abcdef";

    if (strlen(id) != SECRET_HASH_CHARS - 1 || id[strspn(id, digits)] != '\0')
        return false;
    for (size_t i = 0; i < SECRET_HASH_BYTES; i++)
        out[i] = (unsigned char)((strchr(digits, id[2 * i]) - digits) << 4 |
                                 (strchr(digits, id[2 * i + 1]) - digits));
    return true;
}

enum error_code session_end_one(const struct app *app, int64_t account, const char *id, struct error *err)
{
    unsigned char hash[SECRET_HASH_BYTES];

    if (!read_name(id, hash))
        return error_set(err, ERROR_DATA, "the form names no session");
    return db_run(app->db, QUERY_WEB_SESSION_DELETE_OF,
                  DB_ARGS(DB_BLOB("token_hash", hash, sizeof hash), DB_INT("account", account)), err);
}
