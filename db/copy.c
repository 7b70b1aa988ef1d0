#include "db/copy.h"

#include "base/text.h"
#include "db/copy_tables.h"
#include "db/driver.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COLUMNS_MAX 40
#define ROW_MAX_BYTES ((size_t)16 << 20)

static struct db_arg arg_of(const struct db_rows *rows, const struct db_column *column, int index)
{
    struct db_arg arg = {.name = column->name, .type = column->type};

    if (db_is_null(rows, index))
        return (struct db_arg)DB_NULL(column->name);
    if (column->type == DB_TYPE_INT)
        arg.integer = db_int(rows, index);
    else if (column->type == DB_TYPE_REAL)
        arg.real = db_real(rows, index);
    else if (column->type == DB_TYPE_TEXT)
        arg.bytes = db_text(rows, index);
    else
        arg.bytes = db_blob(rows, index, &arg.length);
    return arg;
}

static enum error_code write_row(struct db *to, const struct db_table *table, const struct db_rows *rows,
                                 struct error *err)
{
    struct db_arg args[COLUMNS_MAX + 1];

    for (size_t i = 0; i < table->column_count; i++) {
        args[i] = arg_of(rows, &table->columns[i], (int)i);
        if (strcmp(table->columns[i].name, table->link_column) == 0)
            args[i] = (struct db_arg)DB_NULL(table->columns[i].name);
    }
    args[table->column_count] = (struct db_arg){.name = NULL};
    return db_run(to, table->write, args, err);
}

/* A table that refers to itself gets these references when all its rows are there. */
static enum error_code link_row(struct db *to, const struct db_table *table, const struct db_rows *rows,
                                struct error *err)
{
    struct db_arg args[3] = {{.name = NULL}};
    size_t count = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        const struct db_column *column = &table->columns[i];
        if (strcmp(column->name, table->link_column) == 0 && db_is_null(rows, (int)i))
            return OK;
        if (strcmp(column->name, table->link_column) == 0 || strcmp(column->name, table->keys) == 0)
            args[count++] = arg_of(rows, column, (int)i);
    }
    return db_run(to, table->link, args, err);
}

static enum error_code each_row(struct db *from, struct db *to, const struct db_table *table,
                                enum error_code (*put)(struct db *to, const struct db_table *table,
                                                       const struct db_rows *rows, struct error *err),
                                struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, from, table->read, DB_NO_ARGS, err));
    while (db_rows_next(&rows))
        TRY(put(to, table, &rows, err));
    return db_rows_finish(&rows, err);
}

enum error_code db_copy(struct db *from, struct db *to, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, to, err));
    for (size_t i = db_table_count; i-- > 0;) {
        if (db_tables[i].clear != QUERY_COUNT)
            TRY(db_run(to, db_tables[i].clear, DB_NO_ARGS, err));
    }
    for (size_t i = 0; i < db_table_count; i++) {
        TRY(each_row(from, to, &db_tables[i], write_row, err));
        if (db_tables[i].link != QUERY_COUNT)
            TRY(each_row(from, to, &db_tables[i], link_row, err));
    }
    TRY(db_number_on(to, err));
    return db_transaction_commit(&change, err);
}

/* ---- digests ---- */

static void put_value(struct text *out, const struct db_arg *arg)
{
    char number[40];
    const char *bytes = arg->bytes;
    size_t length = arg->length;

    if (arg->type == DB_TYPE_NULL) {
        text_put_char(out, '-');
        return;
    }
    if (arg->type == DB_TYPE_INT || arg->type == DB_TYPE_REAL) {
        if (arg->type == DB_TYPE_INT)
            snprintf(number, sizeof number, "%lld", (long long)arg->integer);
        else
            snprintf(number, sizeof number, "%.17g", arg->real);
        bytes = number;
    }
    if (arg->type != DB_TYPE_BLOB)
        length = strlen(bytes);
    text_putf(out, "%zu:", length);
    text_put_bytes(out, bytes, length);
    text_put_char(out, ',');
}

size_t db_digest_count(void)
{
    return db_table_count;
}

enum error_code db_digest_read(struct db *db, size_t table, struct db_digest *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(text_done) struct text row;
    const struct db_table *shape = &db_tables[table];
    struct db_digest digest = {.table = shape->name};

    text_init(&row, ROW_MAX_BYTES);
    memset(digest.hash, '0', SECRET_HASH_CHARS - 1);
    TRY(db_select(&rows, db, shape->read, DB_NO_ARGS, err));
    for (; db_rows_next(&rows); digest.rows++) {
        text_clear(&row);
        text_put(&row, digest.hash);
        for (size_t i = 0; i < shape->column_count; i++) {
            const struct db_arg value = arg_of(&rows, &shape->columns[i], (int)i);
            put_value(&row, &value);
        }
        TRY(text_finish(&row, err));
        secret_hash_hex(row.data, row.length, digest.hash);
    }
    TRY(db_rows_finish(&rows, err));
    *out = digest;
    return OK;
}

/* ---- files ---- */

static enum error_code copy_to_file(struct db *db, const char *path, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(db_close_ptr) struct db *copy = NULL;

    TRY(db_open(path, DB_CREATE_IF_MISSING, &copy, err));
    TRY(db_snapshot_begin(&moment, db, err));
    TRY(db_copy(db, copy, err));
    return db_settle(copy, err);
}

enum error_code db_snapshot_to_file(struct db *db, const char *path, struct error *err)
{
    enum error_code code = db->driver->snapshot_to_file != NULL ? db->driver->snapshot_to_file(db, path, err)
                                                                : copy_to_file(db, path, err);

    if (code != OK)
        db_remove_file(path);
    return code;
}

void db_write_anew(struct db *db)
{
    struct error ignored;

    if (db->driver->write_anew == NULL || db->depth > 0)
        return;
    enum error_code code = db->driver->write_anew(db, &ignored);
    (void)code;
}

enum error_code db_settle(struct db *db, struct error *err)
{
    return db->driver->settle != NULL ? db->driver->settle(db, err) : OK;
}

void db_remove_file(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[4096];

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

bool db_is_file(const char *url, const char **out_path)
{
    if (strstr(url, "://") != NULL)
        return false;
    *out_path = strncmp(url, "sqlite:", 7) == 0 ? url + 7 : url;
    return true;
}

enum error_code db_replace_file(const char *path, const char *aside, const char *replacement,
                                struct error *err)
{
    return db_driver_sqlite.replace_file(path, aside, replacement, err);
}
