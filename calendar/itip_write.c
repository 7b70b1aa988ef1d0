#include "calendar/itip_write.h"

#include "calendar/ics_text.h"

#include <stdbool.h>
#include <string.h>

#define LINES_MAX_BYTES 4000

/* A parameter in quotation marks, with what they may not hold as RFC 6868 writes it. */
static void put_name(struct text *line, const char *name)
{
    CLEANUP(text_done) struct text clean;

    text_init(&clean, LINES_MAX_BYTES);
    ics_put_clean(&clean, name, ICS_ONE_LINE);
    line->failed |= clean.failed;
    if (clean.length == 0)
        return;
    text_put(line, ";CN=\"");
    for (const char *c = clean.data; *c != '\0'; c++) {
        if (*c == '"')
            text_put(line, "^'");
        else if (*c == '^')
            text_put(line, "^^");
        else
            text_put_char(line, *c);
    }
    text_put_char(line, '"');
}

/* `mailto:`, with what a URI may not hold escaped (RFC 6068). */
static void put_mailto(struct text *line, const char *address)
{
    text_put(line, ":mailto:");
    for (; *address != '\0'; address++) {
        if (strchr("%/?#&;=`{|}^", *address) != NULL)
            text_putf(line, "%%%02X", (unsigned char)*address);
        else
            text_put_char(line, *address);
    }
}

static void put_person(struct text *out, const char *property, const struct itip_person *person,
                       const char *parameters)
{
    CLEANUP(text_done) struct text line;

    text_init(&line, LINES_MAX_BYTES);
    text_put(&line, property);
    put_name(&line, person->name);
    text_put(&line, parameters);
    put_mailto(&line, person->address);
    out->failed |= line.failed;
    ics_put_line(out, line.data);
}

enum error_code itip_write(const struct itip_invitation *invitation, struct text *out, struct error *err)
{
    CLEANUP(ics_scratch_done) struct ics_scratch scratch;
    CLEANUP(text_done) struct text lines;
    struct ics_event event = *invitation->event;
    bool cancelled = event.status == ICS_CANCELLED;

    ics_scratch_init(&scratch);
    text_init(&lines, LINES_MAX_BYTES);
    put_person(&lines, "ORGANIZER", &invitation->organizer, "");
    put_person(&lines, "ATTENDEE", &invitation->attendee,
               cancelled ? ";ROLE=REQ-PARTICIPANT" : ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE");
    TRY(text_finish(&lines, err));
    event.more_lines = lines.data;
    text_putf(out,
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//hiepthuong//hiepthuong//%s\r\n"
              "CALSCALE:GREGORIAN\r\n"
              "METHOD:%s\r\n",
              strcmp(invitation->language, "en") == 0 ? "EN" : "VI", cancelled ? "CANCEL" : "REQUEST");
    ics_put_zone(out);
    TRY(ics_put_event(&event, invitation->language, &scratch, out, err));
    text_put(out, "END:VCALENDAR\r\n");
    return text_finish(out, err);
}
