#include "app/backup_manifest.h"

#include "base/text.h"
#include "db/copy.h"

#include <stdio.h>
#include <string.h>

#define LIST_MAX_BYTES ((size_t)64 * 1024)

/* Rows and hash of every table, and of all of them. */
static enum error_code describe(const struct app *app, struct db_digest *tables, struct backup_manifest *out,
                                struct error *err)
{
    CLEANUP(text_done) struct text list;

    text_init(&list, LIST_MAX_BYTES);
    for (size_t i = 0; i < db_digest_count(); i++) {
        TRY(db_digest_read(app->db, i, &tables[i], err));
        out->rows += tables[i].rows;
        text_putf(&list, "%s:%lld:%s\n", tables[i].table, (long long)tables[i].rows, tables[i].hash);
    }
    TRY(text_finish(&list, err));
    secret_hash_hex(list.data, list.length, out->hash);
    return audit_head_read(app, &out->audit, err);
}

static enum error_code put_tables(const struct app *app, const struct db_digest *tables, struct error *err)
{
    for (size_t i = 0; i < db_digest_count(); i++)
        TRY(db_run(app->db, QUERY_BACKUP_TABLE_PUT,
                   DB_ARGS(DB_TEXT("name", tables[i].table), DB_INT("row_count", tables[i].rows),
                           DB_TEXT("hash", tables[i].hash)),
                   err));
    return OK;
}

static enum error_code put_manifest(const struct app *app, const struct backup_manifest *manifest,
                                    struct error *err)
{
    return db_run(app->db, QUERY_BACKUP_PUT,
                  DB_ARGS(DB_INT("made_utc", manifest->made_utc_secs), DB_TEXT("program", manifest->program),
                          DB_INT("schema", manifest->schema), DB_INT("audit_number", manifest->audit.number),
                          DB_TEXT("audit_hash", manifest->audit.hash), DB_INT("row_count", manifest->rows),
                          DB_TEXT("hash", manifest->hash)),
                  err);
}

enum error_code backup_manifest_write(const struct app *app, struct backup_manifest *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct db_digest tables[BACKUP_TABLES_MAX];
    struct backup_manifest manifest = {.made_utc_secs = clock_now_utc_secs(&app->clock),
                                       .program = HT_VERSION,
                                       .schema = db_schema_version(app->db)};

    if (db_digest_count() > BACKUP_TABLES_MAX)
        return error_set(err, ERROR_SOFTWARE, "the store has more than %d tables", BACKUP_TABLES_MAX);
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(backup_manifest_forget(app, err));
    TRY(describe(app, tables, &manifest, err));
    TRY(put_tables(app, tables, err));
    TRY(put_manifest(app, &manifest, err));
    TRY(db_transaction_commit(&change, err));
    *out = manifest;
    return OK;
}

static enum error_code read_manifest(const struct app *app, struct backup_manifest *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct backup_manifest manifest = {.schema = 0};

    TRY(db_select(&rows, app->db, QUERY_BACKUP_READ, DB_NO_ARGS, err));
    if (db_rows_next(&rows)) {
        manifest.made_utc_secs = db_int(&rows, 0);
        snprintf(manifest.program, sizeof manifest.program, "%s", db_text(&rows, 1));
        manifest.schema = db_int(&rows, 2);
        manifest.audit.number = db_int(&rows, 3);
        snprintf(manifest.audit.hash, sizeof manifest.audit.hash, "%s", db_text(&rows, 4));
        manifest.rows = db_int(&rows, 5);
        snprintf(manifest.hash, sizeof manifest.hash, "%s", db_text(&rows, 6));
    }
    TRY(db_rows_finish(&rows, err));
    if (manifest.schema == 0)
        return error_set(
            err, ERROR_CONFIG,
            "this file is a store and no finished backup: it has no manifest; nothing was changed");
    *out = manifest;
    return OK;
}

/* Which table differs is of use to whoever looks for the cause. */
static enum error_code refuse(const struct app *app, const struct db_digest *tables, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    char found[ERROR_KEY_MAX] = "?";

    TRY(db_select(&rows, app->db, QUERY_BACKUP_TABLES, DB_NO_ARGS, err));
    while (db_rows_next(&rows)) {
        for (size_t i = 0; i < db_digest_count(); i++) {
            if (strcmp(tables[i].table, db_text(&rows, 0)) == 0 &&
                strcmp(tables[i].hash, db_text(&rows, 2)) != 0)
                snprintf(found, sizeof found, "%s", tables[i].table);
        }
    }
    TRY(db_rows_finish(&rows, err));
    return error_set(
        err, ERROR_CONFIG,
        "the backup is damaged or was changed after it was made: the table %s is not the one of its "
        "manifest; nothing was changed; take an older backup",
        found);
}

enum error_code backup_manifest_check(const struct app *app, struct backup_manifest *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct db_digest tables[BACKUP_TABLES_MAX];
    struct backup_manifest manifest;
    struct backup_manifest now = {.rows = 0};

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(read_manifest(app, &manifest, err));
    /* Migrations have changed the rows of an older one. */
    if (manifest.schema == db_schema_version(app->db)) {
        TRY(describe(app, tables, &now, err));
        if (now.rows != manifest.rows || strcmp(now.hash, manifest.hash) != 0)
            return refuse(app, tables, err);
    }
    *out = manifest;
    return OK;
}

enum error_code backup_manifest_forget(const struct app *app, struct error *err)
{
    TRY(db_run(app->db, QUERY_BACKUP_FORGET, DB_NO_ARGS, err));
    return db_run(app->db, QUERY_BACKUP_TABLES_FORGET, DB_NO_ARGS, err);
}
