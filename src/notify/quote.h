/* Text for places that have rules: addresses, JSON strings, and lines shown to people. */
#ifndef NOTIFY_QUOTE_H
#define NOTIFY_QUOTE_H

#include "base/text.h"

/* Percent encoding of all but letters, digits and -._~ (RFC 3986 section 2.3): for addresses and forms. */
void quote_percent(const char *value, struct text *out);

/* The inside of a JSON string (RFC 8259 section 7). */
void quote_json(const char *value, struct text *out);

/* Text of an element or an attribute of XML. Characters that XML 1.0 forbids become blanks. */
void quote_xml(const char *value, struct text *out);

/* Base64 (RFC 4648 section 4), in one line. */
void quote_base64(const char *value, struct text *out);
void quote_base64_bytes(const unsigned char *bytes, size_t length, struct text *out);

/* What somebody else sent, as one line of valid UTF-8 of less than `room` bytes with NUL: control characters
 * become blanks, bytes that are no characters become '?', the end is cut at a character. */
void quote_line(const char *bytes, size_t length, char *out, size_t room);

#endif
