/* Bytes in the gzip coding (RFC 1952), the same for the same bytes: without name and time. */
#ifndef WEB_GZIP_H
#define WEB_GZIP_H

#include "base/text.h"

/* Appends the coded bytes to `out`. */
enum error_code gzip_pack(const char *bytes, size_t length, struct text *out, struct error *err) MUST_USE;

#endif
