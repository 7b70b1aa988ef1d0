#include "app/account_manage.h"

#include "app/account_factor.h"
#include "app/account_first.h"
#include "app/audit.h"
#include "app/session.h"
#include "db/db.h"

static enum error_code refuse(struct error *err)
{
    return error_set(err, ERROR_DENIED,
                     "your account does not manage this account; an administrator above you does");
}

static enum error_code may_in(const struct app *app, const struct rights *by, int64_t area, bool *out,
                              struct error *err)
{
    struct rights_place place;

    TRY(rights_place_of_area(app, area, &place, err));
    *out = rights_allow(by, RIGHTS_ACCOUNTS, &place);
    return OK;
}

/* One without a role belongs to those who manage everything. */
static enum error_code may_all(const struct app *app, const struct rights *by, int64_t account, bool *out,
                               struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    bool may = true;
    size_t roles = 0;

    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_ROLES, DB_ARGS(DB_INT("account", account)), err));
    for (; may && db_rows_next(&rows); roles++)
        TRY(may_in(app, by, db_int(&rows, 1), &may, err));
    if (may)
        TRY(db_rows_finish(&rows, err));
    if (roles == 0)
        TRY(may_in(app, by, 0, &may, err));
    *out = may;
    return OK;
}

enum error_code account_manage_may(const struct app *app, const struct rights *by, const char *login,
                                   bool *out, struct error *err)
{
    int64_t account;

    TRY(account_find(app, login, &account, err));
    *out = false;
    return account != by->account ? may_all(app, by, account, out, err) : OK;
}

static enum error_code must_manage(const struct app *app, const struct rights *by, const char *login,
                                   struct error *err)
{
    int64_t account;
    bool may;

    TRY(account_find(app, login, &account, err));
    if (account == by->account)
        return error_set(
            err, ERROR_DENIED,
            "nobody changes roles or state of his or her own account; another administrator does");
    TRY(may_all(app, by, account, &may, err));
    return may ? OK : refuse(err);
}

static enum error_code must_give(const struct app *app, const struct rights *by,
                                 const struct account_grant *grant, struct arena *arena, struct error *err)
{
    int64_t area;
    bool may;

    TRY(account_grant_area(app, grant, arena, &area, err));
    TRY(may_in(app, by, area, &may, err));
    if (!may)
        return error_set(err, ERROR_DENIED,
                         "your account gives no roles there; an administrator above you does");
    return OK;
}

static enum error_code add_once(const struct app *app, const struct rights *by,
                                const struct account_grant *grant, struct arena *arena,
                                struct account_link *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(must_give(app, by, grant, arena, err));
    TRY(account_add(app, grant->login, NULL, err));
    TRY(account_grant(app, grant, true, arena, err));
    TRY(account_link_make(app, grant->login, out, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_manage_add(const struct app *app, const struct rights *by,
                                   const struct account_grant *grant, struct arena *arena,
                                   struct account_link *out, struct error *err)
{
    struct account_link link;

    TRY(DB_REPEAT(app->db, add_once(app, by, grant, arena, &link, err)));
    *out = link;
    return OK;
}

/* There is nobody else who could give it, and nobody from whom it would be taken. */
static enum error_code is_alone(const struct app *app, const struct rights *by, const char *login, bool *out,
                                struct error *err)
{
    int64_t account;
    int64_t count;

    TRY(account_find(app, login, &account, err));
    TRY(db_select_int(app->db, QUERY_ACCOUNT_COUNT, DB_NO_ARGS, 0, &count, err));
    *out = account == by->account && count == 1;
    return OK;
}

static enum error_code grant_once(const struct app *app, const struct rights *by,
                                  const struct account_grant *grant, bool give, struct arena *arena,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    bool alone;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(is_alone(app, by, grant->login, &alone, err));
    if (!alone)
        TRY(must_manage(app, by, grant->login, err));
    TRY(must_give(app, by, grant, arena, err));
    TRY(account_grant(app, grant, give, arena, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_manage_grant(const struct app *app, const struct rights *by,
                                     const struct account_grant *grant, bool give, struct arena *arena,
                                     struct error *err)
{
    return DB_REPEAT(app->db, grant_once(app, by, grant, give, arena, err));
}

static enum error_code disable_once(const struct app *app, const struct rights *by, const char *login,
                                    bool disable, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(must_manage(app, by, login, err));
    TRY(account_disable(app, login, disable, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_manage_disable(const struct app *app, const struct rights *by, const char *login,
                                       bool disable, struct error *err)
{
    return DB_REPEAT(app->db, disable_once(app, by, login, disable, err));
}

static enum error_code reset_once(const struct app *app, const struct rights *by, const char *login,
                                  struct account_link *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(must_manage(app, by, login, err));
    TRY(account_link_make(app, login, out, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_manage_reset(const struct app *app, const struct rights *by, const char *login,
                                     struct account_link *out, struct error *err)
{
    struct account_link link;

    TRY(DB_REPEAT(app->db, reset_once(app, by, login, &link, err)));
    *out = link;
    return OK;
}

static enum error_code end_sessions_once(const struct app *app, const struct rights *by, const char *login,
                                         struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "user sessions", .kind = "user", .about = login};
    int64_t account;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(must_manage(app, by, login, err));
    TRY(account_find(app, login, &account, err));
    TRY(session_end_others(app, account, "", err));
    message_set(&entry.words, "All sessions of the account %s were ended.", login);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_manage_end_sessions(const struct app *app, const struct rights *by, const char *login,
                                            struct error *err)
{
    return DB_REPEAT(app->db, end_sessions_once(app, by, login, err));
}

static enum error_code clear_factor_once(const struct app *app, const struct rights *by, const char *login,
                                         struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(must_manage(app, by, login, err));
    TRY(account_factor_remove(app, login, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_manage_clear_factor(const struct app *app, const struct rights *by, const char *login,
                                            struct error *err)
{
    return DB_REPEAT(app->db, clear_factor_once(app, by, login, err));
}
