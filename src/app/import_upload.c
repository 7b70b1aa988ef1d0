#include "app/import_upload.h"

#include "app/import_files.h"
#include "db/db.h"

static enum error_code import_files(const struct import_upload *upload, const struct import_file *files,
                                    size_t count, struct import_request request, struct import_result *out,
                                    struct error *err)
{
    struct tables tables;

    TRY(import_files_read(files, count, upload->arena, upload->report, &tables, err));
    request.election = upload->election;
    request.tables = &tables;
    request.report = upload->report;
    return import_tables(upload->app, &request, out, err);
}

/* ---- keeping them ---- */

enum error_code import_upload_forget_old(const struct app *app, struct error *err)
{
    return db_run(app->db, QUERY_IMPORT_UPLOADS_DELETE_OLD,
                  DB_ARGS(DB_INT("created_until_utc", clock_now_utc_secs(&app->clock) - IMPORT_UPLOAD_SECS)),
                  err);
}

static enum error_code forget_own(const struct import_upload *upload, struct error *err)
{
    TRY(import_upload_forget_old(upload->app, err));
    return db_run(upload->app->db, QUERY_IMPORT_UPLOAD_DELETE_OF,
                  DB_ARGS(DB_INT("account", upload->account), DB_INT("election", upload->election->id)), err);
}

static enum error_code keep_once(const struct import_upload *upload, const struct import_file *files,
                                 size_t count, int64_t *out_id, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct db *db = upload->app->db;
    int64_t id;

    TRY(db_transaction_begin(&change, db, err));
    TRY(forget_own(upload, err));
    TRY(db_select_int(db, QUERY_IMPORT_UPLOAD_INSERT,
                      DB_ARGS(DB_INT("account", upload->account), DB_INT("election", upload->election->id),
                              DB_INT("now_utc", clock_now_utc_secs(&upload->app->clock))),
                      0, &id, err));
    for (size_t i = 0; i < count; i++)
        TRY(db_run(db, QUERY_IMPORT_UPLOAD_FILE_INSERT,
                   DB_ARGS(DB_INT("upload", id), DB_TEXT("name", files[i].name),
                           DB_BLOB("bytes", files[i].bytes, files[i].length)),
                   err));
    TRY(db_transaction_commit(&change, err));
    *out_id = id;
    return OK;
}

enum error_code import_upload_take(const struct import_upload *upload, const struct import_file *files,
                                   size_t count, int64_t *out_id, struct import_result *out,
                                   struct error *err)
{
    const struct import_request rehearsal = {.dry_run = true};
    struct import_file *unpacked;
    struct import_result result;

    TRY(import_files_unpack(files, count, upload->arena, &unpacked, &count, err));
    TRY(import_files(upload, unpacked, count, rehearsal, &result, err));
    TRY(DB_REPEAT(upload->app->db, keep_once(upload, unpacked, count, out_id, err)));
    *out = result;
    return OK;
}

/* ---- and taking them out again, once ---- */

static enum error_code copy_file(const struct db_rows *rows, struct arena *arena, struct import_file *out,
                                 struct error *err)
{
    size_t length;
    const char *bytes = db_blob(rows, 1, &length);

    *out = (struct import_file){
        .name = arena_copy_string(arena, db_text(rows, 0)),
        .bytes = arena_copy(arena, bytes != NULL ? bytes : "", length),
        .length = length,
    };
    return out->name != NULL && out->bytes != NULL ? OK : error_memory(err);
}

static enum error_code load_files(const struct import_upload *upload, int64_t id, struct import_file *out,
                                  size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t count = 0;

    TRY(db_select(
        &rows, upload->app->db, QUERY_IMPORT_UPLOAD_FILES,
        DB_ARGS(DB_INT("upload", id), DB_INT("account", upload->account),
                DB_INT("election", upload->election->id),
                DB_INT("created_after_utc", clock_now_utc_secs(&upload->app->clock) - IMPORT_UPLOAD_SECS)),
        err));
    while (count < FILE_COUNT && db_rows_next(&rows))
        TRY(copy_file(&rows, upload->arena, &out[count++], err));
    TRY(db_rows_finish(&rows, err));
    if (count == 0)
        return error_set(
            err, ERROR_FOUND,
            "these tables have been stored, replaced by others, or forgotten after six hours; look at the "
            "election, and send them again when they are not in it");
    *out_count = count;
    return OK;
}

static enum error_code store_once(const struct import_upload *upload, int64_t id, bool remove_missing,
                                  struct import_result *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct import_request request = {.remove_missing = remove_missing};
    struct import_file files[FILE_COUNT];
    struct import_result result;
    size_t count;

    TRY(db_transaction_begin(&change, upload->app->db, err));
    TRY(load_files(upload, id, files, &count, err));
    TRY(import_files(upload, files, count, request, &result, err));
    TRY(forget_own(upload, err));
    TRY(db_transaction_commit(&change, err));
    *out = result;
    return OK;
}

enum error_code import_upload_store(const struct import_upload *upload, int64_t id, bool remove_missing,
                                    struct import_result *out, struct error *err)
{
    return DB_REPEAT(upload->app->db, store_once(upload, id, remove_missing, out, err));
}
