/* UTF-8, one character at a time and strictly: no overlong forms, no surrogates, nothing above U+10FFFF (RFC
 * 3629). What needs tables of Unicode stands in base/unicode.h.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/cleanup.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the character at the start of `bytes` and returns how many of the `length` bytes it takes, 1 to 4; 0
 * when they do not begin with a whole character. */
size_t utf8_next(const char *bytes, size_t length, uint32_t *out_character) MUST_USE;

#endif
