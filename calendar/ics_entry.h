/* One entry of a calendar as a value, and its bytes (RFC 5545, 3.6.1): what feeds show, and what invitations by mail carry
 * with an organizer and those invited beside it. Pure: the same value gives the same bytes.
 */
#ifndef CALENDAR_ICS_ENTRY_H
#define CALENDAR_ICS_ENTRY_H

#include "base/error.h"
#include "base/text.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
    const char *category;    /* NULL: none; one */
    bool has_position;
    double latitude_degrees;
    double longitude_degrees;
    bool transparent;                    /* does not make the person busy, as a deadline */
    const int32_t *alarm_minutes_before; /* before start; all day: before its midnight */
    size_t alarm_count;
    const char *more_lines; /* NULL: none; further properties, each line as ics_put_line makes it */
};

#define ICS_ZONE_NAME "Asia/Ho_Chi_Minh"

/* Puts the block of the zone in which the times of entries stand; a calendar needs it once, before its entries. */
void ics_put_zone(struct text *out);

/* What values are cleaned and lines are made in; one serves any number of entries. */
struct ics_scratch {
    struct text clean;
    struct text line;
};

void ics_scratch_init(struct ics_scratch *scratch);
void ics_scratch_done(struct ics_scratch *scratch);

/* Puts BEGIN:VEVENT to END:VEVENT. A cancelled entry gets a mark before its title, in the language "vi" or "en", because
 * some clients show nothing of its status, does not make the person busy and rings no alarm. Control characters never
 * pass. ERROR_DATA, naming the UID, for an entry without UID or title, or one that does not end after it starts; what
 * `out` then holds is of no use. That something did not fit is for text_finish of `out` to say. */
enum error_code ics_put_event(const struct ics_event *event, const char *language,
                              struct ics_scratch *scratch, struct text *out, struct error *err) MUST_USE;

#endif
