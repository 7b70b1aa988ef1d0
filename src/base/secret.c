#include "base/secret.h"

#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 24
#define ID_BYTES 16

enum error_code secret_random(void *out, size_t length, struct error *err)
{
    if (sodium_init() < 0)
        return error_set(err, ERROR_OS,
                         "the system gives no random numbers; see whether /dev/urandom can be read");
    randombytes_buf(out, length);
    return OK;
}

enum error_code secret_make_token(char out[SECRET_TOKEN_CHARS], struct error *err)
{
    unsigned char bytes[TOKEN_BYTES];

    TRY(secret_random(bytes, sizeof bytes, err));
    sodium_bin2base64(out, SECRET_TOKEN_CHARS, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
    return OK;
}

enum error_code secret_make_id(char out[SECRET_ID_CHARS], struct error *err)
{
    unsigned char bytes[ID_BYTES];

    TRY(secret_random(bytes, sizeof bytes, err));
    sodium_bin2hex(out, SECRET_ID_CHARS, bytes, sizeof bytes);
    return OK;
}

bool secret_is_token(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    return strnlen(text, SECRET_TOKEN_CHARS) == SECRET_TOKEN_CHARS - 1 &&
           strspn(text, allowed) == SECRET_TOKEN_CHARS - 1;
}

void secret_hash(const void *bytes, size_t length, unsigned char out[SECRET_HASH_BYTES])
{
    crypto_generichash(out, SECRET_HASH_BYTES, bytes, length, NULL, 0);
}

void secret_short_hash(const void *bytes, size_t length, const unsigned char key[SECRET_SHORT_BYTES],
                       unsigned char out[SECRET_SHORT_BYTES])
{
    _Static_assert(SECRET_SHORT_BYTES == crypto_shorthash_siphashx24_BYTES, "the size of a hash");
    _Static_assert(SECRET_SHORT_BYTES == crypto_shorthash_siphashx24_KEYBYTES, "one size for hash and key");
    crypto_shorthash_siphashx24(out, bytes, length, key);
}

void secret_hash_hex(const void *bytes, size_t length, char out[SECRET_HASH_CHARS])
{
    unsigned char hash[SECRET_HASH_BYTES];

    secret_hash(bytes, length, hash);
    sodium_bin2hex(out, SECRET_HASH_CHARS, hash, sizeof hash);
}

void secret_sha256(const void *bytes, size_t length, char out[SECRET_SHA256_CHARS])
{
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(hash, bytes, length);
    sodium_bin2hex(out, SECRET_SHA256_CHARS, hash, sizeof hash);
}

enum error_code secret_password_hash(const char *password, char out[SECRET_PASSWORD_CHARS], struct error *err)
{
    _Static_assert(SECRET_PASSWORD_CHARS >= crypto_pwhash_STRBYTES, "room for a hash");

    if (sodium_init() < 0 ||
        crypto_pwhash_str(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return error_set(err, ERROR_OS, "there is not enough memory to keep a password safely");
    return OK;
}

bool secret_password_matches(const char *stored, const char *password)
{
    /* Of nothing that anybody knows: whoever tries a login that does not exist shall wait as long. */
    static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXRoaW5nIHNhbHR5IQ$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    bool known = stored[0] != '\0';

    return crypto_pwhash_str_verify(known ? stored : nobody, password, strlen(password)) == 0 && known;
}

void secret_wipe(void *secret, size_t length)
{
    sodium_memzero(secret, length);
}

bool secret_equal(const void *a, const void *b, size_t length)
{
    return sodium_memcmp(a, b, length) == 0;
}
