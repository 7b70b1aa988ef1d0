/* What a driver of the store does for db.c, and the texts it runs. Nobody outside db/ includes this.
 *
 * A driver keeps one prepared statement for each query: `start` prepares it the first time and binds the
 * arguments, `next` steps it, `finish` gives it back, also half-way, and reports what `next` met.
 */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "db/db.h"

enum db_dialect { DB_SQLITE, DB_POSTGRES, DB_DIALECT_COUNT };

struct db_query_text {
    const char *name;
    const char *sql[DB_DIALECT_COUNT]; /* NULL: the driver has no such statement */
    const char *full_scan_reason;      /* NULL: the statement must find its rows by an index */
};

struct report;

struct db_migration {
    const char *name; /* 001_first.sql; the n-th migration leads to version n */
    const char *sql;
};

extern const struct db_query_text db_query_texts[QUERY_COUNT];
extern const struct db_migration db_migrations[];
extern const int db_migration_count;

struct db {
    const struct db_driver *driver;
    int schema_version; /* 0: empty, nothing was created yet */
    int depth;          /* of transactions that are open */
    bool repeatable;    /* what failed last left nothing, and may succeed when it is made again */
};

/* NULL: there is nothing to do. */
struct db_driver {
    enum db_dialect dialect;
    /* How messages call the store at `url`: without a password. */
    void (*describe_place)(const char *url, char *out, size_t size);
    /* Connects without changing anything. Something that is no store of this program is ERROR_CONFIG. */
    enum error_code (*open)(const char *location, enum db_open_mode mode, struct db **out, struct error *err);
    /* Called once before the first write: the store is new, or of a version that is understood. */
    enum error_code (*prepare_writing)(struct db *db, struct error *err);
    void (*close)(struct db *db);
    /* 5 seconds until it is called. */
    void (*set_patience)(struct db *db, int milliseconds);
    /* 0 in an empty store. */
    enum error_code (*read_version)(struct db *db, int *out_version, struct error *err);
    /* At the beginning of a change, or of a migration: waits until no other one goes on. */
    enum error_code (*take_turn)(struct db *db, bool migrates, struct error *err);
    /* Runs the statements of a migration. */
    enum error_code (*run_script)(struct db *db, const char *sql, struct error *err);
    /* After rows were put in with their numbers: new rows get numbers that are free. */
    enum error_code (*number_on)(struct db *db, struct error *err);
    /* Ends the outermost transaction; NULL: as any statement. */
    enum error_code (*commit)(struct db *db, struct error *err);

    /* As db/copy.h and db/check.h describe them. NULL: rows are copied, or there is nothing to do. */
    enum error_code (*snapshot_to_file)(struct db *db, const char *path, struct error *err);
    enum error_code (*settle)(struct db *db, struct error *err);
    enum error_code (*write_anew)(struct db *db, struct error *err);
    enum error_code (*replace_file)(const char *path, const char *aside, const char *replacement,
                                    struct error *err);
    enum error_code (*check_itself)(struct db *db, struct report *report, struct error *err);

    enum error_code (*start)(struct db *db, enum db_query query, const struct db_arg *args,
                             void **out_statement, struct error *err);
    bool (*next)(void *statement);
    enum error_code (*finish)(struct db *db, void *statement, struct error *err);
    int64_t (*changed)(const struct db *db); /* rows changed by the statement finished last */

    bool (*is_null)(void *statement, int column);
    int64_t (*integer)(void *statement, int column);
    double (*real)(void *statement, int column);
    const void *(*bytes)(void *statement, int column, size_t *out_length); /* text is NUL-terminated */
};

extern const struct db_driver db_driver_sqlite;
extern const struct db_driver db_driver_postgres;

#endif
