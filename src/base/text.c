#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char empty[1] = "";

void text_init(struct text *text, size_t max_bytes)
{
    *text = (struct text){.data = empty, .max_bytes = max_bytes};
}

void text_done(struct text *text)
{
    if (text->data != empty)
        free(text->data);
    *text = (struct text){.data = empty};
}

void text_clear(struct text *text)
{
    text->length = 0;
    text->failed = false;
    if (text->capacity > 0)
        text->data[0] = '\0';
}

/* Makes room for `more` bytes and the final NUL. */
static bool reserve(struct text *text, size_t more)
{
    if (text->failed || more > text->max_bytes - text->length) {
        text->failed = true;
        return false;
    }
    size_t need = text->length + more + 1;
    if (need <= text->capacity)
        return true;
    size_t capacity = text->capacity < 64 ? 64 : text->capacity;
    while (capacity < need)
        capacity *= 2;
    char *data = realloc(text->data == empty ? NULL : text->data, capacity);
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void text_reserve(struct text *text, size_t bytes)
{
    (void)!reserve(text, bytes);
}

void text_put_bytes(struct text *text, const char *bytes, size_t length)
{
    if (length == 0 || !reserve(text, length))
        return;
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_put(struct text *text, const char *string)
{
    text_put_bytes(text, string, strlen(string));
}

void text_put_int(struct text *text, long long number)
{
    char digits[20];
    size_t at = sizeof digits;
    unsigned long long left = number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;

    do
        digits[--at] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (number < 0)
        text_put_char(text, '-');
    text_put_bytes(text, digits + at, sizeof digits - at);
}

void text_put_char(struct text *text, char byte)
{
    if (!reserve(text, 1))
        return;
    text->data[text->length++] = byte;
    text->data[text->length] = '\0';
}

void text_putf(struct text *text, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length <= 0 || !reserve(text, (size_t)length))
        return;
    va_start(args, format);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, args);
    va_end(args);
    text->length += (size_t)length;
}

enum error_code text_finish(const struct text *text, struct error *err)
{
    return text->failed ? error_memory(err) : OK;
}

char *text_take(struct text *text, size_t *out_length)
{
    char *data = NULL;

    if (!text->failed && (text->capacity > 0 || reserve(text, 0))) {
        assert(text->length < text->capacity);
        data = realloc(text->data, text->length + 1); /* it may be kept for long */
        data = data != NULL ? data : text->data;
        data[text->length] = '\0';
        *out_length = text->length;
        text->data = empty;
    }
    size_t max_bytes = text->max_bytes;
    text_done(text);
    text->max_bytes = max_bytes;
    return data;
}
