#include "app/feed_export.h"

#include "app/feed_bytes.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/table.h"
#include "db/db.h"

#include <string.h>

#define PATH_BYTES_MAX 4096
#define MANIFEST_BYTES_MAX ((size_t)64 << 20)

struct exporting {
    const struct app *app;
    const char *folder;
    struct text path;
    struct text bytes;
    struct text manifest;
    struct table_writer writer;
    struct feed_export done;
};

static void exporting_init(struct exporting *exporting, const struct app *app, const char *folder)
{
    *exporting = (struct exporting){.app = app, .folder = folder};
    text_init(&exporting->path, PATH_BYTES_MAX);
    text_init(&exporting->bytes, FEED_BYTES_MAX);
    text_init(&exporting->manifest, MANIFEST_BYTES_MAX);
    table_writer_init(&exporting->writer, &exporting->manifest, false);
}

static void exporting_done(struct exporting *exporting)
{
    text_done(&exporting->path);
    text_done(&exporting->bytes);
    text_done(&exporting->manifest);
}

static bool is_there_already(const char *path, const struct text *bytes)
{
    CLEANUP(text_done) struct text present;
    struct error ignored;

    text_init(&present, bytes->length);
    return file_read(path, &present, &ignored) == OK && present.length == bytes->length &&
           memcmp(present.data, bytes->data, bytes->length) == 0;
}

static enum error_code write_if_new(struct exporting *exporting, const char *name, const struct text *bytes,
                                    struct error *err)
{
    text_clear(&exporting->path);
    text_putf(&exporting->path, "%s/%s", exporting->folder, name);
    TRY(text_finish(&exporting->path, err));
    if (is_there_already(exporting->path.data, bytes))
        return OK;
    TRY(file_write_many(exporting->path.data, bytes->data, bytes->length, err));
    exporting->done.changed_count++;
    return OK;
}

static void put_heading(struct table_writer *writer)
{
    static const char *const names[] = {"file", "sha256", "bytes", "entries"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        table_put(writer, names[i]);
    table_end_row(writer);
}

static void put_file(struct exporting *exporting, const char *name, size_t entry_count)
{
    char sha256[SECRET_SHA256_CHARS];

    secret_sha256(exporting->bytes.data, exporting->bytes.length, sha256);
    table_put(&exporting->writer, name);
    table_put(&exporting->writer, sha256);
    table_put_int(&exporting->writer, (int64_t)exporting->bytes.length);
    table_put_int(&exporting->writer, (int64_t)entry_count);
    table_end_row(&exporting->writer);
}

static enum error_code export_one(struct exporting *exporting, int64_t candidate, const char *code,
                                  struct error *err)
{
    const struct feed_source source = {.owner = candidate, .language = "vi"};
    struct feed_facts facts;
    CLEANUP(text_done) struct text name;

    if (code[0] == '.' || strchr(code, '/') != NULL)
        return error_set(err, ERROR_DATA, "the candidate's code %s cannot be the name of a file", code);
    text_init(&name, PATH_BYTES_MAX);
    text_putf(&name, "%s.ics", code);
    text_clear(&exporting->bytes);
    TRY(feed_bytes(exporting->app, &source, &exporting->bytes, &facts, err));
    TRY(write_if_new(exporting, name.data, &exporting->bytes, err));
    put_file(exporting, name.data, facts.entry_count);
    exporting->done.file_count++;
    return OK;
}

static enum error_code export_all(struct exporting *exporting, int64_t election, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, exporting->app->db, QUERY_FEED_CANDIDATES, DB_ARGS(DB_INT("election", election)),
                  err));
    while (db_rows_next(&rows))
        TRY(export_one(exporting, db_int(&rows, 0), db_text(&rows, 1), err));
    return db_rows_finish(&rows, err);
}

enum error_code feed_export(const struct app *app, int64_t election, const char *folder,
                            struct feed_export *out, struct error *err)
{
    CLEANUP(exporting_done) struct exporting exporting;
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};

    exporting_init(&exporting, app, folder);
    TRY(file_make_folder(folder, err));
    put_heading(&exporting.writer);
    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(export_all(&exporting, election, err));
    TRY(db_transaction_commit(&moment, err));
    TRY(text_finish(&exporting.manifest, err));
    TRY(file_sync(folder, err));
    const struct feed_export done = exporting.done;
    TRY(write_if_new(&exporting, "manifest.csv", &exporting.manifest, err));
    TRY(file_sync(folder, err));
    *out = done;
    return OK;
}
