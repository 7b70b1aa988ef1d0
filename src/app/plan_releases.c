#include "app/plan_releases.h"

#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS_MAX 10000000

struct growing {
    void *items;
    size_t count;
    size_t capacity;
};

static void growing_done(struct growing *list)
{
    free(list->items);
}

static void *growing_keep(const struct growing *list, size_t size, struct arena *arena)
{
    void *kept = arena_array(arena, list->count, size);

    if (kept != NULL && list->count > 0)
        memcpy(kept, list->items, list->count * size);
    return kept;
}

enum error_code plan_releases_list(const struct app *app, int64_t election, struct arena *arena,
                                   struct plan_releases *out, struct error *err)
{
    CLEANUP(growing_done) struct growing list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_RELEASES, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list.items, &list.capacity, list.count + 1, sizeof(struct plan_release),
                          ITEMS_MAX))
            return error_memory(err);
        const char *note = arena_copy_string(arena, db_text(&rows, 2));
        if (note == NULL)
            return error_memory(err);
        ((struct plan_release *)list.items)[list.count++] =
            (struct plan_release){db_int(&rows, 0), db_int(&rows, 1), note, db_int(&rows, 3)};
    }
    TRY(db_rows_finish(&rows, err));
    const struct plan_release *kept = growing_keep(&list, sizeof *kept, arena);
    if (kept == NULL)
        return error_memory(err);
    *out = (struct plan_releases){kept, list.count};
    return OK;
}

static enum error_code read_change(const struct db_rows *rows, struct arena *arena,
                                   struct release_change *out, struct error *err)
{
    const char *texts[6];

    for (int i = 0; i < 6; i++) {
        texts[i] = arena_copy_string(arena, db_text(rows, i));
        if (texts[i] == NULL)
            return error_memory(err);
    }
    *out = (struct release_change){
        .meeting = texts[0], .unit_name = texts[1], .kind = texts[2], .before = texts[3], .after = texts[4]};
    if (texts[5][0] != '\0')
        message_restore(&out->reason, texts[5], db_text(rows, 6));
    return OK;
}

enum error_code release_changes_list(const struct app *app, int64_t election, int64_t number,
                                     struct arena *arena, struct release_changes *out, struct error *err)
{
    CLEANUP(growing_done) struct growing list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t release;

    TRY(db_select_int(app->db, QUERY_RELEASE_FIND,
                      DB_ARGS(DB_INT("election", election), DB_INT("number", number)), 0, &release, err));
    if (release == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no release %lld in this election", (long long)number);
    TRY(db_select(&rows, app->db, QUERY_RELEASE_CHANGES, DB_ARGS(DB_INT("release", release)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list.items, &list.capacity, list.count + 1, sizeof(struct release_change),
                          ITEMS_MAX))
            return error_memory(err);
        TRY(read_change(&rows, arena, &((struct release_change *)list.items)[list.count++], err));
    }
    TRY(db_rows_finish(&rows, err));
    const struct release_change *kept = growing_keep(&list, sizeof *kept, arena);
    if (kept == NULL)
        return error_memory(err);
    *out = (struct release_changes){kept, list.count};
    return OK;
}
