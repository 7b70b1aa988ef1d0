/* Strict reading of small values from text: the whole text must be the value, with no blanks, signs or digits
 * to spare. False leaves the output untouched; the caller knows the place and says what was expected.
 */
#ifndef BASE_PARSE_H
#define BASE_PARSE_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decimal, optional '-', no leading zeros, within [min, max]. */
bool parse_int(const char *text, int64_t min, int64_t max, int64_t *out) MUST_USE;

/* A finite number as C writes it; the whole text, without blanks around it. */
bool parse_real(const char *text, double *out) MUST_USE;

/* Index of `text` in `names`, or false. */
bool parse_choice(const char *text, const char *const names[], size_t count, size_t *out_index) MUST_USE;

/* Two digits, as in hours and minutes; false when they are not digits. */
bool parse_two_digits(const char *text, int *out) MUST_USE;

#endif
