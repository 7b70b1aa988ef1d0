/* One row into the store, or out of it: the part of import that knows the statements. */
#ifndef APP_IMPORT_ROWS_H
#define APP_IMPORT_ROWS_H

#include "app/tables_from_store.h"
#include "app/tables_shape.h"

/* The tables on their way into the store. The numbers of areas, venues, units and candidates become known as
 * these are put; rows that refer to them are put later. */
struct import_rows {
    struct db *db;
    int64_t election;
    const struct tables *tables;
    const struct tables *stored; /* what the store held before */
    struct arena *arena;
    int64_t *area_ids;
    int64_t *venue_ids;
    int64_t *unit_ids;
    int64_t *candidate_ids;
};

/* A row that is not put, because the store has the same one, the `old_index`-th of its array there. */
void import_rows_keep_id(const struct import_rows *rows, enum tables_file file, size_t index,
                         const struct stored_ids *stored, size_t old_index);

/* Adds the item, the `index`-th of its array, or changes the row with its key. Not for FILE_PARAMS. */
enum error_code import_rows_put(const struct import_rows *rows, enum tables_file file, const void *item,
                                size_t index, struct error *err) MUST_USE;

/* Removes a row of the store, the `index`-th of its array there. */
enum error_code import_rows_remove(const struct import_rows *rows, enum tables_file file, const void *item,
                                   size_t index, const struct stored_ids *ids, struct error *err) MUST_USE;

#endif
