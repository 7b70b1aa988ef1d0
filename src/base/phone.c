#include "base/phone.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_MAX 15 /* the longest number of any country (ITU-T E.164) */
#define NATIONAL_DIGITS 9

/* What people, spreadsheets and word processors put between digits. */
static const char *const separators[] = {" ", ".", "-", "(", ")", "/", "\t", "\u00a0", "\u2011", "\u2013"};

/* The first three digits of numbers with eleven, and the first two of what they became from 15 September to 14 November 2018
 * (plan of the Ministry of Information and Communications of 2018). */
static const char *const moved[][2] = {
    {"120", "70"}, {"121", "79"}, {"122", "77"}, {"123", "83"}, {"124", "84"}, {"125", "85"}, {"126", "76"},
    {"127", "81"}, {"128", "78"}, {"129", "82"}, {"162", "32"}, {"163", "33"}, {"164", "34"}, {"165", "35"},
    {"166", "36"}, {"167", "37"}, {"168", "38"}, {"169", "39"}, {"186", "56"}, {"188", "58"}, {"199", "59"},
};

static size_t separator_at(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(separators); i++) {
        size_t length = strlen(separators[i]);
        if (strncmp(text, separators[i], length) == 0)
            return length;
    }
    return 0;
}

static const char *after_separators(const char *text)
{
    for (size_t length = separator_at(text); length > 0; length = separator_at(text))
        text += length;
    return text;
}

/* The digits of the text, without separators; false for anything else in it or too many of them. */
static bool take_digits(const char *text, char out[DIGITS_MAX + 1])
{
    size_t count = 0;

    for (text = after_separators(text); *text != '\0'; text = after_separators(text + 1)) {
        if (*text < '0' || *text > '9' || count == DIGITS_MAX)
            return false;
        out[count++] = *text;
    }
    out[count] = '\0';
    return true;
}

static const char *after_zero(const char *digits)
{
    return digits + (digits[0] == '0');
}

/* The digits after the zero or the country's number; NULL when they are of another country. `*out_bare` when there was
 * neither. */
static const char *national_part(const char *digits, bool international, bool *out_bare)
{
    if (!international && strncmp(digits, "00", 2) == 0) {
        international = true;
        digits += 2;
    }
    *out_bare = false;
    if (international)
        return strncmp(digits, "84", 2) == 0 ? after_zero(digits + 2) : NULL;
    if (digits[0] == '0')
        return digits + 1;
    if (strncmp(digits, "84", 2) == 0 && strlen(digits) > NATIONAL_DIGITS)
        return after_zero(digits + 2);
    *out_bare = true;
    return digits;
}

static enum phone_reading read_before_2018(const char *national, char out[PHONE_CHARS])
{
    for (size_t i = 0; i < COUNT_OF(moved); i++) {
        if (strncmp(national, moved[i][0], 3) == 0) {
            snprintf(out, PHONE_CHARS, "+84%s%.7s", moved[i][1], national + 3);
            return PHONE_BEFORE_2018;
        }
    }
    return PHONE_NOT_MOBILE;
}

/* Area codes began with 2, 4 and 6, and since 2017 with 2 alone. */
static bool is_landline(const char *national, size_t length)
{
    return (national[0] == '2' && (length == NATIONAL_DIGITS || length == NATIONAL_DIGITS + 1)) ||
           (strchr("46", national[0]) != NULL && length == NATIONAL_DIGITS);
}

enum phone_reading phone_parse(const char *text, char out[PHONE_CHARS])
{
    char digits[DIGITS_MAX + 1];
    bool bare;

    text = after_separators(text);
    if (*text == '\0')
        return PHONE_EMPTY;
    bool international = *text == '+';
    if (!take_digits(text + international, digits) || digits[0] == '\0')
        return PHONE_NOT_MOBILE;
    const char *national = national_part(digits, international, &bare);
    if (national == NULL)
        return digits[0] == '0' && international ? PHONE_NOT_MOBILE : PHONE_FOREIGN;
    size_t length = strlen(national);
    if (!bare && length > 0 && is_landline(national, length))
        return PHONE_LANDLINE;
    if (!bare && length == NATIONAL_DIGITS + 1)
        return read_before_2018(national, out);
    if (length != NATIONAL_DIGITS || strchr("35789", national[0]) == NULL)
        return PHONE_NOT_MOBILE;
    if (bare)
        return PHONE_ZERO_LOST;
    snprintf(out, PHONE_CHARS, "+84%.9s", national);
    return PHONE_READ;
}
