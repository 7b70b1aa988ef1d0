#include "base/base64.h"

#include <stdint.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void put_group(struct text *out, const unsigned char *bytes, size_t count)
{
    uint32_t bits = (uint32_t)bytes[0] << 16;

    bits |= count > 1 ? (uint32_t)bytes[1] << 8 : 0;
    bits |= count > 2 ? bytes[2] : 0;
    const char group[4] = {alphabet[bits >> 18], alphabet[bits >> 12 & 63],
                           (char)(count > 1 ? alphabet[bits >> 6 & 63] : '='),
                           (char)(count > 2 ? alphabet[bits & 63] : '=')};
    text_put_bytes(out, group, sizeof group);
}

void base64_put(struct text *out, const char *bytes, size_t length, size_t line_chars)
{
    size_t column = 0;

    for (size_t at = 0; at < length; at += 3) {
        if (line_chars > 0 && column == line_chars) {
            text_put(out, "\r\n");
            column = 0;
        }
        put_group(out, (const unsigned char *)bytes + at, length - at < 3 ? length - at : 3);
        column += 4;
    }
    if (line_chars > 0 && length > 0)
        text_put(out, "\r\n");
}

void base64_take(struct text *out, const char *characters, size_t length)
{
    uint32_t bits = 0;
    int bit_count = 0;

    for (size_t i = 0; i < length && characters[i] != '='; i++) {
        const char *found = characters[i] == '\0' ? NULL : strchr(alphabet, characters[i]);
        if (found == NULL)
            continue;
        bits = bits << 6 | (uint32_t)(found - alphabet);
        bit_count += 6;
        if (bit_count >= 8) {
            bit_count -= 8;
            text_put_char(out, (char)(bits >> bit_count & 0xff));
        }
    }
}
