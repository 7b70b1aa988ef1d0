/* What the files of the PostgreSQL driver share. A connection keeps a statement for each query, prepared by the
 * server when it is first used and once more after the connection was lost. The server's answer is read whole.
 */
#ifndef DB_DRIVER_POSTGRES_H
#define DB_DRIVER_POSTGRES_H

#include "db/driver.h"
#include "db/driver_postgres_library.h"
#include "db/postgres_text.h"

#define POSTGRES_COLUMNS_MAX 64

struct postgres_statement {
    bool prepared; /* on this connection */
    struct postgres_parameters parameters;
    PGresult *answer; /* NULL: not running */
    int row;          /* -1: before the first */
    size_t blob_lengths[POSTGRES_COLUMNS_MAX];
};

struct postgres_db {
    struct db base; /* first: a struct db of this driver is a struct postgres_db */
    PGconn *connection;
    char *url;
    bool read_only;
    int patience_ms;
    int64_t changed;
    struct postgres_statement *statements[QUERY_COUNT]; /* NULL until first used */
};

static inline struct postgres_db *postgres_own(struct db *db)
{
    return (struct postgres_db *)db;
}

/* Turns the answer of a failed request into an error, and says in base.repeatable whether it certainly left
 * nothing and may succeed when it is made again. */
enum error_code postgres_fail(struct postgres_db *db, const PGresult *answer, struct error *err);
/* Turns a connection that could not be made into an error: one of the settings only when it is the first. */
enum error_code postgres_fail_to_connect(const struct postgres_db *db, bool first, struct error *err);

/* Outside of a transaction: makes a lost connection anew, with growing pauses, as long as the patience lasts. */
enum error_code postgres_ensure_connected(struct postgres_db *db, struct error *err) MUST_USE;

/* driver_postgres_statement.c, for the table of the driver */
enum error_code postgres_start(struct db *base, enum db_query query, const struct db_arg *args,
                               void **out_statement, struct error *err) MUST_USE;
bool postgres_next(void *handle);
enum error_code postgres_finish(struct db *base, void *handle, struct error *err);
int64_t postgres_changed(const struct db *base);
bool postgres_is_null(void *handle, int column);
int64_t postgres_integer(void *handle, int column);
double postgres_real(void *handle, int column);
const void *postgres_bytes(void *handle, int column, size_t *out_length);

#endif
