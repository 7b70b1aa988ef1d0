#include "calendar/ics_entry.h"

#include "calendar/ics_text.h"

#include <string.h>

#define VALUE_BYTES_MAX ((size_t)1 << 20)

/* One offset since 13 June 1975. The plain IANA name, because many readers look it up in their own tables; no
 * history, because some refuse or misread +070630. */
void ics_put_zone(struct text *out)
{
    text_put(out, "BEGIN:VTIMEZONE\r\n"
                  "TZID:" ICS_ZONE_NAME "\r\n"
                  "BEGIN:STANDARD\r\n"
                  "DTSTART:19750613T000000\r\n"
                  "TZNAME:+07\r\n"
                  "TZOFFSETFROM:+0700\r\n"
                  "TZOFFSETTO:+0700\r\n"
                  "END:STANDARD\r\n"
                  "END:VTIMEZONE\r\n");
}

void ics_scratch_init(struct ics_scratch *scratch)
{
    text_init(&scratch->clean, VALUE_BYTES_MAX);
    text_init(&scratch->line, VALUE_BYTES_MAX);
}

void ics_scratch_done(struct ics_scratch *scratch)
{
    text_done(&scratch->clean);
    text_done(&scratch->line);
}

static const char *cancelled_mark(const char *language)
{
    return strcmp(language, "en") == 0 ? "[CANCELLED] " : "[ĐÃ HUỶ] ";
}

/* An entry in the making. */
struct entry {
    struct ics_scratch *scratch;
    struct text *out;
};

/* The value cleaned; NULL when there is nothing in it. */
static const char *clean(struct entry *entry, const char *value, enum ics_breaks breaks)
{
    struct text *cleaned = &entry->scratch->clean;

    text_clear(cleaned);
    if (value != NULL)
        ics_put_clean(cleaned, value, breaks);
    entry->out->failed |= cleaned->failed;
    return cleaned->length > 0 ? cleaned->data : NULL;
}

static struct text *begin_line(struct entry *entry, const char *name)
{
    text_clear(&entry->scratch->line);
    text_put(&entry->scratch->line, name);
    return &entry->scratch->line;
}

static void end_line(struct entry *entry)
{
    entry->out->failed |= entry->scratch->line.failed;
    ics_put_line(entry->out, entry->scratch->line.data);
}

/* A line with a value of the type TEXT, unless there is none; `name` ends with the colon. */
static void put_text(struct entry *entry, const char *name, const char *value, enum ics_breaks breaks)
{
    const char *cleaned = clean(entry, value, breaks);

    if (cleaned == NULL)
        return;
    ics_put_escaped(begin_line(entry, name), cleaned);
    end_line(entry);
}

/* An address is not escaped. */
static void put_address(struct entry *entry, const char *name, const char *value)
{
    const char *cleaned = clean(entry, value, ICS_ONE_LINE);

    if (cleaned == NULL)
        return;
    text_put(begin_line(entry, name), cleaned);
    end_line(entry);
}

static void put_when(struct entry *entry, const char *name, struct civil_time time, bool all_day)
{
    text_put(entry->out, name);
    text_put(entry->out, all_day ? ";VALUE=DATE:" : ";TZID=" ICS_ZONE_NAME ":");
    ics_put_date(entry->out, time.date);
    if (!all_day)
        ics_put_hour(entry->out, time.minute, 0);
    text_put(entry->out, "\r\n");
}

/* The last change and not the present: otherwise no two answers are the same. */
static void put_version(struct entry *entry, const struct ics_event *event)
{
    text_put(entry->out, "DTSTAMP:");
    ics_put_moment(entry->out, event->last_modified_utc_secs);
    text_put(entry->out, "\r\nLAST-MODIFIED:");
    ics_put_moment(entry->out, event->last_modified_utc_secs);
    text_put(entry->out, "\r\nSEQUENCE:");
    text_put_int(entry->out, event->sequence);
    text_put(entry->out, "\r\n");
}

static void put_state(struct entry *entry, const struct ics_event *event)
{
    static const char *const states[] = {
        [ICS_CONFIRMED] = "STATUS:CONFIRMED\r\n",
        [ICS_TENTATIVE] = "STATUS:TENTATIVE\r\n",
        [ICS_CANCELLED] = "STATUS:CANCELLED\r\n",
    };
    bool free = event->transparent || event->status == ICS_CANCELLED;

    text_put(entry->out, states[event->status]);
    text_put(entry->out, free ? "TRANSP:TRANSPARENT\r\n" : "TRANSP:OPAQUE\r\n");
    text_put(entry->out, "X-MICROSOFT-CDO-BUSYSTATUS:"); /* what Outlook looks at */
    text_put(entry->out, free ? "FREE\r\n" : event->status == ICS_TENTATIVE ? "TENTATIVE\r\n" : "BUSY\r\n");
}

/* False when there is no title. */
static bool put_summary(struct entry *entry, const struct ics_event *event, const char *language)
{
    const char *title = clean(entry, event->summary, ICS_ONE_LINE);

    if (title == NULL)
        return false;
    struct text *line = begin_line(entry, "SUMMARY:");
    if (event->status == ICS_CANCELLED)
        text_put(line, cancelled_mark(language));
    ics_put_escaped(line, title);
    end_line(entry);
    return true;
}

static void put_alarm(struct entry *entry, const struct ics_event *event, int32_t minutes_before)
{
    int32_t days = minutes_before / (24 * 60);
    int32_t hours = minutes_before / 60 % 24;
    int32_t minutes = minutes_before % 60;

    text_put(entry->out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    put_text(entry, "DESCRIPTION:", event->summary, ICS_ONE_LINE);
    text_put(entry->out, "TRIGGER:-P");
    if (days > 0)
        text_putf(entry->out, "%dD", days);
    if (hours > 0 || minutes > 0 || days == 0)
        text_put(entry->out, "T");
    if (hours > 0)
        text_putf(entry->out, "%dH", hours);
    if (minutes > 0 || minutes_before == 0)
        text_putf(entry->out, "%dM", minutes);
    text_put(entry->out, "\r\nEND:VALARM\r\n");
}

static enum error_code check(const struct ics_event *event, struct error *err)
{
    if (event->uid == NULL || event->uid[0] == '\0')
        return error_set(err, ERROR_DATA, "an entry of the calendar has no UID");
    bool ordered = event->all_day ? event->start.date.day < event->end.date.day
                                  : civil_time_compare(event->start, event->end) < 0;
    if (event->summary != NULL && !ordered)
        return error_set(err, ERROR_DATA, "the calendar entry %s does not end after it starts", event->uid);
    return OK;
}

static void put_details(struct entry *entry, const struct ics_event *event)
{
    put_text(entry, "DESCRIPTION:", event->description, ICS_KEEP_LINES);
    put_text(entry, "LOCATION:", event->location, ICS_ONE_LINE);
    if (event->has_position)
        text_putf(entry->out, "GEO:%.6f;%.6f\r\n", event->latitude_degrees, event->longitude_degrees);
    put_text(entry, "CATEGORIES:", event->category, ICS_ONE_LINE);
    put_address(entry, "URL:", event->url);
    put_address(entry, "CONFERENCE;VALUE=URI;FEATURE=VIDEO:", event->conference);
    if (event->more_lines != NULL)
        text_put(entry->out, event->more_lines);
}

enum error_code ics_put_event(const struct ics_event *event, const char *language,
                              struct ics_scratch *scratch, struct text *out, struct error *err)
{
    struct entry entry = {scratch, out};

    TRY(check(event, err));
    text_put(out, "BEGIN:VEVENT\r\n");
    put_text(&entry, "UID:", event->uid, ICS_ONE_LINE);
    put_version(&entry, event);
    put_when(&entry, "DTSTART", event->start, event->all_day);
    put_when(&entry, "DTEND", event->end, event->all_day);
    put_state(&entry, event);
    if (!put_summary(&entry, event, language) && !out->failed)
        return error_set(err, ERROR_DATA, "the calendar entry %s has no title", event->uid);
    put_details(&entry, event);
    if (event->status != ICS_CANCELLED)
        for (size_t i = 0; i < event->alarm_count; i++)
            put_alarm(&entry, event, event->alarm_minutes_before[i]);
    text_put(out, "END:VEVENT\r\n");
    return OK;
}
