/* What users of the web service may do with the accounts of others: whoever manages the accounts of an area gives and takes
 * roles there and below, and may disable or reset an account all of whose roles lie there. Nobody changes an account of his
 * or her own, but for the only one of a store, which may give itself the role that plans. The command line asks none of this:
 * who reads the store can change it.
 */
#ifndef APP_ACCOUNT_MANAGE_H
#define APP_ACCOUNT_MANAGE_H

#include "app/account_link.h"

/* All take who asks, and answer ERROR_DENIED for what he or she may not do; other errors as of app/account.h. */

/* A new account with its first role, and the address with which its owner chooses a password. */
enum error_code account_manage_add(const struct app *app, const struct rights *by,
                                   const struct account_grant *grant, struct arena *arena,
                                   struct account_link *out, struct error *err) MUST_USE;

enum error_code account_manage_grant(const struct app *app, const struct rights *by,
                                     const struct account_grant *grant, bool give, struct arena *arena,
                                     struct error *err) MUST_USE;

enum error_code account_manage_disable(const struct app *app, const struct rights *by, const char *login,
                                       bool disable, struct error *err) MUST_USE;

/* A new address in place of the password. */
enum error_code account_manage_reset(const struct app *app, const struct rights *by, const char *login,
                                     struct account_link *out, struct error *err) MUST_USE;

enum error_code account_manage_end_sessions(const struct app *app, const struct rights *by, const char *login,
                                            struct error *err) MUST_USE;

/* For whoever has lost phone and paper. */
enum error_code account_manage_clear_factor(const struct app *app, const struct rights *by, const char *login,
                                            struct error *err) MUST_USE;

/* For offering it: whether the account is one that `by` may change. ERROR_NO_INPUT: there is none. */
enum error_code account_manage_may(const struct app *app, const struct rights *by, const char *login,
                                   bool *out, struct error *err) MUST_USE;

#endif
