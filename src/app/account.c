#include "app/account.h"

#include "app/audit.h"
#include "app/election_find.h"
#include "app/places.h"
#include "base/list.h"
#include "base/secret.h"
#include "base/unicode.h"
#include "calendar/law_pack.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACCOUNTS_MAX 1000000

struct found_account {
    int64_t id; /* 0: there is none */
    char password[SECRET_PASSWORD_CHARS];
    bool disabled;
};

static enum error_code look_up(const struct app *app, const char *login, struct found_account *out,
                               struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct found_account found = {.id = 0};

    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_BY_LOGIN, DB_ARGS(DB_TEXT("login", login)), err));
    if (db_rows_next(&rows)) {
        found.id = db_int(&rows, 0);
        snprintf(found.password, sizeof found.password, "%s", db_text(&rows, 1));
        found.disabled = !db_is_null(&rows, 2);
    }
    TRY(db_rows_finish(&rows, err));
    *out = found;
    return OK;
}

static enum error_code find(const struct app *app, const char *login, struct found_account *out,
                            struct error *err)
{
    TRY(look_up(app, login, out, err));
    if (out->id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no account %s; `hiepthuong user list` shows them",
                         login);
    return OK;
}

enum error_code account_find(const struct app *app, const char *login, int64_t *out, struct error *err)
{
    struct found_account found;

    TRY(find(app, login, &found, err));
    *out = found.id;
    return OK;
}

static enum error_code count_administrators(const struct app *app, int64_t *out, struct error *err)
{
    return db_select_int(app->db, QUERY_ACCOUNT_ADMINISTRATORS, DB_NO_ARGS, 0, out, err);
}

/* `before` is how many there were. */
static enum error_code must_leave_administrator(const struct app *app, int64_t before, struct error *err)
{
    int64_t after;

    TRY(count_administrators(app, &after, err));
    if (before > 0 && after == 0)
        return error_set(err, ERROR_DATA,
                         "this is the last administrator, without whom nobody could manage accounts; make "
                         "somebody else one first");
    return OK;
}

static enum error_code check_login(const char *login, struct error *err)
{
    size_t length = strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789-_.");

    if (length > 0 && length <= ACCOUNT_LOGIN_MAX_BYTES && login[length] == '\0')
        return OK;
    return error_set(err, ERROR_DATA,
                     "a login has 1 to %d small letters without marks, digits, \"-\", \"_\" and \".\"",
                     ACCOUNT_LOGIN_MAX_BYTES);
}

static enum error_code hash_password(const char *password, char out[SECRET_PASSWORD_CHARS], struct error *err)
{
    if (unicode_count(password, strlen(password)) < ACCOUNT_PASSWORD_MIN_CHARS)
        return error_set(err, ERROR_DATA,
                         "the password must have at least %d characters; a sentence is easy to keep",
                         ACCOUNT_PASSWORD_MIN_CHARS);
    if (strlen(password) > ACCOUNT_PASSWORD_MAX_BYTES)
        return error_set(err, ERROR_DATA, "the password is longer than %d bytes", ACCOUNT_PASSWORD_MAX_BYTES);
    return secret_password_hash(password, out, err);
}

static enum error_code log_account(const struct app *app, const char *verb, const char *login,
                                   const char *after, const struct message *words, struct error *err)
{
    const struct audit_entry entry = {
        .verb = verb, .kind = "user", .about = login, .after = after, .words = *words};

    return audit_put(app, &entry, err);
}

static enum error_code add_once(const struct app *app, const char *login, const char *hash, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct found_account found;
    struct message words;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(look_up(app, login, &found, err));
    if (found.id != 0)
        return error_set(err, ERROR_DATA, "there is already an account %s", login);
    TRY(db_run(app->db, QUERY_ACCOUNT_INSERT,
               DB_ARGS(DB_TEXT("login", login), DB_TEXT("password", hash),
                       DB_INT("created_utc", clock_now_utc_secs(&app->clock))),
               err));
    message_set(&words, "The account %s was made.", login);
    TRY(log_account(app, "user add", login, NULL, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_add(const struct app *app, const char *login, const char *password, struct error *err)
{
    char hash[SECRET_PASSWORD_CHARS] = "";

    TRY(check_login(login, err));
    if (password != NULL)
        TRY(hash_password(password, hash, err));
    return DB_REPEAT(app->db, add_once(app, login, password != NULL ? hash : NULL, err));
}

static enum error_code set_password_once(const struct app *app, const char *login, const char *hash,
                                         struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct found_account found;
    struct message words;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find(app, login, &found, err));
    TRY(db_run(app->db, QUERY_ACCOUNT_PASSWORD_PUT,
               DB_ARGS(DB_INT("account", found.id), DB_TEXT("password", hash)), err));
    message_set(&words, "The account %s got another password.", login);
    TRY(log_account(app, "user password", login, NULL, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_set_password(const struct app *app, const char *login, const char *password,
                                     struct error *err)
{
    char hash[SECRET_PASSWORD_CHARS];

    TRY(hash_password(password, hash, err));
    return DB_REPEAT(app->db, set_password_once(app, login, hash, err));
}

static enum error_code disable_once(const struct app *app, const char *login, bool disable, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct db_arg moment = disable
                                     ? (struct db_arg)DB_INT("disabled_utc", clock_now_utc_secs(&app->clock))
                                     : (struct db_arg)DB_NULL("disabled_utc");
    struct found_account found;
    struct message words;
    int64_t administrators;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find(app, login, &found, err));
    TRY(count_administrators(app, &administrators, err));
    TRY(db_run(app->db, QUERY_ACCOUNT_DISABLE, DB_ARGS(DB_INT("account", found.id), moment), err));
    TRY(must_leave_administrator(app, administrators, err));
    if (disable)
        message_set(&words, "The account %s was disabled.", login);
    else
        message_set(&words, "The account %s may come in again.", login);
    TRY(log_account(app, disable ? "user disable" : "user enable", login, NULL, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_disable(const struct app *app, const char *login, bool disable, struct error *err)
{
    return DB_REPEAT(app->db, disable_once(app, login, disable, err));
}

/* ---- roles ---- */

/* The level whose areas a role of staff is given in; 0: any area, or everywhere. */
static uint32_t level_of(enum rights_role role)
{
    return role == ROLE_PROVINCE   ? 1u << LAW_PROVINCE
           : role == ROLE_DISTRICT ? 1u << LAW_DISTRICT
           : role == ROLE_COMMUNE  ? 1u << LAW_COMMUNE
                                   : 0;
}

enum error_code account_grant_area(const struct app *app, const struct account_grant *grant,
                                   struct arena *arena, int64_t *out, struct error *err)
{
    uint32_t levels = level_of(grant->role);
    struct election election;
    struct places places;
    size_t place;

    if (grant->area == NULL && levels != 0)
        return error_set(err, ERROR_DATA, "the role %s is given in an area of its level; name the area",
                         rights_role_names[grant->role]);
    *out = 0;
    if (grant->area == NULL)
        return OK;
    TRY(election_find(app, grant->election, arena, &election, err));
    TRY(places_load(app, election.id, arena, &places, err));
    TRY(places_find(&places, grant->area, levels != 0 ? levels : UINT32_MAX, &place, err));
    if (levels != 0 && (levels >> places.items[place].level & 1) == 0)
        return error_set(err, ERROR_DATA,
                         "the role %s is given in an area of its level, and %s is of another",
                         rights_role_names[grant->role], grant->area);
    *out = places.items[place].id;
    return OK;
}

static enum error_code store_grant(const struct app *app, int64_t account, enum rights_role role,
                                   int64_t area, bool give, struct error *err)
{
    const struct db_arg where =
        area != 0 ? (struct db_arg)DB_INT("area", area) : (struct db_arg)DB_NULL("area");
    int64_t changed;

    TRY(db_run_counted(app->db, give ? QUERY_ACCOUNT_ROLE_PUT : QUERY_ACCOUNT_ROLE_DELETE,
                       DB_ARGS(DB_INT("account", account), DB_TEXT("role", rights_role_names[role]), where),
                       &changed, err));
    if (changed == 0 && !give)
        return error_set(err, ERROR_NO_INPUT, "the account does not have this role there");
    return OK;
}

static enum error_code grant_once(const struct app *app, const struct account_grant *grant, bool give,
                                  struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const char *role = rights_role_names[grant->role];
    const char *where = grant->area != NULL ? grant->area : "-";
    struct found_account found;
    struct message words;
    int64_t administrators;
    int64_t area;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find(app, grant->login, &found, err));
    TRY(account_grant_area(app, grant, arena, &area, err));
    TRY(count_administrators(app, &administrators, err));
    TRY(store_grant(app, found.id, grant->role, area, give, err));
    TRY(must_leave_administrator(app, administrators, err));
    if (give)
        message_set(&words, "The account %s got the role %s; area: %s.", grant->login, role, where);
    else
        message_set(&words, "The account %s lost the role %s; area: %s.", grant->login, role, where);
    TRY(log_account(app, give ? "user grant" : "user revoke", grant->login, role, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_grant(const struct app *app, const struct account_grant *grant, bool give,
                              struct arena *arena, struct error *err)
{
    return DB_REPEAT(app->db, grant_once(app, grant, give, arena, err));
}

/* ---- seeing them, coming in ---- */

static void free_list(struct account_shown **list)
{
    free(*list);
}

static enum error_code copy_row(const struct db_rows *rows, struct arena *arena, struct account_shown *out,
                                struct error *err)
{
    *out = (struct account_shown){
        .id = db_int(rows, 0),
        .login = arena_copy_string(arena, db_text(rows, 1)),
        .has_password = db_int(rows, 2) == 1,
        .disabled = !db_is_null(rows, 3),
        .role = arena_copy_string(arena, db_text(rows, 4)),
        .election = arena_copy_string(arena, db_text(rows, 5)),
        .level = arena_copy_string(arena, db_text(rows, 6)),
        .area = arena_copy_string(arena, db_text(rows, 7)),
        .area_name = arena_copy_string(arena, db_text(rows, 8)),
        .seen_utc_secs = db_int(rows, 9),
        .has_factor = db_int(rows, 10) == 1,
        .link_until_utc_secs = db_int(rows, 11),
    };
    return out->login != NULL && out->role != NULL && out->election != NULL && out->level != NULL &&
                   out->area != NULL && out->area_name != NULL
               ? OK
               : error_memory(err);
}

enum error_code account_list(const struct app *app, struct arena *arena, struct account_shown **out,
                             size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_list) struct account_shown *list = NULL;
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_ACCOUNTS, DB_NO_ARGS, err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list, &capacity, count + 1, sizeof *list, ACCOUNTS_MAX))
            return error_memory(err);
        TRY(copy_row(&rows, arena, &list[count++], err));
    }
    TRY(db_rows_finish(&rows, err));
    struct account_shown *copy = arena_array(arena, count, sizeof *copy);
    if (copy == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(copy, list, count * sizeof *copy);
    *out = copy;
    *out_count = count;
    return OK;
}

enum error_code account_log_in(const struct app *app, const char *login, const char *password,
                               int64_t *out_account, struct error *err)
{
    struct found_account found;

    TRY(look_up(app, login, &found, err));
    bool right = secret_password_matches(found.password, password);
    secret_wipe(found.password, sizeof found.password);
    if (!right || found.disabled)
        return error_set(err, ERROR_DENIED, "login or password is wrong, or the account is disabled");
    *out_account = found.id;
    return OK;
}
