#include "web/html.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

static const char *entity(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_put(struct text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *escaped = entity(*text);
        if (escaped != NULL)
            text_put(out, escaped);
        else
            text_put_char(out, *text);
    }
}

/* The directive at `at`, which follows a %: puts its value and returns how many bytes it takes. */
static size_t put_value(struct text *out, const char *at, va_list *values)
{
    switch (*at) {
    case 's': html_put(out, va_arg(*values, const char *)); return 1;
    case 'd': text_putf(out, "%d", va_arg(*values, int)); return 1;
    case 'u': text_putf(out, "%u", va_arg(*values, unsigned)); return 1;
    case 'l': text_putf(out, "%lld", va_arg(*values, long long)); return strlen("lld");
    case 'z': text_putf(out, "%zu", va_arg(*values, size_t)); return strlen("zu");
    default:
        assert(*at == '%');
        text_put_char(out, '%');
        return 1;
    }
}

void html_putf(struct text *out, const char *format, ...)
{
    va_list values;
    const char *sign;

    va_start(values, format);
    while ((sign = strchr(format, '%')) != NULL) {
        text_put_bytes(out, format, (size_t)(sign - format));
        format = sign + 1 + put_value(out, sign + 1, &values);
    }
    va_end(values);
    text_put(out, format);
}
