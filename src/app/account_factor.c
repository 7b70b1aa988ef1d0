#include "app/account_factor.h"

#include "app/account_first.h"
#include "app/audit.h"
#include "base/totp.h"
#include "db/db.h"

#include <string.h>

_Static_assert(FACTOR_PAPER_CHARS == ACCOUNT_CODE_CHARS,
               "codes on paper look like the one for the first account");

struct stored_factor {
    bool found;
    bool asked_for;
    int64_t since_utc_secs;
    int64_t last_step;
    unsigned char secret[TOTP_SECRET_BYTES];
};

static enum error_code read_factor(const struct app *app, int64_t account, struct stored_factor *out,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct stored_factor factor = {.found = false};

    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_FACTOR, DB_ARGS(DB_INT("account", account)), err));
    if (db_rows_next(&rows)) {
        size_t length;
        const void *secret = db_blob(&rows, 0, &length);
        factor.found = length == TOTP_SECRET_BYTES;
        if (factor.found)
            memcpy(factor.secret, secret, TOTP_SECRET_BYTES);
        factor.asked_for = !db_is_null(&rows, 1);
        factor.since_utc_secs = db_int(&rows, 1);
        factor.last_step = db_int(&rows, 2);
    }
    TRY(db_rows_finish(&rows, err));
    *out = factor;
    return OK;
}

enum error_code account_factor_state(const struct app *app, int64_t account, struct factor_state *out,
                                     struct error *err)
{
    struct stored_factor factor;
    struct factor_state state = {.asked_for = false};

    TRY(read_factor(app, account, &factor, err));
    TRY(db_select_int(app->db, QUERY_ACCOUNT_RECOVERY_COUNT, DB_ARGS(DB_INT("account", account)), 0,
                      &state.paper_codes, err));
    state.asked_for = factor.found && factor.asked_for;
    state.since_utc_secs = factor.since_utc_secs;
    *out = state;
    return OK;
}

/* ---- setting it up ---- */

static enum error_code begin_once(const struct app *app, const char *login,
                                  unsigned char secret[TOTP_SECRET_BYTES], struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct stored_factor factor;
    int64_t account;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(account_find(app, login, &account, err));
    TRY(read_factor(app, account, &factor, err));
    if (factor.found && factor.asked_for)
        return error_set(err, ERROR_DATA, "codes of a phone are asked for already; take them away first");
    if (factor.found) {
        memcpy(secret, factor.secret, TOTP_SECRET_BYTES);
        return OK;
    }
    TRY(db_run(app->db, QUERY_ACCOUNT_FACTOR_INSERT,
               DB_ARGS(DB_INT("account", account), DB_BLOB("secret", secret, TOTP_SECRET_BYTES)), err));
    return db_transaction_commit(&change, err);
}

/* As programs on phones read it: the name of the account is shown there. */
static void put_address(const char *login, const char *secret, struct text *out)
{
    text_putf(out, "otpauth://totp/hiepthuong:%s?secret=%s&issuer=hiepthuong", login, secret);
}

enum error_code account_factor_begin(const struct app *app, const char *login, struct text *out_secret,
                                     struct text *out_address, struct error *err)
{
    unsigned char secret[TOTP_SECRET_BYTES];

    TRY(secret_random(secret, sizeof secret, err));
    TRY(DB_REPEAT(app->db, begin_once(app, login, secret, err)));
    TRY(totp_put_secret(secret, out_secret, err));
    put_address(login, out_secret->data, out_address);
    secret_wipe(secret, sizeof secret);
    return OK;
}

static enum error_code store_paper(const struct app *app, int64_t account,
                                   char paper[FACTOR_PAPER_CODES][FACTOR_PAPER_CHARS], struct error *err)
{
    for (size_t i = 0; i < FACTOR_PAPER_CODES; i++) {
        unsigned char hash[SECRET_HASH_BYTES];
        secret_hash(paper[i], strlen(paper[i]), hash);
        TRY(db_run(app->db, QUERY_ACCOUNT_RECOVERY_INSERT,
                   DB_ARGS(DB_INT("account", account), DB_BLOB("code_hash", hash, sizeof hash)), err));
    }
    return OK;
}

static enum error_code log_factor(const struct app *app, const char *login, const struct message *words,
                                  struct error *err)
{
    const struct audit_entry entry = {.verb = "user factor", .kind = "user", .about = login, .words = *words};

    return audit_put(app, &entry, err);
}

static enum error_code confirm_once(const struct app *app, const char *login, const char *code,
                                    char paper[FACTOR_PAPER_CODES][FACTOR_PAPER_CHARS], struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t now = clock_now_utc_secs(&app->clock);
    struct stored_factor factor;
    struct message words;
    int64_t account;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(account_find(app, login, &account, err));
    TRY(read_factor(app, account, &factor, err));
    int64_t step = factor.found && !factor.asked_for ? totp_step_of(factor.secret, code, now) : -1;
    if (step < 0)
        return error_set(
            err, ERROR_DATA,
            "this is not the code that the phone shows now; is its clock right? Nothing was stored");
    TRY(db_run(app->db, QUERY_ACCOUNT_FACTOR_USED,
               DB_ARGS(DB_INT("account", account), DB_INT("since_utc", now), DB_INT("step", step)), err));
    TRY(store_paper(app, account, paper, err));
    message_set(&words, "The account %s is asked for a code of a phone from now on.", login);
    TRY(log_factor(app, login, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_factor_confirm(const struct app *app, const char *login, const char *code,
                                       char out_paper[FACTOR_PAPER_CODES][FACTOR_PAPER_CHARS],
                                       struct error *err)
{
    for (size_t i = 0; i < FACTOR_PAPER_CODES; i++)
        TRY(account_code_make(out_paper[i], err));
    return DB_REPEAT(app->db, confirm_once(app, login, code, out_paper, err));
}

/* ---- showing it ---- */

static enum error_code refuse_code(struct error *err)
{
    return error_set(err, ERROR_DENIED,
                     "this is not the code that the phone shows now, nor one of those on paper");
}

static enum error_code use_paper(const struct app *app, int64_t account, const char *code, struct error *err)
{
    unsigned char hash[SECRET_HASH_BYTES];
    int64_t used;

    secret_hash(code, strlen(code), hash);
    TRY(db_run_counted(app->db, QUERY_ACCOUNT_RECOVERY_USE,
                       DB_ARGS(DB_INT("account", account), DB_BLOB("code_hash", hash, sizeof hash)), &used,
                       err));
    return used == 1 ? OK : refuse_code(err);
}

static enum error_code check_once(const struct app *app, int64_t account, const char *code, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct stored_factor factor;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(read_factor(app, account, &factor, err));
    if (!factor.found || !factor.asked_for)
        return refuse_code(err);
    int64_t step = totp_step_of(factor.secret, code, clock_now_utc_secs(&app->clock));
    if (step >= 0 && step <= factor.last_step)
        return error_set(err, ERROR_DENIED,
                         "this code was used already; wait until the phone shows the next one");
    if (step >= 0)
        TRY(db_run(app->db, QUERY_ACCOUNT_FACTOR_USED,
                   DB_ARGS(DB_INT("account", account), DB_INT("since_utc", factor.since_utc_secs),
                           DB_INT("step", step)),
                   err));
    else
        TRY(use_paper(app, account, code, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_factor_check(const struct app *app, int64_t account, const char *code,
                                     struct error *err)
{
    char typed[FACTOR_PAPER_CHARS];

    account_code_normal(code, typed);
    return DB_REPEAT(app->db, check_once(app, account, typed, err));
}

static enum error_code remove_once(const struct app *app, const char *login, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct message words;
    int64_t account;
    int64_t removed;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(account_find(app, login, &account, err));
    TRY(db_run_counted(app->db, QUERY_ACCOUNT_FACTOR_DELETE, DB_ARGS(DB_INT("account", account)), &removed,
                       err));
    if (removed == 0)
        return error_set(err, ERROR_NO_INPUT, "the account %s is asked for no code of a phone", login);
    message_set(&words, "The account %s is no longer asked for a code of a phone.", login);
    TRY(log_factor(app, login, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_factor_remove(const struct app *app, const char *login, struct error *err)
{
    return DB_REPEAT(app->db, remove_once(app, login, err));
}

/* ---- between the password and the code ---- */

struct wait_hash {
    unsigned char bytes[SECRET_HASH_BYTES];
};

static struct wait_hash hash_token(const char *token)
{
    struct wait_hash hash;

    secret_hash(token, strlen(token), hash.bytes);
    return hash;
}

#define HASH_ARG(hash) DB_BLOB("token_hash", (hash).bytes, sizeof(hash).bytes)

enum error_code account_wait_begin(const struct app *app, int64_t account, char out_token[SECRET_TOKEN_CHARS],
                                   struct error *err)
{
    int64_t now = clock_now_utc_secs(&app->clock);
    char token[SECRET_TOKEN_CHARS];

    TRY(secret_make_token(token, err));
    const struct wait_hash hash = hash_token(token);
    TRY(db_run(app->db, QUERY_ACCOUNT_WAITS_DELETE_OLD, DB_ARGS(DB_INT("now_utc", now)), err));
    TRY(db_run(
        app->db, QUERY_ACCOUNT_WAIT_INSERT,
        DB_ARGS(HASH_ARG(hash), DB_INT("account", account), DB_INT("until_utc", now + FACTOR_WAIT_SECS)),
        err));
    memcpy(out_token, token, sizeof token);
    return OK;
}

enum error_code account_wait_find(const struct app *app, const char *token, int64_t *out_account,
                                  struct error *err)
{
    const struct wait_hash hash = hash_token(token);

    return db_select_int(app->db, QUERY_ACCOUNT_WAIT_FIND,
                         DB_ARGS(HASH_ARG(hash), DB_INT("now_utc", clock_now_utc_secs(&app->clock))), 0,
                         out_account, err);
}

enum error_code account_wait_end(const struct app *app, const char *token, struct error *err)
{
    const struct wait_hash hash = hash_token(token);

    return db_run(app->db, QUERY_ACCOUNT_WAIT_DELETE, DB_ARGS(HASH_ARG(hash)), err);
}
