/* Memory: one narrow interface over the store. SQL stands only in the files of db/queries/ (named statements,
 * embedded at build time as `enum db_query`) and db/schema/ (migrations); parameters are bound by name;
 * statements are prepared once per connection. A connection belongs to one thread. Callers see neither SQLite
 * nor PostgreSQL.
 *
 *     CLEANUP(db_transaction_end) struct db_transaction change = {0};
 *     TRY(db_transaction_begin(&change, db, err));
 *     TRY(db_run(db, QUERY_ELECTION_INSERT, DB_ARGS(DB_TEXT("code", code), DB_INT("polling_day", day)),
 * err)); return db_transaction_commit(&change, err);
 *
 *     CLEANUP(db_rows_end) struct db_rows rows = {0};
 *     TRY(db_select(&rows, db, QUERY_MEETINGS_OF_UNIT, DB_ARGS(DB_INT("unit", unit)), err));
 *     while (db_rows_next(&rows)) { id = db_int(&rows, 0); ... }
 *     return db_rows_finish(&rows, err);
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/error.h"
#include "db/queries.h" /* made at build time from db/queries/ */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

enum db_open_mode {
    DB_MUST_EXIST, /* a missing store is ERROR_NO_INPUT */
    DB_CREATE_IF_MISSING,
    DB_READ_ONLY,
};

/* Opens the store at `url` (a file path, `sqlite:PATH`, or `postgresql://[USER@][HOST]/DATABASE` as libpq reads it) and
 * migrates it to the newest schema unless read-only. A store of a newer program is ERROR_CONFIG and is not touched; a
 * file or database that is not a store, a damaged one, or a refused password is ERROR_CONFIG; a locked one is
 * ERROR_BUSY; a folder or database that cannot be written ERROR_CANNOT_CREATE; a server that cannot be reached
 * ERROR_UNAVAILABLE. A connection that is lost later fails what was under way with ERROR_UNAVAILABLE and nothing of it
 * stored; it is made anew, with growing pauses within the patience, by what is asked next. */
enum error_code db_open(const char *url, enum db_open_mode mode, struct db **out, struct error *err) MUST_USE;
void db_close(struct db *db);
DEFINE_CLEANUP(struct db, db_close)

int db_schema_version(const struct db *db);

/* How long a writer waits for another before ERROR_BUSY, and anybody for a server that went away; 5 seconds unless
 * set. */
void db_set_patience(struct db *db, int milliseconds);

enum db_type { DB_TYPE_NULL, DB_TYPE_INT, DB_TYPE_REAL, DB_TYPE_TEXT, DB_TYPE_BLOB };

/* A value for the parameter :name; each parameter gets exactly one. Text and bytes are borrowed until the
 * statement has run, those of db_select until its rows have ended. */
struct db_arg {
    const char *name; /* NULL ends the list */
    enum db_type type;
    int64_t integer;
    double real;
    const void *bytes;
    size_t length;
};

#define DB_ARGS(...) ((const struct db_arg[]){__VA_ARGS__, {.name = NULL}})
#define DB_NO_ARGS ((const struct db_arg[]){{.name = NULL}})
#define DB_INT(key, value)                                                                                   \
    {                                                                                                        \
        .name = (key), .type = DB_TYPE_INT, .integer = (value)                                               \
    }
#define DB_REAL(key, value)                                                                                  \
    {                                                                                                        \
        .name = (key), .type = DB_TYPE_REAL, .real = (value)                                                 \
    }
/* A NULL string is stored as NULL. */
#define DB_TEXT(key, value)                                                                                  \
    {                                                                                                        \
        .name = (key), .type = DB_TYPE_TEXT, .bytes = (value)                                                \
    }
#define DB_BLOB(key, value, size)                                                                            \
    {                                                                                                        \
        .name = (key), .type = DB_TYPE_BLOB, .bytes = (value), .length = (size)                              \
    }
#define DB_NULL(key)                                                                                         \
    {                                                                                                        \
        .name = (key), .type = DB_TYPE_NULL                                                                  \
    }

/* Runs a statement and passes over rows it may return. A broken uniqueness or reference is ERROR_DATA with
 * library_code set; the key of ERROR_DATA and ERROR_SOFTWARE is the statement's name. */
enum error_code db_run(struct db *db, enum db_query query, const struct db_arg *args,
                       struct error *err) MUST_USE;
/* The same, and says how many rows it changed. */
enum error_code db_run_counted(struct db *db, enum db_query query, const struct db_arg *args,
                               int64_t *out_changed, struct error *err) MUST_USE;
/* The integer in the first column of the first row (INSERT ... RETURNING id, SELECT count(*)); no row:
 * `when_none`. */
enum error_code db_select_int(struct db *db, enum db_query query, const struct db_arg *args,
                              int64_t when_none, int64_t *out, struct error *err) MUST_USE;

struct db_rows {
    struct db *db; /* NULL: nothing to end */
    void *statement;
    enum db_query query;
    bool at_end;
};

/* A query is open once at a time on a connection: a second db_select of it before the first has ended is
 * ERROR_SOFTWARE. */
enum error_code db_select(struct db_rows *rows, struct db *db, enum db_query query, const struct db_arg *args,
                          struct error *err) MUST_USE;
/* Steps to the next row; false at the end and on failure, which db_rows_finish tells apart. */
bool db_rows_next(struct db_rows *rows) MUST_USE;
enum error_code db_rows_finish(struct db_rows *rows, struct error *err) MUST_USE;
void db_rows_end(struct db_rows *rows);

/* Columns are numbered from 0. NULL reads as 0, 0.0, "" and length 0; texts are borrowed until the next step.
 */
bool db_is_null(const struct db_rows *rows, int column);
int64_t db_int(const struct db_rows *rows, int column);
double db_real(const struct db_rows *rows, int column);
const char *db_text(const struct db_rows *rows, int column);
const void *db_blob(const struct db_rows *rows, int column, size_t *out_length);

/* A writer's transaction; inside another one, a savepoint. Changes take turns: each sees and leaves the store as
 * if nobody else wrote. Single statements outside of a transaction do not wait for their turn on PostgreSQL; where one
 * gets in the way of a change, that is refused and must be made again, so the whole change stands in a function that is
 * called in DB_REPEAT. Rolled back unless committed. No network call may stand
 * inside one. */
struct db_transaction {
    struct db *db; /* NULL: nothing to end */
    int depth;
    bool joined; /* a snapshot inside another transaction */
};

enum error_code db_transaction_begin(struct db_transaction *transaction, struct db *db,
                                     struct error *err) MUST_USE;
/* A reader's: all that is read until it ends is of one moment; a write inside it may fail. Inside another
 * transaction, the moment of that one, at no cost. */
enum error_code db_snapshot_begin(struct db_transaction *transaction, struct db *db,
                                  struct error *err) MUST_USE;
enum error_code db_transaction_commit(struct db_transaction *transaction, struct error *err) MUST_USE;
void db_transaction_end(struct db_transaction *transaction);
/* Is one open, by whoever began it? */
bool db_in_transaction(const struct db *db) MUST_USE;

/* The error code of `call`, a change in a transaction that can be made again from its beginning; it is, as long as
 * others got in its way or the connection broke before anything was stored. Inside another transaction it is made
 * once: the outer one is repeated.
 *
 *     return DB_REPEAT(app->db, publish_once(app, request, out, err));
 */
#define DB_REPEAT(db, call)                                                                                  \
    ({                                                                                                       \
        int repeat_tries = 0;                                                                                \
        enum error_code repeat_code;                                                                         \
        do                                                                                                   \
            repeat_code = (call);                                                                            \
        while (repeat_code != OK && db_repeat_after((db), &repeat_tries));                                   \
        repeat_code;                                                                                         \
    })
bool db_repeat_after(struct db *db, int *tries); /* for DB_REPEAT alone */

/* After rows were put in with numbers of their own (id): new rows get numbers that are free. */
enum error_code db_number_on(struct db *db, struct error *err) MUST_USE;

#endif
