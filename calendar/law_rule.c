#include "calendar/law_rule.h"

#include "base/parse.h"
#include "calendar/law_pack.h"

#include <string.h>

bool law_offset_parse(const char *text, int32_t *out_days, int32_t *out_hours)
{
    char number[8];
    int64_t value;
    bool negative = *text == '-';

    text += negative;
    if (*text++ != 'P')
        return false;
    bool hours = *text == 'T';
    text += hours;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits >= sizeof number || strcmp(text + digits, hours ? "H" : "D") != 0)
        return false;
    memcpy(number, text, digits);
    number[digits] = '\0';
    if (!parse_int(number, 0, hours ? LAW_HOURS_MAX : LAW_DAYS_MAX, &value))
        return false;
    int32_t amount = (int32_t)(negative ? -value : value);
    *out_days = hours ? 0 : amount;
    *out_hours = hours ? amount : 0;
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
