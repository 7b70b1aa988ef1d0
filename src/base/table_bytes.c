#include "base/table_bytes.h"

#include "base/table.h"
#include "base/unicode.h"

#include <string.h>

static bool ends_line(const struct table_source *source, size_t at)
{
    if (source->bytes[at] == '\r')
        return at + 1 == source->length || source->bytes[at + 1] != '\n';
    return source->bytes[at] == '\n';
}

void table_advance(struct table_position *position, const struct table_source *source, size_t at)
{
    if (ends_line(source, at))
        *position = (struct table_position){position->line + 1, 1};
    else if ((source->bytes[at] & 0xC0) != 0x80) /* not the inside of a character */
        position->column++;
}

static struct report_place place_of(const struct table_source *source, size_t offset)
{
    struct table_position position = {1, 1};

    for (size_t at = 0; at < offset; at++)
        table_advance(&position, source, at);
    return (struct report_place){source->file, position.line, position.column, NULL};
}

/* The offset at which the first overlong line goes beyond the maximum, or the length of the bytes. */
static size_t find_overlong(const struct table_source *source, size_t *out_line_count)
{
    size_t line_start = 0;
    size_t lines = 1;

    for (size_t at = 0; at < source->length; at++) {
        if (ends_line(source, at)) {
            line_start = at + 1;
            lines++;
        } else if (at - line_start >= TABLE_LINE_BYTES_MAX) {
            return line_start;
        }
    }
    *out_line_count = lines;
    return source->length;
}

static bool has_prefix(const struct table_source *source, const char *prefix)
{
    size_t length = strlen(prefix);

    return source->length >= length && memcmp(source->bytes, prefix, length) == 0;
}

static bool check_characters(const struct table_source *source, struct report *report)
{
    const char *nul = memchr(source->bytes, '\0', source->length);
    size_t bad;

    if (has_prefix(source, "\xFF\xFE") || has_prefix(source, "\xFE\xFF")) {
        report_error(report, place_of(source, 0), N_("is in UTF-16; save it again as \"CSV UTF-8\""));
        return false;
    }
    if (nul != NULL) {
        report_error(report, place_of(source, (size_t)(nul - source->bytes)),
                     N_("holds a NUL byte, so it is no text file; save it again as \"CSV UTF-8\""));
        return false;
    }
    if (!unicode_valid(source->bytes, source->length, &bad)) {
        report_error(report, place_of(source, bad),
                     N_("is not in UTF-8 from this byte on; save it again as \"CSV UTF-8\""));
        return false;
    }
    return true;
}

bool table_bytes_check(struct table_source *source, size_t *out_line_count, struct report *report)
{
    size_t lines = 0;

    if (source->length > TABLE_BYTES_MAX) {
        report_error(report, (struct report_place){.file = source->file}, N_("is larger than %zu bytes"),
                     TABLE_BYTES_MAX);
        return false;
    }
    if (!check_characters(source, report))
        return false;
    size_t overlong = find_overlong(source, &lines);
    if (overlong < source->length) {
        report_error(report, place_of(source, overlong), N_("this line is longer than %zu bytes"),
                     TABLE_LINE_BYTES_MAX);
        return false;
    }
    if (lines > TABLE_ROWS_MAX) {
        report_error(report, (struct report_place){.file = source->file}, N_("has more than %zu lines"),
                     TABLE_ROWS_MAX);
        return false;
    }
    if (has_prefix(source, "\uFEFF")) {
        source->bytes += 3;
        source->length -= 3;
    }
    *out_line_count = lines;
    return true;
}

char table_separator(const struct table_source *source)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof separators] = {0};
    bool quoted = false;
    size_t best = 0;

    for (size_t at = 0; at < source->length && (quoted || !ends_line(source, at)); at++) {
        const char *separator = memchr(separators, source->bytes[at], sizeof separators);
        quoted = quoted != (source->bytes[at] == '"');
        if (separator != NULL && !quoted)
            counts[separator - separators]++;
    }
    for (size_t i = 1; i < COUNT_OF(counts); i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return separators[best];
}

int table_guards(const char *text)
{
    size_t apostrophes = 0;

    while (text[apostrophes] == '\'')
        apostrophes++;
    char first = text[apostrophes];

    return first != '\0' && strchr("=+-@", first) != NULL ? (int)apostrophes : -1;
}
