#include "app/account_link.h"

#include "app/audit.h"
#include "app/session.h"
#include "app/settings.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

struct link_hash {
    unsigned char bytes[SECRET_HASH_BYTES];
};

static struct link_hash hash_token(const char *token)
{
    struct link_hash hash;

    secret_hash(token, strlen(token), hash.bytes);
    return hash;
}

static enum error_code make_once(const struct app *app, const char *login, const struct account_link *link,
                                 struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct link_hash hash = hash_token(link->token);
    struct audit_entry entry = {.verb = "user link", .kind = "user", .about = login};
    int64_t account;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(account_find(app, login, &account, err));
    TRY(db_run(app->db, QUERY_ACCOUNT_PASSWORD_PUT, DB_ARGS(DB_INT("account", account), DB_NULL("password")),
               err));
    TRY(session_end_others(app, account, "", err));
    TRY(db_run(app->db, QUERY_ACCOUNT_LINK_PUT,
               DB_ARGS(DB_INT("account", account), DB_BLOB("token_hash", hash.bytes, sizeof hash.bytes),
                       DB_INT("until_utc", link->until_utc_secs)),
               err));
    message_set(&entry.words, "The account %s got an address to choose a password with.", login);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_link_make(const struct app *app, const char *login, struct account_link *out,
                                  struct error *err)
{
    struct account_link link = {.until_utc_secs = clock_now_utc_secs(&app->clock) + ACCOUNT_LINK_SECS};

    TRY(secret_make_token(link.token, err));
    TRY(DB_REPEAT(app->db, make_once(app, login, &link, err)));
    *out = link;
    return OK;
}

void account_link_put(const struct app *app, const struct account_link *link, struct text *out)
{
    text_putf(out, "%s/welcome/%s", app->settings->service.public_url, link->token);
}

static enum error_code find(const struct app *app, const char *token, int64_t *out_account,
                            char out_login[ACCOUNT_LOGIN_MAX_BYTES + 1], struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct link_hash hash = hash_token(token);
    int64_t account = 0;

    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_LINK_FIND,
                  DB_ARGS(DB_BLOB("token_hash", hash.bytes, sizeof hash.bytes),
                          DB_INT("now_utc", clock_now_utc_secs(&app->clock))),
                  err));
    if (db_rows_next(&rows)) {
        account = db_int(&rows, 0);
        snprintf(out_login, ACCOUNT_LOGIN_MAX_BYTES + 1, "%s", db_text(&rows, 1));
    }
    TRY(db_rows_finish(&rows, err));
    if (account == 0)
        return error_set(
            err, ERROR_NO_INPUT,
            "this address has been used, or is older than three days; ask your administrator for "
            "another one");
    *out_account = account;
    return OK;
}

enum error_code account_link_find(const struct app *app, const char *token,
                                  char out_login[ACCOUNT_LOGIN_MAX_BYTES + 1], struct error *err)
{
    int64_t account;

    return find(app, token, &account, out_login, err);
}

static enum error_code use_once(const struct app *app, const char *token, const char *password,
                                int64_t *out_account, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    char login[ACCOUNT_LOGIN_MAX_BYTES + 1];
    int64_t account;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find(app, token, &account, login, err));
    TRY(account_set_password(app, login, password, err));
    TRY(db_run(app->db, QUERY_ACCOUNT_LINK_DELETE, DB_ARGS(DB_INT("account", account)), err));
    TRY(db_transaction_commit(&change, err));
    *out_account = account;
    return OK;
}

enum error_code account_link_use(const struct app *app, const char *token, const char *password,
                                 int64_t *out_account, struct error *err)
{
    return DB_REPEAT(app->db, use_once(app, token, password, out_account, err));
}
