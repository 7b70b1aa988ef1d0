/* An invitation to one meeting for one person, as a calendar that is sent by mail (iTIP, RFC 5546, 3.2.2 and 3.2.5): the
 * entry of the feeds, byte for byte, with the organizer and the person invited beside it. Only here stands a METHOD that
 * asks for an answer. Pure.
 */
#ifndef CALENDAR_ITIP_WRITE_H
#define CALENDAR_ITIP_WRITE_H

#include "calendar/ics_entry.h"

/* A name, "" when there is none, and a mail address (base/mail_address.h). */
struct itip_person {
    const char *name;
    const char *address;
};

struct itip_invitation {
    struct itip_person organizer; /* answers go there */
    struct itip_person attendee;  /* nobody else's address stands in it */
    const struct ics_event
        *event;           /* its more_lines are not used; cancelled: the person is told not to come */
    const char *language; /* "vi" or "en" */
};

/* Appends METHOD:REQUEST, or METHOD:CANCEL of a cancelled event. ERROR_DATA as ics_put_event. On failure what `out` holds
 * is of no use. */
enum error_code itip_write(const struct itip_invitation *invitation, struct text *out,
                           struct error *err) MUST_USE;

#endif
