#include "app/tables_check.h"
#include "app/tables_degrees.h"
#include "app/tables_heading.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#define SCRATCH_BYTES_MAX ((size_t)4 << 30)

struct reader {
    const char *folder;
    struct arena *arena; /* of the result */
    struct arena memory; /* as long as the reading */
    struct tables_loading loading;
    struct tables_input input;
    struct tables_params params;
    bool with_districts;
    bool file_missing;
};

/* One file on its way in. */
struct rows {
    enum tables_file file;
    const struct tables_shape *shape;
    struct table table;
    char *items; /* as they stand in the file */
    uint32_t *lines;
    uint16_t *starts; /* column_count an item: columns of its cells */
    uint32_t *order;  /* of the items, by key */
    size_t count;
    bool degrees; /* in place of metres */
};

/* Districts are there when their table is, or when the communes name them and the table was forgotten. */
static enum error_code look_for_districts(struct reader *reader, struct error *err)
{
    reader->with_districts = file_exists(reader->loading.paths[FILE_DISTRICTS]);
    if (reader->with_districts)
        return OK;
    return tables_heading_has(reader->loading.paths[FILE_COMMUNES], "district_id", &reader->with_districts,
                              err);
}

/* Reads the file against `wanted`; a missing one is reported and gives no rows. */
static enum error_code parse_file(struct reader *reader, enum tables_file file,
                                  const struct table_columns *wanted, struct arena *scratch,
                                  struct table *out, struct error *err)
{
    const char *path = reader->loading.paths[file];
    CLEANUP(text_done) struct text bytes;

    text_init(&bytes, TABLE_BYTES_MAX);
    enum error_code code = file_read(path, &bytes, err);
    if (code == ERROR_NO_INPUT && tables_file_may_be_missing(file)) {
        *out = (struct table){.file = path};
        return OK;
    }
    if (code == ERROR_NO_INPUT) {
        report_error(reader->loading.report, (struct report_place){.file = path},
                     N_("this table is missing from the folder"));
        reader->file_missing = true;
        *out = (struct table){.broken = true};
        return OK;
    }
    TRY(code);
    struct table_source source = {path, bytes.data, bytes.length};
    return table_parse(&source, wanted, scratch, reader->loading.report, out, err);
}

static bool is_key(const struct tables_column *column)
{
    return (column->flags & COLUMN_KEY) != 0;
}

static int compare_keys(const struct rows *rows, uint32_t a, uint32_t b)
{
    const struct tables_shape *shape = rows->shape;
    int order = 0;

    for (size_t i = 0; i < shape->column_count && order == 0; i++) {
        if (is_key(&shape->columns[i]))
            order = tables_cell_compare(&shape->columns[i], rows->items + a * shape->item_size,
                                        rows->items + b * shape->item_size);
    }
    return order;
}

/* Equal keys stay in order of line, so that the later one is called the double. */
static int compare_rows(const void *a, const void *b, void *rows)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;
    int order = compare_keys(rows, left, right);

    return order != 0 ? order : (left > right) - (left < right);
}

static void sort_rows(struct rows *rows)
{
    size_t i = 1;

    while (i < rows->count && compare_rows(&rows->order[i - 1], &rows->order[i], rows) < 0)
        i++;
    if (i < rows->count)
        qsort_r(rows->order, rows->count, sizeof *rows->order, compare_rows, rows);
}

static void report_doubles(const struct reader *reader, const struct rows *rows)
{
    const struct tables_column *first = rows->shape->columns;
    const char *key = first->type == TYPE_ID ? first->name : NULL;

    for (size_t i = 1; i < rows->count; i++) {
        uint32_t line = rows->lines[rows->order[i]];
        uint32_t start = rows->starts[rows->order[i] * rows->shape->column_count];
        uint32_t other = rows->lines[rows->order[i - 1]];
        if (compare_keys(rows, rows->order[i - 1], rows->order[i]) == 0)
            report_error(reader->loading.report,
                         (struct report_place){reader->loading.paths[rows->file], line, start, key},
                         N_("stands already in line %u"), other);
    }
}

static bool holds_areas(enum tables_file file)
{
    return file == FILE_PROVINCES || file == FILE_DISTRICTS || file == FILE_COMMUNES;
}

/* Members that the columns of the file do not speak of. */
static void begin_item(enum tables_file file, void *item)
{
    static const enum tables_area_level levels[FILE_COUNT] = {
        [FILE_PROVINCES] = AREA_PROVINCE, [FILE_DISTRICTS] = AREA_DISTRICT, [FILE_COMMUNES] = AREA_COMMUNE};

    if (holds_areas(file))
        *(struct tables_area *)item = (struct tables_area){
            .level = levels[file], .parent = TABLES_NONE, .chair_name = "", .chair_phone = ""};
}

static bool read_item(struct reader *reader, const struct rows *rows, size_t row, void *item)
{
    bool good = true;

    begin_item(rows->file, item);
    for (size_t i = 0; i < rows->shape->column_count; i++) {
        const struct tables_column *column = &rows->shape->columns[i];
        const struct table_field *field = table_at(&rows->table, row, i);
        struct tables_cell cell = {column, table_place(&rows->table, field, column->name), field->text};
        good = tables_cell_read(&reader->input, &cell, item) && good;
    }
    if (good && rows->degrees)
        tables_project(rows->shape, item);
    return good;
}

static enum error_code read_items(struct reader *reader, struct rows *rows, struct arena *scratch,
                                  struct error *err)
{
    size_t room = rows->table.row_count;
    size_t columns = rows->shape->column_count;

    rows->items = arena_array(scratch, room, rows->shape->item_size);
    rows->lines = arena_array(scratch, room, sizeof *rows->lines);
    rows->starts = arena_array(scratch, room * columns, sizeof *rows->starts);
    rows->order = arena_array(scratch, room, sizeof *rows->order);
    if (rows->items == NULL || rows->lines == NULL || rows->starts == NULL || rows->order == NULL)
        return error_memory(err);
    for (size_t row = 0; row < room; row++) {
        if (!read_item(reader, rows, row, rows->items + rows->count * rows->shape->item_size))
            continue;
        rows->order[rows->count] = (uint32_t)rows->count;
        for (size_t i = 0; i < columns; i++)
            rows->starts[rows->count * columns + i] = (uint16_t)table_at(&rows->table, row, i)->column;
        rows->lines[rows->count++] = table_at(&rows->table, row, 0)->line;
    }
    return reader->input.no_memory ? error_memory(err) : OK;
}

/* Copies the items in order of key to where they stay. */
static enum error_code keep_items(struct reader *reader, const struct rows *rows, uint32_t base,
                                  struct error *err)
{
    size_t item_size = rows->shape->item_size;
    char *items = arena_array(reader->arena, rows->count, item_size);
    size_t columns = rows->shape->column_count;
    uint32_t *lines = arena_array(&reader->memory, rows->count, sizeof *lines);
    uint16_t *starts = arena_array(&reader->memory, rows->count * columns, sizeof *starts);

    if (items == NULL || lines == NULL || starts == NULL)
        return error_memory(err);
    for (size_t i = 0; i < rows->count; i++) {
        memcpy(items + i * item_size, rows->items + rows->order[i] * item_size, item_size);
        memcpy(starts + i * columns, rows->starts + rows->order[i] * columns, columns * sizeof *starts);
        lines[i] = rows->lines[rows->order[i]];
    }
    reader->loading.targets.slices[rows->file] = (struct tables_slice){items, rows->count, base};
    reader->loading.lines[rows->file] = lines;
    reader->loading.starts[rows->file] = starts;
    return OK;
}

/* Districts are numbered after provinces and communes after both, since they share one tree. */
static uint32_t base_of(const struct tables_targets *targets, enum tables_file file)
{
    size_t base = 0;

    if (file == FILE_DISTRICTS || file == FILE_COMMUNES)
        base += targets->slices[FILE_PROVINCES].count;
    if (file == FILE_COMMUNES)
        base += targets->slices[FILE_DISTRICTS].count;
    return (uint32_t)base;
}

static bool has_places(const struct tables_shape *shape)
{
    bool places = false;

    for (size_t i = 0; i < shape->column_count; i++)
        places |= (shape->columns[i].flags & COLUMN_METRES) != 0;
    return places;
}

static enum error_code read_file(struct reader *reader, enum tables_file file, struct error *err)
{
    struct tables_shape shape = *tables_shape(file, reader->with_districts);
    struct tables_column own[TABLES_COLUMNS_MAX];
    struct table_column columns[TABLES_COLUMNS_MAX];
    struct rows rows = {.file = file, .shape = &shape};
    size_t errors_before = reader->loading.report->error_count;
    CLEANUP(arena_done) struct arena scratch;

    arena_init(&scratch, SCRATCH_BYTES_MAX);
    if (has_places(&shape))
        TRY(tables_heading_has(reader->loading.paths[file], "latitude", &rows.degrees, err));
    tables_columns_of(&shape, rows.degrees, own);
    shape.columns = own;
    for (size_t i = 0; i < shape.column_count; i++)
        columns[i] = (struct table_column){own[i].name, (own[i].flags & COLUMN_OPTIONAL) != 0};
    struct table_columns wanted = {columns, shape.column_count};
    TRY(parse_file(reader, file, &wanted, &scratch, &rows.table, err));
    if (file == FILE_SESSIONS)
        tables_limit_sessions(reader->loading.report, &rows.table);
    TRY(read_items(reader, &rows, &scratch, err));
    sort_rows(&rows);
    report_doubles(reader, &rows);
    TRY(keep_items(reader, &rows, base_of(&reader->loading.targets, file), err));
    reader->loading.targets.incomplete[file] = rows.table.broken || rows.count < rows.table.row_count ||
                                               reader->loading.report->error_count != errors_before;
    return OK;
}

static size_t find_param(const struct tables_shape *shape, const char *key)
{
    size_t i = 0;

    while (i < shape->column_count && strcmp(shape->columns[i].name, key) != 0)
        i++;
    return i;
}

static void read_param(struct reader *reader, const struct table *table, size_t row)
{
    uint32_t *lines = reader->loading.lines[FILE_PARAMS];
    const struct tables_shape *shape = tables_shape(FILE_PARAMS, true);
    const struct table_field *key = table_at(table, row, 0);
    const struct table_field *value = table_at(table, row, 1);
    size_t found = find_param(shape, key->text);

    if (found == shape->column_count) {
        report_warning(reader->loading.report, table_place(table, key, NULL),
                       N_("\"%s\" is not a known key and was not read"), key->text);
        return;
    }
    const struct tables_column *column = &shape->columns[found];
    struct tables_cell cell = {column, table_place(table, value, column->name), value->text};
    if (lines[found] > 0) {
        report_error(reader->loading.report, table_place(table, key, column->name),
                     N_("stands already in line %u"), lines[found]);
        return;
    }
    lines[found] = key->line;
    reader->loading.starts[FILE_PARAMS][found] = (uint16_t)value->column;
    if (!tables_cell_read(&reader->input, &cell, &reader->params))
        reader->loading.targets.incomplete[FILE_PARAMS] = true;
}

static enum error_code read_params(struct reader *reader, struct error *err)
{
    static const struct table_column columns[] = {{"key", false}, {"value", false}};
    static const struct table_columns wanted = {columns, COUNT_OF(columns)};
    const struct tables_shape *shape = tables_shape(FILE_PARAMS, true);
    size_t errors_before = reader->loading.report->error_count;
    uint32_t *lines = arena_array(&reader->memory, shape->column_count, sizeof *lines);
    struct table table;
    CLEANUP(arena_done) struct arena scratch;

    arena_init(&scratch, SCRATCH_BYTES_MAX);
    uint16_t *starts = arena_array(&reader->memory, shape->column_count, sizeof *starts);
    if (lines == NULL || starts == NULL)
        return error_memory(err);
    reader->loading.lines[FILE_PARAMS] = lines;
    reader->loading.starts[FILE_PARAMS] = starts;
    TRY(parse_file(reader, FILE_PARAMS, &wanted, &scratch, &table, err));
    for (size_t i = 0; i < shape->column_count; i++)
        tables_cell_clear(&shape->columns[i], &reader->params);
    for (size_t row = 0; row < table.row_count; row++)
        read_param(reader, &table, row);
    for (size_t i = 0; i < shape->column_count && !table.broken; i++) {
        if (lines[i] == 0 && (shape->columns[i].flags & COLUMN_OPTIONAL) == 0)
            report_error(reader->loading.report,
                         (struct report_place){.file = table.file, .key = shape->columns[i].name},
                         N_("this key is missing"));
    }
    reader->loading.targets.incomplete[FILE_PARAMS] = reader->loading.report->error_count != errors_before;
    return reader->input.no_memory ? error_memory(err) : OK;
}

static enum error_code join_areas(struct reader *reader, struct tables *tables, struct error *err)
{
    const struct tables_slice *communes = &reader->loading.targets.slices[FILE_COMMUNES];

    tables->area_count = communes->base + communes->count;
    tables->areas = arena_array(reader->arena, tables->area_count, sizeof *tables->areas);
    if (tables->areas == NULL)
        return error_memory(err);
    for (enum tables_file file = 0; file < FILE_COUNT; file++) {
        const struct tables_slice *slice = &reader->loading.targets.slices[file];
        if (holds_areas(file) && slice->count > 0)
            memcpy(tables->areas + slice->base, slice->items, slice->count * sizeof *tables->areas);
    }
    return OK;
}

static enum error_code make_tables(struct reader *reader, struct tables *out, struct error *err)
{
    *out = (struct tables){.params = reader->params};
    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++) {
        const struct tables_shape *shape = tables_shape(file, reader->with_districts);
        const struct tables_slice *slice = &reader->loading.targets.slices[file];
        if (holds_areas(file))
            continue;
        memcpy((char *)out + shape->items_offset, &slice->items, sizeof slice->items);
        memcpy((char *)out + shape->count_offset, &slice->count, sizeof slice->count);
    }
    return join_areas(reader, out, err);
}

static enum error_code read_files(struct reader *reader, struct error *err)
{
    TRY(read_params(reader, err));
    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++) {
        if (file == FILE_DISTRICTS && !reader->with_districts)
            continue;
        TRY(read_file(reader, file, err));
        if (file == FILE_SESSIONS && !tables_check_sessions(&reader->loading)) {
            reader->loading.targets.incomplete[file] = true;
            reader->loading.targets.slices[file].count = 0;
        }
    }
    return OK;
}

static enum error_code read_folder(struct reader *reader, struct tables *out, struct error *err)
{
    size_t errors_before = reader->loading.report->error_count;
    struct tables tables;

    TRY(tables_paths(reader->folder, &reader->memory, reader->loading.paths, err));
    TRY(look_for_districts(reader, err));
    TRY(read_files(reader, err));
    TRY(make_tables(reader, &tables, err));
    TRY(tables_check(&reader->loading, &tables, &reader->memory, err));
    size_t errors = reader->loading.report->error_count - errors_before;
    if (errors > 0) {
        error_set(err, reader->file_missing ? ERROR_NO_INPUT : ERROR_DATA,
                  "nothing was read; errors in the tables: %zu", errors);
        return error_at(err, reader->folder, 0, 0, NULL);
    }
    *out = tables;
    return OK;
}

enum error_code tables_read(const char *folder, struct arena *arena, struct report *report,
                            struct tables *out, struct error *err)
{
    struct reader reader = {.folder = folder, .arena = arena, .loading = {.report = report}};

    if (!file_exists(folder)) {
        error_set(err, ERROR_NO_INPUT, "there is no such folder");
        return error_at(err, folder, 0, 0, NULL);
    }
    reader.input =
        (struct tables_input){.targets = &reader.loading.targets, .arena = arena, .report = report};
    arena_init(&reader.memory, SCRATCH_BYTES_MAX);
    enum error_code code = read_folder(&reader, out, err);
    arena_done(&reader.memory);
    return code;
}
