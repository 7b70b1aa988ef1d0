#include "app/weather_list.h"

#include "db/db.h"

#define WEATHERS_MAX 500

enum error_code weather_list(const struct app *app, int64_t election, struct arena *arena,
                             struct listed_weather **out, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct listed_weather *list = arena_array(arena, WEATHERS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_WEATHER_LIST, DB_ARGS(DB_INT("election", election)), err));
    while (count < WEATHERS_MAX && db_rows_next(&rows)) {
        struct listed_weather *one = &list[count++];
        *one = (struct listed_weather){.area = arena_copy_string(arena, db_text(&rows, 0)),
                                       .level = arena_copy_string(arena, db_text(&rows, 1)),
                                       .name = arena_copy_string(arena, db_text(&rows, 2)),
                                       .first = {(int32_t)db_int(&rows, 3)},
                                       .last = {(int32_t)db_int(&rows, 4)},
                                       .document = arena_copy_string(arena, db_text(&rows, 5))};
        if (one->area == NULL || one->level == NULL || one->name == NULL || one->document == NULL)
            return error_memory(err);
    }
    *out = list;
    *out_count = count;
    return db_rows_finish(&rows, err);
}
