/* What the files of the SQLite driver share. */
#ifndef DB_DRIVER_SQLITE_H
#define DB_DRIVER_SQLITE_H

#include "base/report.h"
#include "db/driver.h"

#include <sqlite3.h>

struct sqlite_db {
    struct db base; /* first: a struct db of this driver is a struct sqlite_db */
    sqlite3 *handle;
    sqlite3_stmt *statements[QUERY_COUNT]; /* NULL until first used */
    int64_t changed;
};

static inline struct sqlite_db *sqlite_own(struct db *db)
{
    return (struct sqlite_db *)db;
}

/* Turns a result of SQLite into an error. */
enum error_code sqlite_fail(sqlite3 *handle, int result, struct error *err);

/* driver_sqlite_file.c, for the table of the driver */
enum error_code sqlite_snapshot_to_file(struct db *db, const char *path, struct error *err) MUST_USE;
enum error_code sqlite_settle(struct db *db, struct error *err) MUST_USE;
enum error_code sqlite_write_anew(struct db *db, struct error *err) MUST_USE;
enum error_code sqlite_replace_file(const char *path, const char *aside, const char *replacement,
                                    struct error *err) MUST_USE;
enum error_code sqlite_check_itself(struct db *db, struct report *report, struct error *err) MUST_USE;

#endif
