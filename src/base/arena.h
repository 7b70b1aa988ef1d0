/* Memory that is given back all at once: one arena per command or request holds its result lists and their
 * strings. Born with a maximum; at the maximum, or without memory, allocation returns NULL and the caller
 * returns error_memory.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/cleanup.h"

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head;
    size_t used_bytes; /* of all blocks, as asked for from malloc */
    size_t max_bytes;
};

void arena_init(struct arena *arena, size_t max_bytes);
void arena_done(struct arena *arena);

/* Zeroed, aligned for any type. Size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size) MUST_USE;
/* `count` zeroed items of `size` bytes; NULL also when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size) MUST_USE;
/* A NUL-terminated copy. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length) MUST_USE;
char *arena_copy_string(struct arena *arena, const char *string) MUST_USE;

#endif
