#include "web/http.h"

#include "base/parse.h"
#include "calendar/civil.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *http_request_header(const struct http_request *request, const char *name)
{
    const char *value = request->find_header(request->connection, name);

    return value != NULL ? value : "";
}

bool http_request_has_type(const struct http_request *request, const char *type)
{
    const char *field = http_request_header(request, "Content-Type");
    size_t length = strlen(type);

    return strncasecmp(field, type, length) == 0 && strchr("; \t", field[length]) != NULL;
}

void http_response_init(struct http_response *response)
{
    response->prepared = NULL;
    response->status = 200;
    response->header_count = 0;
    text_init(&response->body, HTTP_BODY_BYTES_MAX);
}

void http_response_done(struct http_response *response)
{
    text_done(&response->body);
    http_prepared_free(response->prepared);
}

static struct http_header *find_header(struct http_response *response, const char *name)
{
    for (size_t i = 0; i < response->header_count; i++)
        if (strcasecmp(response->headers[i].name, name) == 0)
            return &response->headers[i];
    return NULL;
}

void http_set_header(struct http_response *response, const char *name, const char *format, ...)
{
    struct http_header *header = find_header(response, name);
    char value[HTTP_HEADER_VALUE_MAX];
    va_list args;

    va_start(args, format);
    int length = vsnprintf(value, sizeof value, format, args);
    va_end(args);
    if (length < 0 || (size_t)length >= sizeof value)
        return;
    if (header == NULL && response->header_count < HTTP_HEADERS_MAX)
        header = &response->headers[response->header_count++];
    if (header == NULL)
        return;
    header->name = name;
    memcpy(header->value, value, (size_t)length + 1);
}

const char *http_response_header(const struct http_response *response, const char *name)
{
    for (size_t i = 0; i < response->header_count; i++)
        if (strcasecmp(response->headers[i].name, name) == 0)
            return response->headers[i].value;
    return NULL;
}

void http_respond_text(struct http_response *response, int status, const char *text)
{
    response->status = status;
    text_clear(&response->body);
    text_put(&response->body, text);
    text_put_char(&response->body, '\n');
    http_set_header(response, "Content-Type", "text/plain; charset=utf-8");
}

void http_date_format(int64_t utc_secs, char out[HTTP_DATE_CHARS])
{
    /* struct civil_time reads moments by Viet Nam's clock; moved back by its offset it shows UTC. */
    struct civil_time time = civil_time_from_utc_secs(utc_secs - VIETNAM_OFFSET_SECS);
    struct civil_ymd ymd = civil_date_split(time.date);

    snprintf(out, HTTP_DATE_CHARS, "%s, %02u %s %04u %02u:%02u:%02u GMT",
             weekdays[civil_date_weekday(time.date)], (unsigned)ymd.day % 100, months[ymd.month - 1],
             (unsigned)ymd.year % 10000, (unsigned)time.minute / 60 % 100, (unsigned)time.minute % 60,
             (unsigned)(((utc_secs % 60) + 60) % 60));
}

/* "06 Nov 1994" */
static bool read_date(const char *text, struct civil_date *out)
{
    char month[4] = {text[3], text[4], text[5], '\0'};
    struct civil_ymd ymd;
    size_t index;
    int century;

    if (!parse_two_digits(text, &ymd.day) || !parse_choice(month, months, COUNT_OF(months), &index) ||
        !parse_two_digits(text + 7, &century) || !parse_two_digits(text + 9, &ymd.year))
        return false;
    ymd.year += century * 100;
    ymd.month = (int)index + 1;
    if (!civil_date_valid(ymd))
        return false;
    *out = civil_date_make(ymd);
    return true;
}

bool http_date_parse(const char *text, int64_t *out_utc_secs)
{
    static const char form[] = "Xxx, 00 Xxx 0000 00:00:00 GMT";
    struct civil_time time;
    int hour;
    int minute;
    int second;

    if (strlen(text) != strlen(form) || strncmp(text + 3, ", ", 2) != 0 || strcmp(text + 25, " GMT") != 0)
        return false;
    for (size_t i = 0; i < strlen(form); i++)
        if ((form[i] == ' ' || form[i] == ':') && text[i] != form[i])
            return false;
    if (!read_date(text + 5, &time.date) || !parse_two_digits(text + 17, &hour) ||
        !parse_two_digits(text + 20, &minute) || !parse_two_digits(text + 23, &second) || hour > 23 ||
        minute > 59 || second > 60)
        return false;
    time.minute = hour * 60 + minute;
    *out_utc_secs = civil_time_to_utc_secs(time) + VIETNAM_OFFSET_SECS + second;
    return true;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

bool http_tags_match(const char *list, const char *tag)
{
    size_t length = strlen(tag);

    list = skip_blanks(list);
    if (*list == '*')
        return *skip_blanks(list + 1) == '\0';
    while (*list != '\0') {
        list += strncmp(list, "W/", 2) == 0 ? 2 : 0;
        const char *end = *list == '"' ? strchr(list + 1, '"') : NULL;
        if (end == NULL)
            return false;
        if ((size_t)(end + 1 - list) == length && strncmp(list, tag, length) == 0)
            return true;
        list = skip_blanks(end + 1);
        if (*list == ',')
            list = skip_blanks(list + 1);
    }
    return false;
}

/* Whether the parameters of a coding, up to the next comma, give it the weight 0. */
static bool refused(const char *parameters, const char *end)
{
    const char *weight = skip_blanks(parameters);

    if (*weight != ';')
        return false;
    weight = skip_blanks(weight + 1);
    if (tolower((unsigned char)weight[0]) != 'q' || weight[1] != '=')
        return false;
    weight += 2;
    return weight < end && strspn(weight, "0.") >= strcspn(weight, ",; \t");
}

bool http_accepts_gzip(const char *accept_encoding)
{
    bool by_star = false;
    const char *item = skip_blanks(accept_encoding);

    while (*item != '\0') {
        size_t name = strcspn(item, " \t;,");
        const char *end = item + strcspn(item, ",");
        bool wanted = !refused(item + name, end);
        if ((name == 4 && strncasecmp(item, "gzip", 4) == 0) ||
            (name == 6 && strncasecmp(item, "x-gzip", 6) == 0))
            return wanted; /* named: what is said of "*" does not count */
        if (name == 1 && *item == '*')
            by_star = wanted;
        item = skip_blanks(*end == ',' ? end + 1 : end);
    }
    return by_star;
}
