#include "app/notice_setup.h"

#include "app/gateway_setup.h"
#include "app/settings.h"
#include "base/file.h"
#include "notify/mail_desk.h"

#include <string.h>

static struct gate_rules gate_rules_of(const struct settings_notices *notices)
{
    return (struct gate_rules){
        .quiet_from_minute = notices->quiet_from_minute,
        .quiet_until_minute = notices->quiet_until_minute,
        .urgent_until_minute = notices->urgent_until_minute,
        .daily_cap = notices->daily_cap,
        .approval = notices->approval,
    };
}

static enum error_code load_texts(const struct app *app, enum notice_kind kind, struct arena *arena,
                                  struct notice_texts *texts, struct error *err)
{
    const char *language = app->settings->language == NULL ? "vi" : app->settings->language;
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text bytes;

    text_init(&path, 4096);
    text_init(&bytes, NOTICE_TEXTS_MAX_BYTES);
    text_putf(&path, "%s/texts/%s/%s.txt", app->data_dir, language, notice_kind_name(kind));
    TRY(text_finish(&path, err));
    TRY(file_read(path.data, &bytes, err));
    const struct notice_texts_file file = {bytes.data, bytes.length, path.data};
    return notice_texts_read(texts, kind, &file, arena, err);
}

_Static_assert(SETTINGS_DAILY_CAP_MAX <= NOTICE_RECENT_MAX, "the gates see as many messages as they count");

static enum error_code load_all_texts(const struct app *app, struct arena *arena, struct notice_texts *out,
                                      struct error *err)
{
    *out = (struct notice_texts){.english = app->settings->language != NULL &&
                                            strcmp(app->settings->language, "en") == 0};
    for (int kind = 0; kind < NOTICE_KIND_COUNT; kind++)
        TRY(load_texts(app, (enum notice_kind)kind, arena, out, err));
    return OK;
}

enum error_code notice_setup_load(struct notice_setup *setup, const struct app *app, struct arena *arena,
                                  struct error *err)
{
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;
    struct notice_texts texts;

    TRY(gateway_setup_profile(app->settings->gateway.profile, &profile, err));
    TRY(load_all_texts(app, arena, &texts, err));
    *setup = (struct notice_setup){
        .profile = profile, .texts = texts, .gates = gate_rules_of(&app->settings->notices)};
    setup->rules = (struct prepare_rules){&setup->gates, &setup->texts, setup->profile};
    profile = NULL;
    return OK;
}

enum error_code notice_setup_load_mail(struct notice_setup *setup, const struct app *app, struct arena *arena,
                                       struct error *err)
{
    struct notice_texts texts;

    TRY(load_all_texts(app, arena, &texts, err));
    *setup = (struct notice_setup){.texts = texts, .gates = gate_rules_of(&app->settings->notices)};
    setup->rules = (struct prepare_rules){&setup->gates, &setup->texts, &mail_profile};
    return OK;
}

void notice_setup_done(struct notice_setup *setup)
{
    gateway_profile_free(setup->profile);
    setup->profile = NULL;
}
