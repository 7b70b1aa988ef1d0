/* Answers about calendars as they were made last, ready to be sent, so that phones that ask again cost neither a look at
 * the store nor any making. The service keeps calendars in one cache, and in another one, which holds many more, the short
 * answers that they are unchanged, which most phones get. A copy is right
 * for as long as nothing in the store has changed since it was checked (web/changes.h), and as long as the feed clock of
 * its election (app/feed_clock.h) stands where it stood; who takes one sees to that. Bounded in bytes; what was not
 * asked for of late goes first.
 */
#ifndef WEB_FEED_CACHE_H
#define WEB_FEED_CACHE_H

#include "base/secret.h"
#include "web/http.h"

#define FEED_TAG_BYTES 16

/* Addresses are secrets, so the cache knows only a hash of them, under a key of its own. */
struct feed_key {
    unsigned char name[SECRET_SHORT_BYTES];
    bool packed; /* for clients that take gzip */
};

struct feed_copy {
    int64_t feed; /* id */
    int64_t clock_utc_secs;
    int64_t state_utc_secs; /* of the bytes (struct feed_facts) */
    uint64_t checked;       /* the state of the store in which it was found right */
    struct http_prepared *answer;
    unsigned char tag[FEED_TAG_BYTES]; /* of the bytes, strong */
};

struct feed_cache;

/* Keeps at most so many bytes; 0 keeps none. ERROR_OS: no memory, no random numbers. */
enum error_code feed_cache_new(size_t bytes_max, struct feed_cache **out, struct error *err) MUST_USE;
void feed_cache_free(struct feed_cache *cache);
DEFINE_CLEANUP(struct feed_cache, feed_cache_free)

/* Of the calendar at an address. */
struct feed_key feed_cache_key(const struct feed_cache *cache, const char *address, bool packed);

/* False: there is none. `out->answer` is held for the caller, to be freed. */
bool feed_cache_take(struct feed_cache *cache, const struct feed_key *key, struct feed_copy *out) MUST_USE;

/* Keeps a new copy, with a hold of its own on the answer, in the place of an older one of the same key. */
void feed_cache_put(struct feed_cache *cache, const struct feed_key *key, const struct feed_copy *copy);

/* The copy of this clock was found right in that state of the store. */
void feed_cache_confirm(struct feed_cache *cache, const struct feed_key *key, int64_t clock_utc_secs,
                        uint64_t checked);

struct feed_cache_counts {
    size_t copies, bytes;
};

struct feed_cache_counts feed_cache_count(struct feed_cache *cache);

#endif
