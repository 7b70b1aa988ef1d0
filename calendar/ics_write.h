/* A calendar as a value, and its bytes as phones expect them (RFC 5545, 7986; what clients really do stands
 * in docs/calendars.md). Pure: the same value gives the same bytes, in whatever order the entries are given,
 * so that an ETag over them means something. libical makes the entries; the frame with its one block of the
 * zone Asia/Ho_Chi_Minh is made by hand, since libical 3.0 would write a zone of its own name and history and
 * would not escape the name of the calendar.
 *
 * Safe in any number of threads: what libical shares between them is made once before its first use.
 */
#ifndef CALENDAR_ICS_WRITE_H
#define CALENDAR_ICS_WRITE_H

#include "base/error.h"
#include "base/text.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ICS_EVENTS_MAX 20000

enum ics_status { ICS_CONFIRMED, ICS_TENTATIVE, ICS_CANCELLED };

struct ics_event {
    const char *uid;                /* for life, the same in every calendar that shows the entry */
    uint32_t sequence;              /* of versions, from 0; never falls */
    int64_t last_modified_utc_secs; /* of the last change of what this entry shows */
    enum ics_status status;
    bool all_day;            /* start and end are dates, their minutes are not looked at */
    struct civil_time start; /* Viet Nam's time */
    struct civil_time end;   /* the first minute after it; all day: the first day after it */
    const char *summary;     /* what matters in the first 30 characters */
    const char *description; /* NULL: none; may have several lines, as the only one */
    const char *location;    /* NULL: none; full address */
    const char *url;         /* NULL: none; of a page about it */
    const char *conference;  /* NULL: none; address under which one takes part from afar */
    const char *category;    /* NULL: none; no comma */
    bool has_position;
    double latitude_degrees;
    double longitude_degrees;
    bool transparent;                    /* does not make the person busy, as a deadline */
    const int32_t *alarm_minutes_before; /* before start; all day: before its midnight */
    size_t alarm_count;
};

struct ics_calendar {
    const char *language; /* "vi", or "en": of the words this writer adds itself */
    const char *name;
    const char *description;        /* NULL: none */
    int64_t last_modified_utc_secs; /* of the calendar: rises when anything in it changes or leaves it */
    int refresh_hours;              /* how often to ask again; 0: not said, for a file */
    const struct ics_event *events;
    size_t event_count; /* at most ICS_EVENTS_MAX; none is right */
};

/* Appends the calendar to `out`. A cancelled entry gets a mark before its title, because some clients show
 * nothing of its status, and does not make the person busy. Control characters never pass. ERROR_DATA, naming
 * the UID, for an entry without UID or title, one that does not end after it starts, or a UID that is there
 * twice. On failure what `out` holds is of no use. */
enum error_code ics_write(const struct ics_calendar *calendar, struct text *out, struct error *err) MUST_USE;

#endif
