#include "app/import_compare.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b)
{
    const struct tables_session *left = a;
    const struct tables_session *right = b;

    return strcmp(left->name, right->name);
}

void import_side_init(struct import_side *side, const struct tables *tables)
{
    *side = (struct import_side){0};
    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++)
        side->targets.slices[file] = tables_slice(tables, file);
    memcpy(side->slices, side->targets.slices, sizeof side->slices);
    if (tables->session_count == 0)
        return;
    memcpy(side->sessions, tables->sessions, tables->session_count * sizeof *tables->sessions);
    qsort(side->sessions, tables->session_count, sizeof *side->sessions, compare_names);
    side->slices[FILE_SESSIONS].items = (const char *)side->sessions;
}

/* What a reference leads to. Areas of two levels may have the same id. */
struct target {
    enum tables_file file;
    const char *id;
};

static struct target target_of(const struct import_side *side, enum tables_file file, uint32_t index)
{
    const struct tables_slice *slices = side->targets.slices;

    /* A commune may lie in a district on one side and in a province on the other. */
    if (file == FILE_DISTRICTS && index < slices[FILE_DISTRICTS].base)
        file = FILE_PROVINCES;
    if (file == FILE_PROVINCES && index >= slices[FILE_PROVINCES].base + slices[FILE_PROVINCES].count)
        file = FILE_DISTRICTS;
    return (struct target){file, tables_slice_id(&slices[file], file, index - slices[file].base)};
}

static struct target target_in(const struct import_side *side, const struct tables_column *column,
                               const void *item)
{
    uint32_t index;

    memcpy(&index, (const char *)item + column->offset, sizeof index);
    return target_of(side, tables_target(column, item), index);
}

/* A set of sessions as a set of their letters. */
static uint32_t letters_in(const struct import_side *side, const struct tables_column *column,
                           const void *item)
{
    const struct tables_slice *sessions = &side->targets.slices[FILE_SESSIONS];
    uint8_t bits = *((const uint8_t *)item + column->offset);
    uint32_t letters = 0;

    for (size_t i = 0; i < sessions->count; i++) {
        if (bits >> i & 1)
            letters |= 1u << (tables_session_letter(
                                  (const struct tables_session *)(const void *)sessions->items + i) -
                              'A');
    }
    return letters;
}

/* A reference that need not be given, and is not. */
static bool leads_nowhere(const struct tables_column *column, const void *item)
{
    return (column->flags & COLUMN_OPTIONAL) != 0 && column->type == TYPE_REF &&
           tables_cell_is_clear(column, item);
}

static int compare_cells(const struct import_side *a, const void *a_item, const struct import_side *b,
                         const void *b_item, const struct tables_column *column)
{
    switch (column->type) {
    case TYPE_REF:
    case TYPE_SCOPE_ITEM:
    case TYPE_BLOCK_OWNER: {
        if (tables_target(column, a_item) == FILE_COUNT || tables_target(column, b_item) == FILE_COUNT ||
            leads_nowhere(column, a_item) || leads_nowhere(column, b_item))
            return tables_cell_compare(column, a_item, b_item);
        struct target left = target_in(a, column, a_item);
        struct target right = target_in(b, column, b_item);
        return left.file != right.file ? (int)left.file - (int)right.file : strcmp(left.id, right.id);
    }
    case TYPE_SESSIONS: {
        uint32_t left = letters_in(a, column, a_item);
        uint32_t right = letters_in(b, column, b_item);
        return (left > right) - (left < right);
    }
    case TYPE_WEEKDAY: return 0; /* says again what the date says */
    default: return tables_cell_compare(column, a_item, b_item);
    }
}

static bool is_key(const struct tables_shape *shape, const struct tables_column *column)
{
    if (shape == tables_shape(FILE_SESSIONS, true))
        return column == shape->columns;
    return (column->flags & COLUMN_KEY) != 0;
}

int import_rows_compare_keys(const struct import_side *a, const void *a_item, const struct import_side *b,
                             const void *b_item, const struct tables_shape *shape)
{
    for (size_t i = 0; i < shape->column_count; i++) {
        const struct tables_column *column = &shape->columns[i];
        int order = is_key(shape, column) ? compare_cells(a, a_item, b, b_item, column) : 0;
        if (order != 0)
            return order;
    }
    return 0;
}

bool import_rows_equal(const struct import_side *a, const void *a_item, const struct import_side *b,
                       const void *b_item, const struct tables_shape *shape)
{
    for (size_t i = 0; i < shape->column_count; i++) {
        if (compare_cells(a, a_item, b, b_item, &shape->columns[i]) != 0)
            return false;
    }
    return true;
}

void import_put_key(const struct import_side *side, const void *item, const struct tables_shape *shape,
                    struct text *out)
{
    struct table_writer writer;

    table_writer_init(&writer, out, false);
    for (size_t i = 0; i < shape->column_count; i++) {
        if (is_key(shape, &shape->columns[i]))
            tables_cell_write(&side->targets, &shape->columns[i], item, &writer);
    }
}

static void put_cell(const struct import_side *side, const struct tables_column *column, const void *item,
                     struct text *out)
{
    struct table_writer writer;

    text_putf(out, "%s%s=", out->length > 0 ? "; " : "", column->name);
    table_writer_init(&writer, out, false);
    if ((column->flags & COLUMN_PERSONAL) == 0)
        tables_cell_write(&side->targets, column, item, &writer);
    else
        text_put(out, "***");
}

void import_put_difference(const struct import_side *a, const void *a_item, const struct import_side *b,
                           const void *b_item, const struct tables_shape *shape, struct text *const out[2])
{
    for (size_t i = 0; i < shape->column_count; i++) {
        const struct tables_column *column = &shape->columns[i];
        if (compare_cells(a, a_item, b, b_item, column) == 0)
            continue;
        put_cell(a, column, a_item, out[0]);
        put_cell(b, column, b_item, out[1]);
    }
}
