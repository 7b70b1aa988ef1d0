/* The order of persons in lists: by given name, then family name, then middle name, each in the Vietnamese
 * alphabet (the A, B, C order the law asks of every list of candidates). The last word of a full name is the
 * given name, the first the family name.
 */
#ifndef APP_PERSON_NAME_H
#define APP_PERSON_NAME_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

/* Bytes that sort as the names do; see unicode_sort_key for what they may be compared with. */
enum error_code person_name_sort_key(struct arena *arena, const char *full_name, unsigned char **out_key,
                                     size_t *out_length, struct error *err) MUST_USE;

#endif
