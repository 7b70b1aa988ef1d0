/* What the log of changes says of an import: how much of each table is new, changed or removed, and of what was there before,
 * row by row, what it was and is. What is only new is counted, for the store itself shows it.
 */
#ifndef APP_IMPORT_AUDIT_H
#define APP_IMPORT_AUDIT_H

#include "app/audit.h"
#include "app/import.h"
#include "app/import_compare.h"

/* A row of the store and what becomes of it; NULL: it is removed. */
struct import_changed_row {
    const struct import_side *old_side;
    const void *old_item;
    const struct import_side *new_side;
    const void *new_item;
    const struct tables_shape *shape;
};

enum error_code import_audit_row(struct audit_series *log, int64_t election,
                                 const struct import_changed_row *row, struct error *err) MUST_USE;

enum error_code import_audit_param(struct audit_series *log, int64_t election, const char *key,
                                   const char *before, const char *after, struct error *err) MUST_USE;

/* One entry for each table of which anything is new, changed or removed. */
enum error_code import_audit_counts(struct audit_series *log, int64_t election,
                                    const struct import_result *result, bool removed,
                                    struct error *err) MUST_USE;

#endif
