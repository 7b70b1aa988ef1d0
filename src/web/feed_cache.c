#include "web/feed_cache.h"

#include <pthread.h>
#include <stdlib.h>

#define BUCKETS 65536 /* a power of two */

LIST_HEAD(bucket, feed_copy);
TAILQ_HEAD(use_order, feed_copy);

struct feed_cache {
    pthread_mutex_t mutex; /* of what follows */
    size_t bytes_max;
    struct feed_cache_counts counts;
    struct use_order order; /* the one asked for last comes last */
    struct bucket buckets[BUCKETS];
};

struct feed_copy *feed_copy_new(size_t length)
{
    struct feed_copy *copy = calloc(1, sizeof *copy + length);

    if (copy != NULL)
        copy->length = length;
    return copy;
}

static size_t size_of(const struct feed_copy *copy)
{
    return sizeof *copy + copy->length;
}

static struct bucket *bucket_of(struct feed_cache *cache, struct feed_copy_key key)
{
    uint64_t number = (uint64_t)key.feed * 2 + key.packed;

    return &cache->buckets[number * 0x9E3779B97F4A7C15u >> 48 & (BUCKETS - 1)]; /* golden ratio, Knuth 6.4 */
}

static struct feed_copy *find(struct feed_cache *cache, struct feed_copy_key key)
{
    struct feed_copy *copy = LIST_FIRST(bucket_of(cache, key));

    while (copy != NULL && (copy->key.feed != key.feed || copy->key.packed != key.packed))
        copy = LIST_NEXT(copy, in_bucket);
    return copy;
}

/* Whoever has taken it keeps it; the last one to give it back frees it. */
static void drop(struct feed_cache *cache, struct feed_copy *copy)
{
    TAILQ_REMOVE(&cache->order, copy, by_use);
    LIST_REMOVE(copy, in_bucket);
    cache->counts.bytes -= size_of(copy);
    cache->counts.copies--;
    copy->kept = false;
    if (copy->uses == 0)
        free(copy);
}

struct feed_cache *feed_cache_new(size_t bytes_max)
{
    struct feed_cache *cache = calloc(1, sizeof *cache);

    if (cache == NULL)
        return NULL;
    pthread_mutex_init(&cache->mutex, NULL);
    cache->bytes_max = bytes_max;
    TAILQ_INIT(&cache->order);
    return cache;
}

void feed_cache_free(struct feed_cache *cache)
{
    if (cache == NULL)
        return;
    while (!TAILQ_EMPTY(&cache->order))
        drop(cache, TAILQ_FIRST(&cache->order));
    pthread_mutex_destroy(&cache->mutex);
    free(cache);
}

struct feed_copy *feed_cache_take(struct feed_cache *cache, struct feed_copy_key key, int64_t clock_utc_secs)
{
    pthread_mutex_lock(&cache->mutex);
    struct feed_copy *copy = find(cache, key);
    if (copy != NULL && copy->clock_utc_secs != clock_utc_secs)
        copy = NULL;
    if (copy != NULL) {
        TAILQ_REMOVE(&cache->order, copy, by_use);
        TAILQ_INSERT_TAIL(&cache->order, copy, by_use);
        copy->uses++;
        cache->counts.hits++;
    } else {
        cache->counts.misses++;
    }
    pthread_mutex_unlock(&cache->mutex);
    return copy;
}

void feed_cache_give(struct feed_cache *cache, struct feed_copy *copy)
{
    pthread_mutex_lock(&cache->mutex);
    bool unused = --copy->uses == 0 && !copy->kept;
    pthread_mutex_unlock(&cache->mutex);
    if (unused)
        free(copy);
}

static void keep(struct feed_cache *cache, struct feed_copy *copy)
{
    TAILQ_INSERT_TAIL(&cache->order, copy, by_use);
    LIST_INSERT_HEAD(bucket_of(cache, copy->key), copy, in_bucket);
    cache->counts.bytes += size_of(copy);
    cache->counts.copies++;
    copy->kept = true;
    while (cache->counts.bytes > cache->bytes_max)
        drop(cache, TAILQ_FIRST(&cache->order));
}

struct feed_copy *feed_cache_put(struct feed_cache *cache, struct feed_copy *copy)
{
    pthread_mutex_lock(&cache->mutex);
    struct feed_copy *older = find(cache, copy->key);
    copy->uses = 1;
    /* Of two made at once the one of the later clock stays. */
    bool outdated = older != NULL && older->clock_utc_secs > copy->clock_utc_secs;
    if (older != NULL && !outdated)
        drop(cache, older);
    if (!outdated && size_of(copy) <= cache->bytes_max)
        keep(cache, copy);
    pthread_mutex_unlock(&cache->mutex);
    return copy;
}

struct feed_cache_counts feed_cache_count(struct feed_cache *cache)
{
    pthread_mutex_lock(&cache->mutex);
    struct feed_cache_counts counts = cache->counts;
    pthread_mutex_unlock(&cache->mutex);
    return counts;
}
