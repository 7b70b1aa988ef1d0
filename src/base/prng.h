/* Repeatable random numbers for planning and invented data: the same seed gives the same numbers everywhere.
 * Not for secrets (base/secret.h). SplitMix64 seeds xoshiro256** (Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators", 2021).
 */
#ifndef BASE_PRNG_H
#define BASE_PRNG_H

#include <stdint.h>

struct prng {
    uint64_t state[4];
};

void prng_init(struct prng *prng, uint64_t seed);
uint64_t prng_next(struct prng *prng);
/* Evenly in [0, bound); bound at least 1. */
uint32_t prng_below(struct prng *prng, uint32_t bound);
/* Evenly in [low, high]. */
int32_t prng_between(struct prng *prng, int32_t low, int32_t high);

#endif
