/* Tokens by which programs use the API in the place of a person. A token acts for one account and is good for some things
 * only: what it may do is what the account may do and its scopes name. It is shown once, when it is made; the store has its
 * hash. It ends by itself, or is taken back. Names are codes such as dong-bo-lich and stand in the log of changes.
 */
#ifndef APP_API_TOKEN_H
#define APP_API_TOKEN_H

#include "app/account.h"

#define API_TOKEN_CHARS 69 /* "htk_", 32 random bytes in hexadecimal, and NUL */
#define API_TOKEN_NAME_MAX_BYTES 40
#define API_TOKEN_DAYS_MAX 731
#define API_TOKEN_DAYS_DEFAULT 365

enum api_scope {
    API_READ,
    API_TIMETABLE, /* recording what was done */
    API_IMPORT,    /* tables */
    API_PLAN,      /* drafts */
    API_RELEASE,   /* publishing */
    API_MESSAGES,  /* what a person decides about them */
    API_PEOPLE,    /* accounts and roles */
    API_AUDIT,     /* the log of changes */
    API_SCOPE_COUNT
};
/* "read", "timetable:write", "import", "plan:write", "release", "messages", "people", "audit". */
extern const char *const api_scope_names[API_SCOPE_COUNT];

struct api_token_request {
    const char *name;
    const char *login;
    uint32_t scopes; /* 1 << enum api_scope */
    int64_t days;    /* until it ends */
};

/* ERROR_DATA: the name is taken or cannot be one, no scope is named, or the time is too long; ERROR_NO_INPUT: no such account.
 * `out_token` is the caller's to wipe. Audited. */
enum error_code api_token_add(const struct app *app, const struct api_token_request *request,
                              char out_token[API_TOKEN_CHARS], struct error *err) MUST_USE;

/* `account` is the id of the only one whose tokens may be taken back, 0: any. ERROR_NO_INPUT: there is none of that name in
 * use. Audited. */
enum error_code api_token_revoke(const struct app *app, const char *name, int64_t account,
                                 struct error *err) MUST_USE;

struct api_token_shown {
    const char *login;
    const char *name;
    const char *scopes; /* with blanks between them */
    int64_t created_utc_secs;
    int64_t expires_utc_secs;
    int64_t revoked_utc_secs; /* 0: in use until it ends */
    int64_t used_utc_secs;    /* 0: never */
};

struct api_token_list {
    const struct api_token_shown *items; /* by account, the oldest first */
    size_t count;
};

/* Of an account (its id), or of all (0), also those that have ended; in the arena. */
enum error_code api_token_list(const struct app *app, int64_t account, struct arena *arena,
                               struct api_token_list *out, struct error *err) MUST_USE;

/* A token that opens something. */
struct api_token {
    int64_t id;
    int64_t account;
    char login[ACCOUNT_LOGIN_MAX_BYTES + 1];
    char name[API_TOKEN_NAME_MAX_BYTES + 1];
    uint32_t scopes;
};

/* ERROR_DENIED: it is no token, has ended, was taken back, or its account is disabled; which of these is not said. */
enum error_code api_token_open(const struct app *app, const char *token, struct api_token *out,
                               struct error *err) MUST_USE;

/* "read plan:write" as bits; ERROR_DATA names a word that is no scope. Commas are taken for blanks. */
enum error_code api_scopes_read(const char *words, uint32_t *out, struct error *err) MUST_USE;

#endif
