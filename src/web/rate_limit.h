/* How often somebody may ask: each key has a bucket that holds a number of requests and fills up again at a steady rate
 * (a token bucket). The table has a fixed size; when it is full, the fullest bucket of a few is given up, whose owner
 * loses nothing by it.
 */
#ifndef WEB_RATE_LIMIT_H
#define WEB_RATE_LIMIT_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rate {
    double per_second; /* 0: no limit */
    double burst;      /* requests at once, after a pause */
};

struct rate_limit;

/* NULL: no memory. */
struct rate_limit *rate_limit_new(struct rate rate) MUST_USE;
void rate_limit_free(struct rate_limit *limit);

/* Takes one request from the bucket of the key. False, with the whole seconds after which there is one, when the bucket
 * is empty. `now_ms` never falls. May be called from several threads. */
bool rate_limit_take(struct rate_limit *limit, const void *key, size_t length, int64_t now_ms,
                     unsigned *out_wait_secs) MUST_USE;

#endif
