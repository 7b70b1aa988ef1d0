#include "app/places.h"

#include "db/db.h"

#include <stdlib.h>
#include <string.h>

/* As the store names them; units have no areas of their own. */
static const char *const area_levels[LAW_LEVEL_COUNT] = {
    [LAW_CENTRAL] = "central",
    [LAW_PROVINCE] = "province",
    [LAW_DISTRICT] = "district",
    [LAW_COMMUNE] = "commune",
    [LAW_UNIT] = "",
    [LAW_POLLING_STATION] = "polling_area",
};

static enum law_level level_of(const char *name)
{
    int level = 0;

    while (level < LAW_LEVEL_COUNT - 1 && strcmp(area_levels[level], name) != 0)
        level++;
    return (enum law_level)level;
}

static int compare_ids(const void *key, const void *item)
{
    const int64_t *id = key;
    const struct place *place = item;

    return (*id > place->id) - (*id < place->id);
}

bool places_by_id(const struct places *places, int64_t id, size_t *out_place)
{
    const struct place *found =
        bsearch(&id, places->items, places->count, sizeof *places->items, compare_ids);

    if (found == NULL)
        return false;
    *out_place = (size_t)(found - places->items);
    return true;
}

static enum error_code read_place(const struct db_rows *rows, struct arena *arena, struct place *out,
                                  int64_t *out_parent, struct error *err)
{
    *out = (struct place){
        .id = db_int(rows, 0),
        .level = level_of(db_text(rows, 2)),
        .code = arena_copy_string(arena, db_text(rows, 3)),
        .name = arena_copy_string(arena, db_text(rows, 4)),
        .has_units = db_int(rows, 5) != 0,
    };
    *out_parent = db_int(rows, 1);
    return out->code == NULL || out->name == NULL ? error_memory(err) : OK;
}

enum error_code places_load(const struct app *app, int64_t election, struct arena *arena, struct places *out,
                            struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct db_arg args[] = {DB_INT("election", election), {.name = NULL}};
    struct places places = {.count = 1};
    int64_t total;

    TRY(db_select_int(app->db, QUERY_PLACE_COUNT, args, 0, &total, err));
    struct place *items = arena_array(arena, (size_t)total + 1, sizeof *items);
    int64_t *parents = arena_array(arena, (size_t)total + 1, sizeof *parents);
    if (items == NULL || parents == NULL)
        return error_memory(err);
    items[PLACE_WHOLE] = (struct place){.level = LAW_CENTRAL, .code = "", .name = ""};
    TRY(db_select(&rows, app->db, QUERY_PLACES, args, err));
    for (; places.count <= (size_t)total && db_rows_next(&rows); places.count++) {
        struct place *place = &items[places.count];
        TRY(read_place(&rows, arena, place, &parents[places.count], err));
        places.has_level[place->level] = true;
        places.has_level[LAW_UNIT] |= place->has_units;
    }
    places.items = items;
    /* A parent that is not there leaves the place below the whole election. */
    for (size_t i = 1; i < places.count; i++)
        (void)!places_by_id(&places, parents[i], &items[i].parent);
    *out = places;
    return OK;
}

enum error_code places_find(const struct places *places, const char *code, uint32_t levels, size_t *out_place,
                            struct error *err)
{
    size_t found = PLACE_WHOLE;
    size_t among = PLACE_WHOLE;
    size_t count = 0;

    for (size_t i = 1; code != NULL && i < places->count; i++) {
        if (strcmp(places->items[i].code, code) != 0)
            continue;
        found = i;
        if ((levels & (1u << places->items[i].level)) != 0) {
            among = i;
            count++;
        }
    }
    if (code != NULL && found == PLACE_WHOLE)
        return error_set(err, ERROR_NO_INPUT, "there is no area %s in this election", code);
    if (count > 1)
        return error_set(err, ERROR_USAGE, "areas of several levels have the code %s; say which with --level",
                         code);
    *out_place = count == 1 ? among : found;
    return OK;
}

bool place_within(const struct places *places, size_t place, size_t whole)
{
    while (place != whole && place != PLACE_WHOLE)
        place = places->items[place].parent;
    return place == whole;
}

bool place_concerned(const struct places *places, size_t place, uint32_t levels, enum law_level *out_level)
{
    const struct place *item = &places->items[place];

    for (int level = 0; level < LAW_LEVEL_COUNT; level++) {
        bool own = place == PLACE_WHOLE ? !places->has_level[level]
                                        : (int)item->level == level || (level == LAW_UNIT && item->has_units);
        if (!own || (levels & (1u << level)) == 0)
            continue;
        *out_level = (enum law_level)level;
        return true;
    }
    return false;
}
