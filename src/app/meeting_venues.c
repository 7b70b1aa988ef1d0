#include "app/meeting_venues.h"

#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define VENUES_MAX 100000

static void free_list(struct meeting_venue **list)
{
    free(*list);
}

enum error_code meeting_venues(const struct app *app, int64_t unit, struct arena *arena,
                               struct meeting_venue **out, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_list) struct meeting_venue *list = NULL;
    size_t capacity = 0;
    size_t count = 0;

    TRY(db_select(&rows, app->db, QUERY_MEETING_SHOW_VENUES, DB_ARGS(DB_INT("unit", unit)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list, &capacity, count + 1, sizeof *list, VENUES_MAX))
            return error_memory(err);
        list[count] = (struct meeting_venue){
            arena_copy_string(arena, db_text(&rows, 0)), arena_copy_string(arena, db_text(&rows, 1)),
            arena_copy_string(arena, db_text(&rows, 2)), db_int(&rows, 3), db_int(&rows, 4) == 1};
        if (list[count].code == NULL || list[count].name == NULL || list[count].commune == NULL)
            return error_memory(err);
        count++;
    }
    TRY(db_rows_finish(&rows, err));
    struct meeting_venue *kept = arena_array(arena, count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(kept, list, count * sizeof *kept);
    *out = kept;
    *out_count = count;
    return OK;
}
