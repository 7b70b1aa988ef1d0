#include "base/message.h"

#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ARGS_DIVIDER '\x1f'

/* One conversion of a printf format: `%[n$][width][.precision][length]letter`. */
struct conversion {
    const char *start;
    size_t length;     /* bytes of the whole conversion */
    unsigned position; /* n of `n$`, 0 when absent */
    char size;         /* 0, 'l', 'L' for ll, 'z' */
    char letter;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *p)
{
    while (is_digit(*p))
        p++;
    return p;
}

static struct conversion parse_conversion(const char *percent)
{
    struct conversion found = {.start = percent};
    const char *p = percent + 1;
    const char *after = skip_digits(p);

    if (after > p && *after == '$') {
        found.position = (unsigned)(*p - '0');
        p = after + 1;
    }
    while (*p == '-' || *p == '0' || *p == '+' || *p == ' ')
        p++;
    p = skip_digits(p);
    if (*p == '.')
        p = skip_digits(p + 1);
    if (*p == 'l' || *p == 'z') {
        found.size = *p++;
        if (found.size == 'l' && *p == 'l') {
            found.size = 'L';
            p++;
        }
    }
    found.letter = *p;
    found.length = (size_t)(p - percent) + (*p != '\0');
    return found;
}

/* How many of the `length` bytes of `text` fit in `room` without cutting a UTF-8 character. */
static size_t fitting_bytes(const char *text, size_t length, size_t room)
{
    if (length <= room)
        return length;
    while (room > 0 && ((unsigned char)text[room] & 0xC0) == 0x80)
        room--;
    return room;
}

static void keep_arg(struct message *message, const char *text, size_t length)
{
    if (message->arg_count == MESSAGE_ARGS_MAX || message->args_bytes >= MESSAGE_TEXT_MAX)
        return;
    size_t kept = fitting_bytes(text, length, MESSAGE_TEXT_MAX - message->args_bytes - 1u);

    message->arg_start[message->arg_count++] = message->args_bytes;
    memcpy(message->args + message->args_bytes, text, kept);
    message->args[message->args_bytes + kept] = '\0';
    message->args_bytes = (unsigned short)(message->args_bytes + kept + 1);
}

static long long take_signed(va_list *args, char size)
{
    if (size == 'L')
        return va_arg(*args, long long);
    if (size == 'l')
        return va_arg(*args, long);
    if (size == 'z')
        return (long long)va_arg(*args, ssize_t);
    return va_arg(*args, int);
}

static unsigned long long take_unsigned(va_list *args, char size)
{
    if (size == 'L')
        return va_arg(*args, unsigned long long);
    if (size == 'l')
        return va_arg(*args, unsigned long);
    if (size == 'z')
        return va_arg(*args, size_t);
    return va_arg(*args, unsigned);
}

/* The flags, width and precision of a conversion: what stands between `%` and the length letters. */
static void copy_flags(const struct conversion *conversion, char out[16])
{
    size_t n = strspn(conversion->start + 1, "-+ 0123456789.");
    if (n > 12)
        n = 12;
    out[0] = '%';
    memcpy(out + 1, conversion->start + 1, n);
    out[n + 1] = '\0';
}

static void keep_number(struct message *message, const struct conversion *conversion, va_list *args)
{
    char format[20];
    char number[64];

    copy_flags(conversion, format);
    size_t end = strlen(format);
    format[end] = 'l';
    format[end + 1] = 'l';
    format[end + 2] = conversion->letter;
    format[end + 3] = '\0';
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (conversion->letter == 'd' || conversion->letter == 'i')
        snprintf(number, sizeof number, format, take_signed(args, conversion->size));
    else
        snprintf(number, sizeof number, format, take_unsigned(args, conversion->size));
#pragma GCC diagnostic pop
    keep_arg(message, number, strlen(number));
}

static void keep_string(struct message *message, const struct conversion *conversion, va_list *args)
{
    const char *text = va_arg(*args, const char *);
    const char *point = memchr(conversion->start, '.', conversion->length);
    size_t room = MESSAGE_TEXT_MAX;

    if (text == NULL)
        text = "";
    if (point != NULL) {
        room = 0;
        for (const char *p = point + 1; is_digit(*p); p++)
            room = room * 10 + (size_t)(*p - '0');
    }
    keep_arg(message, text, fitting_bytes(text, strlen(text), room));
}

void message_set_va(struct message *message, const char *format, va_list args)
{
    va_list rest;

    message->format = format;
    message->arg_count = 0;
    message->args_bytes = 0;
    va_copy(rest, args);
    for (const char *p = strchr(format, '%'); p != NULL; p = strchr(p, '%')) {
        struct conversion conversion = parse_conversion(p);
        if (conversion.letter == 's') {
            keep_string(message, &conversion, &rest);
        } else if (conversion.letter == 'c') {
            char one = (char)va_arg(rest, int);
            keep_arg(message, &one, 1);
        } else if (conversion.letter != '%') {
            keep_number(message, &conversion, &rest);
        }
        p += conversion.length;
    }
    va_end(rest);
}

void message_set(struct message *message, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    message_set_va(message, format, args);
    va_end(args);
}

void message_write(const struct message *message, const char *format, struct text *out)
{
    unsigned next = 0;

    if (format == NULL)
        return;
    for (;;) {
        const char *percent = strchr(format, '%');
        if (percent == NULL)
            break;
        text_put_bytes(out, format, (size_t)(percent - format));
        struct conversion conversion = parse_conversion(percent);
        format = percent + conversion.length;
        if (conversion.letter == '%') {
            text_put(out, "%");
            continue;
        }
        unsigned index = conversion.position > 0 ? conversion.position - 1 : next++;
        if (index < message->arg_count)
            text_put(out, message->args + message->arg_start[index]);
    }
    text_put(out, format);
}

void message_put_args(const struct message *message, struct text *out)
{
    for (unsigned i = 0; i < message->arg_count; i++) {
        if (i > 0)
            text_put_char(out, ARGS_DIVIDER);
        text_put(out, message->args + message->arg_start[i]);
    }
}

void message_restore(struct message *message, const char *format, const char *args)
{
    message->format = format;
    message->arg_count = 0;
    message->args_bytes = 0;
    for (;;) {
        const char *end = strchrnul(args, ARGS_DIVIDER);
        keep_arg(message, args, (size_t)(end - args));
        if (*end == '\0')
            return;
        args = end + 1;
    }
}
