/* Mails that come in (RFC 5322, 2045): a mailbox cut into mails, and of a mail the sender and the calendar in it. Read by
 * hand and strictly bounded, for anybody can write them: parts within parts to a depth, so many of them, nothing decoded
 * that is not asked for.
 */
#ifndef NOTIFY_MAIL_READ_H
#define NOTIFY_MAIL_READ_H

#include "base/mail_address.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define MAIL_READ_BYTES_MAX ((size_t)4 * 1024 * 1024) /* of one mail */
#define MAIL_READ_DEPTH_MAX 8
#define MAIL_READ_PARTS_MAX 100

/* The address in From, in small letters; false when there is not just one. */
bool mail_read_sender(const char *bytes, size_t length, char out[MAIL_ADDRESS_CHARS]) MUST_USE;

/* Appends the first part that is a calendar (text/calendar, application/ics), decoded. False when there is none. */
bool mail_read_calendar(const char *bytes, size_t length, struct text *out) MUST_USE;

/* A mailbox (mbox, RFC 4155) or a single mail from a pipe, read as it comes. */
struct mail_box {
    int descriptor; /* borrowed */
    char bytes[65536];
    size_t at;
    size_t end;
    bool begun;
    bool divided; /* begins with "From ": such lines divide mails */
    bool at_end;
    bool failed; /* reading failed; errno says why */
};

void mail_box_init(struct mail_box *box, int descriptor);

/* Puts the next mail into `out`, which is emptied; one that does not fit is passed over and *out_fits is false. False at
 * the end and when reading failed. */
bool mail_box_next(struct mail_box *box, struct text *out, bool *out_fits) MUST_USE;

#endif
