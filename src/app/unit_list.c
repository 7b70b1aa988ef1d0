#include "app/unit_list.h"

#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define UNITS_MAX 1000000

const char *unit_level_name(const char *level)
{
    static const char *const names[][2] = {
        {"na", N_("National Assembly")},
        {"province", N_("Provincial council")},
        {"district", N_("District council")},
        {"commune", N_("Commune council")},
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(names[i][0], level) == 0)
            return names[i][1];
    return level;
}

static void free_list(struct listed_unit **list)
{
    free(*list);
}

static enum error_code copy_row(const struct db_rows *rows, struct arena *arena, struct listed_unit *out,
                                struct error *err)
{
    *out = (struct listed_unit){
        .code = arena_copy_string(arena, db_text(rows, 0)),
        .level = arena_copy_string(arena, db_text(rows, 1)),
        .name = arena_copy_string(arena, db_text(rows, 2)),
        .seats = db_int(rows, 3),
        .needed = db_int(rows, 4),
        .candidates = db_int(rows, 5),
        .meetings = db_int(rows, 6),
    };
    return out->code != NULL && out->level != NULL && out->name != NULL ? OK : error_memory(err);
}

enum error_code unit_list(const struct app *app, int64_t election, struct arena *arena,
                          struct listed_unit **out, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_list) struct listed_unit *list = NULL;
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_UNIT_LIST, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list, &capacity, count + 1, sizeof *list, UNITS_MAX))
            return error_memory(err);
        TRY(copy_row(&rows, arena, &list[count++], err));
    }
    TRY(db_rows_finish(&rows, err));
    struct listed_unit *copy = arena_array(arena, count, sizeof *copy);
    if (copy == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(copy, list, count * sizeof *copy);
    *out = copy;
    *out_count = count;
    return OK;
}
