#include "app/store_reader.h"

#include "base/parse.h"
#include "plan/problem.h"

#include <stdlib.h>
#include <string.h>

enum tables_file store_reader_list_of(enum tables_file file)
{
    return file == FILE_DISTRICTS || file == FILE_COMMUNES ? FILE_PROVINCES : file;
}

const char *store_reader_text(struct store_reader *reader, const struct db_rows *rows, int column)
{
    const char *text = arena_copy_string(reader->arena, db_text(rows, column));

    reader->no_memory |= text == NULL;
    return text;
}

int32_t store_reader_int(const struct db_rows *rows, int column)
{
    return (int32_t)db_int(rows, column);
}

uint32_t store_reader_find(struct store_reader *reader, enum tables_file file, const char *id)
{
    const struct tables_shape *shape = tables_shape(file, true);
    struct tables_slice slice = {
        .items =
            reader->lists[store_reader_list_of(file)].items + reader->files[file].first * shape->item_size,
        .count = reader->files[file].count,
    };
    size_t found;

    if (tables_slice_find(&slice, file, id, &found))
        return (uint32_t)(reader->files[file].first + found);
    reader->broken = true;
    return TABLES_NONE;
}

struct civil_time store_reader_time(const struct db_rows *rows, int column)
{
    return db_is_null(rows, column) ? (struct civil_time){.minute = 0}
                                    : civil_time_from_utc_secs(db_int(rows, column));
}

unsigned store_reader_word(struct store_reader *reader, const struct db_rows *rows, int column,
                           const char *const names[], size_t count)
{
    size_t word = 0;

    reader->broken |= !parse_choice(db_text(rows, column), names, count, &word);
    return (unsigned)word;
}

static int compare_items(const void *a, const void *b, void *context)
{
    const struct tables_shape *shape = context;
    int order = 0;

    for (size_t i = 0; i < shape->column_count && order == 0; i++) {
        if ((shape->columns[i].flags & COLUMN_KEY) != 0)
            order = tables_cell_compare(&shape->columns[i], a, b);
    }
    return order;
}

void store_reader_sort(struct store_reader *reader, enum tables_file file)
{
    const struct tables_shape *shape = tables_shape(file, true);
    struct gathered *list = &reader->lists[file];
    void *context = (void *)(uintptr_t)shape;

    if (list->count > 1)
        qsort_r(list->items, list->count, shape->item_size, compare_items, context);
}

/* ---- blocks ---- */

static uint8_t sessions_of(struct store_reader *reader, const char *letters)
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

static struct tables_block block_of(struct store_reader *reader, const struct db_rows *rows,
                                    enum tables_block_kind kind, enum tables_file owners)
{
    return (struct tables_block){
        .kind = kind,
        .owner = store_reader_find(reader, owners, db_text(rows, 0)),
        .date = {store_reader_int(rows, 1)},
        .sessions = sessions_of(reader, db_text(rows, 2)),
    };
}

void store_read_venue_block(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_VENUE, FILE_VENUES);
}

void store_read_commune_block(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_COMMUNE, FILE_COMMUNES);
}

void store_read_candidate_block(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_CANDIDATE, FILE_CANDIDATES);
}

void store_read_unit_block(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_UNIT, FILE_UNITS);
}

void store_read_district_block(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_DISTRICT, FILE_DISTRICTS);
}

void store_read_province_block(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_block *)item = block_of(reader, rows, BLOCK_PROVINCE, FILE_PROVINCES);
}

/* ---- what law and staff add ---- */

static uint32_t letters_of(struct store_reader *reader, const char *letters)
{
    uint32_t bits = 0;

    for (; *letters != '\0'; letters++) {
        reader->broken |= *letters < 'A' || *letters > 'Z';
        bits |= reader->broken ? 0 : 1u << (*letters - 'A');
    }
    return bits;
}

static uint32_t item_of(struct store_reader *reader, const struct db_rows *rows, enum tables_scope scope)
{
    switch (scope) {
    case SCOPE_LEVEL: return store_reader_word(reader, rows, 2, tables_unit_level_names, UNIT_LEVEL_COUNT);
    case SCOPE_UNIT: return store_reader_find(reader, FILE_UNITS, db_text(rows, 2));
    case SCOPE_PROVINCE: return store_reader_find(reader, FILE_PROVINCES, db_text(rows, 2));
    case SCOPE_DISTRICT: return store_reader_find(reader, FILE_DISTRICTS, db_text(rows, 2));
    case SCOPE_COMMUNE: return store_reader_find(reader, FILE_COMMUNES, db_text(rows, 2));
    default: return 0;
    }
}

void store_read_preference(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    enum tables_scope scope =
        (enum tables_scope)store_reader_word(reader, rows, 1, tables_scope_names, SCOPE_COUNT);

    *(struct tables_preference *)item = (struct tables_preference){
        .wish = (enum tables_wish)store_reader_word(reader, rows, 0, tables_wish_names, WISH_COUNT),
        .scope = scope,
        .item = item_of(reader, rows, scope),
        .date = {store_reader_int(rows, 3)},
        .weekdays = (uint8_t)store_reader_int(rows, 4),
        .sessions = letters_of(reader, db_text(rows, 5)),
        .price_m = store_reader_int(rows, 6),
        .document = store_reader_text(reader, rows, 7),
    };
}

static struct tables_travel travel_of(struct store_reader *reader, const struct db_rows *rows,
                                      enum tables_block_kind kind, enum tables_file ends)
{
    return (struct tables_travel){
        .kind = kind,
        .from = store_reader_find(reader, ends, db_text(rows, 0)),
        .to = store_reader_find(reader, ends, db_text(rows, 1)),
        .minutes = store_reader_int(rows, 2),
        .both_ways = store_reader_int(rows, 3) != 0,
        .remark = store_reader_text(reader, rows, 4),
    };
}

void store_read_venue_travel(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_travel *)item = travel_of(reader, rows, BLOCK_VENUE, FILE_VENUES);
}

void store_read_commune_travel(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_travel *)item = travel_of(reader, rows, BLOCK_COMMUNE, FILE_COMMUNES);
}

void store_read_minimum(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_minimum *)item = (struct tables_minimum){
        .level = (enum tables_unit_level)store_reader_word(reader, rows, 0, tables_unit_level_names,
                                                           UNIT_LEVEL_COUNT),
        .meetings = store_reader_int(rows, 1),
        .document = store_reader_text(reader, rows, 2),
    };
}

void store_read_waiver(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_waiver *)item = (struct tables_waiver){
        .unit = store_reader_find(reader, FILE_UNITS, db_text(rows, 0)),
        .meetings = store_reader_int(rows, 1),
        .document = store_reader_text(reader, rows, 2),
    };
}

void store_read_online_condition(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_online_condition *)item = (struct tables_online_condition){
        .venue = store_reader_find(reader, FILE_VENUES, db_text(rows, 0)),
        .technical = store_reader_int(rows, 1) != 0,
        .network_safety = store_reader_int(rows, 2) != 0,
        .cyber_security = store_reader_int(rows, 3) != 0,
        .document = store_reader_text(reader, rows, 4),
    };
}

void store_read_rule(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    enum plan_rule rule = plan_rule_find(db_text(rows, 0));

    reader->broken |= rule == PLAN_RULES;
    *(struct tables_rule *)item = (struct tables_rule){
        .rule = rule,
        .severity =
            (enum plan_severity)store_reader_word(reader, rows, 1, plan_severity_names, PLAN_SEVERITIES),
        .reason = store_reader_text(reader, rows, 2),
        .document = store_reader_text(reader, rows, 3),
    };
}

void store_read_connected_site(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    bool every_unit = db_text(rows, 1)[0] == '\0';

    *(struct tables_connected_site *)item = (struct tables_connected_site){
        .venue = store_reader_find(reader, FILE_VENUES, db_text(rows, 0)),
        .unit = every_unit ? TABLES_NONE : store_reader_find(reader, FILE_UNITS, db_text(rows, 1)),
        .site = store_reader_find(reader, FILE_VENUES, db_text(rows, 2)),
        .mode = (int32_t)store_reader_word(reader, rows, 3, tables_mode_names, PLAN_MODE_COUNT),
        .capacity = store_reader_int(rows, 4),
    };
}

void store_read_joint_meeting(struct store_reader *reader, const struct db_rows *rows, void *item)
{
    *(struct tables_joint_meeting *)item = (struct tables_joint_meeting){
        .id = store_reader_text(reader, rows, 1),
        .unit = store_reader_find(reader, FILE_UNITS, db_text(rows, 2)),
        .other = store_reader_find(reader, FILE_UNITS, db_text(rows, 3)),
        .commune = store_reader_find(reader, FILE_COMMUNES, db_text(rows, 4)),
        .meetings = store_reader_int(rows, 5),
        .duration_min = store_reader_int(rows, 6),
        .attendance = store_reader_int(rows, 7),
        .name = store_reader_text(reader, rows, 8),
        .document = store_reader_text(reader, rows, 9),
    };
}
