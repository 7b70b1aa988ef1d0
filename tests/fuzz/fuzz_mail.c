/* Whatever comes in as mail: a sender is an address, and an answer to an invitation holds nothing that could not stand in
 * an address or a UID. */
#include "calendar/itip_read.h"
#include "fuzz.h"
#include "notify/mail_read.h"

#include <string.h>

static void check_reply(const char *bytes, size_t length)
{
    struct itip_reply reply;

    if (itip_read_reply(bytes, length, &reply) != ITIP_REPLY)
        return;
    assert(mail_address_is_valid(reply.attendee));
    assert(reply.uid[0] != '\0' && strlen(reply.uid) < ITIP_UID_CHARS);
    assert(reply.answer < ITIP_ANSWER_COUNT);
    for (const char *c = reply.uid; *c != '\0'; c++)
        assert(*c > ' ' && *c <= '~');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(text_done) struct text calendar;
    char sender[MAIL_ADDRESS_CHARS];

    text_init(&calendar, ITIP_BYTES_MAX);
    if (mail_read_sender((const char *)data, size, sender))
        assert(mail_address_is_valid(sender));
    if (mail_read_calendar((const char *)data, size, &calendar))
        check_reply(calendar.data, calendar.length);
    check_reply((const char *)data, size);
    return 0;
}
