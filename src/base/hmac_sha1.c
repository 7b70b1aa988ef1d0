#include "base/hmac_sha1.h"

#include <stdint.h>
#include <string.h>

#define BLOCK_BYTES 64
#define LENGTH_AT 56 /* of the last block: the length in bits, big-endian */

struct sha1 {
    uint32_t state[5];
    uint64_t length;
    unsigned char block[BLOCK_BYTES];
};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

/* RFC 3174, 6.1: the function and the constant of each round of 20. */
static uint32_t mix(int step, const uint32_t v[5])
{
    switch (step / 20) {
    case 0: return ((v[1] & v[2]) | (~v[1] & v[3])) + 0x5a827999;
    case 1: return (v[1] ^ v[2] ^ v[3]) + 0x6ed9eba1;
    case 2: return ((v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3])) + 0x8f1bbcdc;
    default: return (v[1] ^ v[2] ^ v[3]) + 0xca62c1d6;
    }
}

static void take_block(struct sha1 *sha)
{
    uint32_t words[80];
    uint32_t v[5];

    for (int i = 0; i < 16; i++)
        words[i] = (uint32_t)sha->block[i * 4] << 24 | (uint32_t)sha->block[i * 4 + 1] << 16 |
                   (uint32_t)sha->block[i * 4 + 2] << 8 | sha->block[i * 4 + 3];
    for (int i = 16; i < 80; i++)
        words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    memcpy(v, sha->state, sizeof v);
    for (int i = 0; i < 80; i++) {
        uint32_t next = rotate(v[0], 5) + mix(i, v) + v[4] + words[i];
        v[4] = v[3];
        v[3] = v[2];
        v[2] = rotate(v[1], 30);
        v[1] = v[0];
        v[0] = next;
    }
    for (int i = 0; i < 5; i++)
        sha->state[i] += v[i];
}

static void take(struct sha1 *sha, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        sha->block[sha->length++ % BLOCK_BYTES] = bytes[i];
        if (sha->length % BLOCK_BYTES == 0)
            take_block(sha);
    }
}

static void begin(struct sha1 *sha)
{
    *sha = (struct sha1){.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}};
}

static void finish(struct sha1 *sha, unsigned char out[HMAC_SHA1_BYTES])
{
    uint64_t bits = sha->length * 8;
    unsigned char byte = 0x80;

    take(sha, &byte, 1);
    byte = 0;
    while (sha->length % BLOCK_BYTES != LENGTH_AT)
        take(sha, &byte, 1);
    for (int shift = 56; shift >= 0; shift -= 8) {
        byte = (unsigned char)(bits >> shift);
        take(sha, &byte, 1);
    }
    for (int i = 0; i < HMAC_SHA1_BYTES; i++)
        out[i] = (unsigned char)(sha->state[i / 4] >> (24 - i % 4 * 8));
}

static void fill_key(const char *key, unsigned char out[BLOCK_BYTES])
{
    size_t length = strlen(key);
    struct sha1 sha;

    memset(out, 0, BLOCK_BYTES);
    if (length <= BLOCK_BYTES) {
        for (size_t i = 0; i < length; i++)
            out[i] = (unsigned char)key[i];
        return;
    }
    begin(&sha);
    take(&sha, (const unsigned char *)key, length);
    finish(&sha, out);
}

static void take_key(struct sha1 *sha, const unsigned char key[BLOCK_BYTES], unsigned char pad)
{
    begin(sha);
    for (int i = 0; i < BLOCK_BYTES; i++) {
        unsigned char byte = key[i] ^ pad;
        take(sha, &byte, 1);
    }
}

void hmac_sha1(const char *key, const char *bytes, size_t length, unsigned char out[HMAC_SHA1_BYTES])
{
    unsigned char padded[BLOCK_BYTES];
    struct sha1 sha;

    fill_key(key, padded);
    take_key(&sha, padded, 0x36);
    take(&sha, (const unsigned char *)bytes, length);
    finish(&sha, out);
    take_key(&sha, padded, 0x5c);
    take(&sha, out, HMAC_SHA1_BYTES);
    finish(&sha, out);
}
