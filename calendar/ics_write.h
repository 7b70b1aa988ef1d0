/* A calendar as a value, and its bytes as phones expect them (RFC 5545, 7986; what clients really do stands
 * in docs/calendars.md). Pure: the same value gives the same bytes, in whatever order the entries are given,
 * so that an ETag over them means something. Made by hand, since libical 3.0 would write a zone of its own name
 * and history, would not escape the name of the calendar, ends some folded lines in CR CR LF and is many times
 * slower; in the tests it reads what is written here.
 */
#ifndef CALENDAR_ICS_WRITE_H
#define CALENDAR_ICS_WRITE_H

#include "calendar/ics_entry.h"

#define ICS_EVENTS_MAX 20000

struct ics_calendar {
    const char *language; /* "vi", or "en": of the words this writer adds itself */
    const char *name;
    const char *description;        /* NULL: none */
    int64_t last_modified_utc_secs; /* of the calendar: rises when anything in it changes or leaves it */
    int refresh_hours;              /* how often to ask again; 0: not said, for a file */
    const struct ics_event *events;
    size_t event_count; /* at most ICS_EVENTS_MAX; none is right */
};

/* Appends the calendar to `out`, its entries by UID. ERROR_DATA, naming the UID, for an entry that ics_put_event
 * refuses, or a UID that is there twice. On failure what `out` holds is of no use. */
enum error_code ics_write(const struct ics_calendar *calendar, struct text *out, struct error *err) MUST_USE;

/* The same in parts, for entries that are there as bytes already (ics_put_event): what stands before them, and after. */
void ics_put_frame(const struct ics_calendar *calendar, struct text *out);
void ics_put_end(struct text *out);

#endif
