#include "app/tables_from_store.h"

#include "app/store_reader.h"
#include "app/tables_param.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS_MAX ((size_t)10 * 1000 * 1000)

struct source {
    enum tables_file file;
    enum db_query query;
    const char *level; /* of areas */
    void (*read)(struct store_reader *reader, const struct db_rows *rows, void *item);
};

static void reader_done(struct store_reader *reader)
{
    for (size_t i = 0; i < FILE_COUNT; i++) {
        free(reader->lists[i].items);
        free(reader->lists[i].ids);
    }
}

static void read_session(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_session *)item = (struct tables_session){.name = store_reader_text(reader, rows, 0),
                                                             .start_minute = store_reader_int(rows, 1),
                                                             .end_minute = store_reader_int(rows, 2)};
}

static void read_day(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    (void)reader;
    *(struct tables_day *)item =
        (struct tables_day){.date = {store_reader_int(rows, 0)}, .holiday = store_reader_int(rows, 1) != 0};
}

static void read_area(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    bool below_province = strcmp(db_text(rows, 2), "province") == 0;
    struct tables_area *area = item;

    *area = (struct tables_area){
        .id = store_reader_text(reader, rows, 1),
        .parent = TABLES_NONE,
        .name = store_reader_text(reader, rows, 4),
        .x_m = store_reader_int(rows, 5),
        .y_m = store_reader_int(rows, 6),
        .daily_target = store_reader_int(rows, 7),
        .voters = store_reader_int(rows, 8),
        .chair_capacity = store_reader_int(rows, 9),
        .chair_name = store_reader_text(reader, rows, 10),
        .chair_phone = store_reader_text(reader, rows, 11),
        .campaign_start = store_reader_time(rows, 12),
        .campaign_end = store_reader_time(rows, 13),
    };
    if (!db_is_null(rows, 3))
        area->parent =
            store_reader_find(reader, below_province ? FILE_PROVINCES : FILE_DISTRICTS, db_text(rows, 3));
}

static void read_province(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    read_area(reader, rows, item);
    ((struct tables_area *)item)->level = AREA_PROVINCE;
}

static void read_district(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    read_area(reader, rows, item);
    ((struct tables_area *)item)->level = AREA_DISTRICT;
}

static void read_commune(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    read_area(reader, rows, item);
    ((struct tables_area *)item)->level = AREA_COMMUNE;
}

static void read_venue(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_venue *)item = (struct tables_venue){
        .id = store_reader_text(reader, rows, 1),
        .commune = store_reader_find(reader, FILE_COMMUNES, db_text(rows, 2)),
        .name = store_reader_text(reader, rows, 3),
        .x_m = store_reader_int(rows, 4),
        .y_m = store_reader_int(rows, 5),
        .capacity = store_reader_int(rows, 6),
        .online = store_reader_int(rows, 7) != 0,
        .address = store_reader_text(reader, rows, 8),
        .online_link = store_reader_text(reader, rows, 9),
        .chair = store_reader_text(reader, rows, 10),
    };
}

static void read_unit(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_unit *)item = (struct tables_unit){
        .id = store_reader_text(reader, rows, 1),
        .level = (enum tables_unit_level)store_reader_word(reader, rows, 2, tables_unit_level_names,
                                                           UNIT_LEVEL_COUNT),
        .name = store_reader_text(reader, rows, 3),
        .seats = store_reader_int(rows, 4),
        .needed = store_reader_int(rows, 5),
        .duration_min = store_reader_int(rows, 6),
        .attendance = store_reader_int(rows, 7),
        .max_online = store_reader_int(rows, 8),
        .province = store_reader_find(reader, FILE_PROVINCES, db_text(rows, 9)),
        .campaign_start = store_reader_time(rows, 10),
        .campaign_end = store_reader_time(rows, 11),
    };
}

static void read_candidate(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_candidate *)item = (struct tables_candidate){
        .id = store_reader_text(reader, rows, 1),
        .home_x_m = store_reader_int(rows, 2),
        .home_y_m = store_reader_int(rows, 3),
        .full_name = store_reader_text(reader, rows, 4),
        .phone = store_reader_text(reader, rows, 5),
        .email = store_reader_text(reader, rows, 6),
    };
}

static void read_unit_commune(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_unit_commune *)item = (struct tables_unit_commune){
        .unit = store_reader_find(reader, FILE_UNITS, db_text(rows, 0)),
        .commune = store_reader_find(reader, FILE_COMMUNES, db_text(rows, 1)),
    };
}

static void read_candidacy(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_candidacy *)item = (struct tables_candidacy){
        .unit = store_reader_find(reader, FILE_UNITS, db_text(rows, 0)),
        .candidate = store_reader_find(reader, FILE_CANDIDATES, db_text(rows, 1)),
    };
}

/* In the order of reading: what is referred to comes first. Each query has the canonical order. */
static const struct source sources[] = {
    {FILE_SESSIONS, QUERY_SESSIONS, NULL, read_session},
    {FILE_DAYS, QUERY_CAMPAIGN_DAYS, NULL, read_day},
    {FILE_PROVINCES, QUERY_AREAS, "province", read_province},
    {FILE_DISTRICTS, QUERY_AREAS, "district", read_district},
    {FILE_COMMUNES, QUERY_AREAS, "commune", read_commune},
    {FILE_VENUES, QUERY_VENUES, NULL, read_venue},
    {FILE_UNITS, QUERY_UNITS, NULL, read_unit},
    {FILE_CANDIDATES, QUERY_CANDIDATES, NULL, read_candidate},
    {FILE_UNIT_COMMUNES, QUERY_UNIT_AREAS, NULL, read_unit_commune},
    {FILE_CANDIDACIES, QUERY_CANDIDACIES, NULL, read_candidacy},
    {FILE_BLOCKS, QUERY_VENUE_BLOCKS, NULL, store_read_venue_block},
    {FILE_BLOCKS, QUERY_AREA_BLOCKS, "commune", store_read_commune_block},
    {FILE_BLOCKS, QUERY_CANDIDATE_BLOCKS, NULL, store_read_candidate_block},
    {FILE_BLOCKS, QUERY_UNIT_BLOCKS, NULL, store_read_unit_block},
    {FILE_BLOCKS, QUERY_AREA_BLOCKS, "district", store_read_district_block},
    {FILE_BLOCKS, QUERY_AREA_BLOCKS, "province", store_read_province_block},
    {FILE_PREFERENCES, QUERY_PREFERENCES, NULL, store_read_preference},
    {FILE_TRAVEL_TIMES, QUERY_VENUE_TRAVELS, NULL, store_read_venue_travel},
    {FILE_TRAVEL_TIMES, QUERY_AREA_TRAVELS, NULL, store_read_commune_travel},
    {FILE_MINIMUMS, QUERY_PLAN_MINIMUMS, NULL, store_read_minimum},
    {FILE_WAIVERS, QUERY_PLAN_WAIVERS, NULL, store_read_waiver},
    {FILE_ONLINE_CONDITIONS, QUERY_ONLINE_CONDITIONS, NULL, store_read_online_condition},
    {FILE_RULES, QUERY_PLAN_RULES, NULL, store_read_rule},
    {FILE_CONNECTED_SITES, QUERY_CONNECTED_SITES, NULL, store_read_connected_site},
    {FILE_JOINT_MEETINGS, QUERY_JOINT_UNITS, NULL, store_read_joint_meeting},
};

static enum error_code read_rows(struct store_reader *reader, const struct source *source,
                                 struct db_rows *rows, struct error *err)
{
    struct gathered *list = &reader->lists[store_reader_list_of(source->file)];
    size_t size = tables_shape(source->file, true)->item_size;

    while (db_rows_next(rows)) {
        if (!list_reserve(&list->items, &list->capacity, list->count + 1, size, ITEMS_MAX) ||
            !list_reserve(&list->ids, &list->id_capacity, list->count + 1, sizeof *list->ids, ITEMS_MAX))
            return error_memory(err);
        list->ids[list->count] = db_int(rows, 0); /* of no meaning in lists without numbers */
        source->read(reader, rows, list->items + list->count * size);
        if (reader->no_memory)
            return error_memory(err);
        if (reader->broken)
            return error_set(err, ERROR_CONFIG,
                             "the tables in the store do not agree with each other; restore the last backup");
        list->count++;
    }
    return db_rows_finish(rows, err);
}

static enum error_code read_source(struct store_reader *reader, const struct source *source,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct db_arg election = DB_INT("election", reader->election);
    size_t first = reader->lists[store_reader_list_of(source->file)].count;

    TRY(db_select(
        &rows, reader->db, source->query,
        source->level != NULL ? DB_ARGS(election, DB_TEXT("level", source->level)) : DB_ARGS(election), err));
    TRY(read_rows(reader, source, &rows, err));
    reader->files[source->file].first = first;
    reader->files[source->file].count = reader->lists[store_reader_list_of(source->file)].count - first;
    return OK;
}

/* What a store of an older program does not hold has its default. */
static void set_default_params(struct tables_params *params)
{
    const struct tables_shape *shape = tables_shape(FILE_PARAMS, true);

    *params = (struct tables_params){0};
    for (size_t i = 0; i < shape->column_count; i++) {
        if (shape->columns[i].flags & COLUMN_OPTIONAL)
            tables_cell_clear(&shape->columns[i], params);
    }
}

static enum error_code read_params(struct store_reader *reader, struct tables_params *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct tables_params params;

    set_default_params(&params);
    TRY(db_select(&rows, reader->db, QUERY_PLAN_PARAMETERS, DB_ARGS(DB_INT("election", reader->election)),
                  err));
    while (db_rows_next(&rows)) {
        const struct tables_column *column = tables_param_column(db_text(&rows, 0));
        const char *text = store_reader_text(reader, &rows, 1);
        if (text == NULL)
            return error_memory(err);
        if (column != NULL && !tables_param_set(&params, column, text))
            return error_set(err, ERROR_CONFIG, "the store holds a planning parameter that is none: %s",
                             column->name);
    }
    TRY(db_rows_finish(&rows, err));
    *out = params;
    return OK;
}

/* A copy in the arena, or NULL without memory. */
static void *kept(struct store_reader *reader, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(reader->arena, count, size);

    if (copy != NULL && count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

/* In a plan joint meetings have the numbers after those of the units. */
static enum error_code keep_unit_ids(struct store_reader *reader, struct stored_tables *out,
                                     struct error *err)
{
    const struct gathered *units = &reader->lists[FILE_UNITS];
    const struct gathered *joints = &reader->lists[FILE_JOINT_MEETINGS];
    int64_t *ids = arena_array(reader->arena, units->count + joints->count, sizeof *ids);

    if (ids == NULL)
        return error_memory(err);
    if (units->count > 0)
        memcpy(ids, units->ids, units->count * sizeof *ids);
    if (joints->count > 0)
        memcpy(ids + units->count, joints->ids, joints->count * sizeof *ids);
    out->ids.units = ids;
    return OK;
}

static enum error_code keep(struct store_reader *reader, struct stored_tables *out, struct error *err)
{
    const struct {
        enum tables_file list;
        const int64_t **ids;
    } numbered[] = {
        {FILE_PROVINCES, &out->ids.areas},
        {FILE_VENUES, &out->ids.venues},
        {FILE_CANDIDATES, &out->ids.candidates},
    };

    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++) {
        const struct tables_shape *shape = tables_shape(file, true);
        const struct gathered *list = &reader->lists[file];
        if (store_reader_list_of(file) != file)
            continue;
        if (tables_file_may_be_missing(file))
            store_reader_sort(reader, file);
        void *items = kept(reader, list->items, list->count, shape->item_size);
        if (items == NULL)
            return error_memory(err);
        memcpy((char *)&out->tables + shape->items_offset, &items, sizeof items);
        memcpy((char *)&out->tables + shape->count_offset, &list->count, sizeof list->count);
    }
    for (size_t i = 0; i < COUNT_OF(numbered); i++) {
        const struct gathered *list = &reader->lists[numbered[i].list];
        *numbered[i].ids = kept(reader, list->ids, list->count, sizeof *list->ids);
        if (*numbered[i].ids == NULL)
            return error_memory(err);
    }
    return keep_unit_ids(reader, out, err);
}

enum error_code tables_from_store(const struct app *app, int64_t election, struct arena *arena,
                                  struct stored_tables *out, struct error *err)
{
    CLEANUP(reader_done) struct store_reader reader = {.db = app->db, .election = election, .arena = arena};
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct stored_tables stored = {0};

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(read_params(&reader, &stored.tables.params, err));
    for (size_t i = 0; i < COUNT_OF(sources); i++)
        TRY(read_source(&reader, &sources[i], err));
    TRY(keep(&reader, &stored, err));
    *out = stored;
    return OK;
}
