/* The first account of a store that has none: an administrator for everything, made by whoever reads the code that the
 * service writes where only those see it who started it.
 */
#ifndef APP_ACCOUNT_FIRST_H
#define APP_ACCOUNT_FIRST_H

#include "app/account.h"

#define ACCOUNT_CODE_CHARS 15 /* "ABCD-EFGH-JKLM" and NUL; 60 random bits */

/* A code that can be copied from a screen by hand: no two of its characters look alike. */
enum error_code account_code_make(char out[ACCOUNT_CODE_CHARS], struct error *err) MUST_USE;
/* What somebody typed, as the code is written: in capitals, with its dashes; six digits stay as they are. "" for what is longer. */
void account_code_normal(const char *typed, char out[ACCOUNT_CODE_CHARS]);
/* Whether somebody typed it, in capitals or not, with the dashes, with blanks, or without both. */
bool account_code_matches(const char *code, const char *typed) MUST_USE;

/* Whether the store has no account yet. */
enum error_code account_first_wanted(const struct app *app, bool *out, struct error *err) MUST_USE;

/* Makes it. ERROR_DENIED: there is an account by now. Else errors as of account_add. */
enum error_code account_first_make(const struct app *app, const char *login, const char *password,
                                   struct arena *arena, int64_t *out_account, struct error *err) MUST_USE;

#endif
