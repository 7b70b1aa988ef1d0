/* Entries of calendars as bytes, made once for all who show them: the candidates of a unit meet the same voters. A piece holds
 * the meetings of one unit, in one language, with alarms or without, at one value of the feed clock (app/feed_clock.h). It is
 * never changed, and lives as long as anybody holds it.
 *
 * The cache keeps pieces of one store, for any number of threads; bounded in bytes, those not asked for of late go first. A
 * piece of another clock is not given, so nothing need be said to the cache when the store changes.
 */
#ifndef APP_FEED_PIECES_H
#define APP_FEED_PIECES_H

#include "base/secret.h"
#include "base/text.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct feed_piece_key {
    int64_t unit; /* id */
    bool english; /* otherwise Vietnamese */
    bool alarms;
    int64_t clock_utc_secs;
};

struct feed_entry {
    size_t uid;   /* where it begins in `uids` */
    size_t bytes; /* where it begins in `bytes` */
    size_t length;
};

struct feed_piece {
    atomic_uint holds;
    struct feed_piece_key key;
    int64_t newest_utc_secs;    /* of the last changes of its entries; 0 without entries */
    struct feed_entry *entries; /* by UID; owned */
    size_t count;
    struct text uids;                      /* each with NUL */
    struct text bytes;                     /* of all entries */
    unsigned char hash[SECRET_HASH_BYTES]; /* of them */
};

/* Without entries, held once. NULL: no memory. */
struct feed_piece *feed_piece_new(const struct feed_piece_key *key, size_t count) MUST_USE;
void feed_piece_free(struct feed_piece *piece); /* gives one hold back */
DEFINE_CLEANUP(struct feed_piece, feed_piece_free)

struct feed_pieces;

/* Keeps at most so many bytes. NULL: no memory. */
struct feed_pieces *feed_pieces_new(size_t bytes_max) MUST_USE;
void feed_pieces_free(struct feed_pieces *pieces);
DEFINE_CLEANUP(struct feed_pieces, feed_pieces_free)

/* The piece of the key, held for the caller, or NULL. */
struct feed_piece *feed_pieces_take(struct feed_pieces *pieces, const struct feed_piece_key *key);

/* Keeps a whole piece, with a hold of its own, in the place of an older one. */
void feed_pieces_put(struct feed_pieces *pieces, struct feed_piece *piece);

#endif
