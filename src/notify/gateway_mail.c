#include "base/mail_address.h"
#include "base/text.h"
#include "notify/gateway_driver.h"
#include "notify/mail_desk.h"
#include "notify/mail_message.h"

#include <stdlib.h>
#include <string.h>

const struct gateway_profile mail_profile = {
    .name = (char[]){"mail"},
    .kind = GATEWAY_MAIL,
    .coding = {.gsm = (char[]){""}, .ucs2 = (char[]){""}},
    .max_parts = 1000,
    .per_second = 1000,
    .at_once = 16,
};

struct mail_state {
    const struct mail_desk *desk;
    struct mail_smtp *smtp;
    struct text bytes; /* of the mail in hand */
};

static void close_mail(void *opaque)
{
    struct mail_state *state = opaque;

    mail_smtp_free(state->smtp);
    text_done(&state->bytes);
    free(state);
}

enum error_code gateway_mail_open(const struct mail_desk *desk, void **out_state, struct error *err)
{
    struct mail_state *state = calloc(1, sizeof *state);

    if (state == NULL)
        return error_memory(err);
    state->desk = desk;
    text_init(&state->bytes, MAIL_MESSAGE_MAX_BYTES);
    enum error_code code = mail_smtp_new(&desk->server, &state->smtp, err);
    if (code != OK)
        close_mail(state);
    else
        *out_state = state;
    return code;
}

static bool write_mail(struct mail_state *state, const struct gateway_message *message)
{
    const struct mail_desk *desk = state->desk;
    const struct mail_message mail = {
        .id = message->client_id,
        .date_utc_secs = message->now_utc_secs,
        .from_name = desk->from_name,
        .from_address = desk->from_address,
        .reply_to = desk->reply_to,
        .to_name = message->name != NULL ? message->name : "",
        .to_address = message->number,
        .subject = message->subject != NULL ? message->subject : "",
        .text = message->text,
        .html = message->html,
        .calendar = message->calendar,
        .unsubscribable = message->unsubscribable,
    };
    struct error err;

    text_clear(&state->bytes);
    return mail_message_write(&mail, &state->bytes, &err) == OK;
}

static void send_mail(void *opaque, const struct gateway_message *message,
                      const struct gateway_values *values, struct gateway_answer *out)
{
    struct mail_state *state = opaque;

    (void)values;
    if (!mail_address_is_valid(message->number)) {
        gateway_answer_set(out, CLASS_REFUSED, N_("not a mail address"));
        return;
    }
    if (!write_mail(state, message)) {
        gateway_answer_set(out, CLASS_REFUSED, N_("the mail cannot be written: it is too long"));
        return;
    }
    const struct mail_envelope envelope = {state->desk->from_address, message->number, state->bytes.data,
                                           state->bytes.length};
    mail_smtp_send(state->smtp, &envelope, out);
}

const struct gateway_driver gateway_mail_driver = {.send = send_mail, .close = close_mail};
