/* The text form of iCalendar (RFC 5545, 3.1, 3.3.4, 3.3.5 and 3.3.11): what may stand in a value, how it is escaped,
 * where a line is folded, how dates and moments are written.
 */
#ifndef CALENDAR_ICS_TEXT_H
#define CALENDAR_ICS_TEXT_H

#include "base/text.h"
#include "calendar/civil.h"

#include <stdint.h>

#define ICS_LINE_OCTETS_MAX 75 /* without CRLF */

enum ics_breaks {
    ICS_ONE_LINE,   /* line ends become blanks */
    ICS_KEEP_LINES, /* CR LF, CR, LF, U+2028 and U+2029 become "\n" */
};

/* Puts `value` without control characters (a tab becomes a blank) and with U+FFFD for each octet that is not UTF-8:
 * one of either makes readers refuse a whole calendar or take a title for properties of their own. Blanks and breaks at
 * its ends go too, since readers differ in keeping them. */
void ics_put_clean(struct text *out, const char *value, enum ics_breaks breaks);

/* Puts the line, which is UTF-8, folded between characters and ended with CRLF. */
void ics_put_line(struct text *out, const char *line);

/* Puts a cleaned value as TEXT: backslash, comma, semicolon and line break get a backslash. */
void ics_put_escaped(struct text *out, const char *value);

void ics_put_date(struct text *out, struct civil_date date);     /* 20210523 */
void ics_put_hour(struct text *out, int32_t minute, int second); /* T073000 */
void ics_put_moment(struct text *out, int64_t utc_secs);         /* 20210523T003000Z */

/* Puts `NAME:value`, the value cleaned and escaped as TEXT, as ics_put_line. */
void ics_put_text_line(struct text *out, const char *name, const char *value);

#endif
