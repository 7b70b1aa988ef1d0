#include "app/feed_making.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define UNITS_MAX 1000   /* of one candidate */
#define FRAME_BYTES 2000 /* more than most calendars have around their entries */

static int compare_uids(const void *a, const void *b)
{
    return strcmp(((const struct ics_event *)a)->uid, ((const struct ics_event *)b)->uid);
}

static enum error_code put_entry(struct feed_piece *piece, const struct ics_event *event,
                                 const char *language, struct ics_scratch *scratch, struct error *err)
{
    struct feed_entry *entry = &piece->entries[piece->count];

    *entry = (struct feed_entry){piece->uids.length, piece->bytes.length, 0};
    text_put_bytes(&piece->uids, event->uid, strlen(event->uid) + 1);
    TRY(ics_put_event(event, language, scratch, &piece->bytes, err));
    entry->length = piece->bytes.length - entry->bytes;
    if (event->last_modified_utc_secs > piece->newest_utc_secs)
        piece->newest_utc_secs = event->last_modified_utc_secs;
    piece->count++;
    return OK;
}

/* Of the entries that were added to `making`, from `first` on. */
static enum error_code make_piece(struct feed_making *making, const struct feed_piece_key *key, size_t first,
                                  struct feed_piece **out, struct error *err)
{
    size_t count = making->count - first;
    CLEANUP(feed_piece_free_ptr) struct feed_piece *piece = feed_piece_new(key, count);
    CLEANUP(ics_scratch_done) struct ics_scratch scratch;

    ics_scratch_init(&scratch);
    if (piece == NULL)
        return error_memory(err);
    if (count > 0)
        qsort(making->events + first, count, sizeof making->events[0], compare_uids);
    for (size_t i = 0; i < count; i++)
        TRY(put_entry(piece, &making->events[first + i], making->source->language, &scratch, err));
    TRY(text_finish(&piece->uids, err));
    TRY(text_finish(&piece->bytes, err));
    secret_hash(piece->bytes.data, piece->bytes.length, piece->hash);
    *out = piece;
    piece = NULL;
    return OK;
}

static enum error_code find_piece(struct feed_making *making, int64_t unit, struct feed_piece **out,
                                  struct error *err)
{
    const struct feed_piece_key key = {
        .unit = unit,
        .english = strcmp(making->source->language, "en") == 0,
        .alarms = making->source->alarms,
        .clock_utc_secs = making->clock_utc_secs,
    };
    struct feed_pieces *pieces = making->app->pieces;
    size_t first = making->count;

    *out = pieces != NULL ? feed_pieces_take(pieces, &key) : NULL;
    if (*out != NULL)
        return OK;
    TRY(feed_add_meetings_of(making, unit, err));
    TRY(make_piece(making, &key, first, out, err));
    making->count = first;
    if (pieces != NULL)
        feed_pieces_put(pieces, *out);
    return OK;
}

enum error_code feed_add_units(struct feed_making *making, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, making->app->db, QUERY_FEED_UNITS_OF_CANDIDATE,
                  DB_ARGS(DB_INT("owner", making->source->owner)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve((void *)&making->pieces, &making->piece_capacity, making->piece_count + 1,
                          sizeof making->pieces[0], UNITS_MAX))
            return error_memory(err);
        TRY(find_piece(making, db_int(&rows, 0), &making->pieces[making->piece_count], err));
        making->piece_count++;
    }
    return db_rows_finish(&rows, err);
}

/* An entry of any of the pieces. */
struct placed {
    const char *uid;
    const char *bytes;
    size_t length;
};

static int compare_placed(const void *a, const void *b)
{
    return strcmp(((const struct placed *)a)->uid, ((const struct placed *)b)->uid);
}

static size_t total_of(const struct feed_making *making, size_t *out_bytes)
{
    size_t count = 0;

    *out_bytes = 0;
    for (size_t i = 0; i < making->piece_count; i++) {
        count += making->pieces[i]->count;
        *out_bytes += making->pieces[i]->bytes.length;
    }
    return count;
}

/* Entries of several units stand in one order. */
static enum error_code put_merged(const struct feed_making *making, size_t total, struct text *out,
                                  struct error *err)
{
    struct placed *all = calloc(total + 1, sizeof *all);
    size_t count = 0;

    if (all == NULL)
        return error_memory(err);
    for (size_t i = 0; i < making->piece_count; i++) {
        const struct feed_piece *piece = making->pieces[i];
        for (const struct feed_entry *entry = piece->entries; entry < piece->entries + piece->count; entry++)
            all[count++] = (struct placed){piece->uids.data + entry->uid, piece->bytes.data + entry->bytes,
                                           entry->length};
    }
    qsort(all, count, sizeof *all, compare_placed);
    for (size_t i = 0; i < count; i++)
        text_put_bytes(out, all[i].bytes, all[i].length);
    free(all);
    return OK;
}

/* The bytes follow from the frame and the pieces, whose hashes are there already. */
static void hash_parts(const struct feed_making *making, const struct text *out, size_t start,
                       unsigned char hash[SECRET_HASH_BYTES])
{
    unsigned char parts[2 * SECRET_HASH_BYTES];

    secret_hash(out->data + start, out->length - start, hash);
    for (size_t i = 0; i < making->piece_count; i++) {
        memcpy(parts, hash, SECRET_HASH_BYTES);
        memcpy(parts + SECRET_HASH_BYTES, making->pieces[i]->hash, SECRET_HASH_BYTES);
        secret_hash(parts, sizeof parts, hash);
    }
}

enum error_code feed_put_pieces(const struct feed_making *making, const struct ics_calendar *calendar,
                                struct text *out, unsigned char hash[SECRET_HASH_BYTES], struct error *err)
{
    size_t start = out->length;
    size_t bytes;
    size_t total = total_of(making, &bytes);

    if (total > ICS_EVENTS_MAX)
        return error_set(err, ERROR_DATA, "the calendar would have more than %d entries; take a smaller area",
                         ICS_EVENTS_MAX);
    text_reserve(out, bytes + FRAME_BYTES);
    ics_put_frame(calendar, out);
    hash_parts(making, out, start, hash);
    if (making->piece_count == 1)
        text_put_bytes(out, making->pieces[0]->bytes.data, bytes);
    else
        TRY(put_merged(making, total, out, err));
    ics_put_end(out);
    return text_finish(out, err);
}
