#include "base/mo.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MO_MAGIC 0x950412deu

struct mo {
    const unsigned char *bytes;
    size_t length;
    uint32_t count;
    uint32_t keys;         /* offset of the table of (length, offset) of the sorted keys */
    uint32_t translations; /* the same for their translations */
};

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Does a table of `count` pairs at `offset` lie within the file? */
static bool table_fits(const struct mo *mo, uint32_t offset)
{
    return offset <= mo->length && mo->count <= (mo->length - offset) / 8;
}

static bool mo_open(struct mo *mo, const unsigned char *bytes, size_t length)
{
    if (length < 28 || read_u32(bytes) != MO_MAGIC)
        return false;
    *mo = (struct mo){bytes, length, read_u32(bytes + 8), read_u32(bytes + 12), read_u32(bytes + 16)};
    return table_fits(mo, mo->keys) && table_fits(mo, mo->translations);
}

/* The NUL-terminated text of a table's row, or NULL when it leaves the file. */
static const char *text_at(const struct mo *mo, uint32_t table, uint32_t row)
{
    const unsigned char *pair = mo->bytes + table + (size_t)row * 8;
    uint32_t length = read_u32(pair);
    uint32_t offset = read_u32(pair + 4);

    if (offset >= mo->length || length >= mo->length - offset || mo->bytes[offset + length] != '\0')
        return NULL;
    return (const char *)mo->bytes + offset;
}

const char *mo_find(const unsigned char *bytes, size_t length, const char *key)
{
    struct mo mo;

    if (!mo_open(&mo, bytes, length))
        return NULL;
    uint32_t low = 0;
    uint32_t high = mo.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *found = text_at(&mo, mo.keys, middle);
        if (found == NULL)
            return NULL;
        int order = strcmp(key, found);
        if (order == 0)
            return text_at(&mo, mo.translations, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
