/* Gateways, looked at: is a profile right, what would be sent, how do they fare. */
#include "app/gateway_look.h"
#include "base/secret.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>

#define TRIAL_NUMBER "0500 000 001"
#define TRIAL_TEXT "Tin thử: 19:30 ngày 02/05/2021 tại Nhà văn hoá số 5."
#define REQUEST_MAX_BYTES ((size_t)256 * 1024)

static json_t *pack_about(const char *file, const struct gateway_about *about)
{
    return json_pack("{s:s,s:s,s:s,s:i,s:i,s:i,s:b,s:b,s:b}", "file", file, "name", about->name, "checked",
                     about->checked, "per_second", (int)about->per_second, "per_minute",
                     (int)about->per_minute, "at_once", (int)about->at_once, "reports", about->reports,
                     "inbound", about->inbound, "repeatable", about->repeatable);
}

static void put_about(struct command_run *run, const char *file, const struct gateway_about *about)
{
    command_say(run, run->out, "%s: the profile %s is right; at most %u messages a second, %u at once.", file,
                about->name, about->per_second, about->at_once);
    if (about->checked[0] != '\0')
        text_putf(run->out, "  %s\n", about->checked);
    if (!about->reports)
        command_say(run, run->out, "  It does not tell what became of a message.");
    if (!about->repeatable)
        command_say(run, run->out,
                    "  A message without an answer waits for a person: the gateway may have it.");
}

static enum error_code run_lint(struct command_run *run, struct error *err)
{
    json_t *all = json_array();

    for (size_t i = 0; i < run->operand_count; i++) {
        struct gateway_about about;
        if (gateway_lint(run->operands[i], run->arena, &about, err) != OK) {
            json_decref(all);
            return err->code;
        }
        if (run->json)
            json_array_append_new(all, pack_about(run->operands[i], &about));
        else
            put_about(run, run->operands[i], &about);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "profiles", all), err);
    json_decref(all);
    return OK;
}

static const struct command_option test_options[] = {
    {"dry-run", NULL, N_("show the request, with secrets starred; nothing is sent"), OPTION_REQUIRED},
    {"to", "NUMBER", N_("a mobile number; one that nobody has unless said"), 0},
    {"text", "TEXT", N_("the text; a sample unless said"), 0},
    {"second", NULL, N_("through the second gateway of the settings"), 0},
};

static enum error_code run_test(struct command_run *run, struct error *err)
{
    CLEANUP(text_done) struct text request;
    const char *to = command_option(run, "to");
    const char *text = command_option(run, "text");
    const struct gateway_trial trial = {.number = to != NULL ? to : TRIAL_NUMBER,
                                        .text = text != NULL ? text : TRIAL_TEXT,
                                        .second = command_option(run, "second") != NULL};

    text_init(&request, REQUEST_MAX_BYTES);
    TRY(gateway_dry_run(run->app, &trial, &request, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "request", request.data), err);
    text_put(run->out, request.data);
    return OK;
}

static void format(int64_t utc_secs, char out[CIVIL_TIME_CHARS])
{
    civil_time_format(civil_time_from_utc_secs(utc_secs), out);
}

static json_t *pack_health(const struct gateway_health *health)
{
    char beat[CIVIL_TIME_CHARS];
    char since[CIVIL_TIME_CHARS] = "";

    format(health->beat_utc_secs, beat);
    if (health->stopped_since_utc_secs > 0)
        format(health->stopped_since_utc_secs, since);
    return json_pack("{s:s,s:s,s:s,s:b,s:s,s:s}", "channel", health->channel, "gateway", health->gateway,
                     "at_work", beat, "stopped", health->stopped_since_utc_secs > 0, "stopped_since", since,
                     "words", health->words);
}

static void put_health(struct command_run *run, const struct gateway_health *health)
{
    char moment[CIVIL_TIME_CHARS];

    format(health->beat_utc_secs, moment);
    command_say(run, run->out, "%s, %s: a worker was at work at %s.", health->channel, health->gateway,
                moment);
    if (health->stopped_since_utc_secs == 0)
        return;
    format(health->stopped_since_utc_secs, moment);
    command_say(run, run->out, "  STOPPED since %s; its last answer: %s", moment,
                catalog_text(run->catalog, health->words));
}

static enum error_code run_status(struct command_run *run, struct error *err)
{
    struct gateway_state state;
    char oldest[CIVIL_TIME_CHARS] = "";

    TRY(gateway_state(run->app, run->arena, &state, err));
    if (state.oldest_due_utc_secs > 0)
        format(state.oldest_due_utc_secs, oldest);
    if (run->json) {
        json_t *gateways = json_array();
        for (size_t i = 0; i < state.count; i++)
            json_array_append_new(gateways, pack_health(&state.gateways[i]));
        return command_put_json(run, json_pack("{s:o,s:s}", "gateways", gateways, "oldest_due", oldest), err);
    }
    if (state.count == 0)
        command_say(run, run->out, "No worker was ever at work on this store.");
    for (size_t i = 0; i < state.count; i++)
        put_health(run, &state.gateways[i]);
    if (oldest[0] != '\0')
        command_say(run, run->out, "The oldest notice that waits has been due since %s.", oldest);
    return OK;
}

static enum error_code run_hook(struct command_run *run, struct error *err)
{
    char token[SECRET_TOKEN_CHARS];

    TRY(secret_make_token(token, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "hook", token), err);
    text_putf(run->out, "%s\n", token);
    return OK;
}

const struct command gateway_commands[] = {
    {"gateway lint", "FILE...", N_("check gateway profiles, and say what of them was tried"),
     COMMAND_NO_OPTIONS, STORE_NONE, run_lint},
    {"gateway test", "", N_("show what would be sent to the gateway"), COMMAND_OPTIONS(test_options),
     STORE_NONE, run_test},
    {"gateway status", "", N_("say when a worker was last at work, and which gateways are stopped"),
     COMMAND_NO_OPTIONS, STORE_OPEN, run_status},
    {"gateway hook", "", N_("make a secret for the addresses at which a gateway reports"), COMMAND_NO_OPTIONS,
     STORE_NONE, run_hook},
    COMMANDS_END};
