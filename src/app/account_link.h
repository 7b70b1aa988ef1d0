/* One-time addresses with which people choose a password of their own: for a new account, and for whoever has forgotten the
 * password. Nobody else ever knows it, and no account begins with one that everybody knows. The store keeps a hash of the
 * address only.
 */
#ifndef APP_ACCOUNT_LINK_H
#define APP_ACCOUNT_LINK_H

#include "app/account.h"
#include "base/secret.h"
#include "base/text.h"

#define ACCOUNT_LINK_SECS ((int64_t)3 * 86400)

struct account_link {
    char token[SECRET_TOKEN_CHARS];
    int64_t until_utc_secs;
};

/* From now on nobody comes in with the password until now, nor with an earlier address; all sessions end. */
enum error_code account_link_make(const struct app *app, const char *login, struct account_link *out,
                                  struct error *err) MUST_USE;

/* The address under the public_url of the settings. */
void account_link_put(const struct app *app, const struct account_link *link, struct text *out);

/* Whose it is. ERROR_NO_INPUT for whatever opens nothing. */
enum error_code account_link_find(const struct app *app, const char *token,
                                  char out_login[ACCOUNT_LOGIN_MAX_BYTES + 1], struct error *err) MUST_USE;

/* Sets the password and uses the address up. ERROR_DATA: the password cannot be one, and the address can still be used. */
enum error_code account_link_use(const struct app *app, const char *token, const char *password,
                                 int64_t *out_account, struct error *err) MUST_USE;

#endif
