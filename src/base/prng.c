#include "base/prng.h"

#include <assert.h>

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

void prng_init(struct prng *prng, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        prng->state[i] = splitmix(&seed);
}

uint64_t prng_next(struct prng *prng)
{
    uint64_t *s = prng->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

uint32_t prng_below(struct prng *prng, uint32_t bound)
{
    assert(bound > 0);
    /* Lemire's multiplication, with rejection of the few values that would bias it. */
    for (;;) {
        uint64_t product = (prng_next(prng) >> 32) * bound;
        if ((uint32_t)product >= (uint32_t)-bound % bound)
            return (uint32_t)(product >> 32);
    }
}

int32_t prng_between(struct prng *prng, int32_t low, int32_t high)
{
    assert(low <= high);
    return low + (int32_t)prng_below(prng, (uint32_t)(high - low) + 1);
}
