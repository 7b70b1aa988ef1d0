#include "app/api_token.h"

#include "app/audit.h"
#include "base/list.h"
#include "base/parse.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOKEN_PREFIX "htk_"
#define TOKEN_BYTES 32
#define TOKENS_MAX 100000
#define SCOPES_CHARS 200
#define WORD_CHARS 40
#define DAY_SECS 86400
#define USED_STEP_SECS 300

const char *const api_scope_names[API_SCOPE_COUNT] = {
    [API_READ] = "read",       [API_TIMETABLE] = "timetable:write",
    [API_IMPORT] = "import",   [API_PLAN] = "plan:write",
    [API_RELEASE] = "release", [API_MESSAGES] = "messages",
    [API_PEOPLE] = "people",   [API_AUDIT] = "audit",
};

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

/* ---- scopes ---- */

enum error_code api_scopes_read(const char *words, uint32_t *out, struct error *err)
{
    uint32_t scopes = 0;

    for (words += strspn(words, " ,"); *words != '\0'; words += strspn(words, " ,")) {
        char word[WORD_CHARS];
        size_t length = strcspn(words, " ,");
        size_t scope;
        snprintf(word, sizeof word, "%.*s", (int)length, words);
        if (!parse_choice(word, api_scope_names, API_SCOPE_COUNT, &scope))
            return error_set(err, ERROR_DATA,
                             "\"%s\" is no scope; there are read, timetable:write, import, plan:write, "
                             "release, messages, people, audit",
                             word);
        scopes |= UINT32_C(1) << scope;
        words += length;
    }
    *out = scopes;
    return OK;
}

static void write_scopes(uint32_t scopes, char out[SCOPES_CHARS])
{
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < API_SCOPE_COUNT; i++)
        if ((scopes >> i & 1) != 0)
            length += (size_t)snprintf(out + length, SCOPES_CHARS - length, "%s%s", length > 0 ? " " : "",
                                       api_scope_names[i]);
}

/* What is stored was checked before it was written; a word of a newer program opens nothing. */
static uint32_t stored_scopes(const char *words)
{
    struct error ignored;
    uint32_t scopes = 0;

    return api_scopes_read(words, &scopes, &ignored) == OK ? scopes : 0;
}

/* ---- making and taking back ---- */

static enum error_code check_request(const struct api_token_request *request, struct error *err)
{
    size_t length = strspn(request->name, "abcdefghijklmnopqrstuvwxyz0123456789-_.");

    if (length == 0 || length > API_TOKEN_NAME_MAX_BYTES || request->name[length] != '\0')
        return error_set(err, ERROR_DATA,
                         "the name of a token has 1 to %d small letters without marks, digits, \"-\", \"_\" "
                         "and \".\"",
                         API_TOKEN_NAME_MAX_BYTES);
    if (request->scopes == 0)
        return error_set(err, ERROR_DATA, "say what the token is for, such as read");
    if (request->days < 1 || request->days > API_TOKEN_DAYS_MAX)
        return error_set(err, ERROR_DATA, "a token is made for 1 to %d days", API_TOKEN_DAYS_MAX);
    return OK;
}

static enum error_code make_token(char out[API_TOKEN_CHARS], struct error *err)
{
    unsigned char bytes[TOKEN_BYTES];
    size_t length = strlen(TOKEN_PREFIX);

    TRY(secret_random(bytes, sizeof bytes, err));
    snprintf(out, API_TOKEN_CHARS, "%s", TOKEN_PREFIX);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(out + length + 2 * i, 3, "%02x", bytes[i]);
    secret_wipe(bytes, sizeof bytes);
    return OK;
}

static enum error_code find_account(const struct app *app, const char *login, int64_t *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t account = 0;

    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_BY_LOGIN, DB_ARGS(DB_TEXT("login", login)), err));
    if (db_rows_next(&rows))
        account = db_int(&rows, 0);
    TRY(db_rows_finish(&rows, err));
    if (account == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no account %s; `hiepthuong user list` shows them",
                         login);
    *out = account;
    return OK;
}

static enum error_code log_token(const struct app *app, const char *verb, const char *name, const char *after,
                                 const struct message *words, struct error *err)
{
    const struct audit_entry entry = {
        .verb = verb, .kind = "token", .about = name, .after = after, .words = *words};

    return audit_put(app, &entry, err);
}

static enum error_code add_once(const struct app *app, const struct api_token_request *request,
                                const char *token, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct token_hash hash = hash_token(token);
    int64_t now = clock_now_utc_secs(&app->clock);
    char scopes[SCOPES_CHARS];
    struct message words;
    int64_t account;
    int64_t made;

    write_scopes(request->scopes, scopes);
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_account(app, request->login, &account, err));
    TRY(db_run_counted(app->db, QUERY_API_TOKEN_INSERT,
                       DB_ARGS(DB_INT("account", account), DB_TEXT("name", request->name), HASH_ARG(hash),
                               DB_TEXT("scopes", scopes), DB_INT("now_utc", now),
                               DB_INT("expires_utc", now + request->days * DAY_SECS)),
                       &made, err));
    if (made == 0)
        return error_set(err, ERROR_DATA,
                         "there is or was a token %s; take another name, for the log of changes knows it",
                         request->name);
    message_set(&words, "The token %s was made for the account %s.", request->name, request->login);
    TRY(log_token(app, "token add", request->name, scopes, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code api_token_add(const struct app *app, const struct api_token_request *request,
                              char out_token[API_TOKEN_CHARS], struct error *err)
{
    char token[API_TOKEN_CHARS];

    TRY(check_request(request, err));
    TRY(make_token(token, err));
    TRY(DB_REPEAT(app->db, add_once(app, request, token, err)));
    memcpy(out_token, token, sizeof token);
    secret_wipe(token, sizeof token);
    return OK;
}

static enum error_code revoke_once(const struct app *app, const char *name, int64_t account,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct message words;
    int64_t owner;
    int64_t changed = 0;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_select_int(app->db, QUERY_API_TOKEN_EXISTS, DB_ARGS(DB_TEXT("name", name)), 0, &owner, err));
    if (account == 0 || owner == account)
        TRY(db_run_counted(app->db, QUERY_API_TOKEN_REVOKE,
                           DB_ARGS(DB_TEXT("name", name), DB_INT("now_utc", clock_now_utc_secs(&app->clock))),
                           &changed, err));
    if (changed == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "there is no token %s in use; `hiepthuong token list` shows them", name);
    message_set(&words, "The token %s was taken back.", name);
    TRY(log_token(app, "token revoke", name, NULL, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code api_token_revoke(const struct app *app, const char *name, int64_t account, struct error *err)
{
    return DB_REPEAT(app->db, revoke_once(app, name, account, err));
}

/* ---- seeing them ---- */

static void free_list(struct api_token_shown **list)
{
    free(*list);
}

static enum error_code copy_row(const struct db_rows *rows, struct arena *arena, struct api_token_shown *out,
                                struct error *err)
{
    *out = (struct api_token_shown){
        .login = arena_copy_string(arena, db_text(rows, 0)),
        .name = arena_copy_string(arena, db_text(rows, 1)),
        .scopes = arena_copy_string(arena, db_text(rows, 2)),
        .created_utc_secs = db_int(rows, 3),
        .expires_utc_secs = db_int(rows, 4),
        .revoked_utc_secs = db_int(rows, 5),
        .used_utc_secs = db_int(rows, 6),
    };
    return out->login != NULL && out->name != NULL && out->scopes != NULL ? OK : error_memory(err);
}

enum error_code api_token_list(const struct app *app, int64_t account, struct arena *arena,
                               struct api_token_list *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_list) struct api_token_shown *list = NULL;
    const struct db_arg whose =
        account != 0 ? (struct db_arg)DB_INT("account", account) : (struct db_arg)DB_NULL("account");
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_API_TOKENS, DB_ARGS(whose), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list, &capacity, count + 1, sizeof *list, TOKENS_MAX))
            return error_memory(err);
        TRY(copy_row(&rows, arena, &list[count++], err));
    }
    TRY(db_rows_finish(&rows, err));
    struct api_token_shown *copy = arena_array(arena, count, sizeof *copy);
    if (copy == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(copy, list, count * sizeof *copy);
    *out = (struct api_token_list){copy, count};
    return OK;
}

/* ---- using them ---- */

struct found_token {
    struct api_token token; /* id 0: there is none */
    int64_t used_utc_secs;
    int64_t expires_utc_secs;
    bool dead; /* taken back, or its account is disabled */
};

static enum error_code look_up(const struct app *app, const char *token, struct found_token *out,
                               struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct token_hash hash = hash_token(token);
    struct found_token found = {.token = {.id = 0}};

    TRY(db_select(&rows, app->db, QUERY_API_TOKEN_FIND, DB_ARGS(HASH_ARG(hash)), err));
    if (db_rows_next(&rows)) {
        found.token.id = db_int(&rows, 0);
        found.token.account = db_int(&rows, 1);
        snprintf(found.token.login, sizeof found.token.login, "%s", db_text(&rows, 2));
        snprintf(found.token.name, sizeof found.token.name, "%s", db_text(&rows, 3));
        found.token.scopes = stored_scopes(db_text(&rows, 4));
        found.used_utc_secs = db_int(&rows, 5);
        found.expires_utc_secs = db_int(&rows, 6);
        found.dead = db_int(&rows, 7) != 0 || db_int(&rows, 8) != 0;
    }
    TRY(db_rows_finish(&rows, err));
    *out = found;
    return OK;
}

enum error_code api_token_open(const struct app *app, const char *token, struct api_token *out,
                               struct error *err)
{
    struct found_token found = {.token = {.id = 0}};
    int64_t now = clock_now_utc_secs(&app->clock);

    if (strlen(token) == API_TOKEN_CHARS - 1)
        TRY(look_up(app, token, &found, err));
    if (found.token.id == 0 || found.dead || found.expires_utc_secs <= now)
        return error_set(
            err, ERROR_DENIED,
            "the token is not known, has ended or was taken back; an administrator makes another");
    if (found.used_utc_secs + USED_STEP_SECS <= now)
        TRY(db_run(app->db, QUERY_API_TOKEN_USED,
                   DB_ARGS(DB_INT("token", found.token.id), DB_INT("now_utc", now)), err));
    *out = found.token;
    return OK;
}
