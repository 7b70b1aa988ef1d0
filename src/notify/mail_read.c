#include "notify/mail_read.h"

#include "base/base64.h"

#include <string.h>
#include <strings.h>

#define VALUE_MAX_BYTES 8192
#define BOUNDARY_CHARS 71 /* RFC 2046, 5.1.1 */

struct slice {
    const char *bytes;
    size_t length;
};

/* The next line without its end; false when none is left. */
static bool next_line(struct slice *rest, struct slice *out)
{
    if (rest->length == 0)
        return false;
    const char *newline = memchr(rest->bytes, '\n', rest->length);
    size_t whole = newline == NULL ? rest->length : (size_t)(newline + 1 - rest->bytes);
    size_t length = newline == NULL ? whole : whole - 1;
    if (length > 0 && rest->bytes[length - 1] == '\r')
        length--;
    *out = (struct slice){rest->bytes, length};
    rest->bytes += whole;
    rest->length -= whole;
    return true;
}

/* Takes the header off `part`, which is left with the body. */
static struct slice take_header(struct slice *part)
{
    struct slice header = *part;
    struct slice line;

    while (next_line(part, &line) && line.length > 0)
        ;
    header.length -= part->length;
    return header;
}

/* The unfolded value of the first line of that name, NUL-terminated; how many lines of it there are. */
static size_t find_field(struct slice header, const char *name, struct text *out)
{
    size_t name_length = strlen(name);
    size_t found = 0;
    bool inside = false;
    struct slice line;

    text_clear(out);
    while (next_line(&header, &line)) {
        bool folded = line.length > 0 && (line.bytes[0] == ' ' || line.bytes[0] == '\t');
        if (!folded) {
            inside = line.length > name_length && line.bytes[name_length] == ':' &&
                     strncasecmp(line.bytes, name, name_length) == 0;
            found += inside;
        }
        size_t skip = folded ? 0 : name_length + 1;
        if (inside && found == 1)
            text_put_bytes(out, line.bytes + skip, line.length - skip);
    }
    return found;
}

/* ---- the sender ---- */

/* What stands in the last angle brackets, or all of it, without comments. */
static bool find_address(char *value, char out[MAIL_ADDRESS_CHARS])
{
    char *open = strrchr(value, '<');
    char *begin = open == NULL ? value : open + 1;

    begin += strspn(begin, " \t");
    begin[strcspn(begin, open == NULL ? " \t(" : "> \t")] = '\0';
    return mail_address_fold(begin, out);
}

bool mail_read_sender(const char *bytes, size_t length, char out[MAIL_ADDRESS_CHARS])
{
    CLEANUP(text_done) struct text value;
    struct slice mail = {bytes, length};

    text_init(&value, VALUE_MAX_BYTES);
    if (find_field(take_header(&mail), "From", &value) != 1 || value.failed ||
        strlen(value.data) < value.length)
        return false;
    return find_address(value.data, out);
}

/* ---- the calendar ---- */

/* A search through the parts. */
struct search {
    struct text *out;
    struct text value; /* of the header line in hand */
    size_t parts;
};

static bool begins_with(const char *value, const char *type)
{
    value += strspn(value, " \t");
    size_t length = strlen(type);
    return strncasecmp(value, type, length) == 0 &&
           (value[length] == '\0' || strchr("; \t", value[length]) != NULL);
}

/* boundary=X or boundary="X"; false when there is none. */
static bool find_boundary(const char *type, char out[BOUNDARY_CHARS])
{
    static const char name[] = "boundary=";
    const char *at = strcasestr(type, name);

    if (at == NULL)
        return false;
    at += strlen(name);
    size_t length = *at == '"' ? strcspn(++at, "\"") : strcspn(at, "; \t");
    if (length == 0 || length >= BOUNDARY_CHARS)
        return false;
    memcpy(out, at, length);
    out[length] = '\0';
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Quoted-printable (RFC 2045, 6.7); what is none of it stays as it is. */
static void put_quoted_printable(struct text *out, struct slice body)
{
    struct slice line;

    while (next_line(&body, &line)) {
        bool soft = line.length > 0 && line.bytes[line.length - 1] == '=';
        for (size_t i = 0; i < line.length - soft; i++) {
            int high = line.bytes[i] == '=' && i + 2 < line.length ? hex_digit(line.bytes[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(line.bytes[i + 2]) : -1;
            text_put_char(out, (char)(low >= 0 ? high << 4 | low : line.bytes[i]));
            i += low >= 0 ? 2 : 0;
        }
        if (!soft)
            text_put(out, "\r\n");
    }
}

static bool take_calendar(struct search *search, struct slice header, struct slice body)
{
    struct text *encoding = &search->value;

    (void)find_field(header, "Content-Transfer-Encoding", encoding);
    if (begins_with(encoding->data, "base64"))
        base64_take(search->out, body.bytes, body.length);
    else if (begins_with(encoding->data, "quoted-printable"))
        put_quoted_printable(search->out, body);
    else
        text_put_bytes(search->out, body.bytes, body.length);
    return !search->out->failed;
}

/* How a line divides: 0 not at all, 1 a part begins, 2 it was the last. */
static int divides(struct slice line, const char *boundary)
{
    size_t length = strlen(boundary);

    if (line.length < length + 2 || memcmp(line.bytes, "--", 2) != 0 ||
        memcmp(line.bytes + 2, boundary, length) != 0)
        return 0;
    return line.length >= length + 4 && memcmp(line.bytes + 2 + length, "--", 2) == 0 ? 2 : 1;
}

/* The next part between the lines that divide; false when there is none. */
static bool next_part(struct slice *rest, const char *boundary, struct slice *out)
{
    struct slice line;

    *out = *rest;
    while (next_line(rest, &line)) {
        int kind = divides(line, boundary);
        if (kind == 0)
            continue;
        out->length = (size_t)(line.bytes - out->bytes);
        if (kind == 2)
            rest->length = 0;
        return true;
    }
    out->length = (size_t)(rest->bytes - out->bytes); /* cut off on its way */
    return out->length > 0;
}

/* Multiparts that wait for their next part, the innermost last. */
struct level {
    char boundary[BOUNDARY_CHARS];
    struct slice rest;
};

/* A part that holds others, or a leaf. True: the calendar was found. */
static bool look_at(struct search *search, struct slice part, struct level *inner, bool *out_has_parts)
{
    struct slice header = take_header(&part);

    *out_has_parts = false;
    (void)find_field(header, "Content-Type", &search->value);
    const char *type = search->value.data;
    if (search->value.failed)
        return false;
    if (begins_with(type, "text/calendar") || begins_with(type, "application/ics"))
        return take_calendar(search, header, part);
    if (strncasecmp(type + strspn(type, " \t"), "multipart/", 10) == 0 &&
        find_boundary(type, inner->boundary)) {
        struct slice preamble;
        inner->rest = part;
        *out_has_parts = next_part(&inner->rest, inner->boundary, &preamble);
    }
    return false;
}

bool mail_read_calendar(const char *bytes, size_t length, struct text *out)
{
    struct search search = {.out = out};
    struct level levels[MAIL_READ_DEPTH_MAX];
    struct slice part = {bytes, length};
    size_t depth = 0;
    bool has_parts = false;
    bool found;

    text_init(&search.value, VALUE_MAX_BYTES);
    found = look_at(&search, part, &levels[0], &has_parts);
    depth = has_parts ? 1 : 0;
    while (!found && depth > 0 && search.parts < MAIL_READ_PARTS_MAX) {
        if (!next_part(&levels[depth - 1].rest, levels[depth - 1].boundary, &part)) {
            depth--;
            continue;
        }
        search.parts++;
        struct level inner;
        found = look_at(&search, part, &inner, &has_parts);
        if (has_parts && depth < MAIL_READ_DEPTH_MAX)
            levels[depth++] = inner;
    }
    text_done(&search.value);
    return found;
}
