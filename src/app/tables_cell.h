/* One cell of a table: its text to and from the member of an item that its column describes. */
#ifndef APP_TABLES_CELL_H
#define APP_TABLES_CELL_H

#include "app/tables_shape.h"
#include "base/table.h"

/* What references point into. A file that is incomplete lacks rows that were wrong; that something is not
 * found in it is then not reported. */
struct tables_targets {
    struct tables_slice slices[FILE_COUNT];
    bool incomplete[FILE_COUNT];
};

struct tables_cell {
    const struct tables_column *column;
    struct report_place place;
    const char *text;
};

struct tables_input {
    const struct tables_targets *targets;
    struct arena *arena; /* of the texts */
    struct report *report;
    bool no_memory;
    size_t last_found[FILE_COUNT]; /* by file: the item that the last reference named */
};

/* False after reporting what is wrong, or with no_memory set. The columns of an item are read in their order.
 */
bool tables_cell_read(struct tables_input *input, const struct tables_cell *cell, void *item) MUST_USE;

/* Gives the member of an optional column its value for "not given". */
void tables_cell_clear(const struct tables_column *column, void *item);

/* Whether the member has just that value, so that the column may be left out. */
bool tables_cell_is_clear(const struct tables_column *column, const void *item);

void tables_cell_write(const struct tables_targets *targets, const struct tables_column *column,
                       const void *item, struct table_writer *writer);

/* As memcmp; texts in byte order, references by index. */
int tables_cell_compare(const struct tables_column *column, const void *a, const void *b);

#endif
