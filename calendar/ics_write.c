#include "calendar/ics_write.h"

#include "calendar/ics_text.h"

#include <stdlib.h>
#include <string.h>

void ics_put_frame(const struct ics_calendar *calendar, struct text *out)
{
    text_putf(out,
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//hiepthuong//hiepthuong//%s\r\n"
              "CALSCALE:GREGORIAN\r\n"
              "METHOD:PUBLISH\r\n",
              strcmp(calendar->language, "en") == 0 ? "EN" : "VI");
    ics_put_text_line(out, "NAME", calendar->name);
    ics_put_text_line(out, "X-WR-CALNAME", calendar->name);
    if (calendar->description != NULL) {
        ics_put_text_line(out, "DESCRIPTION", calendar->description);
        ics_put_text_line(out, "X-WR-CALDESC", calendar->description);
    }
    text_put(out, "X-WR-TIMEZONE:" ICS_ZONE_NAME "\r\n");
    if (calendar->refresh_hours > 0)
        text_putf(out, "REFRESH-INTERVAL;VALUE=DURATION:PT%dH\r\nX-PUBLISHED-TTL:PT%dH\r\n",
                  calendar->refresh_hours, calendar->refresh_hours);
    text_put(out, "LAST-MODIFIED:");
    ics_put_moment(out, calendar->last_modified_utc_secs);
    text_put(out, "\r\n");
    ics_put_zone(out);
}

void ics_put_end(struct text *out)
{
    text_put(out, "END:VCALENDAR\r\n");
}

static int compare_uids(const void *a, const void *b)
{
    const struct ics_event *const *first = a;
    const struct ics_event *const *second = b;

    return strcmp((*first)->uid, (*second)->uid);
}

static void free_order(const struct ics_event ***order)
{
    free((void *)*order);
}

static enum error_code put_events(struct text *out, const struct ics_calendar *calendar, struct error *err)
{
    CLEANUP(ics_scratch_done) struct ics_scratch scratch;
    CLEANUP(free_order)
    const struct ics_event **order = calloc(calendar->event_count + 1, sizeof(struct ics_event *));

    ics_scratch_init(&scratch);
    if (order == NULL)
        return error_memory(err);
    for (size_t i = 0; i < calendar->event_count; i++) {
        if (calendar->events[i].uid == NULL)
            return error_set(err, ERROR_DATA, "an entry of the calendar has no UID");
        order[i] = &calendar->events[i];
    }
    qsort((void *)order, calendar->event_count, sizeof(struct ics_event *), compare_uids);
    for (size_t i = 0; i < calendar->event_count; i++) {
        if (i > 0 && strcmp(order[i - 1]->uid, order[i]->uid) == 0)
            return error_set(err, ERROR_DATA, "two entries of the calendar have the UID %s", order[i]->uid);
        TRY(ics_put_event(order[i], calendar->language, &scratch, out, err));
    }
    return OK;
}

enum error_code ics_write(const struct ics_calendar *calendar, struct text *out, struct error *err)
{
    if (calendar->event_count > ICS_EVENTS_MAX)
        return error_set(err, ERROR_DATA, "the calendar has %zu entries; %d is the most",
                         calendar->event_count, ICS_EVENTS_MAX);
    ics_put_frame(calendar, out);
    TRY(put_events(out, calendar, err));
    ics_put_end(out);
    return text_finish(out, err);
}
