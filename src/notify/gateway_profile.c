#include "notify/gateway_profile.h"

#include "notify/gateway_check.h"
#include "notify/gateway_schema.h"

#include <stdio.h>
#include <string.h>

#define AT_ONCE_DEFAULT 8
#define REPEAT_MARGIN_SECS 900 /* a notice becomes unknown a while after its request left */
#define DAY_MINUTES 1440

static const char *const value_names[VALUE_SECRETS] = {
    [VALUE_BASE] = "base",
    [VALUE_TO] = "to",
    [VALUE_SENDER] = "sender",
    [VALUE_TEXT] = "text",
    [VALUE_REF] = "ref",
    [VALUE_CODING] = "coding",
    [VALUE_USERNAME] = "username",
    [VALUE_PASSWORD] = "password",
    [VALUE_TEXT_BASE64] = "text_base64",
    [VALUE_PARTS] = "parts",
    [VALUE_CALLBACK] = "callback",
    [VALUE_TOKEN] = "token",
    [VALUE_TEMPLATE] = "template",
    [VALUE_PARAM_NUMBER] = "param.number",
    [VALUE_PARAM_TEXT] = "param.text",
};

static void fill_names(struct gateway_profile *profile)
{
    size_t count = VALUE_SECRETS;

    memcpy(profile->names, value_names, sizeof value_names);
    for (unsigned i = 0; i < profile->secret_count; i++) {
        snprintf(profile->secret_names[i], GATEWAY_SECRET_NAME_CHARS, "secret:%s", profile->secrets[i]);
        profile->names[count++] = profile->secret_names[i];
    }
    profile->names[count] = NULL;
}

enum error_code gateway_profile_read(const char *bytes, size_t length, const char *file,
                                     struct gateway_profile **out, struct error *err)
{
    static const char base64[] = "{text_base64}";
    const struct yaml_source source = {.bytes = bytes, .length = length, .file = file};
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;

    TRY(yaml_source_load(&source, &gateway_profile_schema, &profile, err));
    fill_names(profile);
    profile->names_base64 = memmem(bytes, length, base64, strlen(base64)) != NULL;
    if (profile->at_once == 0)
        profile->at_once = AT_ONCE_DEFAULT;
    TRY(gateway_profile_check(&source, profile, err));
    *out = profile;
    profile = NULL;
    return OK;
}

void gateway_profile_free(struct gateway_profile *profile)
{
    yaml_source_free(&gateway_profile_schema, profile);
}

/* The margin is on both sides of the window: the request left before the notice became unknown. */
int64_t gateway_profile_repeat_since(const struct gateway_profile *profile, int64_t now_utc_secs)
{
    struct civil_time now = civil_time_from_utc_secs(now_utc_secs);

    if (profile->idempotency == NULL)
        return 0;
    if (profile->idempotency->window_secs > 0)
        return now_utc_secs - (int64_t)profile->idempotency->window_secs + REPEAT_MARGIN_SECS;
    return now_utc_secs - (int64_t)now.minute * 60 - 59 + REPEAT_MARGIN_SECS;
}
