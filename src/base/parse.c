#include "base/parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool parse_int(const char *text, int64_t min, int64_t max, int64_t *out)
{
    bool negative = *text == '-';
    const char *p = text + negative;
    int64_t value = 0;

    if (!is_digit(*p) || (p[0] == '0' && (p[1] != '\0' || negative)))
        return false;
    for (; is_digit(*p); p++) {
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, *p - '0', &value))
            return false;
    }
    if (*p != '\0' || (!negative && __builtin_mul_overflow(value, -1, &value)))
        return false;
    if (value < min || value > max)
        return false;
    *out = value;
    return true;
}

bool parse_real(const char *text, double *out)
{
    char *end = NULL;

    if (*text != '-' && !is_digit(*text))
        return false;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !isfinite(value))
        return false;
    *out = value;
    return true;
}

bool parse_choice(const char *text, const char *const names[], size_t count, size_t *out_index)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

bool parse_two_digits(const char *text, int *out)
{
    if (!is_digit(text[0]) || !is_digit(text[1]))
        return false;
    *out = (text[0] - '0') * 10 + (text[1] - '0');
    return true;
}
