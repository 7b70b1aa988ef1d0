/* Tokens of the API: make them, list them, take them back. */
#include "app/api_token.h"
#include "base/secret.h"
#include "cli/commands.h"
#include "web/json_value.h"

static const struct command_option add_options[] = {
    {"login", "LOGIN", N_("the account for which it acts, and whose rights it has"), OPTION_REQUIRED},
    {"scope", "SCOPE",
     N_("what it may be used for: read, timetable:write, import, plan:write, release, messages, people, "
        "audit"),
     OPTION_REQUIRED | OPTION_REPEATED},
    {"days", "N", N_("after how many days it ends; 365 unless said"), 0},
};

static enum error_code read_scopes(const struct command_run *run, uint32_t *out, struct error *err)
{
    const char *words;
    uint32_t scopes = 0;

    for (size_t i = 0; (words = command_option_nth(run, "scope", i)) != NULL; i++) {
        uint32_t more;
        TRY(api_scopes_read(words, &more, err));
        scopes |= more;
    }
    *out = scopes;
    return OK;
}

static enum error_code run_add(struct command_run *run, struct error *err)
{
    struct api_token_request request = {
        .name = run->operands[0], .login = command_option(run, "login"), .days = API_TOKEN_DAYS_DEFAULT};
    char token[API_TOKEN_CHARS];

    TRY(read_scopes(run, &request.scopes, err));
    TRY(command_option_int(run, "days", 1, API_TOKEN_DAYS_MAX, &request.days, err));
    TRY(api_token_add(run->app, &request, token, err));
    if (run->json) {
        enum error_code code =
            command_put_json(run, json_pack("{s:s,s:s}", "name", request.name, "token", token), err);
        secret_wipe(token, sizeof token);
        return code;
    }
    text_putf(run->out, "%s\n", token);
    secret_wipe(token, sizeof token);
    command_say(run, run->notes, "This is shown once; keep it like a password.");
    return OK;
}

/* For people, a key of the catalogue. */
static const char *state_of(const struct command_run *run, const struct api_token_shown *token)
{
    if (token->revoked_utc_secs != 0)
        return N_("taken back");
    return token->expires_utc_secs <= clock_now_utc_secs(&run->app->clock) ? N_("has ended") : N_("in use");
}

static json_t *pack_token(const struct api_token_shown *token)
{
    return json_pack("{s:s,s:s,s:s,s:o,s:o,s:o,s:o}", "login", token->login, "name", token->name, "scopes",
                     token->scopes, "created", json_of_moment(token->created_utc_secs), "expires",
                     json_of_moment(token->expires_utc_secs), "revoked",
                     json_of_passed(token->revoked_utc_secs), "last_used",
                     json_of_passed(token->used_utc_secs));
}

static void put_token(struct command_run *run, const struct api_token_shown *token)
{
    char expires[CIVIL_DATE_CHARS];
    char used[CIVIL_TIME_CHARS] = "-";

    civil_date_format_vietnamese(civil_time_from_utc_secs(token->expires_utc_secs).date, expires);
    if (token->used_utc_secs != 0)
        civil_time_format(civil_time_from_utc_secs(token->used_utc_secs), used);
    text_putf(run->out, "%s  %s  %s  %s  %s  %s\n", token->name, token->login,
              catalog_text(run->catalog, state_of(run, token)), expires, used, token->scopes);
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    struct api_token_list tokens;

    TRY(api_token_list(run->app, 0, run->arena, &tokens, err));
    json_t *list = json_array();
    for (size_t i = 0; i < tokens.count; i++) {
        if (run->json)
            json_array_append_new(list, pack_token(&tokens.items[i]));
        else
            put_token(run, &tokens.items[i]);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "tokens", list), err);
    json_decref(list);
    if (tokens.count == 0)
        command_say(run, run->notes, "There are no tokens.");
    return OK;
}

static enum error_code run_revoke(struct command_run *run, struct error *err)
{
    TRY(api_token_revoke(run->app, run->operands[0], 0, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "revoked", run->operands[0]), err);
    command_say(run, run->out, "Taken back; the next request with it is refused.");
    return OK;
}

const struct command token_commands[] = {
    {"token add", "NAME", N_("make a token by which a program uses the API; it is shown once"),
     COMMAND_OPTIONS(add_options), STORE_OPEN, run_add},
    {"token list", "", N_("list the tokens, what they are for, when they end and were used"),
     COMMAND_NO_OPTIONS, STORE_OPEN, run_list},
    {"token revoke", "NAME", N_("take a token back"), COMMAND_NO_OPTIONS, STORE_OPEN, run_revoke},
    COMMANDS_END};
