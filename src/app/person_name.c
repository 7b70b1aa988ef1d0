#include "app/person_name.h"

#include "base/unicode.h"

#include <string.h>

struct part {
    const char *start;
    size_t length;
};

/* Given, family and middle name; what is not there is empty. */
static void split(const char *full_name, struct part parts[3])
{
    const char *first_blank = strchr(full_name, ' ');
    const char *last_blank = strrchr(full_name, ' ');
    const char *given = last_blank != NULL ? last_blank + 1 : full_name;

    parts[0] = (struct part){given, strlen(given)};
    parts[1] = (struct part){full_name, first_blank != NULL ? (size_t)(first_blank - full_name) : 0};
    parts[2] = (struct part){first_blank, first_blank != NULL ? (size_t)(last_blank - first_blank) : 0};
}

enum error_code person_name_sort_key(struct arena *arena, const char *full_name, unsigned char **out_key,
                                     size_t *out_length, struct error *err)
{
    struct part parts[3];
    unsigned char *keys[3];
    size_t lengths[3];
    size_t length = 0;

    split(full_name, parts);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        char *text = arena_copy(arena, parts[i].length > 0 ? parts[i].start : "", parts[i].length);
        if (text == NULL)
            return error_memory(err);
        TRY(unicode_sort_key(arena, text, &keys[i], &lengths[i], err));
        length += lengths[i] + 1;
    }
    /* A zero, which no key contains, ends each part: a short name stands before a longer one. */
    unsigned char *key = arena_alloc(arena, length);
    if (key == NULL)
        return error_memory(err);
    for (size_t i = 0, at = 0; i < COUNT_OF(parts); at += lengths[i] + 1, i++)
        memcpy(key + at, keys[i], lengths[i]);
    *out_key = key;
    *out_length = length;
    return OK;
}
