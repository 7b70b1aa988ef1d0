#include "app/session.h"

#include "base/text.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define USED_STEP_SECS 300

struct token_hash {
    unsigned char bytes[SECRET_HASH_BYTES];
};

static struct token_hash hash_token(const char *token)
{
    struct token_hash hash;

    secret_hash(token, strlen(token), hash.bytes);
    return hash;
}

#define HASH_ARG(hash) DB_BLOB("token_hash", (hash).bytes, sizeof(hash).bytes)

static void make_form_token(const char *token, char out[SECRET_HASH_CHARS])
{
    char text[SECRET_TOKEN_CHARS + 8];

    snprintf(text, sizeof text, "form %s", token);
    secret_hash_hex(text, strlen(text), out);
    secret_wipe(text, sizeof text);
}

static enum error_code note_use(const struct app *app, const struct token_hash *hash, int64_t account,
                                int64_t now, struct error *err)
{
    TRY(db_run(app->db, QUERY_WEB_SESSION_USED, DB_ARGS(HASH_ARG(*hash), DB_INT("now_utc", now)), err));
    return db_run(app->db, QUERY_ACCOUNT_SEEN, DB_ARGS(DB_INT("account", account), DB_INT("now_utc", now)),
                  err);
}

static enum error_code begin_once(const struct app *app, int64_t account, const char *language,
                                  const char *token, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct token_hash hash = hash_token(token);
    int64_t now = clock_now_utc_secs(&app->clock);

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_run(app->db, QUERY_WEB_SESSIONS_DELETE_OLD,
               DB_ARGS(DB_INT("begun_after_utc", now - SESSION_LONGEST_SECS),
                       DB_INT("used_after_utc", now - SESSION_IDLE_SECS)),
               err));
    TRY(db_run(app->db, QUERY_WEB_SESSION_INSERT,
               DB_ARGS(HASH_ARG(hash), DB_INT("account", account), DB_TEXT("language", language),
                       DB_INT("now_utc", now)),
               err));
    TRY(note_use(app, &hash, account, now, err));
    return db_transaction_commit(&change, err);
}

enum error_code session_begin(const struct app *app, int64_t account, const char *language,
                              char out_token[SECRET_TOKEN_CHARS], struct error *err)
{
    char token[SECRET_TOKEN_CHARS];

    TRY(secret_make_token(token, err));
    TRY(DB_REPEAT(app->db, begin_once(app, account, language, token, err)));
    memcpy(out_token, token, sizeof token);
    return OK;
}

static enum error_code look_up(const struct app *app, const struct token_hash *hash, int64_t now,
                               struct session *out, int64_t *out_used, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct session session = {.account = 0};

    TRY(db_select(&rows, app->db, QUERY_WEB_SESSION_FIND,
                  DB_ARGS(HASH_ARG(*hash), DB_INT("begun_after_utc", now - SESSION_LONGEST_SECS),
                          DB_INT("used_after_utc", now - SESSION_IDLE_SECS)),
                  err));
    if (db_rows_next(&rows)) {
        session.account = db_int(&rows, 0);
        snprintf(session.login, sizeof session.login, "%s", db_text(&rows, 1));
        snprintf(session.language, sizeof session.language, "%s", db_text(&rows, 2));
        *out_used = db_int(&rows, 3);
    }
    TRY(db_rows_finish(&rows, err));
    *out = session;
    return OK;
}

enum error_code session_find(const struct app *app, const char *token, struct session *out, bool *out_found,
                             struct error *err)
{
    const struct token_hash hash = hash_token(token);
    int64_t now = clock_now_utc_secs(&app->clock);
    struct session session = {.account = 0};
    int64_t used = now;

    if (secret_is_token(token))
        TRY(look_up(app, &hash, now, &session, &used, err));
    if (session.account != 0 && used + USED_STEP_SECS <= now)
        TRY(note_use(app, &hash, session.account, now, err));
    make_form_token(token, session.form_token);
    *out = session;
    *out_found = session.account != 0;
    return OK;
}

enum error_code session_set_language(const struct app *app, const char *token, const char *language,
                                     struct error *err)
{
    const struct token_hash hash = hash_token(token);

    return db_run(app->db, QUERY_WEB_SESSION_LANGUAGE_PUT,
                  DB_ARGS(HASH_ARG(hash), DB_TEXT("language", language)), err);
}

enum error_code session_end(const struct app *app, const char *token, struct error *err)
{
    const struct token_hash hash = hash_token(token);

    return db_run(app->db, QUERY_WEB_SESSION_DELETE, DB_ARGS(HASH_ARG(hash)), err);
}

enum error_code session_end_others(const struct app *app, int64_t account, const char *token,
                                   struct error *err)
{
    const struct token_hash hash = hash_token(token);

    return db_run(app->db, QUERY_WEB_SESSIONS_DELETE_OTHERS,
                  DB_ARGS(HASH_ARG(hash), DB_INT("account", account)), err);
}
