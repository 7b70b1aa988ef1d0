#include "app/gateway_look.h"

#include "app/gateway_setup.h"
#include "app/settings.h"
#include "base/phone.h"
#include "db/db.h"

#define GATEWAYS_MAX 20
#define STARRED_CALLBACK "https://***/hooks/***/report"
#define TRIAL_REF "0123456789abcdef0123456789abcdef"

enum error_code gateway_lint(const char *path, struct arena *arena, struct gateway_about *out,
                             struct error *err)
{
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;

    TRY(gateway_setup_profile(path, &profile, err));
    struct gateway_about about = {
        .name = arena_copy_string(arena, profile->name),
        .checked = arena_copy_string(arena, profile->checked == NULL ? "" : profile->checked),
        .per_second = profile->per_second,
        .per_minute = profile->per_minute,
        .at_once = profile->at_once,
        .reports = profile->report != NULL,
        .inbound = profile->inbound != NULL,
        .repeatable = profile->idempotency != NULL,
    };
    if (about.name == NULL || about.checked == NULL)
        return error_memory(err);
    *out = about;
    return OK;
}

enum error_code gateway_dry_run(const struct app *app, const struct gateway_trial *trial, struct text *out,
                                struct error *err)
{
    CLEANUP(gateway_setup_done) struct gateway_setup setup = {0};
    const struct settings *settings = app->settings;
    char number[PHONE_CHARS];
    struct sms_size size;

    if (phone_parse(trial->number, number) != PHONE_READ)
        return error_set(err, ERROR_USAGE, "\"%s\" is not a Vietnamese mobile number", trial->number);
    if (!sms_text_measure(trial->text, &size))
        return error_set(err, ERROR_USAGE, "the text is not UTF-8");
    TRY(gateway_setup_load(&setup, app, trial->second ? &settings->second_gateway : &settings->gateway, err));
    if (setup.callback.length > 0)
        setup.access.callback = STARRED_CALLBACK;
    const struct gateway_message message = {.number = number,
                                            .text = trial->text,
                                            .client_id = TRIAL_REF,
                                            .coding = size.coding,
                                            .parts = size.parts,
                                            .now_utc_secs = clock_now_utc_secs(&app->clock)};
    return gateway_show(setup.profile, &setup.access, &message, out, err);
}

static bool take_health(const struct db_rows *rows, struct arena *arena, struct gateway_health *out)
{
    *out = (struct gateway_health){
        .channel = arena_copy_string(arena, db_text(rows, 0)),
        .gateway = arena_copy_string(arena, db_text(rows, 1)),
        .beat_utc_secs = db_int(rows, 2),
        .stopped_since_utc_secs = db_int(rows, 3),
        .words = arena_copy_string(arena, db_text(rows, 4)),
    };
    return out->channel != NULL && out->gateway != NULL && out->words != NULL;
}

enum error_code gateway_state(const struct app *app, struct arena *arena, struct gateway_state *out,
                              struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct gateway_health *gateways = arena_array(arena, GATEWAYS_MAX, sizeof *gateways);
    struct gateway_state state = {.gateways = gateways};

    if (gateways == NULL)
        return error_memory(err);
    TRY(db_select_int(app->db, QUERY_NOTICE_OLDEST_DUE,
                      DB_ARGS(DB_INT("now_utc", clock_now_utc_secs(&app->clock))), 0,
                      &state.oldest_due_utc_secs, err));
    TRY(db_select(&rows, app->db, QUERY_GATEWAY_HEALTH_LIST, DB_NO_ARGS, err));
    while (state.count < GATEWAYS_MAX && db_rows_next(&rows))
        if (!take_health(&rows, arena, &gateways[state.count++]))
            return error_memory(err);
    TRY(db_rows_finish(&rows, err));
    *out = state;
    return OK;
}
