/* Base64 (RFC 4648, 4) as mail uses it (RFC 2045, 6.8). */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/text.h"

/* Puts the bytes with padding; after every `line_chars` characters, and at the end, comes CR LF, unless it is 0. A
 * multiple of 4. */
void base64_put(struct text *out, const char *bytes, size_t length, size_t line_chars);

/* Puts the bytes that the characters stand for. Signs that are not of the alphabet are passed over, padding ends it, and
 * an incomplete end is dropped: what mail programs break on the way is read as far as it can be. */
void base64_take(struct text *out, const char *characters, size_t length);

#endif
