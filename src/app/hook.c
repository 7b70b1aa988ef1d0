#include "app/hook.h"

#include "app/gateway_setup.h"
#include "app/settings.h"
#include "base/hmac_sha1.h"
#include "base/secret.h"
#include "notify/gateway_json.h"
#include "notify/quote.h"

#include <stdlib.h>
#include <string.h>

#define SIGNED_MAX_BYTES 131072 /* more than the address and the body of any request */
#define PAIRS_MAX 200
#define BASE64_MAX_BYTES 100
#define VALUE_CHARS 400

enum error_code hook_open(struct hook *hook, const struct app *app, const struct hook_call *call,
                          struct error *err)
{
    const struct settings_gateway *settings;
    struct gateway_setup *setup;

    TRY(gateway_setup_find(app, call->secret, &settings, err));
    if (settings == NULL)
        return error_set(err, ERROR_NO_INPUT, "no gateway has this address");
    setup = malloc(sizeof *setup);
    if (setup == NULL)
        return error_memory(err);
    if (gateway_setup_load(setup, app, settings, err) != OK) {
        free(setup);
        return err->code;
    }
    *hook = (struct hook){.call = call, .setup = setup};
    if (call->body_bytes > 0 && (call->body[0] == '{' || call->body[0] == '['))
        hook->tree = gateway_json_read(call->body, call->body_bytes);
    return OK;
}

void hook_done(struct hook *hook)
{
    gateway_json_free(hook->tree);
    if (hook->setup != NULL)
        gateway_setup_done(hook->setup);
    free(hook->setup);
}

static int compare_names(const void *left, const void *right)
{
    const struct hook_pair *const *a = left;
    const struct hook_pair *const *b = right;

    return strcmp((*a)->name, (*b)->name);
}

/* The whole address as Twilio knows it, and each name and value of the form by name. */
static void put_signed(const struct hook_call *call, const char *public_url, struct text *out)
{
    const struct hook_pair *sorted[PAIRS_MAX];
    size_t count = call->form_count < PAIRS_MAX ? call->form_count : PAIRS_MAX;

    for (size_t i = 0; i < count; i++)
        sorted[i] = &call->form[i];
    qsort(sorted, count, sizeof *sorted, compare_names);
    text_putf(out, "%s%s", public_url, call->address);
    for (size_t i = 0; i < count; i++)
        text_putf(out, "%s%s", sorted[i]->name, sorted[i]->value);
}

enum error_code hook_check_signature(const struct hook *hook, const struct app *app, int signature,
                                     struct error *err)
{
    CLEANUP(text_done) struct text bytes = {0};
    CLEANUP(text_done) struct text expected = {0};
    unsigned char mac[HMAC_SHA1_BYTES];

    if (signature != SIGNATURE_TWILIO)
        return OK;
    text_init(&bytes, SIGNED_MAX_BYTES);
    text_init(&expected, BASE64_MAX_BYTES);
    put_signed(hook->call, app->settings->service.public_url, &bytes);
    TRY(text_finish(&bytes, err));
    hmac_sha1(hook->setup->access.password, bytes.data, bytes.length, mac);
    quote_base64_bytes(mac, sizeof mac, &expected);
    if (strlen(hook->call->signature) == expected.length &&
        secret_equal(hook->call->signature, expected.data, expected.length))
        return OK;
    return error_set(err, ERROR_DENIED, "the signature of a gateway's report is wrong");
}

static const char *find(const struct hook_pair *pairs, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].name, name) == 0)
            return pairs[i].value;
    return NULL;
}

bool hook_value(const struct hook *hook, const char *name, struct text *out)
{
    const struct hook_call *call = hook->call;
    CLEANUP(text_done) struct text whole = {0};
    char line[VALUE_CHARS];

    if (name == NULL)
        return false;
    text_init(&whole, SIGNED_MAX_BYTES);
    const char *value = find(call->form, call->form_count, name);
    if (value == NULL)
        value = find(call->query, call->query_count, name);
    if (value == NULL && hook->tree != NULL && gateway_json_get(hook->tree, name, &whole))
        value = whole.data;
    if (value == NULL)
        return false;
    quote_line(value, strlen(value), line, sizeof line);
    text_put(out, line);
    return true;
}
