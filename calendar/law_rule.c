#include "calendar/law_rule.h"

#include "base/parse.h"
#include "calendar/law_pack.h"

#include <string.h>

/* Reads "35D" when the unit is D and goes behind it; leaves the text alone when another unit stands there. */
static bool parse_part(const char **text, char unit, int64_t max, int32_t *out)
{
    char number[8];
    int64_t value;
    size_t digits = strspn(*text, "0123456789");

    if (digits == 0 || (*text)[digits] != unit)
        return true;
    if (digits >= sizeof number)
        return false;
    memcpy(number, *text, digits);
    number[digits] = '\0';
    if (!parse_int(number, 0, max, &value))
        return false;
    *text += digits + 1;
    *out = (int32_t)value;
    return true;
}

bool law_offset_parse(const char *text, struct law_offset *out)
{
    struct law_offset offset = {.months = 0};
    int32_t years = 0;
    int32_t sign = *text == '-' ? -1 : 1;

    text += sign < 0;
    if (*text++ != 'P' || *text == '\0')
        return false;
    if (*text == 'T') {
        text++;
        if (*text == '\0' || !parse_part(&text, 'H', LAW_HOURS_MAX, &offset.hours))
            return false;
    } else if (!parse_part(&text, 'Y', LAW_MONTHS_MAX / 12, &years) ||
               !parse_part(&text, 'M', LAW_MONTHS_MAX, &offset.months) ||
               !parse_part(&text, 'D', LAW_DAYS_MAX, &offset.days)) {
        return false;
    }
    if (*text != '\0')
        return false;
    *out = (struct law_offset){.months = sign * (12 * years + offset.months),
                               .days = sign * offset.days,
                               .hours = sign * offset.hours};
    return true;
}

bool law_id_valid(const char *text, enum law_id_kind kind)
{
    const char *first = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *any = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    if (kind == LAW_ID_OF_ENTRY) {
        first = "abcdefghijklmnopqrstuvwxyz";
        any = "abcdefghijklmnopqrstuvwxyz0123456789_";
    }
    return strspn(text, first) > 0 && text[strspn(text, any)] == '\0' && strlen(text) <= LAW_ID_MAX;
}
