#include "notify/mail_message.h"

#include "base/base64.h"
#include "base/mail_address.h"
#include "notify/mail_header.h"
#include "notify/quote.h"

#include <string.h>

#define METHOD_CHARS 16
/* Cannot stand in Base64, where '=' is never followed by another sign. */
#define BOUNDARY_MIXED "=_mixed_"
#define BOUNDARY_ALTERNATIVE "=_parts_"

/* What the mail program is told the calendar wants: its own METHOD, of capital letters. */
static bool read_method(const char *calendar, char out[METHOD_CHARS])
{
    static const char line[] = "\r\nMETHOD:";
    const char *found = strstr(calendar, line);

    if (found == NULL)
        return false;
    found += strlen(line);
    size_t length = strspn(found, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (length == 0 || length >= METHOD_CHARS || found[length] != '\r')
        return false;
    memcpy(out, found, length);
    out[length] = '\0';
    return true;
}

/* Text travels with CR LF, whatever it was written with. */
static void put_base64(struct text *out, const char *value)
{
    CLEANUP(text_done) struct text lines;

    text_init(&lines, MAIL_MESSAGE_MAX_BYTES);
    for (; *value != '\0'; value++) {
        if (*value == '\n')
            text_put(&lines, "\r\n");
        else if (*value != '\r')
            text_put_char(&lines, *value);
    }
    out->failed |= lines.failed;
    base64_put(out, lines.data, lines.length, MAIL_LINE_MAX);
}

static void put_part(struct text *out, const char *type, const char *value)
{
    text_putf(out, "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
    put_base64(out, value);
}

static void put_alternatives(struct text *out, const struct mail_message *message, const char *method)
{
    static const char between[] = "--" BOUNDARY_ALTERNATIVE;

    text_putf(out, "Content-Type: multipart/alternative;\r\n boundary=\"%s%s\"\r\n\r\n", BOUNDARY_ALTERNATIVE,
              message->id);
    text_putf(out, "%s%s\r\n", between, message->id);
    put_part(out, "text/plain; charset=utf-8", message->text);
    if (message->html != NULL) {
        text_putf(out, "%s%s\r\n", between, message->id);
        put_part(out, "text/html; charset=utf-8", message->html);
    }
    if (message->calendar != NULL) {
        text_putf(out, "%s%s\r\nContent-Type: text/calendar; charset=utf-8; method=%s\r\n", between,
                  message->id, method);
        text_put(out, "Content-Transfer-Encoding: base64\r\n\r\n");
        put_base64(out, message->calendar);
    }
    text_putf(out, "%s%s--\r\n", between, message->id);
}

static void put_mixed(struct text *out, const struct mail_message *message, const char *method)
{
    static const char between[] = "--" BOUNDARY_MIXED;

    text_putf(out, "Content-Type: multipart/mixed;\r\n boundary=\"%s%s\"\r\n\r\n", BOUNDARY_MIXED,
              message->id);
    text_putf(out, "%s%s\r\n", between, message->id);
    put_alternatives(out, message, method);
    text_putf(out, "%s%s\r\nContent-Disposition: attachment; filename=\"invite.ics\"\r\n", between,
              message->id);
    put_part(out, "application/ics; name=\"invite.ics\"", message->calendar);
    text_putf(out, "%s%s--\r\n", between, message->id);
}

/* By mail to the office: `mailto:` with the address escaped (RFC 6068). */
static void put_unsubscribe(struct text *out, const struct mail_message *message)
{
    CLEANUP(text_done) struct text local;
    const char *address = message->reply_to[0] != '\0' ? message->reply_to : message->from_address;
    const char *at = strchr(address, '@');

    text_init(&local, MAIL_ADDRESS_CHARS);
    text_put_bytes(&local, address, (size_t)(at - address));
    text_put(out, "List-Unsubscribe: <mailto:");
    quote_percent(local.data, out);
    text_putf(out, "%s?subject=HUY>\r\n", at);
}

static void put_head(struct text *out, const struct mail_message *message)
{
    mail_put_date(out, message->date_utc_secs);
    mail_put_mailbox(out, "From", message->from_name, message->from_address);
    mail_put_mailbox(out, "To", message->to_name, message->to_address);
    if (message->reply_to[0] != '\0')
        mail_put_mailbox(out, "Reply-To", "", message->reply_to);
    mail_put_words(out, "Subject", message->subject);
    text_putf(out, "Message-ID: <%s%s>\r\n", message->id, strchr(message->from_address, '@'));
    if (message->unsubscribable)
        put_unsubscribe(out, message);
    text_put(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
}

static bool is_sound(const struct mail_message *message)
{
    return mail_address_is_valid(message->from_address) && mail_address_is_valid(message->to_address) &&
           (message->reply_to[0] == '\0' || mail_address_is_valid(message->reply_to));
}

enum error_code mail_message_write(const struct mail_message *message, struct text *out, struct error *err)
{
    char method[METHOD_CHARS];

    if (!is_sound(message))
        return error_set(err, ERROR_SOFTWARE, "a mail has an address that is none");
    if (message->calendar != NULL && !read_method(message->calendar, method))
        return error_set(err, ERROR_SOFTWARE, "the calendar of a mail has no METHOD");
    put_head(out, message);
    if (message->calendar != NULL)
        put_mixed(out, message, method);
    else if (message->html != NULL)
        put_alternatives(out, message, "");
    else
        put_part(out, "text/plain; charset=utf-8", message->text);
    return text_finish(out, err);
}
