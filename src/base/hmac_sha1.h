/* HMAC-SHA1 (RFC 2104, RFC 3174), for the one purpose of checking what others sign in this old way; nothing of ours is
 * kept secret by it.
 */
#ifndef BASE_HMAC_SHA1_H
#define BASE_HMAC_SHA1_H

#include <stddef.h>

#define HMAC_SHA1_BYTES 20

void hmac_sha1(const char *key, const char *bytes, size_t length, unsigned char out[HMAC_SHA1_BYTES]);

#endif
