#include "base/utf8.h"

/* By the first byte: how long the character is, and the smallest one that needs such a length. */
static size_t length_of(unsigned char first, uint32_t *out_bits, uint32_t *out_smallest)
{
    static const struct {
        unsigned char mask, mark;
        uint32_t smallest;
    } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};

    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if ((first & forms[i].mask) == forms[i].mark) {
            *out_bits = first & (unsigned char)~forms[i].mask;
            *out_smallest = forms[i].smallest;
            return i + 1;
        }
    return 0;
}

size_t utf8_next(const char *bytes, size_t length, uint32_t *out_character)
{
    uint32_t character = 0;
    uint32_t smallest = 0;
    size_t need = length == 0 ? 0 : length_of((unsigned char)bytes[0], &character, &smallest);

    if (need == 0 || need > length)
        return 0;
    for (size_t i = 1; i < need; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if ((byte & 0xc0) != 0x80)
            return 0;
        character = character << 6 | (byte & 0x3f);
    }
    if (character < smallest || character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff))
        return 0;
    *out_character = character;
    return need;
}
