#include "app/gateway_setup.h"

#include "app/settings.h"
#include "base/file.h"
#include "base/secret.h"

#include <stdlib.h>
#include <string.h>

#define PATH_MAX_BYTES 4096

enum error_code gateway_setup_profile(const char *path, struct gateway_profile **out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;

    text_init(&bytes, GATEWAY_PROFILE_MAX_BYTES);
    if (path == NULL) {
        error_set(err, ERROR_CONFIG,
                  "no SMS gateway is set, so nothing can be sent; name a profile under \"gateway\" in the "
                  "settings");
        return error_at(err, NULL, 0, 0, "gateway.profile");
    }
    TRY(file_read(path, &bytes, err));
    return gateway_profile_read(bytes.data, bytes.length, path, out, err);
}

/* From the folder of the settings, else from where systemd puts LoadCredential= (systemd.exec(5)). */
static enum error_code read_secret(const struct settings_gateway *settings, const char *name,
                                   struct text *out, struct error *err)
{
    CLEANUP(text_done) struct text path;
    const char *folder = settings->secrets != NULL ? settings->secrets : getenv("CREDENTIALS_DIRECTORY");

    text_init(&path, PATH_MAX_BYTES);
    if (folder == NULL) {
        error_set(err, ERROR_CONFIG,
                  "the profile needs the secret \"%s\"; put it into a file of that name in the folder that "
                  "\"secrets\" of the gateway names",
                  name);
        return error_at(err, NULL, 0, 0, "gateway.secrets");
    }
    text_putf(&path, "%s/%s", folder, name);
    TRY(text_finish(&path, err));
    return settings_read_secret(path.data, out, err);
}

static enum error_code read_secrets(struct gateway_setup *setup, const struct settings_gateway *settings,
                                    struct error *err)
{
    for (unsigned i = 0; i < setup->profile->secret_count; i++) {
        TRY(read_secret(settings, setup->profile->secrets[i], &setup->secrets[i], err));
        setup->access.secrets[i] = setup->secrets[i].data;
    }
    return OK;
}

static enum error_code read_callback(struct gateway_setup *setup, const struct app *app,
                                     const struct settings_gateway *settings, struct error *err)
{
    CLEANUP(text_done) struct text hook;

    text_init(&hook, SETTINGS_PASSWORD_MAX_BYTES);
    TRY(settings_read_secret(settings->hook_file, &hook, err));
    if (hook.length > 0)
        text_putf(&setup->callback, "%s/hooks/%s/report", app->settings->service.public_url, hook.data);
    return text_finish(&setup->callback, err);
}

static enum error_code load(struct gateway_setup *setup, const struct app *app,
                            const struct settings_gateway *settings, struct error *err)
{
    TRY(gateway_setup_profile(settings->profile, &setup->profile, err));
    TRY(settings_read_secret(settings->password_file, &setup->password, err));
    TRY(read_callback(setup, app, settings, err));
    setup->access = (struct gateway_access){.base = settings->base,
                                            .sender = settings->sender,
                                            .username = settings->username,
                                            .password = setup->password.data,
                                            .callback = setup->callback.data};
    return read_secrets(setup, settings, err);
}

enum error_code gateway_setup_load(struct gateway_setup *setup, const struct app *app,
                                   const struct settings_gateway *settings, struct error *err)
{
    *setup = (struct gateway_setup){.profile = NULL};
    text_init(&setup->password, SETTINGS_PASSWORD_MAX_BYTES);
    text_init(&setup->callback, PATH_MAX_BYTES);
    for (size_t i = 0; i < GATEWAY_SECRETS_MAX; i++)
        text_init(&setup->secrets[i], SETTINGS_PASSWORD_MAX_BYTES);
    if (load(setup, app, settings, err) == OK)
        return OK;
    gateway_setup_done(setup);
    return err->code;
}

static void wipe(struct text *text)
{
    if (text->length > 0)
        secret_wipe(text->data, text->length);
    text_done(text);
}

void gateway_setup_done(struct gateway_setup *setup)
{
    gateway_profile_free(setup->profile);
    wipe(&setup->password);
    wipe(&setup->callback);
    for (size_t i = 0; i < GATEWAY_SECRETS_MAX; i++)
        wipe(&setup->secrets[i]);
    *setup = (struct gateway_setup){.profile = NULL};
}

/* Compared by their hashes, in a time that says nothing of the secret. */
static bool is_hook(const struct text *hook, const char *typed)
{
    unsigned char ours[SECRET_HASH_BYTES];
    unsigned char theirs[SECRET_HASH_BYTES];

    secret_hash(hook->data, hook->length, ours);
    secret_hash(typed, strlen(typed), theirs);
    return hook->length > 0 && secret_equal(ours, theirs, sizeof ours);
}

enum error_code gateway_setup_find(const struct app *app, const char *hook,
                                   const struct settings_gateway **out, struct error *err)
{
    const struct settings_gateway *const gateways[] = {&app->settings->gateway,
                                                       &app->settings->second_gateway};

    *out = NULL;
    for (size_t i = 0; i < COUNT_OF(gateways) && *out == NULL; i++) {
        CLEANUP(text_done) struct text secret;
        text_init(&secret, SETTINGS_PASSWORD_MAX_BYTES);
        TRY(settings_read_secret(gateways[i]->hook_file, &secret, err));
        if (gateways[i]->profile != NULL && is_hook(&secret, hook))
            *out = gateways[i];
    }
    return OK;
}
