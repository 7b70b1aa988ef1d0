/* Sessions of the web service: who has come in, from log-in to log-out. A session is a random token in a cookie of the
 * browser; the store keeps its hash, so that a copy of the store opens nothing. It ends eight hours after it was last
 * used, a week after it began, when its account is disabled, and when the password is changed in another session.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/account.h"
#include "base/secret.h"

#define SESSION_IDLE_SECS ((int64_t)8 * 3600)
#define SESSION_LONGEST_SECS ((int64_t)7 * 86400)

struct session {
    int64_t account;
    char login[ACCOUNT_LOGIN_MAX_BYTES + 1];
    char language[3]; /* "vi" or "en" */
    /* Stands in every form of this session and in no other, so that no other site can make a browser send one. */
    char form_token[SECRET_HASH_CHARS];
};

/* Sessions that have ended are forgotten by the way. */
enum error_code session_begin(const struct app *app, int64_t account, const char *language,
                              char out_token[SECRET_TOKEN_CHARS], struct error *err) MUST_USE;

/* *out_found is false for whatever opens no session. */
enum error_code session_find(const struct app *app, const char *token, struct session *out, bool *out_found,
                             struct error *err) MUST_USE;

enum error_code session_set_language(const struct app *app, const char *token, const char *language,
                                     struct error *err) MUST_USE;

struct listed_session {
    char id[SECRET_HASH_CHARS]; /* tells it from others, and opens nothing */
    int64_t begun_utc_secs;
    int64_t used_utc_secs; /* to some minutes */
    int64_t ends_utc_secs; /* unless it is used again */
    bool own;              /* the one that asks */
};

#define SESSION_LIST_MAX 100

struct session_list {
    struct listed_session *items;
    size_t count;
};

/* Those of an account that are open, the one used last first, in the arena; `token` is that of the one that asks. */
enum error_code session_list(const struct app *app, int64_t account, const char *token, struct arena *arena,
                             struct session_list *out, struct error *err) MUST_USE;
/* Ends one of the account; right also when it has ended. */
enum error_code session_end_one(const struct app *app, int64_t account, const char *id,
                                struct error *err) MUST_USE;

/* Also right for a token that opens nothing. */
enum error_code session_end(const struct app *app, const char *token, struct error *err) MUST_USE;

/* All of the account but the one of the token, which may be "". */
enum error_code session_end_others(const struct app *app, int64_t account, const char *token,
                                   struct error *err) MUST_USE;

#endif
