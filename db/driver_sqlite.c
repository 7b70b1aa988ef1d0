/* The only user of SQLite: one connection of one thread, in WAL mode, which lets readers read while one
 * writer writes. */
#include "db/driver_sqlite.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define APPLICATION_ID 0x48547668 /* as in queries/store.sqlite.sql */
#define DEFAULT_PATIENCE_MS 5000

static const struct failure {
    int primary; /* SQLite's primary result code */
    enum error_code code;
    const char *format; /* %s: SQLite's words, which name tables and columns and no values */
} failures[] = {
    {SQLITE_BUSY, ERROR_BUSY,
     N_("the store is busy: another program is writing to it; nothing was changed, try again in a moment")},
    {SQLITE_LOCKED, ERROR_BUSY,
     N_("the store is busy: another program is writing to it; nothing was changed, try again in a moment")},
    {SQLITE_NOTADB, ERROR_CONFIG,
     N_("this file is not a store of hiepthuong, or its beginning is damaged; name another file with --db, "
        "or "
        "restore a backup")},
    {SQLITE_CORRUPT, ERROR_CONFIG,
     N_("the store is damaged; stop the service, keep this file aside and restore the last backup")},
    {SQLITE_READONLY, ERROR_CANNOT_CREATE,
     N_("the store cannot be written; check the rights of the file and of its folder")},
    {SQLITE_PERM, ERROR_CANNOT_CREATE,
     N_("the store cannot be written; check the rights of the file and of its folder")},
    {SQLITE_CANTOPEN, ERROR_CANNOT_CREATE,
     N_("the store cannot be opened or made; check that its folder exists and that you may write there")},
    {SQLITE_FULL, ERROR_IO, N_("the disk is full; nothing was changed, make room and try again")},
    {SQLITE_IOERR, ERROR_IO,
     N_("the disk failed while the store was read or written; nothing was changed, check the disk")},
    {SQLITE_CONSTRAINT, ERROR_DATA, N_("the store refuses a record that breaks a rule: %s")},
    {SQLITE_TOOBIG, ERROR_DATA, N_("the store refuses a record that is too long")},
    {SQLITE_ERROR, ERROR_SOFTWARE, N_("the store does not understand a statement of this program: %s")},
};

enum error_code sqlite_fail(sqlite3 *handle, int result, struct error *err)
{
    const struct failure *row = failures;

    if ((result & 0xff) == SQLITE_NOMEM)
        return error_memory(err);
    while (row->primary != (result & 0xff) && row->primary != SQLITE_ERROR)
        row++;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    error_set(err, row->code, row->format, sqlite3_errmsg(handle));
#pragma GCC diagnostic pop
    err->library_code = result;
    return err->code;
}

static enum error_code fail(const struct sqlite_db *db, int result, struct error *err)
{
    return sqlite_fail(db->handle, result, err);
}

static enum error_code harden(struct sqlite_db *db, struct error *err)
{
    static const struct {
        int option;
        int value;
    } settings[] = {
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},    {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
    };

    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        int result = sqlite3_db_config(db->handle, settings[i].option, settings[i].value, NULL);
        if (result != SQLITE_OK)
            return fail(db, result, err);
    }
    return OK;
}

static enum error_code prepare(struct sqlite_db *db, enum db_query query, sqlite3_stmt **out,
                               struct error *err)
{
    sqlite3_stmt **statement = &db->statements[query];

    if (*statement == NULL) {
        int result = sqlite3_prepare_v3(db->handle, db_query_texts[query].sql[DB_SQLITE], -1,
                                        SQLITE_PREPARE_PERSISTENT, statement, NULL);
        if (result != SQLITE_OK)
            return fail(db, result, err);
    }
    *out = *statement;
    return OK;
}

static int bind_value(sqlite3_stmt *statement, int index, const struct db_arg *arg)
{
    switch (arg->type) {
    case DB_TYPE_INT: return sqlite3_bind_int64(statement, index, arg->integer);
    case DB_TYPE_REAL: return sqlite3_bind_double(statement, index, arg->real);
    case DB_TYPE_TEXT: /* NULL binds as NULL */
        return sqlite3_bind_text(statement, index, arg->bytes, -1, SQLITE_STATIC);
    case DB_TYPE_BLOB: return sqlite3_bind_blob64(statement, index, arg->bytes, arg->length, SQLITE_STATIC);
    case DB_TYPE_NULL: break;
    }
    return sqlite3_bind_null(statement, index);
}

/* Arguments mostly come in the order of the parameters, so the place of the last one helps to find the next. */
static int find_parameter(sqlite3_stmt *statement, const char *name, int guess)
{
    int count = sqlite3_bind_parameter_count(statement);

    for (int i = 0; i < count; i++) {
        int index = (guess - 1 + i) % count + 1;
        const char *parameter = sqlite3_bind_parameter_name(statement, index);
        if (parameter != NULL && strcmp(parameter + 1, name) == 0)
            return index;
    }
    return 0;
}

static enum error_code bind_all(struct sqlite_db *db, sqlite3_stmt *statement, const struct db_arg *args,
                                struct error *err)
{
    int count = 0;
    int index = 0;

    for (const struct db_arg *arg = args; arg->name != NULL; arg++, count++) {
        index = find_parameter(statement, arg->name, index + 1);
        if (index == 0)
            return error_set(err, ERROR_SOFTWARE, "a statement has no parameter named %s", arg->name);
        int result = bind_value(statement, index, arg);
        if (result != SQLITE_OK)
            return fail(db, result, err);
    }
    if (count != sqlite3_bind_parameter_count(statement))
        return error_set(err, ERROR_SOFTWARE, "a statement with %d parameters was given %d",
                         sqlite3_bind_parameter_count(statement), count);
    return OK;
}

static enum error_code start(struct db *base, enum db_query query, const struct db_arg *args,
                             void **out_statement, struct error *err)
{
    struct sqlite_db *db = sqlite_own(base);
    sqlite3_stmt *statement = NULL;

    if (base->depth > 0 && sqlite3_get_autocommit(db->handle))
        return error_set(err, ERROR_IO, "the store gave up a change half-way; nothing of it was stored");
    TRY(prepare(db, query, &statement, err));
    if (sqlite3_stmt_busy(statement))
        return error_set(err, ERROR_SOFTWARE, "a statement was begun while its rows were still being read");
    TRY(bind_all(db, statement, args, err));
    *out_statement = statement;
    return OK;
}

static bool next(void *statement)
{
    return sqlite3_step(statement) == SQLITE_ROW;
}

static enum error_code finish(struct db *base, void *statement, struct error *err)
{
    struct sqlite_db *db = sqlite_own(base);
    int result = sqlite3_reset(statement); /* repeats the code of a failed step */

    db->changed = sqlite3_changes64(db->handle);
    sqlite3_clear_bindings(statement);
    return result == SQLITE_OK ? OK : fail(db, result, err);
}

static int64_t changed(const struct db *base)
{
    return ((const struct sqlite_db *)base)->changed;
}

static bool is_null(void *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

static int64_t integer(void *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

static double real(void *statement, int column)
{
    return sqlite3_column_double(statement, column);
}

static const void *bytes(void *statement, int column, size_t *out_length)
{
    bool blob = sqlite3_column_type(statement, column) == SQLITE_BLOB;
    const void *value =
        blob ? sqlite3_column_blob(statement, column) : sqlite3_column_text(statement, column);

    *out_length = (size_t)sqlite3_column_bytes(statement, column);
    return value != NULL ? value : "";
}

static enum error_code read_version(struct db *db, int *out_version, struct error *err)
{
    int64_t version = 0;
    int64_t tables;

    TRY(db_select_int(db, QUERY_SQLITE_COUNT_VERSION_TABLES, DB_NO_ARGS, 0, &tables, err));
    if (tables > 0)
        TRY(db_select_int(db, QUERY_SCHEMA_VERSION_READ, DB_NO_ARGS, 0, &version, err));
    *out_version = (int)version;
    return OK;
}

/* A store is a file that carries this program's mark, or one with nothing in it. */
static enum error_code identify(struct db *db, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    int64_t application;
    int64_t tables;

    TRY(db_snapshot_begin(&moment, db, err)); /* somebody else may be making the store just now */
    TRY(db_select_int(db, QUERY_SQLITE_APPLICATION_READ, DB_NO_ARGS, 0, &application, err));
    TRY(db_select_int(db, QUERY_SQLITE_COUNT_TABLES, DB_NO_ARGS, 0, &tables, err));
    if (application == APPLICATION_ID || (application == 0 && tables == 0))
        return OK;
    return error_set(err, ERROR_CONFIG,
                     "this file is a database of another program; name another file with --db");
}

static enum error_code connect(struct sqlite_db *db, const char *path, enum db_open_mode mode,
                               struct error *err)
{
    static const int flags[] = {
        [DB_MUST_EXIST] = SQLITE_OPEN_READWRITE,
        [DB_CREATE_IF_MISSING] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        [DB_READ_ONLY] = SQLITE_OPEN_READONLY,
    };
    int result =
        sqlite3_open_v2(path, &db->handle, flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

    if (result != SQLITE_OK)
        return fail(db, result, err);
    sqlite3_busy_timeout(db->handle, DEFAULT_PATIENCE_MS);
    TRY(harden(db, err));
    return identify(&db->base, err);
}

/* SQLite would let everybody read a file it makes; a store holds telephone numbers. What goes wrong here goes
 * wrong again, and is reported, when SQLite opens the file. */
static void make_private_file(const char *path)
{
    int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (descriptor >= 0)
        close(descriptor);
}

static enum error_code open_store(const char *path, enum db_open_mode mode, struct db **out,
                                  struct error *err)
{
    if (mode != DB_CREATE_IF_MISSING && !file_exists(path))
        return error_set(err, ERROR_NO_INPUT,
                         "there is no store here yet; `hiepthuong election create` makes one");
    if (mode == DB_CREATE_IF_MISSING && strcmp(path, ":memory:") != 0)
        make_private_file(path);
    struct sqlite_db *db = calloc(1, sizeof *db);
    if (db == NULL)
        return error_memory(err);
    db->base.driver = &db_driver_sqlite;
    if (connect(db, path, mode, err) != OK) {
        db_close(&db->base);
        return err->code;
    }
    *out = &db->base;
    return OK;
}

static enum error_code prepare_writing(struct db *base, struct error *err)
{
    /* SQLite opens a file that may not be written for reading only, without a word. */
    if (sqlite3_db_readonly(sqlite_own(base)->handle, "main") == 1)
        return fail(sqlite_own(base), SQLITE_READONLY, err);
    /* Two that switch at the same time may find each other in the way; the store is then switched by the
     * other, or when it is opened next. */
    if (db_run(base, QUERY_SQLITE_USE_WAL, DB_NO_ARGS, err) != OK && err->code != ERROR_BUSY)
        return err->code;
    TRY(db_run(base, QUERY_SQLITE_SYNC_ALWAYS, DB_NO_ARGS, err));
    TRY(db_run(base, QUERY_SQLITE_ERASE_FOR_GOOD, DB_NO_ARGS, err));
    if (base->schema_version == 0)
        TRY(db_run(base, QUERY_SQLITE_APPLICATION_SET, DB_NO_ARGS, err));
    return OK;
}

static void close_store(struct db *base)
{
    struct sqlite_db *db = sqlite_own(base);

    for (size_t i = 0; i < QUERY_COUNT; i++)
        sqlite3_finalize(db->statements[i]);
    sqlite3_close(db->handle);
    free(db);
}

static void set_patience(struct db *base, int milliseconds)
{
    sqlite3_busy_timeout(sqlite_own(base)->handle, milliseconds);
}

static enum error_code run_script(struct db *base, const char *sql, struct error *err)
{
    int result = sqlite3_exec(sqlite_own(base)->handle, sql, NULL, NULL, NULL);

    return result == SQLITE_OK ? OK : fail(sqlite_own(base), result, err);
}

static void describe_place(const char *path, char *out, size_t size)
{
    snprintf(out, size, "%s", path);
}

const struct db_driver db_driver_sqlite = {
    .dialect = DB_SQLITE,
    .describe_place = describe_place,
    .open = open_store,
    .prepare_writing = prepare_writing,
    .close = close_store,
    .set_patience = set_patience,
    .read_version = read_version,
    .run_script = run_script,
    .snapshot_to_file = sqlite_snapshot_to_file,
    .settle = sqlite_settle,
    .write_anew = sqlite_write_anew,
    .replace_file = sqlite_replace_file,
    .check_itself = sqlite_check_itself,
    .start = start,
    .next = next,
    .finish = finish,
    .changed = changed,
    .is_null = is_null,
    .integer = integer,
    .real = real,
    .bytes = bytes,
};
