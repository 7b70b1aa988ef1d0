/* The second factor of an account: besides the password a code from its owner's phone (base/totp.h), or one of ten codes on
 * paper, each good once. Its owner sets it up and takes it away; an administrator can take it away for whoever has lost both.
 *
 * Whoever knows the password and has not shown a code yet holds a token that opens nothing but the page for the code.
 */
#ifndef APP_ACCOUNT_FACTOR_H
#define APP_ACCOUNT_FACTOR_H

#include "app/account.h"
#include "base/secret.h"
#include "base/text.h"

#define FACTOR_PAPER_CODES 10
#define FACTOR_PAPER_CHARS 15 /* "ABCD-EFGH-JKLM" and NUL */
#define FACTOR_WAIT_SECS ((int64_t)600)

struct factor_state {
    bool asked_for; /* at log-in */
    int64_t since_utc_secs;
    int64_t paper_codes; /* left */
};

enum error_code account_factor_state(const struct app *app, int64_t account, struct factor_state *out,
                                     struct error *err) MUST_USE;

/* Puts a new secret as people type it, and as an address for a QR code; it is not asked for until the phone has shown a code.
 * The same one again while that has not happened. ERROR_DATA: there is a second factor already. */
enum error_code account_factor_begin(const struct app *app, const char *login, struct text *out_secret,
                                     struct text *out_address, struct error *err) MUST_USE;

/* From now on codes are asked for. ERROR_DATA: this is not the code of the phone. */
enum error_code account_factor_confirm(const struct app *app, const char *login, const char *code,
                                       char out_paper[FACTOR_PAPER_CODES][FACTOR_PAPER_CHARS],
                                       struct error *err) MUST_USE;

/* A code of the phone, which was not taken before, or one on paper. ERROR_DENIED: it is neither. */
enum error_code account_factor_check(const struct app *app, int64_t account, const char *code,
                                     struct error *err) MUST_USE;

/* Takes the second factor away. ERROR_NO_INPUT: there is none. */
enum error_code account_factor_remove(const struct app *app, const char *login, struct error *err) MUST_USE;

enum error_code account_wait_begin(const struct app *app, int64_t account, char out_token[SECRET_TOKEN_CHARS],
                                   struct error *err) MUST_USE;
/* Whose it is; 0 for whatever opens nothing. */
enum error_code account_wait_find(const struct app *app, const char *token, int64_t *out_account,
                                  struct error *err) MUST_USE;
enum error_code account_wait_end(const struct app *app, const char *token, struct error *err) MUST_USE;

#endif
