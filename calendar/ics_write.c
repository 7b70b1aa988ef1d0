#include "calendar/ics_write.h"

#include "calendar/ics_library.h"
#include "calendar/ics_text.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#define ZONE_NAME "Asia/Ho_Chi_Minh"
#define TEXT_BYTES_MAX 65536 /* of one property */

/* One offset since 13 June 1975. The plain IANA name, because many readers look it up in their own tables; no
 * history, because some refuse or misread +070630. */
static const char zone_block[] = "BEGIN:VTIMEZONE\r\n"
                                 "TZID:" ZONE_NAME "\r\n"
                                 "BEGIN:STANDARD\r\n"
                                 "DTSTART:19750613T000000\r\n"
                                 "TZNAME:+07\r\n"
                                 "TZOFFSETFROM:+0700\r\n"
                                 "TZOFFSETTO:+0700\r\n"
                                 "END:STANDARD\r\n"
                                 "END:VTIMEZONE\r\n";

static const char *cancelled_mark(const char *language)
{
    return strcmp(language, "en") == 0 ? "[CANCELLED] " : "[ĐÃ HUỶ] ";
}

static struct icaltimetype local_time(struct civil_time time, bool date_only)
{
    struct civil_ymd ymd = civil_date_split(time.date);

    return (struct icaltimetype){
        .year = ymd.year,
        .month = ymd.month,
        .day = ymd.day,
        .hour = date_only ? 0 : time.minute / 60,
        .minute = date_only ? 0 : time.minute % 60,
        .is_date = date_only,
    };
}

static struct icaltimetype utc_time(int64_t utc_secs)
{
    /* civil_time reads a moment as Viet Nam's clock; moved back by the offset that clock shows UTC. */
    struct icaltimetype time = local_time(civil_time_from_utc_secs(utc_secs - VIETNAM_OFFSET_SECS), false);

    time.second = (int)(((utc_secs % 60) + 60) % 60);
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

/* An entry in the making: libical's component and the text its values are cleaned in. */
struct entry {
    icalcomponent *component;
    struct text scratch;
};

static void entry_done(struct entry *entry)
{
    icalcomponent_free(entry->component);
    text_done(&entry->scratch);
}

static void add(struct entry *entry, icalproperty *property)
{
    icalcomponent_add_property(entry->component, property);
}

/* Empties the scratch text and keeps in mind that something did not fit. */
static void restart(struct text *scratch)
{
    bool failed = scratch->failed;

    text_clear(scratch);
    scratch->failed = failed;
}

static const char *clean(struct entry *entry, const char *value, enum ics_breaks breaks)
{
    restart(&entry->scratch);
    ics_put_clean(&entry->scratch, value, breaks);
    return entry->scratch.data;
}

/* The value cleaned, or NULL when there is nothing in it. */
static const char *clean_or_none(struct entry *entry, const char *value, enum ics_breaks breaks)
{
    const char *cleaned = value != NULL ? clean(entry, value, breaks) : "";

    return cleaned[0] != '\0' ? cleaned : NULL;
}

static void add_text(struct entry *entry, icalproperty *(*make)(const char *), const char *value,
                     enum ics_breaks breaks)
{
    const char *cleaned = clean_or_none(entry, value, breaks);

    if (cleaned != NULL)
        add(entry, make(cleaned));
}

static void add_when(struct entry *entry, icalproperty *property, bool all_day)
{
    icalproperty_add_parameter(property, all_day ? icalparameter_new_value(ICAL_VALUE_DATE)
                                                 : icalparameter_new_tzid(ZONE_NAME));
    add(entry, property);
}

static bool add_summary(struct entry *entry, const struct ics_event *event, const char *language)
{
    const char *mark = event->status == ICS_CANCELLED ? cancelled_mark(language) : "";

    restart(&entry->scratch);
    text_put(&entry->scratch, mark);
    ics_put_clean(&entry->scratch, event->summary, ICS_ONE_LINE);
    add(entry, icalproperty_new_summary(entry->scratch.data));
    return entry->scratch.length > strlen(mark);
}

static void add_conference(struct entry *entry, const struct ics_event *event)
{
    const char *address = clean_or_none(entry, event->conference, ICS_ONE_LINE);

    if (address == NULL)
        return;
    icalproperty *property = icalproperty_new_conference(address);
    icalproperty_add_parameter(property, icalparameter_new_value(ICAL_VALUE_URI));
    icalproperty_add_parameter(property, icalparameter_new_feature(ICAL_FEATURE_VIDEO));
    add(entry, property);
}

static void add_busy(struct entry *entry, const struct ics_event *event)
{
    bool free = event->transparent || event->status == ICS_CANCELLED;
    icalproperty *outlook = icalproperty_new_x(free                             ? "FREE"
                                               : event->status == ICS_TENTATIVE ? "TENTATIVE"
                                                                                : "BUSY");

    add(entry, icalproperty_new_transp(free ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
    icalproperty_set_x_name(outlook, "X-MICROSOFT-CDO-BUSYSTATUS");
    add(entry, outlook);
}

static void add_alarm(struct entry *entry, const struct ics_event *event, int32_t minutes_before)
{
    icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);

    icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    icalcomponent_add_property(alarm,
                               icalproperty_new_description(clean(entry, event->summary, ICS_ONE_LINE)));
    icalcomponent_add_property(alarm,
                               icalproperty_new_trigger(icaltriggertype_from_int(-minutes_before * 60)));
    icalcomponent_add_component(entry->component, alarm);
}

/* False when the title is empty. */
static bool fill(struct entry *entry, const struct ics_event *event, const char *language)
{
    static const enum icalproperty_status statuses[] = {
        [ICS_CONFIRMED] = ICAL_STATUS_CONFIRMED,
        [ICS_TENTATIVE] = ICAL_STATUS_TENTATIVE,
        [ICS_CANCELLED] = ICAL_STATUS_CANCELLED,
    };
    struct icaltimetype changed = utc_time(event->last_modified_utc_secs);

    add_text(entry, icalproperty_new_uid, event->uid, ICS_ONE_LINE);
    /* The last change and not the present: otherwise no two answers are the same. */
    add(entry, icalproperty_new_dtstamp(changed));
    add(entry, icalproperty_new_lastmodified(changed));
    add(entry, icalproperty_new_sequence((int)event->sequence));
    add_when(entry, icalproperty_new_dtstart(local_time(event->start, event->all_day)), event->all_day);
    add_when(entry, icalproperty_new_dtend(local_time(event->end, event->all_day)), event->all_day);
    add(entry, icalproperty_new_status(statuses[event->status]));
    add_busy(entry, event);
    bool titled = add_summary(entry, event, language);
    add_text(entry, icalproperty_new_description, event->description, ICS_KEEP_LINES);
    add_text(entry, icalproperty_new_location, event->location, ICS_ONE_LINE);
    if (event->has_position)
        add(entry,
            icalproperty_new_geo((struct icalgeotype){event->latitude_degrees, event->longitude_degrees}));
    add_text(entry, icalproperty_new_categories, event->category, ICS_ONE_LINE);
    add_text(entry, icalproperty_new_url, event->url, ICS_ONE_LINE);
    add_conference(entry, event);
    if (event->status != ICS_CANCELLED)
        for (size_t i = 0; i < event->alarm_count; i++)
            add_alarm(entry, event, event->alarm_minutes_before[i]);
    return titled;
}

/* libical's text of the property, in a line folded here: its own folding ends some lines in CR CR LF. */
static void put_property(struct text *out, struct text *line, icalproperty *property)
{
    char *name = icalproperty_get_property_name_r(property);
    char *value = icalproperty_get_value_as_string_r(property);

    restart(line);
    line->failed |= name == NULL || value == NULL; /* no memory */
    text_put(line, name != NULL ? name : "");
    for (icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_ANY_PARAMETER);
         parameter != NULL; parameter = icalproperty_get_next_parameter(property, ICAL_ANY_PARAMETER)) {
        char *text = icalparameter_as_ical_string_r(parameter);
        text_put_char(line, ';');
        text_put(line, text != NULL ? text : "");
        icalmemory_free_buffer(text);
    }
    text_put_char(line, ':');
    text_put(line, value != NULL ? value : "");
    ics_put_line(out, line->data);
    icalmemory_free_buffer(value);
    icalmemory_free_buffer(name);
}

static void put_properties(struct text *out, struct text *line, icalcomponent *component)
{
    for (icalproperty *property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);
         property != NULL; property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY))
        put_property(out, line, property);
}

static void put_entry(struct text *out, struct entry *entry)
{
    text_put(out, "BEGIN:VEVENT\r\n");
    put_properties(out, &entry->scratch, entry->component);
    for (icalcomponent *alarm = icalcomponent_get_first_component(entry->component, ICAL_VALARM_COMPONENT);
         alarm != NULL; alarm = icalcomponent_get_next_component(entry->component, ICAL_VALARM_COMPONENT)) {
        text_put(out, "BEGIN:VALARM\r\n");
        put_properties(out, &entry->scratch, alarm);
        text_put(out, "END:VALARM\r\n");
    }
    text_put(out, "END:VEVENT\r\n");
}

static enum error_code put_event(struct text *out, const struct ics_event *event, const char *language,
                                 struct error *err)
{
    CLEANUP(entry_done) struct entry entry = {.component = icalcomponent_new(ICAL_VEVENT_COMPONENT)};

    text_init(&entry.scratch, TEXT_BYTES_MAX);
    if (!fill(&entry, event, language) && !entry.scratch.failed)
        return error_set(err, ERROR_DATA, "the calendar entry %s has no title", event->uid);
    put_entry(out, &entry);
    TRY(text_finish(&entry.scratch, err));
    if (icalerrno != ICAL_NO_ERROR || icalcomponent_count_errors(entry.component) > 0)
        return error_set(err, ERROR_SOFTWARE, "the calendar entry %s cannot be written", event->uid);
    return OK;
}

static void put_frame(struct text *out, const struct ics_calendar *calendar)
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
    text_put(out, "X-WR-TIMEZONE:" ZONE_NAME "\r\n");
    if (calendar->refresh_hours > 0)
        text_putf(out, "REFRESH-INTERVAL;VALUE=DURATION:PT%dH\r\nX-PUBLISHED-TTL:PT%dH\r\n",
                  calendar->refresh_hours, calendar->refresh_hours);
    struct icaltimetype changed = utc_time(calendar->last_modified_utc_secs);
    text_putf(out, "LAST-MODIFIED:%04d%02d%02dT%02d%02d%02dZ\r\n", changed.year, changed.month, changed.day,
              changed.hour, changed.minute, changed.second);
    text_put(out, zone_block);
}

static enum error_code check_event(const struct ics_event *event, struct error *err)
{
    if (event->uid == NULL || event->uid[0] == '\0')
        return error_set(err, ERROR_DATA, "an entry of the calendar has no UID");
    if (event->summary == NULL)
        return error_set(err, ERROR_DATA, "the calendar entry %s has no title", event->uid);
    bool ordered = event->all_day ? event->start.date.day < event->end.date.day
                                  : civil_time_compare(event->start, event->end) < 0;
    if (!ordered)
        return error_set(err, ERROR_DATA, "the calendar entry %s does not end after it starts", event->uid);
    return OK;
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
    CLEANUP(free_order)
    const struct ics_event **order = calloc(calendar->event_count + 1, sizeof(struct ics_event *));

    if (order == NULL)
        return error_memory(err);
    for (size_t i = 0; i < calendar->event_count; i++) {
        TRY(check_event(&calendar->events[i], err));
        order[i] = &calendar->events[i];
    }
    qsort((void *)order, calendar->event_count, sizeof(struct ics_event *), compare_uids);
    for (size_t i = 0; i < calendar->event_count; i++) {
        if (i > 0 && strcmp(order[i - 1]->uid, order[i]->uid) == 0)
            return error_set(err, ERROR_DATA, "two entries of the calendar have the UID %s", order[i]->uid);
        TRY(put_event(out, order[i], calendar->language, err));
    }
    return OK;
}

enum error_code ics_write(const struct ics_calendar *calendar, struct text *out, struct error *err)
{
    if (calendar->event_count > ICS_EVENTS_MAX)
        return error_set(err, ERROR_DATA, "the calendar has %zu entries; %d is the most",
                         calendar->event_count, ICS_EVENTS_MAX);
    ics_library_use();
    put_frame(out, calendar);
    TRY(put_events(out, calendar, err));
    text_put(out, "END:VCALENDAR\r\n");
    return text_finish(out, err);
}
