/* The answer to an invitation, from the calendar that a mail program sends back (iTIP REPLY, RFC 5546, 3.2.3). It comes
 * from strangers: read by hand, without libical, line by line; what is not an answer in every respect is none.
 */
#ifndef CALENDAR_ITIP_READ_H
#define CALENDAR_ITIP_READ_H

#include "base/cleanup.h"
#include "base/mail_address.h"

#include <stddef.h>
#include <stdint.h>

#define ITIP_BYTES_MAX ((size_t)256 * 1024)
#define ITIP_UID_CHARS 201

enum itip_answer { ITIP_ACCEPTED, ITIP_DECLINED, ITIP_TENTATIVE, ITIP_ANSWER_COUNT };

struct itip_reply {
    char uid[ITIP_UID_CHARS];
    char attendee[MAIL_ADDRESS_CHARS]; /* who answers, in small letters */
    enum itip_answer answer;
    uint32_t sequence;      /* of the version that was answered; not said: 0 */
    int64_t stamp_utc_secs; /* when it was answered; not said: 0 */
};

enum itip_reading {
    ITIP_REPLY,
    ITIP_OTHER,   /* a calendar that answers nothing, or wants more than yes or no: for a person to look at */
    ITIP_GARBLED, /* no calendar, or one that cannot be believed */
};

/* Writes `out` only for ITIP_REPLY. */
enum itip_reading itip_read_reply(const char *bytes, size_t length, struct itip_reply *out) MUST_USE;

#endif
