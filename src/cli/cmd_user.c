/* Accounts of the web service: make them, give and take roles, passwords, disable. */
#include "app/account_factor.h"
#include "app/account_link.h"
#include "base/parse.h"
#include "base/secret.h"
#include "calendar/civil.h"
#include "cli/commands.h"
#include "cli/password.h"
#include "web/json_election.h"

#include <jansson.h>

#define PASSWORD_OPTION                                                                                      \
    {                                                                                                        \
        "password-file", "FILE",                                                                             \
            N_("file whose first line is the password, - for standard input; else it is asked for"), 0       \
    }

static const struct command_option add_options[] = {
    PASSWORD_OPTION,
    {"no-password", NULL, N_("set none yet, so that nobody comes in"), 0},
};
static const struct command_option password_options[] = {PASSWORD_OPTION};
static const struct command_option grant_options[] = {
    {"area", "CODE", N_("where it holds, and below; without it, everywhere"), 0},
    {"election", "CODE", N_("the election of the area, when the store holds several"), 0},
};

static void done_password(struct text *password)
{
    secret_wipe(password->data, password->length);
    text_done(password);
}

static enum error_code put_done(struct command_run *run, struct error *err)
{
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "login", run->operands[0]), err);
    command_say(run, run->out, "Stored.");
    return OK;
}

static enum error_code run_add(struct command_run *run, struct error *err)
{
    CLEANUP(done_password) struct text password;
    bool with = command_option(run, "no-password") == NULL;

    text_init(&password, 1000);
    if (with)
        TRY(password_read(run, command_option(run, "password-file"), &password, err));
    TRY(account_add(run->app, run->operands[0], with ? password.data : NULL, err));
    return put_done(run, err);
}

static enum error_code run_password(struct command_run *run, struct error *err)
{
    CLEANUP(done_password) struct text password;

    text_init(&password, 1000);
    TRY(password_read(run, command_option(run, "password-file"), &password, err));
    TRY(account_set_password(run->app, run->operands[0], password.data, err));
    return put_done(run, err);
}

static enum error_code run_link(struct command_run *run, struct error *err)
{
    CLEANUP(text_done) struct text address;
    struct account_link link;
    char until[CIVIL_TIME_CHARS];

    text_init(&address, 2000);
    TRY(account_link_make(run->app, run->operands[0], &link, err));
    account_link_put(run->app, &link, &address);
    civil_time_format(civil_time_from_utc_secs(link.until_utc_secs), until);
    if (run->json)
        return command_put_json(
            run,
            json_pack("{s:s,s:s,s:s}", "login", run->operands[0], "address", address.data, "until", until),
            err);
    text_putf(run->out, "%s\n", address.data);
    command_say(run, run->notes, "It opens once, until %s; the password until now no longer does.", until);
    return OK;
}

static enum error_code change_role(struct command_run *run, bool give, struct error *err)
{
    struct account_grant grant = {.login = run->operands[0],
                                  .election = command_option(run, "election"),
                                  .area = command_option(run, "area")};
    size_t role;

    if (!parse_choice(run->operands[1], rights_role_names, ROLE_COUNT, &role))
        return error_set(
            err, ERROR_USAGE,
            "\"%s\" is no role; there are administrator, auditor, province, district, commune, viewer",
            run->operands[1]);
    grant.role = (enum rights_role)role;
    TRY(account_grant(run->app, &grant, give, run->arena, err));
    return put_done(run, err);
}

static enum error_code run_grant(struct command_run *run, struct error *err)
{
    return change_role(run, true, err);
}

static enum error_code run_revoke(struct command_run *run, struct error *err)
{
    return change_role(run, false, err);
}

static enum error_code run_no_code(struct command_run *run, struct error *err)
{
    TRY(account_factor_remove(run->app, run->operands[0], err));
    return put_done(run, err);
}

static enum error_code run_disable(struct command_run *run, struct error *err)
{
    TRY(account_disable(run->app, run->operands[0], true, err));
    return put_done(run, err);
}

static enum error_code run_enable(struct command_run *run, struct error *err)
{
    TRY(account_disable(run->app, run->operands[0], false, err));
    return put_done(run, err);
}

static void put_account(struct command_run *run, const struct account_shown *account)
{
    const char *state = account->disabled       ? N_("disabled")
                        : account->has_password ? N_("in use")
                                                : N_("no password yet");

    text_putf(run->out, "%s  %s  %s", account->login, catalog_text(run->catalog, state),
              account->role[0] != '\0' ? account->role : "-");
    if (account->area[0] != '\0')
        text_putf(run->out, "  %s %s (%s)", account->level, account->area, account->election);
    text_put_char(run->out, '\n');
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    struct account_shown *accounts;
    size_t count;

    TRY(account_list(run->app, run->arena, &accounts, &count, err));
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        if (run->json)
            json_array_append_new(list, json_of_account(&accounts[i]));
        else
            put_account(run, &accounts[i]);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "accounts", list), err);
    json_decref(list);
    return OK;
}

const struct command user_commands[] = {
    {"user add", "LOGIN", N_("make an account of the web service"), COMMAND_OPTIONS(add_options), STORE_OPEN,
     run_add},
    {"user list", "", N_("list the accounts and their roles"), COMMAND_NO_OPTIONS, STORE_OPEN, run_list},
    {"user grant", "LOGIN ROLE",
     N_("give a role: administrator, auditor, province, district, commune, viewer"),
     COMMAND_OPTIONS(grant_options), STORE_OPEN, run_grant},
    {"user revoke", "LOGIN ROLE", N_("take a role back"), COMMAND_OPTIONS(grant_options), STORE_OPEN,
     run_revoke},
    {"user password", "LOGIN", N_("set another password"), COMMAND_OPTIONS(password_options), STORE_OPEN,
     run_password},
    {"user link", "LOGIN", N_("print an address with which somebody chooses a password, once, in three days"),
     COMMAND_NO_OPTIONS, STORE_OPEN, run_link},
    {"user no-code", "LOGIN", N_("ask for no code of a phone any more, for whoever has lost phone and paper"),
     COMMAND_NO_OPTIONS, STORE_OPEN, run_no_code},
    {"user disable", "LOGIN", N_("let an account come in no more"), COMMAND_NO_OPTIONS, STORE_OPEN,
     run_disable},
    {"user enable", "LOGIN", N_("let a disabled account come in again"), COMMAND_NO_OPTIONS, STORE_OPEN,
     run_enable},
    COMMANDS_END};
