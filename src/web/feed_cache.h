/* Calendars as they were made last, so that phones that ask again cost one look at the store and no making. A copy is
 * right for as long as the feed clock of its election (app/feed_clock.h) stands where it stood: whoever takes one says
 * what the clock is now. Bounded in bytes; what was not asked for the longest goes first.
 */
#ifndef WEB_FEED_CACHE_H
#define WEB_FEED_CACHE_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#define FEED_TAG_CHARS 40 /* quotes, 32 hexadecimal digits, "-gz" and NUL */

/* Of one feed the plain bytes and the packed ones are two copies. */
struct feed_copy_key {
    int64_t feed; /* id, above 0 */
    bool packed;  /* for clients that take gzip */
};

struct feed_copy {
    struct feed_copy_key key;
    int64_t clock_utc_secs;
    int64_t state_utc_secs;         /* of the bytes (struct feed_facts) */
    char plain_tag[FEED_TAG_CHARS]; /* strong, of the bytes in each coding; with their quotes */
    char packed_tag[FEED_TAG_CHARS];
    bool gzip; /* coding of the bytes; small ones are not packed for anybody */

    TAILQ_ENTRY(feed_copy) by_use; /* this and what follows is the cache's, guarded by its mutex */
    LIST_ENTRY(feed_copy) in_bucket;
    unsigned uses;
    bool kept;

    size_t length;
    char bytes[];
};

/* NULL: no memory. The bytes are the caller's to fill. */
struct feed_copy *feed_copy_new(size_t length) MUST_USE;

struct feed_cache;

/* Keeps at most so many bytes; 0 keeps none. NULL: no memory. */
struct feed_cache *feed_cache_new(size_t bytes_max) MUST_USE;
void feed_cache_free(struct feed_cache *cache); /* everything taken has been given back */

/* A copy of that clock, or NULL. It stays as it is until given back. */
struct feed_copy *feed_cache_take(struct feed_cache *cache, struct feed_copy_key key,
                                  int64_t clock_utc_secs) MUST_USE;
void feed_cache_give(struct feed_cache *cache, struct feed_copy *copy);

/* Keeps a new copy, the cache's from now on, in the place of an older one of the same key. What is returned is taken,
 * like from feed_cache_take. */
struct feed_copy *feed_cache_put(struct feed_cache *cache, struct feed_copy *copy) MUST_USE;

struct feed_cache_counts {
    uint64_t hits, misses;
    size_t copies, bytes;
};

struct feed_cache_counts feed_cache_count(struct feed_cache *cache);

#endif
