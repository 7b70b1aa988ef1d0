#include "app/notice_price.h"

#include <string.h>

#define COUNTRY_CHARS 3 /* "+84" stands for the first 0 of a prefix */

int64_t notice_price_dong(const struct settings_notices *settings, const char *number, uint32_t parts)
{
    int64_t dong = settings->price_per_part_dong > 0 ? settings->price_per_part_dong : -1;
    size_t longest = 0;

    for (size_t i = 0; i < settings->price_count; i++) {
        const char *digits = settings->prices[i].prefix + 1;
        size_t length = strlen(digits);
        if (length <= longest || strlen(number) < COUNTRY_CHARS ||
            strncmp(number + COUNTRY_CHARS, digits, length) != 0)
            continue;
        longest = length;
        dong = settings->prices[i].dong;
    }
    return dong < 0 ? -1 : dong * (int64_t)parts;
}
