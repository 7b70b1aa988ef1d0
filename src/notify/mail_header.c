#include "notify/mail_header.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "calendar/civil.h"

#include <string.h>

#define WORD_OPEN "=?UTF-8?B?"
#define WORD_CLOSE "?="
#define CHARACTER_BYTES_MAX 4
#define CLEAN_MAX_BYTES 4000

static bool is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character <= 0x9f);
}

/* One line of UTF-8 without blanks at its ends. */
static void put_clean(struct text *out, const char *value)
{
    size_t left = strlen(value + strspn(value, " \t\r\n"));
    size_t used;

    value += strspn(value, " \t\r\n");
    for (; left > 0; value += used, left -= used) {
        uint32_t character = 0;
        used = utf8_next(value, left, &character);
        if (used == 0)
            text_put(out, "\xef\xbf\xbd");
        else if (is_control(character))
            text_put_char(out, ' ');
        else
            text_put_bytes(out, value, used);
        used = used == 0 ? 1 : used;
    }
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
}

static bool is_ascii(const char *value)
{
    for (; *value != '\0'; value++)
        if ((unsigned char)*value >= 0x80)
            return false;
    return true;
}

/* How many of the bytes, whole characters only, fit into an encoded word of so many columns. */
static size_t fitting(const char *value, size_t columns)
{
    size_t most = (columns - strlen(WORD_OPEN WORD_CLOSE)) / 4 * 3;
    size_t length = strlen(value);

    if (length <= most)
        return length;
    while (most > 0 && ((unsigned char)value[most] & 0xc0) == 0x80)
        most--;
    return most;
}

/* Encoded words, each on a line of its own, the first one after `column` columns. Returns the column after the last. */
static size_t put_encoded(struct text *out, const char *value, size_t column)
{
    while (*value != '\0') {
        size_t room = MAIL_LINE_MAX - column;
        size_t least = strlen(WORD_OPEN WORD_CLOSE) + 4 * ((CHARACTER_BYTES_MAX + 2) / 3);
        size_t length = room < least ? 0 : fitting(value, room);
        size_t before = out->length;
        if (length > 0) {
            text_put(out, WORD_OPEN);
            base64_put(out, value, length, 0);
            text_put(out, WORD_CLOSE);
        }
        value += length;
        column += out->length - before;
        if (*value != '\0') {
            text_put(out, "\r\n ");
            column = 1;
        }
        if (out->failed)
            return column;
    }
    return column;
}

void mail_put_words(struct text *out, const char *name, const char *value)
{
    CLEANUP(text_done) struct text clean;
    size_t column = strlen(name) + 2;

    text_init(&clean, CLEAN_MAX_BYTES);
    put_clean(&clean, value);
    out->failed |= clean.failed;
    text_putf(out, "%s: ", name);
    if (is_ascii(clean.data) && strstr(clean.data, "=?") == NULL && column + clean.length <= MAIL_LINE_MAX)
        text_put(out, clean.data);
    else
        put_encoded(out, clean.data, column);
    text_put(out, "\r\n");
}

/* A quoted string (RFC 5322, 3.2.4). */
static void put_quoted(struct text *out, const char *value)
{
    text_put_char(out, '"');
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            text_put_char(out, '\\');
        text_put_char(out, *value);
    }
    text_put_char(out, '"');
}

void mail_put_mailbox(struct text *out, const char *name, const char *person, const char *address)
{
    CLEANUP(text_done) struct text clean;
    size_t begin = out->length;
    size_t column = strlen(name) + 2;

    text_init(&clean, CLEAN_MAX_BYTES);
    put_clean(&clean, person);
    out->failed |= clean.failed;
    text_putf(out, "%s: ", name);
    if (clean.length == 0) {
        text_putf(out, "%s\r\n", address);
        return;
    }
    /* Quoting at most doubles it. */
    if (is_ascii(clean.data) && strstr(clean.data, "=?") == NULL &&
        column + 2 * clean.length + 2 <= MAIL_LINE_MAX) {
        put_quoted(out, clean.data);
        column = out->length - begin;
    } else {
        column = put_encoded(out, clean.data, column);
    }
    bool fits = column + strlen(" <>") + strlen(address) <= MAIL_LINE_MAX;
    text_putf(out, "%s <%s>\r\n", fits ? "" : "\r\n", address);
}

void mail_put_date(struct text *out, int64_t utc_secs)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil_time time = civil_time_from_utc_secs(utc_secs);
    struct civil_ymd ymd = civil_date_split(time.date);

    text_putf(out, "Date: %s, %d %s %04d %02d:%02d:%02d +0700\r\n", weekdays[civil_date_weekday(time.date)],
              ymd.day, months[ymd.month - 1], ymd.year, (int)(time.minute / 60), (int)(time.minute % 60),
              (int)(((utc_secs % 60) + 60) % 60));
}
