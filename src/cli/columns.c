#include "cli/columns.h"

#include <string.h>

static size_t count_bytes(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t columns_count(const char *text)
{
    return count_bytes(text, strlen(text));
}

static void put_blanks(struct text *out, size_t count)
{
    while (count-- > 0)
        text_put_char(out, ' ');
}

void columns_wrap(struct text *out, const char *words, size_t at, size_t indent)
{
    bool line_begins = true;

    for (words += strspn(words, " "); *words != '\0'; words += strspn(words, " ")) {
        size_t length = strcspn(words, " ");
        size_t width = count_bytes(words, length);

        if (!line_begins && at + 1 + width > COLUMNS_WIDTH) {
            text_put_char(out, '\n');
            put_blanks(out, indent);
            at = indent;
        } else if (!line_begins) {
            text_put_char(out, ' ');
            at++;
        }
        text_put_bytes(out, words, length);
        at += width;
        line_begins = false;
        words += length;
    }
    text_put_char(out, '\n');
}

void columns_put(struct text *out, const char *left, const char *right, size_t indent)
{
    size_t width = 2 + columns_count(left);

    text_putf(out, "  %s", left);
    if (width + 2 > indent) {
        text_put_char(out, '\n');
        width = 0;
    }
    put_blanks(out, indent - width);
    columns_wrap(out, right, indent, indent);
}
