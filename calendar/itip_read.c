#include "calendar/itip_read.h"

#include "base/parse.h"
#include "base/text.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LINE_MAX_BYTES 8192

/* One line, unfolded and taken apart in place: NAME;PARAMETERS:VALUE. */
struct line {
    char *name;
    char *parameters; /* "" when there are none */
    char *value;
};

/* What was found so far. */
struct reading {
    struct itip_reply reply;
    char method[16];
    size_t depth;       /* components begun and not ended */
    size_t event_depth; /* 0: in no VEVENT */
    size_t events;
    size_t attendees;
    bool has_answer;
    bool wants_more; /* one day of a series, somebody else in place of the one invited */
    bool broken;
};

/* The next line of the calendar without its folds; false at the end. A line that does not fit breaks the reading. */
static bool next_line(const char **at, const char *end, struct text *out)
{
    text_clear(out);
    if (*at == end)
        return false;
    for (;;) {
        const char *newline = memchr(*at, '\n', (size_t)(end - *at));
        const char *stop = newline == NULL ? end : newline;
        size_t length = (size_t)(stop - *at);
        if (length > 0 && (*at)[length - 1] == '\r')
            length--;
        text_put_bytes(out, *at, length);
        *at = newline == NULL ? end : newline + 1;
        if (*at == end || (**at != ' ' && **at != '\t'))
            return true;
        ++*at; /* the blank of the fold */
    }
}

/* At the first colon and semicolon outside quotation marks. */
static bool split_line(char *text, struct line *out)
{
    char *colon = NULL;
    char *semicolon = NULL;
    bool quoted = false;

    for (char *c = text; *c != '\0' && colon == NULL; c++) {
        quoted = quoted != (*c == '"');
        if (!quoted && *c == ';' && semicolon == NULL)
            semicolon = c;
        else if (!quoted && *c == ':')
            colon = c;
    }
    if (colon == NULL)
        return false;
    *colon = '\0';
    if (semicolon != NULL)
        *semicolon = '\0';
    *out = (struct line){text, semicolon == NULL ? colon : semicolon + 1, colon + 1};
    return true;
}

/* The value of a parameter without quotation marks; false when it is not there or does not fit. */
static bool find_parameter(const char *parameters, const char *name, char *out, size_t room)
{
    size_t name_length = strlen(name);

    while (*parameters != '\0') {
        size_t length = 0;
        for (bool quoted = false; parameters[length] != '\0' && (quoted || parameters[length] != ';');
             length++)
            quoted = quoted != (parameters[length] == '"');
        if (length > name_length && parameters[name_length] == '=' &&
            strncasecmp(parameters, name, name_length) == 0) {
            const char *value = parameters + name_length + 1;
            size_t value_length = length - name_length - 1;
            if (value_length >= 2 && value[0] == '"' && value[value_length - 1] == '"') {
                value++;
                value_length -= 2;
            }
            if (value_length >= room)
                return false;
            memcpy(out, value, value_length);
            out[value_length] = '\0';
            return true;
        }
        parameters += length + (parameters[length] == ';');
    }
    return false;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* mailto: in any case of letters, what is escaped put back. */
static bool read_mailto(const char *value, char out[MAIL_ADDRESS_CHARS])
{
    static const char scheme[] = "mailto:";
    char address[MAIL_ADDRESS_CHARS];
    size_t length = 0;

    if (strncasecmp(value, scheme, strlen(scheme)) != 0)
        return false;
    for (value += strlen(scheme); *value != '\0'; value++) {
        char c = *value;
        if (length + 1 == sizeof address)
            return false;
        if (c == '%' && hex_digit(value[1]) >= 0 && hex_digit(value[2]) >= 0) {
            c = (char)(hex_digit(value[1]) << 4 | hex_digit(value[2]));
            value += 2;
        }
        address[length++] = c;
    }
    address[length] = '\0';
    return strlen(address) == length && mail_address_fold(address, out);
}

/* 20210428T013000Z */
static bool read_moment(const char *value, int64_t *out)
{
    char moment[32];

    if (strlen(value) != 16 || value[8] != 'T' || value[15] != 'Z')
        return false;
    snprintf(moment, sizeof moment, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", value, value + 4, value + 6, value + 9,
             value + 11, value + 13);
    return civil_moment_parse(moment, out);
}

/* ---- properties ---- */

static bool take_uid(struct reading *reading, const struct line *line)
{
    size_t length = strlen(line->value);

    if (length == 0 || length >= sizeof reading->reply.uid || reading->reply.uid[0] != '\0')
        return false;
    for (size_t i = 0; i < length; i++)
        if (line->value[i] <= ' ' || line->value[i] > '~')
            return false;
    memcpy(reading->reply.uid, line->value, length + 1);
    return true;
}

static bool take_sequence(struct reading *reading, const struct line *line)
{
    int64_t sequence;

    if (!parse_int(line->value, 0, INT32_MAX, &sequence))
        return false;
    reading->reply.sequence = (uint32_t)sequence;
    return true;
}

static bool take_stamp(struct reading *reading, const struct line *line)
{
    return read_moment(line->value, &reading->reply.stamp_utc_secs);
}

static bool take_attendee(struct reading *reading, const struct line *line)
{
    static const char *const answers[ITIP_ANSWER_COUNT] = {
        [ITIP_ACCEPTED] = "ACCEPTED", [ITIP_DECLINED] = "DECLINED", [ITIP_TENTATIVE] = "TENTATIVE"};
    char answer[32];

    if (++reading->attendees > 1 || !read_mailto(line->value, reading->reply.attendee))
        return false;
    if (!find_parameter(line->parameters, "PARTSTAT", answer, sizeof answer))
        return true;
    for (size_t i = 0; i < ITIP_ANSWER_COUNT; i++)
        if (strcasecmp(answer, answers[i]) == 0) {
            reading->reply.answer = (enum itip_answer)i;
            reading->has_answer = true;
        }
    return true;
}

static bool take_series(struct reading *reading, const struct line *line)
{
    (void)line;
    reading->wants_more = true;
    return true;
}

static void take_property(struct reading *reading, const struct line *line)
{
    static const struct {
        const char *name;
        bool (*take)(struct reading *reading, const struct line *line);
    } properties[] = {
        {"UID", take_uid},           {"SEQUENCE", take_sequence},    {"DTSTAMP", take_stamp},
        {"ATTENDEE", take_attendee}, {"RECURRENCE-ID", take_series},
    };

    for (size_t i = 0; i < COUNT_OF(properties); i++)
        if (strcasecmp(line->name, properties[i].name) == 0 && !properties[i].take(reading, line))
            reading->broken = true;
}

/* ---- the calendar ---- */

static void begin_component(struct reading *reading, const char *name)
{
    reading->depth++;
    if (reading->depth == 1 && strcasecmp(name, "VCALENDAR") != 0)
        reading->broken = true;
    if (reading->depth == 2 && strcasecmp(name, "VEVENT") == 0) {
        reading->event_depth = reading->depth;
        reading->events++;
    }
}

static void end_component(struct reading *reading)
{
    if (reading->depth == 0)
        reading->broken = true;
    else if (reading->depth-- == reading->event_depth)
        reading->event_depth = 0;
}

static void take_line(struct reading *reading, const struct line *line)
{
    if (strcasecmp(line->name, "BEGIN") == 0)
        begin_component(reading, line->value);
    else if (strcasecmp(line->name, "END") == 0)
        end_component(reading);
    else if (reading->depth == 0)
        reading->broken = true;
    else if (reading->depth == 1 && strcasecmp(line->name, "METHOD") == 0)
        snprintf(reading->method, sizeof reading->method, "%.15s", line->value);
    else if (reading->depth == reading->event_depth)
        take_property(reading, line);
}

static enum itip_reading judge(const struct reading *reading)
{
    if (reading->broken || reading->depth != 0 || reading->method[0] == '\0')
        return ITIP_GARBLED;
    if (strcasecmp(reading->method, "REPLY") != 0 || reading->wants_more)
        return ITIP_OTHER;
    if (reading->events != 1 || reading->attendees != 1 || reading->reply.uid[0] == '\0')
        return ITIP_GARBLED;
    return reading->has_answer ? ITIP_REPLY : ITIP_OTHER;
}

enum itip_reading itip_read_reply(const char *bytes, size_t length, struct itip_reply *out)
{
    CLEANUP(text_done) struct text text = {0};
    struct reading reading = {.depth = 0};
    const char *end = bytes + length;

    if (length > ITIP_BYTES_MAX || memchr(bytes, '\0', length) != NULL)
        return ITIP_GARBLED;
    text_init(&text, LINE_MAX_BYTES);
    while (!reading.broken && next_line(&bytes, end, &text)) {
        struct line line;
        if (text.length == 0)
            continue;
        if (text.failed || !split_line(text.data, &line))
            return ITIP_GARBLED;
        take_line(&reading, &line);
    }
    enum itip_reading found = judge(&reading);
    if (found == ITIP_REPLY)
        *out = reading.reply;
    return found;
}
