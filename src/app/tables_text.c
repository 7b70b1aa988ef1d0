#include "app/tables_text.h"

#include "app/tables.h"

#include <string.h>

const char *const tables_weekday_names[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
const char *const tables_weekday_names_vi[7] = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"};

static bool is_id_letter(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
}

bool tables_text_is_id(const char *text)
{
    size_t length = 0;

    while (is_id_letter(text[length]))
        length++;
    return length > 0 && length <= TABLES_ID_BYTES_MAX && text[length] == '\0';
}

bool tables_text_is_email(const char *text)
{
    const char *at = strchr(text, '@');

    return at != NULL && at != text && strchr(at + 1, '@') == NULL && strchr(at + 1, '.') != NULL &&
           strpbrk(text, " ,;<>\"") == NULL && strlen(text) <= 254;
}

bool tables_text_degrees(const char *text, int64_t *out)
{
    size_t whole = strspn(text, "0123456789");
    int64_t number = 0;
    size_t digits;

    if (whole < 1 || whole > 3)
        return false;
    for (size_t i = 0; i < whole; i++)
        number = number * 10 + (text[i] - '0');
    text += whole + (text[whole] == '.' || text[whole] == ',');
    digits = strspn(text, "0123456789");
    if (text[digits] != '\0')
        return false;
    for (size_t i = 0; i < 6; i++)
        number = number * 10 + (i < digits ? text[i] - '0' : 0);
    *out = number;
    return true;
}

static bool is_word(const char *word, const char *text, size_t length)
{
    return strlen(word) == length && strncmp(word, text, length) == 0;
}

bool tables_text_weekdays(const char *text, int64_t *out)
{
    int64_t weekdays = 0;

    for (; *text != '\0'; text += strspn(text, " ")) {
        size_t length = strcspn(text, " ");
        int weekday = 0;
        while (weekday < 7 && !is_word(tables_weekday_names[weekday], text, length) &&
               !is_word(tables_weekday_names_vi[weekday], text, length))
            weekday++;
        if (weekday == 7)
            return false;
        weekdays |= 1 << weekday;
        text += length;
    }
    *out = weekdays;
    return true;
}
