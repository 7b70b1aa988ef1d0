/* Random numbers nobody can guess, and what is made of them: feed tokens, which open a calendar to whoever
 * knows the address, and ids that are unique without a counter. Of a token only the hash is stored, so that a
 * copy of the store opens nothing. All of it stands on libsodium, which sets itself up once and safely for
 * any number of threads.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define SECRET_TOKEN_CHARS                                                                                   \
    33 /* 24 random bytes as 32 characters of A-Z a-z 0-9 - _ (RFC 4648, 5), and NUL                         \
        */
#define SECRET_HASH_BYTES 32
#define SECRET_SHA256_CHARS 65 /* 64 characters of 0-9 a-f, and NUL */
#define SECRET_ID_CHARS 33     /* 16 random bytes as 32 characters of 0-9 a-f, and NUL */

/* ERROR_OS when the system has no source of random numbers. */
enum error_code secret_random(void *out, size_t length, struct error *err) MUST_USE;
enum error_code secret_make_token(char out[SECRET_TOKEN_CHARS], struct error *err) MUST_USE;
/* For UIDs and client ids: unique, safe in file names and addresses, the same in capitals and small letters.
 */
enum error_code secret_make_id(char out[SECRET_ID_CHARS], struct error *err) MUST_USE;

/* Whether `text` has the form of a token: its length and nothing but its characters. */
bool secret_is_token(const char *text) MUST_USE;

/* BLAKE2b (RFC 7693), 32 bytes, without a key: what is hashed here is either random itself or no secret. */
void secret_hash(const void *bytes, size_t length, unsigned char out[SECRET_HASH_BYTES]);

#define SECRET_SHORT_BYTES 16

/* SipHash-2-4 of 128 bits under a key that nobody knows: quick, and good enough to tell texts of strangers apart, whatever
 * they choose. */
void secret_short_hash(const void *bytes, size_t length, const unsigned char key[SECRET_SHORT_BYTES],
                       unsigned char out[SECRET_SHORT_BYTES]);

#define SECRET_HASH_CHARS 65 /* 64 characters of 0-9 a-f, and NUL */

/* The same in hexadecimal. */
void secret_hash_hex(const void *bytes, size_t length, char out[SECRET_HASH_CHARS]);

#define SECRET_PASSWORD_CHARS 128 /* an argon2id hash with its parameters and salt, and NUL */

/* Argon2id (RFC 9106) of a password, slow and with 64 MiB of memory on purpose. ERROR_OS without that memory. */
enum error_code secret_password_hash(const char *password, char out[SECRET_PASSWORD_CHARS],
                                     struct error *err) MUST_USE;
/* `stored` may be "": then the answer is no, and takes as long. */
bool secret_password_matches(const char *stored, const char *password) MUST_USE;

/* Overwrites a secret in memory, also when nobody reads it afterwards. */
void secret_wipe(void *secret, size_t length);

/* SHA-256 in hexadecimal, for lists that other programs check (sha256sum). */
void secret_sha256(const void *bytes, size_t length, char out[SECRET_SHA256_CHARS]);

/* In a time that does not depend on where the two differ. */
bool secret_equal(const void *a, const void *b, size_t length) MUST_USE;

#endif
