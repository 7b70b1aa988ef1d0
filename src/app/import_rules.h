/* Rows of what the law and the staff add to the tables, into the store or out of it; a part of import_rows. */
#ifndef APP_IMPORT_RULES_H
#define APP_IMPORT_RULES_H

#include "app/import_rows.h"

/* Whether the file is one of them. */
static inline bool import_rules_has(enum tables_file file)
{
    return tables_file_may_be_missing(file);
}

enum error_code import_rules_put(const struct import_rows *rows, enum tables_file file, const void *item,
                                 struct error *err) MUST_USE;
enum error_code import_rules_remove(const struct import_rows *rows, enum tables_file file, const void *item,
                                    const struct stored_ids *ids, struct error *err) MUST_USE;

/* The campaign of a commune or of a unit, or that it has none of its own. */
enum error_code import_rules_put_area_window(struct db *db, const struct tables_area *area, int64_t id,
                                             struct error *err) MUST_USE;
enum error_code import_rules_put_unit_window(struct db *db, const struct tables_unit *unit, int64_t id,
                                             struct error *err) MUST_USE;

#endif
