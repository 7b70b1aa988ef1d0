/* Vietnamese text: whether bytes are UTF-8, one composed form (NFC) for every text that comes in,
 * alphabetical order, and forms without marks for searching and for plain SMS. The only user of ICU.
 *
 * All texts are UTF-8. Keyboards give the same letter composed or decomposed, and both placements of a tone
 * ("hoà", "hòa"): compose at every entrance with unicode_nfc, compare for search with unicode_fold, and never
 * "correct" a name. Results lie in the arena, NUL-terminated; a text that is not UTF-8 is ERROR_DATA.
 */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* False gives the offset of the first byte that does not belong to a UTF-8 character. */
bool unicode_valid(const char *bytes, size_t length, size_t *out_bad_offset) MUST_USE;

/* Characters (code points) in valid UTF-8. */
size_t unicode_count(const char *bytes, size_t length);

enum error_code unicode_nfc(struct arena *arena, const char *bytes, size_t length, char **out,
                            struct error *err) MUST_USE;

/* Without diacritics, case kept, đ and Đ and their look-alikes (eth) as d and D: for SMS in the 7-bit
 * alphabet. Other scripts keep their letters. */
enum error_code unicode_strip_marks(struct arena *arena, const char *text, char **out,
                                    struct error *err) MUST_USE;

/* The form for searching: without marks and without case. */
enum error_code unicode_fold(struct arena *arena, const char *text, char **out, struct error *err) MUST_USE;

/* In capitals, as names of offices stand on papers. */
enum error_code unicode_upper(struct arena *arena, const char *text, char **out, struct error *err) MUST_USE;

/* Bytes that sort with memcmp as the text sorts in the Vietnamese alphabet (a ă â b c d đ e ê ... with the
 * tones none, huyền, hỏi, ngã, sắc, nặng; lower case before upper among equals). Comparable only between keys
 * made by the same version of ICU. */
enum error_code unicode_sort_key(struct arena *arena, const char *text, unsigned char **out_key,
                                 size_t *out_length, struct error *err) MUST_USE;

#endif
