/* One mail as bytes (RFC 5322, 2045), the same for the same values: text, a page of the same words, and a calendar.
 *
 *     multipart/mixed                      only with a calendar
 *       multipart/alternative              only with a page or a calendar
 *         text/plain
 *         text/html
 *         text/calendar; method=REQUEST    what mail programs show buttons for (RFC 6047)
 *       application/ics; invite.ics        the same once more, for programs that look only at attachments
 *
 * Every part is Base64: no line is long, none begins with a dot or "From ", and no server on the way needs 8BITMIME.
 * The Message-ID is made of the notice's client id alone, so that a mail that comes twice is known for one.
 */
#ifndef NOTIFY_MAIL_MESSAGE_H
#define NOTIFY_MAIL_MESSAGE_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

#define MAIL_MESSAGE_MAX_BYTES ((size_t)1024 * 1024)

/* Addresses are valid (base/mail_address.h); names may be "". */
struct mail_message {
    const char *id; /* letters and digits */
    int64_t date_utc_secs;
    const char *from_name;
    const char *from_address;
    const char *reply_to; /* "": answers go to from_address */
    const char *to_name;
    const char *to_address;
    const char *subject;
    const char *text;
    const char *html;     /* NULL: none */
    const char *calendar; /* NULL: none; an iTIP message with its METHOD (calendar/itip_write.h) */
    bool
        unsubscribable; /* says how to ask for no more of them (RFC 2369): to be set for what is not owed to the reader */
};

/* Appends the mail, with CR LF. Fails for want of room, and with ERROR_SOFTWARE for an address that is none or a calendar
 * without METHOD. */
enum error_code mail_message_write(const struct mail_message *message, struct text *out,
                                   struct error *err) MUST_USE;

#endif
