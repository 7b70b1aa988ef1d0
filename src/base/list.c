#include "base/list.h"

#include <stdlib.h>
#include <string.h>

bool list_reserve(void *items, size_t *capacity, size_t need, size_t item_size, size_t max)
{
    void *old;
    size_t bytes;

    if (need <= *capacity)
        return true;
    if (need > max)
        return false;
    size_t wanted = *capacity < 16 ? 16 : *capacity * 2;
    if (wanted < need)
        wanted = need;
    if (wanted > max)
        wanted = max;
    if (__builtin_mul_overflow(wanted, item_size, &bytes))
        return false;
    memcpy(&old, items, sizeof old);
    char *grown = realloc(old, bytes);
    if (grown == NULL)
        return false;
    memset(grown + *capacity * item_size, 0, (wanted - *capacity) * item_size);
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}
