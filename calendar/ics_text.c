#include "calendar/ics_text.h"

#include <stdint.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

/* Octets of the character at `s` and its code, or 0 when it is not UTF-8 (RFC 3629: no overlong forms, no
 * surrogates, nothing above U+10FFFF). */
static size_t read_character(const unsigned char *s, uint32_t *out_code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = *s < 0x80 ? 1 : *s >= 0xf0 ? 4 : *s >= 0xe0 ? 3 : *s >= 0xc2 ? 2 : 0;
    uint32_t code = length == 1 ? *s : *s & (0x7fU >> length);

    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (s[i] & 0x3f);
    }
    if (length > 1 && (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)))
        return 0;
    *out_code = code;
    return length;
}

static bool is_break(uint32_t code)
{
    return code == '\n' || code == '\r' || code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

void ics_put_clean(struct text *out, const char *value, enum ics_breaks breaks)
{
    const unsigned char *s = (const unsigned char *)value;

    while (*s != '\0') {
        uint32_t code = 0;
        size_t length = read_character(s, &code);
        if (length == 0)
            text_put(out, REPLACEMENT);
        else if (is_break(code))
            text_put_char(out, breaks == ICS_KEEP_LINES ? '\n' : ' ');
        else if (code == '\t')
            text_put_char(out, ' ');
        else if (!is_control(code))
            text_put_bytes(out, (const char *)s, length);
        bool pair = code == '\r' && s[1] == '\n';
        s += length == 0 ? 1 : length + pair;
    }
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

static void put_escaped(struct text *out, const char *value)
{
    for (; *value != '\0'; value++) {
        if (strchr("\\,;", *value) != NULL)
            text_put_char(out, '\\');
        if (*value == '\n')
            text_put(out, "\\n");
        else
            text_put_char(out, *value);
    }
}

void ics_put_text_line(struct text *out, const char *name, const char *value)
{
    CLEANUP(text_done) struct text clean;
    CLEANUP(text_done) struct text line;

    text_init(&clean, out->max_bytes);
    text_init(&line, out->max_bytes);
    ics_put_clean(&clean, value, ICS_KEEP_LINES);
    text_putf(&line, "%s:", name);
    put_escaped(&line, clean.data);
    if (clean.failed || line.failed)
        out->failed = true;
    else
        ics_put_line(out, line.data);
}
