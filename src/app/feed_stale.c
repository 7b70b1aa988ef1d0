#include "app/feed_stale.h"

#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define STALE_MAX 1000000

static void free_items(struct feed_stale **items)
{
    free(*items);
}

static bool take_row(const struct db_rows *row, struct arena *arena, struct feed_stale *out)
{
    *out = (struct feed_stale){
        .candidate = db_int(row, 0),
        .candidate_code = arena_copy_string(arena, db_text(row, 1)),
        .meeting = db_int(row, 2),
        .meeting_code = arena_copy_string(arena, db_text(row, 3)),
        .sequence = db_int(row, 4),
        .cancelled = strcmp(db_text(row, 5), "cancelled") == 0,
        .start_utc_secs = db_int(row, 6),
        .changed_utc_secs = db_int(row, 7),
        .fetched_utc_secs = db_int(row, 8),
        .shown_start_utc_secs = db_int(row, 9),
    };
    return out->candidate_code != NULL && out->meeting_code != NULL;
}

static enum error_code keep(const struct feed_stale *items, size_t count, struct arena *arena,
                            struct feed_stale **out, struct error *err)
{
    struct feed_stale *kept = arena_array(arena, count, sizeof *kept);

    if (kept == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(kept, items, count * sizeof *kept);
    *out = kept;
    return OK;
}

enum error_code feed_stale(const struct app *app, int64_t election, int hours, struct arena *arena,
                           struct feed_stale_list *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_items) struct feed_stale *items = NULL;
    struct feed_stale *kept;
    int64_t now_utc_secs = clock_now_utc_secs(&app->clock);
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_FEED_STALE,
                  DB_ARGS(DB_INT("election", election), DB_INT("from_utc", now_utc_secs),
                          DB_INT("until_utc", now_utc_secs + (int64_t)hours * 3600)),
                  err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&items, &capacity, count + 1, sizeof *items, STALE_MAX) ||
            !take_row(&rows, arena, &items[count]))
            return error_memory(err);
        count++;
    }
    TRY(db_rows_finish(&rows, err));
    TRY(keep(items, count, arena, &kept, err));
    *out = (struct feed_stale_list){kept, count};
    return OK;
}
