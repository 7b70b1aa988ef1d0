/* Accounts of the web service: who may come in, by which password, with which roles. Logins are codes such as mttq.db01 and need not
 * name anybody. Passwords are kept as argon2id hashes, so that a copy of the store opens nothing.
 */
#ifndef APP_ACCOUNT_H
#define APP_ACCOUNT_H

#include "app/rights.h"

#define ACCOUNT_LOGIN_MAX_BYTES 40
#define ACCOUNT_PASSWORD_MIN_CHARS 12
#define ACCOUNT_PASSWORD_MAX_BYTES 200

/* `password` NULL: nobody comes in until one is set. ERROR_DATA: the login is taken or cannot be one, or the password is
 * too short. */
enum error_code account_add(const struct app *app, const char *login, const char *password,
                            struct error *err) MUST_USE;
enum error_code account_set_password(const struct app *app, const char *login, const char *password,
                                     struct error *err) MUST_USE;
/* ERROR_DATA: nobody would be left who may do everything with accounts; so also when such a role is taken back. */
enum error_code account_disable(const struct app *app, const char *login, bool disable,
                                struct error *err) MUST_USE;

/* ERROR_NO_INPUT: there is no such account. */
enum error_code account_find(const struct app *app, const char *login, int64_t *out,
                             struct error *err) MUST_USE;

/* A role in an area, or everywhere. */
struct account_grant {
    const char *login;
    enum rights_role role;
    const char *election; /* code; NULL: the only one */
    const char *area;     /* code; NULL: everywhere */
};

/* The id of the area of a grant; 0: everywhere. ERROR_DATA as of account_grant. */
enum error_code account_grant_area(const struct app *app, const struct account_grant *grant,
                                   struct arena *arena, int64_t *out, struct error *err) MUST_USE;

/* Roles of a level are given in an area of that level; ERROR_DATA otherwise. `give` false takes it back. */
enum error_code account_grant(const struct app *app, const struct account_grant *grant, bool give,
                              struct arena *arena, struct error *err) MUST_USE;

/* One row for each role of each account; one without roles has a row, too. */
struct account_shown {
    int64_t id;
    const char *login;
    bool has_password;
    bool disabled;
    const char *role;     /* "" when it has none */
    const char *election; /* of the area; "" everywhere */
    const char *level;
    const char *area;
    const char *area_name;
    int64_t seen_utc_secs;       /* of a recent request, to some minutes; 0: never came in */
    bool has_factor;             /* a phone's codes are asked for, too */
    int64_t link_until_utc_secs; /* of an address with which a password can be chosen; 0: there is none */
};

/* The list lies in the arena. */
enum error_code account_list(const struct app *app, struct arena *arena, struct account_shown **out,
                             size_t *out_count, struct error *err) MUST_USE;

/* ERROR_DENIED says nothing about which of the two was wrong, and takes as long either way. */
enum error_code account_log_in(const struct app *app, const char *login, const char *password,
                               int64_t *out_account, struct error *err) MUST_USE;

#endif
