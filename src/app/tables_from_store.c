#include "app/tables_from_store.h"

#include "app/tables_cell.h"
#include "app/tables_param.h"
#include "base/list.h"
#include "base/parse.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS_MAX ((size_t)10 * 1000 * 1000)

/* One array of the tables, gathered on the heap until its length is known. */
struct gathered {
    char *items;
    size_t capacity;
    int64_t *ids;
    size_t id_capacity;
    size_t count;
};

struct reader {
    struct db *db;
    int64_t election;
    struct arena *arena;
    struct gathered lists[FILE_COUNT]; /* by the file that list_of says */
    struct {
        size_t first;
        size_t count;
    } files[FILE_COUNT]; /* where in its list the items of a file stand */
    bool broken;         /* a reference that leads nowhere, a word that is none */
    bool no_memory;
};

struct source {
    enum tables_file file;
    enum db_query query;
    const char *level; /* of areas */
    void (*read)(struct reader *reader, const struct db_rows *rows, void *item);
};

/* All areas are one list. */
static enum tables_file list_of(enum tables_file file)
{
    return file == FILE_DISTRICTS || file == FILE_COMMUNES ? FILE_PROVINCES : file;
}

static void reader_done(struct reader *reader)
{
    for (size_t i = 0; i < FILE_COUNT; i++) {
        free(reader->lists[i].items);
        free(reader->lists[i].ids);
    }
}

static const char *text_at(struct reader *reader, const struct db_rows *rows, int column)
{
    const char *text = arena_copy_string(reader->arena, db_text(rows, column));

    reader->no_memory |= text == NULL;
    return text;
}

static int32_t int_at(const struct db_rows *rows, int column)
{
    return (int32_t)db_int(rows, column);
}

/* The index of the item of a file, already read, that has this id. */
static uint32_t find(struct reader *reader, enum tables_file file, const char *id)
{
    const struct tables_shape *shape = tables_shape(file, true);
    struct tables_slice slice = {
        .items = reader->lists[list_of(file)].items + reader->files[file].first * shape->item_size,
        .count = reader->files[file].count,
    };
    size_t low = 0;
    size_t high = slice.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(id, tables_slice_id(&slice, file, middle));
        if (order == 0)
            return (uint32_t)(reader->files[file].first + middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    reader->broken = true;
    return TABLES_NONE;
}

static void read_session(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_session *)item = (struct tables_session){
        .name = text_at(reader, rows, 0), .start_minute = int_at(rows, 1), .end_minute = int_at(rows, 2)};
}

static void read_day(struct reader *reader, const struct db_rows *rows, void *item)
{
    (void)reader;
    *(struct tables_day *)item =
        (struct tables_day){.date = {int_at(rows, 0)}, .holiday = int_at(rows, 1) != 0};
}

static void read_area(struct reader *reader, const struct db_rows *rows, void *item)
{
    bool below_province = strcmp(db_text(rows, 2), "province") == 0;
    struct tables_area *area = item;

    *area = (struct tables_area){
        .id = text_at(reader, rows, 1),
        .parent = TABLES_NONE,
        .name = text_at(reader, rows, 4),
        .x_m = int_at(rows, 5),
        .y_m = int_at(rows, 6),
        .daily_target = int_at(rows, 7),
        .voters = int_at(rows, 8),
        .chair_capacity = int_at(rows, 9),
        .chair_name = text_at(reader, rows, 10),
        .chair_phone = text_at(reader, rows, 11),
    };
    if (!db_is_null(rows, 3))
        area->parent = find(reader, below_province ? FILE_PROVINCES : FILE_DISTRICTS, db_text(rows, 3));
}

static void read_province(struct reader *reader, const struct db_rows *rows, void *item)
{
    read_area(reader, rows, item);
    ((struct tables_area *)item)->level = AREA_PROVINCE;
}

static void read_district(struct reader *reader, const struct db_rows *rows, void *item)
{
    read_area(reader, rows, item);
    ((struct tables_area *)item)->level = AREA_DISTRICT;
}

static void read_commune(struct reader *reader, const struct db_rows *rows, void *item)
{
    read_area(reader, rows, item);
    ((struct tables_area *)item)->level = AREA_COMMUNE;
}

static void read_venue(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_venue *)item = (struct tables_venue){
        .id = text_at(reader, rows, 1),
        .commune = find(reader, FILE_COMMUNES, db_text(rows, 2)),
        .name = text_at(reader, rows, 3),
        .x_m = int_at(rows, 4),
        .y_m = int_at(rows, 5),
        .capacity = int_at(rows, 6),
        .online = int_at(rows, 7) != 0,
        .address = text_at(reader, rows, 8),
        .online_link = text_at(reader, rows, 9),
        .chair = text_at(reader, rows, 10),
    };
}

static void read_unit(struct reader *reader, const struct db_rows *rows, void *item)
{
    size_t level = 0;

    reader->broken |= !parse_choice(db_text(rows, 2), tables_unit_level_names, UNIT_LEVEL_COUNT, &level);
    *(struct tables_unit *)item = (struct tables_unit){
        .id = text_at(reader, rows, 1),
        .level = (enum tables_unit_level)level,
        .name = text_at(reader, rows, 3),
        .seats = int_at(rows, 4),
        .needed = int_at(rows, 5),
        .duration_min = int_at(rows, 6),
        .attendance = int_at(rows, 7),
        .max_online = int_at(rows, 8),
        .province = find(reader, FILE_PROVINCES, db_text(rows, 9)),
    };
}

static void read_candidate(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_candidate *)item = (struct tables_candidate){
        .id = text_at(reader, rows, 1),
        .home_x_m = int_at(rows, 2),
        .home_y_m = int_at(rows, 3),
        .full_name = text_at(reader, rows, 4),
        .phone = text_at(reader, rows, 5),
        .email = text_at(reader, rows, 6),
    };
}

static void read_unit_commune(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_unit_commune *)item = (struct tables_unit_commune){
        .unit = find(reader, FILE_UNITS, db_text(rows, 0)),
        .commune = find(reader, FILE_COMMUNES, db_text(rows, 1)),
    };
}

static void read_candidacy(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_candidacy *)item = (struct tables_candidacy){
        .unit = find(reader, FILE_UNITS, db_text(rows, 0)),
        .candidate = find(reader, FILE_CANDIDATES, db_text(rows, 1)),
    };
}

static uint8_t sessions_of(struct reader *reader, const char *letters)
{
    const struct tables_session *sessions = (const void *)reader->lists[FILE_SESSIONS].items;
    unsigned bits = 0;

    for (size_t i = 0; i < reader->lists[FILE_SESSIONS].count && i < TABLES_SESSIONS_MAX; i++) {
        if (strchr(letters, tables_session_letter(&sessions[i])) != NULL)
            bits |= 1u << i;
    }
    reader->broken |= bits == 0;
    return (uint8_t)bits;
}

static struct tables_block block_of(struct reader *reader, const struct db_rows *rows,
                                    enum tables_block_kind kind)
{
    return (struct tables_block){
        .kind = kind,
        .owner = find(reader, tables_owner_file(kind), db_text(rows, 0)),
        .date = {int_at(rows, 1)},
        .sessions = sessions_of(reader, db_text(rows, 2)),
    };
}

static void read_venue_block(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_VENUE);
}

static void read_area_block(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_COMMUNE);
}

static void read_candidate_block(struct reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_CANDIDATE);
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
    {FILE_BLOCKS, QUERY_VENUE_BLOCKS, NULL, read_venue_block},
    {FILE_BLOCKS, QUERY_AREA_BLOCKS, NULL, read_area_block},
    {FILE_BLOCKS, QUERY_CANDIDATE_BLOCKS, NULL, read_candidate_block},
};

static enum error_code read_rows(struct reader *reader, const struct source *source, struct db_rows *rows,
                                 struct error *err)
{
    struct gathered *list = &reader->lists[list_of(source->file)];
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

static enum error_code read_source(struct reader *reader, const struct source *source, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct db_arg election = DB_INT("election", reader->election);
    size_t first = reader->lists[list_of(source->file)].count;

    TRY(db_select(
        &rows, reader->db, source->query,
        source->level != NULL ? DB_ARGS(election, DB_TEXT("level", source->level)) : DB_ARGS(election), err));
    TRY(read_rows(reader, source, &rows, err));
    reader->files[source->file].first = first;
    reader->files[source->file].count = reader->lists[list_of(source->file)].count - first;
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

static enum error_code read_params(struct reader *reader, struct tables_params *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct tables_params params;

    set_default_params(&params);
    TRY(db_select(&rows, reader->db, QUERY_PLAN_PARAMETERS, DB_ARGS(DB_INT("election", reader->election)),
                  err));
    while (db_rows_next(&rows)) {
        const struct tables_column *column = tables_param_column(db_text(&rows, 0));
        const char *text = text_at(reader, &rows, 1);
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
static void *kept(struct reader *reader, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(reader->arena, count, size);

    if (copy != NULL && count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

static enum error_code keep(struct reader *reader, struct stored_tables *out, struct error *err)
{
    const struct {
        enum tables_file list;
        const int64_t **ids;
    } numbered[] = {
        {FILE_PROVINCES, &out->ids.areas},
        {FILE_VENUES, &out->ids.venues},
        {FILE_UNITS, &out->ids.units},
        {FILE_CANDIDATES, &out->ids.candidates},
    };

    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++) {
        const struct tables_shape *shape = tables_shape(file, true);
        const struct gathered *list = &reader->lists[file];
        if (list_of(file) != file)
            continue;
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
    return OK;
}

enum error_code tables_from_store(const struct app *app, int64_t election, struct arena *arena,
                                  struct stored_tables *out, struct error *err)
{
    CLEANUP(reader_done) struct reader reader = {.db = app->db, .election = election, .arena = arena};
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
