#include "app/feed_list.h"

#include "base/list.h"
#include "base/parse.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define FEEDS_MAX 1000000

static void free_states(struct feed_state **states)
{
    free(*states);
}

static bool take_row(struct db_rows *row, struct arena *arena, struct feed_state *out)
{
    size_t kind = FEED_CANDIDATE;

    /* The store takes no other names. */
    (void)!parse_choice(db_text(row, 0), feed_kind_names, FEED_KIND_COUNT, &kind);
    *out = (struct feed_state){
        .kind = (enum feed_kind)kind,
        .owner = arena_copy_string(arena, db_text(row, 1)),
        .level = arena_copy_string(arena, db_text(row, 2)),
        .language = strcmp(db_text(row, 3), "en") == 0 ? "en" : "vi",
        .alarms = db_int(row, 4) != 0,
        .created_utc_secs = db_int(row, 5),
        .revoked_utc_secs = db_int(row, 6),
        .last_fetch_utc_secs = db_int(row, 7),
        .last_client = arena_copy_string(arena, db_text(row, 8)),
    };
    return out->owner != NULL && out->level != NULL && out->last_client != NULL;
}

enum error_code feed_list(const struct app *app, int64_t election, struct arena *arena,
                          struct feed_state **out, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_states) struct feed_state *states = NULL;
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_FEED_LIST, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&states, &capacity, count + 1, sizeof *states, FEEDS_MAX) ||
            !take_row(&rows, arena, &states[count]))
            return error_memory(err);
        count++;
    }
    TRY(db_rows_finish(&rows, err));
    struct feed_state *kept = arena_array(arena, count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(kept, states, count * sizeof *kept);
    *out = kept;
    *out_count = count;
    return OK;
}
