#include "app/feed_pieces.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/queue.h>

#define BUCKETS 4096 /* a power of two */
#define PIECE_BYTES_MAX ((size_t)32 << 20)

struct item {
    LIST_ENTRY(item) in_bucket;
    TAILQ_ENTRY(item) by_age;
    struct feed_piece *piece;
};

LIST_HEAD(bucket, item);
TAILQ_HEAD(age_order, item);

struct feed_pieces {
    size_t bytes_max;
    pthread_mutex_t mutex; /* of what follows */
    size_t bytes;
    struct age_order order; /* those asked for last come last */
    struct bucket buckets[BUCKETS];
};

struct feed_piece *feed_piece_new(const struct feed_piece_key *key, size_t count)
{
    struct feed_piece *piece = calloc(1, sizeof *piece);
    struct feed_entry *entries = calloc(count + 1, sizeof *entries);

    if (piece == NULL || entries == NULL) {
        free(piece);
        free(entries);
        return NULL;
    }
    atomic_init(&piece->holds, 1);
    piece->key = *key;
    piece->entries = entries;
    text_init(&piece->uids, PIECE_BYTES_MAX);
    text_init(&piece->bytes, PIECE_BYTES_MAX);
    return piece;
}

void feed_piece_free(struct feed_piece *piece)
{
    if (piece == NULL || atomic_fetch_sub(&piece->holds, 1) > 1)
        return;
    text_done(&piece->uids);
    text_done(&piece->bytes);
    free(piece->entries);
    free(piece);
}

static size_t size_of(const struct feed_piece *piece)
{
    return sizeof(struct item) + sizeof *piece + piece->uids.capacity + piece->bytes.capacity +
           (piece->count + 1) * sizeof piece->entries[0];
}

static struct item *find(struct feed_pieces *pieces, const struct feed_piece_key *key)
{
    struct item *item = LIST_FIRST(&pieces->buckets[(size_t)key->unit & (BUCKETS - 1)]);

    while (item != NULL && (item->piece->key.unit != key->unit || item->piece->key.english != key->english ||
                            item->piece->key.alarms != key->alarms))
        item = LIST_NEXT(item, in_bucket);
    return item;
}

static void drop(struct feed_pieces *pieces, struct item *item)
{
    TAILQ_REMOVE(&pieces->order, item, by_age);
    LIST_REMOVE(item, in_bucket);
    pieces->bytes -= size_of(item->piece);
    feed_piece_free(item->piece);
    free(item);
}

struct feed_pieces *feed_pieces_new(size_t bytes_max)
{
    struct feed_pieces *pieces = calloc(1, sizeof *pieces);

    if (pieces == NULL)
        return NULL;
    pieces->bytes_max = bytes_max;
    pthread_mutex_init(&pieces->mutex, NULL);
    TAILQ_INIT(&pieces->order);
    return pieces;
}

void feed_pieces_free(struct feed_pieces *pieces)
{
    if (pieces == NULL)
        return;
    while (!TAILQ_EMPTY(&pieces->order))
        drop(pieces, TAILQ_FIRST(&pieces->order));
    pthread_mutex_destroy(&pieces->mutex);
    free(pieces);
}

struct feed_piece *feed_pieces_take(struct feed_pieces *pieces, const struct feed_piece_key *key)
{
    struct feed_piece *piece = NULL;

    pthread_mutex_lock(&pieces->mutex);
    struct item *item = find(pieces, key);
    if (item != NULL && item->piece->key.clock_utc_secs == key->clock_utc_secs) {
        TAILQ_REMOVE(&pieces->order, item, by_age);
        TAILQ_INSERT_TAIL(&pieces->order, item, by_age);
        piece = item->piece;
        atomic_fetch_add(&piece->holds, 1);
    }
    pthread_mutex_unlock(&pieces->mutex);
    return piece;
}

static void keep(struct feed_pieces *pieces, struct item *item)
{
    TAILQ_INSERT_TAIL(&pieces->order, item, by_age);
    LIST_INSERT_HEAD(&pieces->buckets[(size_t)item->piece->key.unit & (BUCKETS - 1)], item, in_bucket);
    atomic_fetch_add(&item->piece->holds, 1);
    pieces->bytes += size_of(item->piece);
    while (pieces->bytes > pieces->bytes_max)
        drop(pieces, TAILQ_FIRST(&pieces->order));
}

void feed_pieces_put(struct feed_pieces *pieces, struct feed_piece *piece)
{
    struct item *item = size_of(piece) <= pieces->bytes_max ? calloc(1, sizeof *item) : NULL;

    if (item == NULL)
        return; /* it is made again the next time */
    item->piece = piece;
    pthread_mutex_lock(&pieces->mutex);
    struct item *older = find(pieces, &piece->key);
    /* Who still reads an earlier moment must not push out what is newer. */
    bool outdated = older != NULL && older->piece->key.clock_utc_secs > piece->key.clock_utc_secs;
    if (older != NULL && !outdated)
        drop(pieces, older);
    if (!outdated)
        keep(pieces, item);
    pthread_mutex_unlock(&pieces->mutex);
    if (outdated)
        free(item);
}
