#include "calendar/ics_text.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

static bool is_break(uint32_t code)
{
    return code == '\n' || code == '\r' || code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

/* How many of the bytes may stay as they are. */
static size_t plain_length(const char *value, size_t left)
{
    size_t at = 0;

    while (at < left) {
        uint32_t code = 0;
        if (value[at] >= ' ' && value[at] <= '~') {
            at++;
            continue;
        }
        size_t length = utf8_next(value + at, left - at, &code);
        if (length == 0 || is_control(code) || is_break(code))
            break;
        at += length;
    }
    return at;
}

/* Puts what stands for the character that may not stay, and returns its bytes. */
static size_t put_instead(struct text *out, const char *value, size_t left, enum ics_breaks breaks)
{
    uint32_t code = 0;
    size_t length = utf8_next(value, left, &code);

    if (length == 0) {
        text_put(out, REPLACEMENT);
        return 1;
    }
    if (is_break(code))
        text_put_char(out, breaks == ICS_KEEP_LINES ? '\n' : ' ');
    else if (code == '\t')
        text_put_char(out, ' ');
    return length + (code == '\r' && value[1] == '\n');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static void trim(struct text *out, size_t start)
{
    size_t blanks = 0;

    while (out->length > start && is_blank(out->data[out->length - 1]))
        out->data[--out->length] = '\0';
    while (start + blanks < out->length && is_blank(out->data[start + blanks]))
        blanks++;
    if (blanks > 0) {
        memmove(out->data + start, out->data + start + blanks, out->length - start - blanks + 1);
        out->length -= blanks;
    }
}

void ics_put_clean(struct text *out, const char *value, enum ics_breaks breaks)
{
    size_t left = strlen(value);
    size_t start = out->length;

    while (left > 0) {
        size_t step = plain_length(value, left);
        text_put_bytes(out, value, step);
        if (step < left)
            step += put_instead(out, value + step, left - step, breaks);
        value += step;
        left -= step;
    }
    trim(out, start);
}

void ics_put_line(struct text *out, const char *line)
{
    size_t left = strlen(line);
    size_t room = ICS_LINE_OCTETS_MAX;

    while (left > room) {
        size_t cut = room;
        while (cut > room - 3 && ((unsigned char)line[cut] & 0xc0) == 0x80)
            cut--; /* back to where the character begins */
        text_put_bytes(out, line, cut);
        text_put(out, "\r\n ");
        line += cut;
        left -= cut;
        room = ICS_LINE_OCTETS_MAX - 1; /* the blank counts */
    }
    text_put(out, line);
    text_put(out, "\r\n");
}

void ics_put_escaped(struct text *out, const char *value)
{
    while (*value != '\0') {
        size_t plain = strcspn(value, "\\,;\n");
        text_put_bytes(out, value, plain);
        value += plain;
        if (*value == '\0')
            return;
        text_put_char(out, '\\');
        text_put_char(out, (char)(*value == '\n' ? 'n' : *value));
        value++;
    }
}

/* The number with so many digits, at most four; printf would be most of the work of a calendar. */
static void put_digits(struct text *out, int number, size_t count)
{
    char digits[4];

    for (size_t i = count; i-- > 0; number /= 10)
        digits[i] = (char)('0' + number % 10);
    text_put_bytes(out, digits, count);
}

void ics_put_date(struct text *out, struct civil_date date)
{
    struct civil_ymd ymd = civil_date_split(date);

    put_digits(out, ymd.year, 4);
    put_digits(out, ymd.month, 2);
    put_digits(out, ymd.day, 2);
}

void ics_put_hour(struct text *out, int32_t minute, int second)
{
    text_put_char(out, 'T');
    put_digits(out, minute / 60, 2);
    put_digits(out, minute % 60, 2);
    put_digits(out, second, 2);
}

void ics_put_moment(struct text *out, int64_t utc_secs)
{
    /* struct civil_time reads a moment by Viet Nam's clock; moved back by the offset that clock shows UTC. */
    struct civil_time time = civil_time_from_utc_secs(utc_secs - VIETNAM_OFFSET_SECS);

    ics_put_date(out, time.date);
    ics_put_hour(out, time.minute, (int)((utc_secs % 60 + 60) % 60));
    text_put_char(out, 'Z');
}

void ics_put_text_line(struct text *out, const char *name, const char *value)
{
    CLEANUP(text_done) struct text clean;
    CLEANUP(text_done) struct text line;

    text_init(&clean, out->max_bytes);
    text_init(&line, out->max_bytes);
    ics_put_clean(&clean, value, ICS_KEEP_LINES);
    text_putf(&line, "%s:", name);
    ics_put_escaped(&line, clean.data);
    if (clean.failed || line.failed)
        out->failed = true;
    else
        ics_put_line(out, line.data);
}
