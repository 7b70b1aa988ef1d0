#include "notify/gateway.h"

#include "notify/gateway_driver.h"
#include "notify/quote.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_CHARS_MAX 16 /* E.164: '+' and at most 15 digits */

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

static struct ready *add_ready(struct gateway *gateway, void *ticket)
{
    size_t place = (gateway->ready_first + gateway->ready_count) % GATEWAY_AT_ONCE_MAX;

    gateway->ready_count++;
    gateway->ready[place].ticket = ticket;
    return &gateway->ready[place];
}

void gateway_begin(struct gateway *gateway, const struct gateway_message *message, void *ticket)
{
    const struct gateway_profile *profile = gateway->profile;
    char number[NUMBER_CHARS_MAX + 1];

    assert(gateway->pending < GATEWAY_AT_ONCE_MAX);
    gateway->pending++;
    if (!format_number(profile->number_format, message->number, number)) {
        gateway_answer_set(&add_ready(gateway, ticket)->answer, CLASS_REFUSED,
                           N_("not a telephone number this gateway takes"));
        return;
    }
    const char *const values[VALUE_COUNT] = {
        [VALUE_BASE] = gateway->access.base,
        [VALUE_TO] = number,
        [VALUE_SENDER] = gateway->access.sender,
        [VALUE_TEXT] = message->text,
        [VALUE_REF] = message->client_id,
        [VALUE_CODING] = message->coding == SMS_GSM ? profile->coding.gsm : profile->coding.ucs2,
        [VALUE_USERNAME] = gateway->access.username,
        [VALUE_PASSWORD] = gateway->access.password,
    };
    if (gateway->driver->begin != NULL)
        gateway->driver->begin(gateway->state, message, values, ticket);
    else
        gateway->driver->send(gateway->state, message, values, &add_ready(gateway, ticket)->answer);
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
