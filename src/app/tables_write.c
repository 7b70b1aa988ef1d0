#include "app/tables_cell.h"
#include "base/file.h"

#include <string.h>

static struct tables_targets targets_of(const struct tables *tables)
{
    struct tables_targets targets = {0};

    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++)
        targets.slices[file] = tables_slice(tables, file);
    return targets;
}

static bool is_left_out(const struct tables_shape *shape, const struct tables_column *column,
                        const struct tables_slice *slice)
{
    if ((column->flags & COLUMN_DEGREES) != 0)
        return true;
    if ((column->flags & COLUMN_OPTIONAL) == 0)
        return false;
    for (size_t i = 0; i < slice->count; i++) {
        if (!tables_cell_is_clear(column, slice->items + i * shape->item_size))
            return false;
    }
    return column->type != TYPE_WEEKDAY;
}

static void put_items(const struct tables_targets *targets, const struct tables_shape *shape,
                      const struct tables_slice *slice, struct text *out)
{
    const struct tables_column *columns[TABLES_COLUMNS_MAX];
    size_t column_count = 0;
    struct table_writer writer;

    table_writer_init(&writer, out, false);
    for (size_t i = 0; i < shape->column_count; i++) {
        if (is_left_out(shape, &shape->columns[i], slice))
            continue;
        table_put(&writer, shape->columns[i].name);
        columns[column_count++] = &shape->columns[i];
    }
    table_end_row(&writer);
    for (size_t i = 0; i < slice->count; i++) {
        for (size_t j = 0; j < column_count; j++)
            tables_cell_write(targets, columns[j], slice->items + i * shape->item_size, &writer);
        table_end_row(&writer);
    }
}

static void put_params(const struct tables_targets *targets, const struct tables_params *params,
                       struct text *out)
{
    const struct tables_shape *shape = tables_shape(FILE_PARAMS, true);
    struct table_writer writer;

    table_writer_init(&writer, out, false);
    table_put(&writer, "key");
    table_put(&writer, "value");
    table_end_row(&writer);
    for (size_t i = 0; i < shape->column_count; i++) {
        if ((shape->columns[i].flags & COLUMN_RARE) != 0 && tables_cell_is_clear(&shape->columns[i], params))
            continue;
        table_put(&writer, shape->columns[i].name);
        tables_cell_write(targets, &shape->columns[i], params, &writer);
        table_end_row(&writer);
    }
}

static enum error_code put_path(const char *folder, const char *name, struct text *out, struct error *err)
{
    text_clear(out);
    text_putf(out, "%s/%s", folder, name);
    return text_finish(out, err);
}

enum error_code tables_write(const char *folder, const struct tables *tables, struct error *err)
{
    struct tables_targets targets = targets_of(tables);
    bool with_districts = tables_have_districts(tables);
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text text;

    text_init(&path, 4096);
    text_init(&text, TABLE_BYTES_MAX);
    TRY(file_make_folder(folder, err));
    for (enum tables_file file = 0; file < FILE_COUNT; file++) {
        const struct tables_shape *shape = tables_shape(file, with_districts);
        TRY(put_path(folder, shape->name, &path, err));
        /* Rows of an older table would come back when the folder is read. */
        if ((file == FILE_DISTRICTS && !with_districts) ||
            (tables_file_may_be_missing(file) && targets.slices[file].count == 0 && !file_exists(path.data)))
            continue;
        text_clear(&text);
        if (file == FILE_PARAMS)
            put_params(&targets, &tables->params, &text);
        else
            put_items(&targets, shape, &targets.slices[file], &text);
        TRY(text_finish(&text, err));
        TRY(file_write(path.data, text.data, text.length, err));
    }
    return OK;
}

static bool items_equal(const struct tables_shape *shape, const struct tables_slice *a,
                        const struct tables_slice *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < shape->column_count; j++) {
            if (tables_cell_compare(&shape->columns[j], a->items + i * shape->item_size,
                                    b->items + i * shape->item_size) != 0)
                return false;
        }
    }
    return true;
}

bool tables_equal(const struct tables *a, const struct tables *b)
{
    struct tables_slice params_a = {(const char *)&a->params, 1, 0};
    struct tables_slice params_b = {(const char *)&b->params, 1, 0};
    bool with_districts = tables_have_districts(a);

    if (!items_equal(tables_shape(FILE_PARAMS, true), &params_a, &params_b) ||
        with_districts != tables_have_districts(b))
        return false;
    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++) {
        struct tables_slice slice_a = tables_slice(a, file);
        struct tables_slice slice_b = tables_slice(b, file);
        if (!items_equal(tables_shape(file, with_districts), &slice_a, &slice_b))
            return false;
    }
    return true;
}
