#include "web/rate_limit.h"

#include "base/secret.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SETS 8192 /* a power of two */
#define WAYS 4    /* buckets among which one is given up */

/* What a bucket holds now follows from when it was touched last. */
struct bucket {
    uint64_t key; /* 0: free */
    int64_t touched_ms;
    double left;
};

struct rate_limit {
    struct rate rate;
    pthread_mutex_t mutex; /* of the buckets */
    struct bucket buckets[SETS][WAYS];
};

struct rate_limit *rate_limit_new(struct rate rate)
{
    struct rate_limit *limit = calloc(1, sizeof *limit);

    if (limit == NULL)
        return NULL;
    limit->rate = rate;
    pthread_mutex_init(&limit->mutex, NULL);
    return limit;
}

void rate_limit_free(struct rate_limit *limit)
{
    if (limit == NULL)
        return;
    pthread_mutex_destroy(&limit->mutex);
    free(limit);
}

static uint64_t short_hash(const void *key, size_t length)
{
    unsigned char hash[SECRET_HASH_BYTES];
    uint64_t number;

    secret_hash(key, length, hash);
    memcpy(&number, hash, sizeof number);
    return number | 1;
}

static double left_at(const struct rate_limit *limit, const struct bucket *bucket, int64_t now_ms)
{
    double filled = bucket->left + (double)(now_ms - bucket->touched_ms) / 1000 * limit->rate.per_second;

    return bucket->key == 0 ? limit->rate.burst : fmin(filled, limit->rate.burst);
}

/* The bucket of the key, or the one to give up for it. */
static struct bucket *find(struct rate_limit *limit, uint64_t key, int64_t now_ms)
{
    struct bucket *set = limit->buckets[key >> 1 & (SETS - 1)];
    struct bucket *fullest = set;

    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].key == key)
            return &set[i];
        if (left_at(limit, &set[i], now_ms) > left_at(limit, fullest, now_ms))
            fullest = &set[i];
    }
    *fullest = (struct bucket){key, now_ms, limit->rate.burst};
    return fullest;
}

bool rate_limit_take(struct rate_limit *limit, const void *key, size_t length, int64_t now_ms,
                     unsigned *out_wait_secs)
{
    if (limit->rate.per_second <= 0)
        return true;
    uint64_t hash = short_hash(key, length);
    pthread_mutex_lock(&limit->mutex);
    struct bucket *bucket = find(limit, hash, now_ms);
    bucket->left = left_at(limit, bucket, now_ms);
    bucket->touched_ms = now_ms;
    bool allowed = bucket->left >= 1;
    if (allowed)
        bucket->left -= 1;
    else
        *out_wait_secs = (unsigned)ceil((1 - bucket->left) / limit->rate.per_second);
    pthread_mutex_unlock(&limit->mutex);
    return allowed;
}
