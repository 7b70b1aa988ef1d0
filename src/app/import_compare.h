/* Rows of two sets of tables side by side: the store's and those to be imported. References are compared by
 * the ids they lead to, for the indexes of the two sets have nothing to do with each other.
 */
#ifndef APP_IMPORT_COMPARE_H
#define APP_IMPORT_COMPARE_H

#include "app/tables_cell.h"

struct import_side {
    struct tables_targets targets;
    struct tables_slice slices[FILE_COUNT];              /* in the order of the keys */
    struct tables_session sessions[TABLES_SESSIONS_MAX]; /* slices[FILE_SESSIONS]: by name */
};

/* Borrows the tables. Sessions are known by their names here, so that one may begin at another hour. */
void import_side_init(struct import_side *side, const struct tables *tables);

/* As memcmp, by the columns that are keys. */
int import_rows_compare_keys(const struct import_side *a, const void *a_item, const struct import_side *b,
                             const void *b_item, const struct tables_shape *shape);

/* Whether every column says the same. */
bool import_rows_equal(const struct import_side *a, const void *a_item, const struct import_side *b,
                       const void *b_item, const struct tables_shape *shape);

/* Puts the columns that differ as "capacity=200; online=1" into out[0] for `a` and out[1] for `b`; of what is personal only the
 * name. */
void import_put_difference(const struct import_side *a, const void *a_item, const struct import_side *b,
                           const void *b_item, const struct tables_shape *shape, struct text *const out[2]);

/* Puts the key of a row as its cells stand in the file: "venue,V0101,2021-05-01". */
void import_put_key(const struct import_side *side, const void *item, const struct tables_shape *shape,
                    struct text *out);

#endif
