#include "base/phone.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_MAX 11 /* 84 and nine digits */

/* The digits of the text, without separators; -1 for anything else in it or too many of them. */
static int take_digits(const char *text, char out[DIGITS_MAX + 1])
{
    int count = 0;

    for (; *text != '\0'; text++) {
        if (strchr(" .-", *text) != NULL && count > 0)
            continue;
        if (*text < '0' || *text > '9' || count == DIGITS_MAX)
            return -1;
        out[count++] = *text;
    }
    out[count] = '\0';
    return count;
}

enum phone_reading phone_parse(const char *text, char out[PHONE_CHARS])
{
    char digits[DIGITS_MAX + 1];
    bool international = text[0] == '+';
    int count = take_digits(text + international, digits);
    const char *national = NULL;

    if (count == 11 && strncmp(digits, "84", 2) == 0)
        national = digits + 2;
    else if (count == 10 && digits[0] == '0' && !international)
        national = digits + 1;
    else if (count == 9 && !international)
        national = digits;
    if (national == NULL || strchr("35789", national[0]) == NULL)
        return PHONE_NOT_MOBILE;
    if (count == 9)
        return PHONE_ZERO_LOST;
    snprintf(out, PHONE_CHARS, "+84%.9s", national);
    return PHONE_READ;
}
