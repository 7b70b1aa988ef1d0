#include "web/feed_cache.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#define BUCKETS 65536  /* a power of two */
#define ITEM_BYTES 128 /* two lines of the processor's memory, which it fetches together */

/* Small and in one piece: of many that are asked for in turn, each look at another part of memory costs as much as all else. */
struct item {
    alignas(ITEM_BYTES) LIST_ENTRY(item) in_bucket;
    struct feed_key key;
    bool used; /* since it came to the end of the order */
    struct feed_copy copy;
    TAILQ_ENTRY(item) by_age;
};

_Static_assert(sizeof(struct item) == ITEM_BYTES, "an item fits");

LIST_HEAD(bucket, item);
TAILQ_HEAD(age_order, item);

struct feed_cache {
    unsigned char secret[SECRET_SHORT_BYTES];
    size_t bytes_max;
    pthread_mutex_t mutex; /* of what follows */
    struct feed_cache_counts counts;
    struct age_order order; /* those looked at for room last come last */
    struct bucket buckets[BUCKETS];
};

static size_t size_of(const struct feed_copy *copy)
{
    return sizeof(struct item) + http_prepared_memory_bytes(copy->answer);
}

static struct bucket *bucket_of(struct feed_cache *cache, const struct feed_key *key)
{
    size_t number;

    memcpy(&number, key->name, sizeof number);
    return &cache->buckets[number & (BUCKETS - 1)];
}

static struct item *find(struct feed_cache *cache, const struct feed_key *key)
{
    struct item *item = LIST_FIRST(bucket_of(cache, key));

    while (item != NULL &&
           (item->key.packed != key->packed || memcmp(item->key.name, key->name, sizeof key->name) != 0))
        item = LIST_NEXT(item, in_bucket);
    return item;
}

static void drop(struct feed_cache *cache, struct item *item)
{
    TAILQ_REMOVE(&cache->order, item, by_age);
    LIST_REMOVE(item, in_bucket);
    cache->counts.bytes -= size_of(&item->copy);
    cache->counts.copies--;
    http_prepared_free(item->copy.answer);
    free(item);
}

enum error_code feed_cache_new(size_t bytes_max, struct feed_cache **out, struct error *err)
{
    CLEANUP(feed_cache_free_ptr) struct feed_cache *cache = calloc(1, sizeof *cache);

    if (cache == NULL)
        return error_memory(err);
    pthread_mutex_init(&cache->mutex, NULL);
    cache->bytes_max = bytes_max;
    TAILQ_INIT(&cache->order);
    TRY(secret_random(cache->secret, sizeof cache->secret, err));
    *out = cache;
    cache = NULL;
    return OK;
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

struct feed_key feed_cache_key(const struct feed_cache *cache, const char *address, bool packed)
{
    struct feed_key key = {.packed = packed};

    secret_short_hash(address, strlen(address), cache->secret, key.name);
    return key;
}

bool feed_cache_take(struct feed_cache *cache, const struct feed_key *key, struct feed_copy *out)
{
    pthread_mutex_lock(&cache->mutex);
    struct item *item = find(cache, key);
    if (item != NULL) {
        item->used = true;
        *out = item->copy;
        http_prepared_hold(out->answer);
    }
    pthread_mutex_unlock(&cache->mutex);
    return item != NULL;
}

/* Who was asked for since its last turn gets another one (second chance), so that asking moves nothing. */
static void make_room(struct feed_cache *cache)
{
    while (cache->counts.bytes > cache->bytes_max) {
        struct item *item = TAILQ_FIRST(&cache->order);
        if (!item->used) {
            drop(cache, item);
            continue;
        }
        item->used = false;
        TAILQ_REMOVE(&cache->order, item, by_age);
        TAILQ_INSERT_TAIL(&cache->order, item, by_age);
    }
}

static void keep(struct feed_cache *cache, struct item *item)
{
    TAILQ_INSERT_TAIL(&cache->order, item, by_age);
    LIST_INSERT_HEAD(bucket_of(cache, &item->key), item, in_bucket);
    http_prepared_hold(item->copy.answer);
    cache->counts.bytes += size_of(&item->copy);
    cache->counts.copies++;
    make_room(cache);
}

void feed_cache_put(struct feed_cache *cache, const struct feed_key *key, const struct feed_copy *copy)
{
    struct item *item = size_of(copy) <= cache->bytes_max ? aligned_alloc(ITEM_BYTES, sizeof *item) : NULL;

    if (item != NULL)
        *item = (struct item){.key = *key, .copy = *copy};
    pthread_mutex_lock(&cache->mutex);
    struct item *older = find(cache, key);
    /* Of two made at once the one of the later clock stays. */
    bool outdated = older != NULL && older->copy.clock_utc_secs > copy->clock_utc_secs;
    if (older != NULL && !outdated)
        drop(cache, older);
    if (item != NULL && !outdated)
        keep(cache, item);
    pthread_mutex_unlock(&cache->mutex);
    if (outdated)
        free(item);
}

void feed_cache_confirm(struct feed_cache *cache, const struct feed_key *key, int64_t clock_utc_secs,
                        uint64_t checked)
{
    pthread_mutex_lock(&cache->mutex);
    struct item *item = find(cache, key);
    if (item != NULL && item->copy.clock_utc_secs == clock_utc_secs && item->copy.checked < checked)
        item->copy.checked = checked;
    pthread_mutex_unlock(&cache->mutex);
}

struct feed_cache_counts feed_cache_count(struct feed_cache *cache)
{
    pthread_mutex_lock(&cache->mutex);
    struct feed_cache_counts counts = cache->counts;
    pthread_mutex_unlock(&cache->mutex);
    return counts;
}
