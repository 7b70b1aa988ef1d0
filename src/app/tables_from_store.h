/* The tables of an election as the store holds them: what plans are made from, exports written from, and
 * imports compared with. The reverse of import (app/import.h): tables put into an empty election come back
 * equal.
 */
#ifndef APP_TABLES_FROM_STORE_H
#define APP_TABLES_FROM_STORE_H

#include "app/app.h"
#include "app/tables.h"

/* The numbers by which the store knows the items; each array runs beside the one of the tables. */
struct stored_ids {
    const int64_t *areas;
    const int64_t *venues;
    const int64_t *units;
    const int64_t *candidates;
};

struct stored_tables {
    struct tables tables;
    struct stored_ids ids;
};

/* All of one moment. An election into which nothing was imported has empty tables. The result lies in the
 * arena. */
enum error_code tables_from_store(const struct app *app, int64_t election, struct arena *arena,
                                  struct stored_tables *out, struct error *err) MUST_USE;

#endif
