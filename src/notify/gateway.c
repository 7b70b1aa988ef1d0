#include "notify/gateway.h"

#include "notify/gateway_driver.h"
#include "notify/mail_desk.h"
#include "notify/quote.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_CHARS_MAX 16 /* E.164: '+' and at most 15 digits */
#define PARTS_CHARS 12
#define STARS "***"
#define TEXT_MAX_BYTES 65536

/* An answer that was known at once. */
struct ready {
    void *ticket;
    struct gateway_answer answer;
};

struct gateway {
    const struct gateway_profile *profile;
    struct gateway_access access;
    const struct gateway_driver *driver;
    void *state;
    size_t pending;
    struct ready ready[GATEWAY_AT_ONCE_MAX];
    size_t ready_first;
    size_t ready_count;
};

static const struct gateway_driver *const drivers[] = {
    [GATEWAY_HTTP] = &gateway_http_driver,
    [GATEWAY_FILE] = &gateway_file_driver,
};

enum error_code gateway_new(const struct gateway_profile *profile, const struct gateway_access *access,
                            struct gateway **out, struct error *err)
{
    CLEANUP(gateway_free_ptr) struct gateway *gateway = calloc(1, sizeof *gateway);

    if (gateway == NULL)
        return error_memory(err);
    *gateway = (struct gateway){.profile = profile, .access = *access, .driver = drivers[profile->kind]};
    TRY(gateway->driver->open(profile, access, &gateway->state, err));
    *out = gateway;
    gateway = NULL;
    return OK;
}

enum error_code gateway_new_mail(const struct mail_desk *desk, struct gateway **out, struct error *err)
{
    CLEANUP(gateway_free_ptr) struct gateway *gateway = calloc(1, sizeof *gateway);

    if (gateway == NULL)
        return error_memory(err);
    *gateway =
        (struct gateway){.profile = &mail_profile, .access = {.base = ""}, .driver = &gateway_mail_driver};
    TRY(gateway_mail_open(desk, &gateway->state, err));
    *out = gateway;
    gateway = NULL;
    return OK;
}

void gateway_free(struct gateway *gateway)
{
    if (gateway == NULL)
        return;
    if (gateway->state != NULL)
        gateway->driver->close(gateway->state);
    free(gateway);
}

void gateway_answer_set(struct gateway_answer *answer, enum gateway_class class, const char *words)
{
    answer->class = class;
    answer->id[0] = '\0';
    answer->pause_secs = 0;
    quote_line(words, strlen(words), answer->words, sizeof answer->words);
}

/* False for a number that has no such form. */
static bool format_number(enum gateway_number_format format, const char *number,
                          char out[NUMBER_CHARS_MAX + 1])
{
    static const char viet_nam[] = "+84";
    size_t length = strlen(number);

    if (length < 8 || length > NUMBER_CHARS_MAX || number[0] != '+' ||
        strspn(number + 1, "0123456789") != length - 1)
        return false;
    if (format == NUMBER_NATIONAL && strncmp(number, viet_nam, strlen(viet_nam)) != 0)
        return false;
    if (format == NUMBER_NATIONAL)
        snprintf(out, NUMBER_CHARS_MAX + 1, "0%s", number + strlen(viet_nam));
    else
        snprintf(out, NUMBER_CHARS_MAX + 1, "%s", number + (format == NUMBER_MSISDN));
    return true;
}

/* The values of a message, and the texts they borrow. */
struct filled_values {
    struct gateway_values values;
    char number[NUMBER_CHARS_MAX + 1];
    char parts[PARTS_CHARS];
    struct text base64;
    struct text callback;
    struct text params;
};

static void filled_values_done(struct filled_values *filled)
{
    text_done(&filled->base64);
    text_done(&filled->callback);
    text_done(&filled->params);
}

static const char *text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static void fill_made(const struct gateway_profile *profile, const struct gateway_access *access,
                      const struct gateway_message *message, struct filled_values *out)
{
    text_init(&out->base64, TEXT_MAX_BYTES);
    text_init(&out->callback, TEXT_MAX_BYTES);
    text_init(&out->params, TEXT_MAX_BYTES);
    if (profile->names_base64)
        quote_base64(message->text, &out->base64);
    if (access->callback != NULL && access->callback[0] != '\0')
        text_putf(&out->callback, "%s?ref=%s", access->callback, message->client_id);
    snprintf(out->parts, sizeof out->parts, "%u", message->parts);
}

/* NULL, or why this message cannot go through this gateway; to be released in any case. */
static const char *fill_values(const struct gateway_profile *profile, const struct gateway_access *access,
                               const struct gateway_message *message, struct filled_values *out)
{
    *out = (struct filled_values){.values = {.param_count = 0}};
    fill_made(profile, access, message, out);
    const char *of[VALUE_COUNT] = {
        [VALUE_BASE] = access->base,
        [VALUE_TO] = out->number,
        [VALUE_SENDER] = access->sender,
        [VALUE_TEXT] = message->text,
        [VALUE_REF] = message->client_id,
        [VALUE_CODING] = message->coding == SMS_GSM ? profile->coding.gsm : profile->coding.ucs2,
        [VALUE_USERNAME] = access->username,
        [VALUE_PASSWORD] = access->password,
        [VALUE_TEXT_BASE64] = out->base64.data,
        [VALUE_PARTS] = out->parts,
        [VALUE_CALLBACK] = out->callback.data,
    };
    for (size_t i = 0; i < GATEWAY_SECRETS_MAX; i++)
        of[VALUE_SECRETS + i] = access->secrets[i];
    for (size_t i = 0; i < VALUE_COUNT; i++)
        out->values.of[i] = text_or_empty(of[i]);
    if (profile->kind != GATEWAY_MAIL && !format_number(profile->number_format, message->number, out->number))
        return N_("not a telephone number this gateway takes");
    if (profile->template_count > 0 &&
        gateway_template_match(profile, message->text, &out->params, &out->values) == NULL)
        return N_("the text follows none of the templates that the gateway's contract approves");
    return NULL;
}

static struct ready *add_ready(struct gateway *gateway, void *ticket)
{
    size_t place = (gateway->ready_first + gateway->ready_count) % GATEWAY_AT_ONCE_MAX;

    gateway->ready_count++;
    gateway->ready[place].ticket = ticket;
    return &gateway->ready[place];
}

void gateway_begin(struct gateway *gateway, const struct gateway_message *message, void *ticket)
{
    CLEANUP(filled_values_done) struct filled_values values;
    const char *refusal = fill_values(gateway->profile, &gateway->access, message, &values);

    assert(gateway->pending < GATEWAY_AT_ONCE_MAX);
    gateway->pending++;
    if (refusal != NULL)
        gateway_answer_set(&add_ready(gateway, ticket)->answer, CLASS_REFUSED, refusal);
    else if (gateway->driver->begin != NULL)
        gateway->driver->begin(gateway->state, message, &values.values, ticket);
    else
        gateway->driver->send(gateway->state, message, &values.values, &add_ready(gateway, ticket)->answer);
}

size_t gateway_pending(const struct gateway *gateway)
{
    return gateway->pending;
}

void gateway_wait(struct gateway *gateway, int wait_ms)
{
    if (gateway->ready_count == 0 && gateway->driver->wait != NULL)
        gateway->driver->wait(gateway->state, wait_ms);
}

bool gateway_take(struct gateway *gateway, void **out_ticket, struct gateway_answer *out)
{
    bool found = gateway->ready_count > 0;

    if (found) {
        *out_ticket = gateway->ready[gateway->ready_first].ticket;
        *out = gateway->ready[gateway->ready_first].answer;
        gateway->ready_first = (gateway->ready_first + 1) % GATEWAY_AT_ONCE_MAX;
        gateway->ready_count--;
    } else if (gateway->driver->take != NULL) {
        found = gateway->driver->take(gateway->state, out_ticket, out);
    }
    gateway->pending -= found;
    return found;
}

void gateway_send(struct gateway *gateway, const struct gateway_message *message, struct gateway_answer *out)
{
    void *ticket;

    gateway_begin(gateway, message, NULL);
    while (!gateway_take(gateway, &ticket, out))
        gateway_wait(gateway, GATEWAY_SECS_MAX * 1000);
}

/* ---- for people ---- */

static void put_lines(const char *before, const char *lines, struct text *out)
{
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        text_putf(out, "%s%.*s\n", before, (int)length, lines);
        lines += length + (lines[length] == '\n');
    }
}

static void put_request(const struct gateway_request *request, const struct gateway_filled *filled,
                        struct text *out)
{
    text_putf(out, "%s %s\n", request->method == METHOD_GET ? "GET" : "POST", filled->url.data);
    put_lines("", filled->headers.data, out);
    if (request->auth != NULL)
        text_putf(out, "Authorization: Basic (%s:%s)\n", filled->username.data, filled->password.data);
    if (request->form_count > 0)
        text_put(out, "Content-Type: application/x-www-form-urlencoded\n");
    if (filled->body.length > 0)
        text_putf(out, "\n%s\n", filled->body.data);
}

static enum error_code show_request(const struct gateway_profile *profile,
                                    const struct gateway_request *request,
                                    const struct gateway_values *values, struct text *out, struct error *err)
{
    CLEANUP(gateway_filled_done) struct gateway_filled filled;

    gateway_filled_init(&filled);
    if (!gateway_request_fill(request, profile, values, &filled))
        return error_set(
            err, ERROR_CONFIG,
            "the request of this profile cannot be written: it is too long, or a value does not fit "
            "its place in the JSON");
    put_request(request, &filled, out);
    return OK;
}

enum error_code gateway_show(const struct gateway_profile *profile, const struct gateway_access *access,
                             const struct gateway_message *message, struct text *out, struct error *err)
{
    CLEANUP(filled_values_done) struct filled_values filled;
    struct gateway_access starred = *access;

    starred.password = STARS;
    for (size_t i = 0; i < GATEWAY_SECRETS_MAX; i++)
        starred.secrets[i] = STARS;
    const char *refusal = fill_values(profile, &starred, message, &filled);
    if (refusal != NULL)
        return error_set(err, ERROR_DATA, "this message would not leave: %s", refusal);
    filled.values.of[VALUE_TOKEN] = STARS;
    if (profile->kind == GATEWAY_FILE) {
        text_putf(out, "%s\n", access->base);
        return text_finish(out, err);
    }
    if (profile->token != NULL) {
        TRY(show_request(profile, profile->token->request, &filled.values, out, err));
        text_put(out, "\n");
    }
    TRY(show_request(profile, profile->send, &filled.values, out, err));
    return text_finish(out, err);
}
