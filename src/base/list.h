/* A growing array on the heap with a maximum, for building result lists whose length is not known before.
 *
 *     struct meeting *items = NULL; size_t count = 0, capacity = 0;
 *     if (!list_reserve(&items, &capacity, count + 1, sizeof *items, LIMIT)) return error_memory(err);
 *     items[count++] = ...;
 *     free(items);
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes room for `need` items; new room is zeroed. False, with nothing changed, above `max` or without
 * memory. `items` is the address of the caller's pointer. */
bool list_reserve(void *items, size_t *capacity, size_t need, size_t item_size, size_t max) MUST_USE;

#endif
