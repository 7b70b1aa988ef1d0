#include "base/clock.h"
#include "db/driver.h"

#include <assert.h>
#include <poll.h>
#include <string.h>

#define REPEATS_MAX 40 /* some seconds in all */

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static const struct db_driver *choose_driver(const char *url, const char **out_location)
{
    *out_location = begins(url, "sqlite:") ? url + strlen("sqlite:") : url;
    if (begins(url, "postgresql://") || begins(url, "postgres://"))
        return &db_driver_postgres;
    return &db_driver_sqlite;
}

static enum error_code begin(struct db_transaction *transaction, struct db *db, enum db_query outermost,
                             struct error *err)
{
    bool takes_turn = db->depth == 0 && outermost != QUERY_SNAPSHOT_BEGIN && db->driver->take_turn != NULL;

    assert(transaction->db == NULL);
    TRY(db_run(db, db->depth == 0 ? outermost : QUERY_SAVEPOINT_BEGIN, DB_NO_ARGS, err));
    *transaction = (struct db_transaction){.db = db, .depth = ++db->depth};
    if (takes_turn && db->driver->take_turn(db, outermost == QUERY_MIGRATION_BEGIN, err) != OK) {
        db_transaction_end(transaction);
        return err->code;
    }
    return OK;
}

static enum error_code run_migrations(struct db *db, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int version;

    TRY(begin(&change, db, QUERY_MIGRATION_BEGIN, err));
    /* Somebody else may have migrated the store while this connection waited for its turn. */
    TRY(db->driver->read_version(db, &version, err));
    for (; version < db_migration_count; version++)
        TRY(db->driver->run_script(db, db_migrations[version].sql, err));
    TRY(db_number_on(db, err));
    TRY(db_run(db, QUERY_SCHEMA_VERSION_SET, DB_ARGS(DB_INT("version", version)), err));
    TRY(db_transaction_commit(&change, err));
    db->schema_version = version;
    return OK;
}

/* Everything that can be refused is refused before the first write. */
static enum error_code bring_up_to_date(struct db *db, enum db_open_mode mode, struct error *err)
{
    TRY(db->driver->read_version(db, &db->schema_version, err));
    if (db->schema_version > db_migration_count)
        return error_set(
            err, ERROR_CONFIG,
            "the store was made by a newer hiepthuong (its schema is %d, this program knows %d); "
            "install the newer program; the store was not touched",
            db->schema_version, db_migration_count);
    if (db->schema_version == 0 && mode != DB_CREATE_IF_MISSING)
        return error_set(err, ERROR_NO_INPUT,
                         "there is no store here yet; `hiepthuong election create` makes one");
    if (mode == DB_READ_ONLY && db->schema_version < db_migration_count)
        return error_set(
            err, ERROR_CONFIG,
            "the store is of an older hiepthuong (its schema is %d, this program needs %d); open it "
            "once for writing to bring it up to date",
            db->schema_version, db_migration_count);
    if (mode == DB_READ_ONLY)
        return OK;
    TRY(db->driver->prepare_writing(db, err));
    return db->schema_version < db_migration_count ? run_migrations(db, err) : OK;
}

static enum error_code open_at(const char *location, const struct db_driver *driver, enum db_open_mode mode,
                               struct db **out, struct error *err)
{
    CLEANUP(db_close_ptr) struct db *db = NULL;

    TRY(driver->open(location, mode, &db, err));
    TRY(bring_up_to_date(db, mode, err));
    *out = db;
    db = NULL;
    return OK;
}

enum error_code db_open(const char *url, enum db_open_mode mode, struct db **out, struct error *err)
{
    const char *location;
    const struct db_driver *driver = choose_driver(url, &location);
    char place[ERROR_FILE_MAX];

    if (open_at(location, driver, mode, out, err) == OK)
        return OK;
    driver->describe_place(location, place, sizeof place);
    return error_at(err, place, 0, 0, NULL);
}

void db_close(struct db *db)
{
    if (db != NULL)
        db->driver->close(db);
}

enum error_code db_number_on(struct db *db, struct error *err)
{
    return db->driver->number_on != NULL ? db->driver->number_on(db, err) : OK;
}

void db_set_patience(struct db *db, int milliseconds)
{
    db->driver->set_patience(db, milliseconds);
}

int db_schema_version(const struct db *db)
{
    return db->schema_version;
}

enum error_code db_run(struct db *db, enum db_query query, const struct db_arg *args, struct error *err)
{
    int64_t changed;

    return db_run_counted(db, query, args, &changed, err);
}

enum error_code db_run_counted(struct db *db, enum db_query query, const struct db_arg *args,
                               int64_t *out_changed, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, db, query, args, err));
    while (db_rows_next(&rows))
        continue;
    TRY(db_rows_finish(&rows, err));
    *out_changed = db->driver->changed(db);
    return OK;
}

enum error_code db_select_int(struct db *db, enum db_query query, const struct db_arg *args,
                              int64_t when_none, int64_t *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t value = when_none;

    TRY(db_select(&rows, db, query, args, err));
    if (db_rows_next(&rows)) {
        value = db_int(&rows, 0);
        /* INSERT ... RETURNING is done, and stored, only when its last row was read. */
        while (db_rows_next(&rows))
            continue;
    }
    TRY(db_rows_finish(&rows, err));
    *out = value;
    return OK;
}

/* The statement is of use to whoever mends the program or the data, and none to who must wait or make room.
 */
static void name_statement(enum db_query query, struct error *err)
{
    if (err->code == ERROR_DATA || err->code == ERROR_SOFTWARE)
        error_at(err, NULL, 0, 0, db_query_texts[query].name);
}

enum error_code db_select(struct db_rows *rows, struct db *db, enum db_query query, const struct db_arg *args,
                          struct error *err)
{
    void *statement;

    assert(rows->db == NULL);
    enum error_code code = db->driver->start(db, query, args, &statement, err);
    if (code == OK)
        *rows = (struct db_rows){.db = db, .statement = statement, .query = query};
    else
        name_statement(query, err);
    return code;
}

bool db_rows_next(struct db_rows *rows)
{
    if (!rows->at_end)
        rows->at_end = !rows->db->driver->next(rows->statement);
    return !rows->at_end;
}

enum error_code db_rows_finish(struct db_rows *rows, struct error *err)
{
    struct db *db = rows->db;

    rows->db = NULL;
    enum error_code code = db->driver->finish(db, rows->statement, err);
    if (code != OK)
        name_statement(rows->query, err);
    return code;
}

void db_rows_end(struct db_rows *rows)
{
    struct error ignored;

    if (rows->db == NULL)
        return;
    enum error_code code = db_rows_finish(rows, &ignored);
    (void)code; /* whoever left the loop early has a better error */
}

bool db_is_null(const struct db_rows *rows, int column)
{
    return rows->db->driver->is_null(rows->statement, column);
}

int64_t db_int(const struct db_rows *rows, int column)
{
    return rows->db->driver->integer(rows->statement, column);
}

double db_real(const struct db_rows *rows, int column)
{
    return rows->db->driver->real(rows->statement, column);
}

const char *db_text(const struct db_rows *rows, int column)
{
    size_t length;

    return rows->db->driver->bytes(rows->statement, column, &length);
}

const void *db_blob(const struct db_rows *rows, int column, size_t *out_length)
{
    return rows->db->driver->bytes(rows->statement, column, out_length);
}

enum error_code db_transaction_begin(struct db_transaction *transaction, struct db *db, struct error *err)
{
    return begin(transaction, db, QUERY_TRANSACTION_BEGIN, err);
}

enum error_code db_snapshot_begin(struct db_transaction *transaction, struct db *db, struct error *err)
{
    if (db->depth == 0)
        return begin(transaction, db, QUERY_SNAPSHOT_BEGIN, err);
    assert(transaction->db == NULL);
    *transaction = (struct db_transaction){.db = db, .depth = ++db->depth, .joined = true};
    return OK;
}

enum error_code db_transaction_commit(struct db_transaction *transaction, struct error *err)
{
    struct db *db = transaction->db;

    assert(db != NULL && transaction->depth == db->depth);
    if (db->depth == 1 && db->driver->commit != NULL)
        TRY(db->driver->commit(db, err));
    else if (!transaction->joined)
        TRY(db_run(db, db->depth == 1 ? QUERY_TRANSACTION_COMMIT : QUERY_SAVEPOINT_RELEASE, DB_NO_ARGS, err));
    db->depth--;
    transaction->db = NULL;
    return OK;
}

static enum error_code roll_back(struct db *db, struct error *err)
{
    if (db->depth == 1)
        return db_run(db, QUERY_TRANSACTION_ROLLBACK, DB_NO_ARGS, err);
    TRY(db_run(db, QUERY_SAVEPOINT_ROLLBACK, DB_NO_ARGS, err));
    return db_run(db, QUERY_SAVEPOINT_RELEASE, DB_NO_ARGS, err);
}

void db_transaction_end(struct db_transaction *transaction)
{
    struct db *db = transaction->db;
    struct error ignored;

    if (db == NULL)
        return;
    assert(transaction->depth == db->depth);
    /* A rollback fails only when the store has already rolled everything back by itself (a full disk); the
     * driver refuses further statements until the outermost transaction has ended. */
    bool repeatable = db->repeatable;
    enum error_code code = transaction->joined ? OK : roll_back(db, &ignored);
    (void)code;
    db->repeatable = repeatable;
    db->depth--;
    transaction->db = NULL;
}

bool db_in_transaction(const struct db *db)
{
    return db->depth > 0;
}

bool db_repeat_after(struct db *db, int *tries)
{
    bool repeatable = db->repeatable;

    db->repeatable = false;
    if (!repeatable || db->depth > 0 || ++*tries == REPEATS_MAX)
        return false;
    /* Two that met do not meet again at once: they wait for different times. */
    int most_ms = *tries < 8 ? 1 << *tries : 256;
    poll(NULL, 0, 1 + (int)((clock_monotonic_ms() + (intptr_t)db / 64) % most_ms));
    return true;
}
