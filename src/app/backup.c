#include "app/backup.h"

#include "app/backup_manifest.h"
#include "base/file.h"
#include "db/copy.h"

#include <string.h>

#define PATH_MAX_BYTES 4096

/* ---- making one ---- */

/* A backup without a manifest was not finished. */
static enum error_code finish_backup(const struct app *app, const char *path, struct backup_manifest *out,
                                     struct error *err)
{
    CLEANUP(app_close_store) struct app copy = *app;

    copy.db = NULL;
    TRY(app_open_store(&copy, path, false, err));
    TRY(backup_manifest_write(&copy, out, err));
    return db_settle(copy.db, err);
}

/* Whoever made a copy of everybody's telephone number is told of, too. */
static enum error_code log_backup_once(const struct app *app, const struct backup_manifest *manifest,
                                       struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "backup", .kind = "store", .after = manifest->hash};

    message_set(&entry.words, "A backup was made of %lld rows.", (long long)manifest->rows);
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

static enum error_code log_backup(const struct app *app, const struct backup_manifest *manifest,
                                  struct error *err)
{
    return DB_REPEAT(app->db, log_backup_once(app, manifest, err));
}

enum error_code backup_make(const struct app *app, const char *path, struct backup_manifest *out,
                            struct error *err)
{
    if (file_exists(path)) {
        error_set(err, ERROR_CANNOT_CREATE, "there is a file of this name already; choose another name");
        return error_at(err, path, 0, 0, NULL);
    }
    if (db_snapshot_to_file(app->db, path, err) != OK)
        return error_at(err, path, 0, 0, NULL);
    enum error_code code = finish_backup(app, path, out, err);
    if (code == OK)
        code = log_backup(app, out, err);
    if (code != OK)
        db_remove_file(path);
    return code;
}

/* ---- putting one back ---- */

static enum error_code log_restore(const struct app *app, const struct backup_manifest *manifest,
                                   struct error *err)
{
    struct audit_entry entry = {.verb = "restore", .kind = "store"};
    char made[CLOCK_UTC_CHARS];

    clock_format_utc(manifest->made_utc_secs, made);
    message_set(&entry.words,
                "The store was restored from the backup of %s, whose log of changes ended with entry %lld.",
                made, (long long)manifest->audit.number);
    return audit_put(app, &entry, err);
}

/* The backup as a store of the newest schema that is ready to work, beside the place where it goes. */
static enum error_code prepare(const struct app *app, const char *path, struct backup_manifest *out,
                               struct error *err)
{
    CLEANUP(app_close_store) struct app copy = *app;
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct backup_manifest manifest;

    copy.db = NULL;
    TRY(app_open_store(&copy, path, false, err));
    TRY(backup_manifest_check(&copy, &manifest, err));
    TRY(db_transaction_begin(&change, copy.db, err));
    TRY(backup_manifest_forget(&copy, err));
    TRY(log_restore(&copy, &manifest, err));
    TRY(db_transaction_commit(&change, err));
    TRY(db_settle(copy.db, err));
    *out = manifest;
    return OK;
}

/* "store.db.before-20260315T070000Z" */
static enum error_code name_aside(const struct app *app, const char *store, struct text *out,
                                  struct error *err)
{
    char moment[CLOCK_UTC_CHARS];

    clock_format_utc(clock_now_utc_secs(&app->clock), moment);
    text_putf(out, "%s.before-", store);
    for (const char *p = moment; *p != '\0'; p++) {
        if (*p != '-' && *p != ':')
            text_put_char(out, *p);
    }
    TRY(text_finish(out, err));
    if (!file_exists(out->data))
        return OK;
    error_set(err, ERROR_CANNOT_CREATE, "there is a file of this name already; try again in a second");
    return error_at(err, out->data, 0, 0, NULL);
}

static enum error_code put_file(const struct app *app, const char *prepared, const char *store,
                                struct text *out_aside, struct error *err)
{
    if (!file_exists(store))
        return file_move(prepared, store, err);
    TRY(name_aside(app, store, out_aside, err));
    if (db_replace_file(store, out_aside->data, prepared, err) != OK)
        return error_at(err, store, 0, 0, NULL);
    return OK;
}

/* An empty database gets the rows; one that holds a store is left alone. */
static enum error_code put_rows(const char *prepared, const char *url, struct error *err)
{
    CLEANUP(db_close_ptr) struct db *from = NULL;
    CLEANUP(db_close_ptr) struct db *to = NULL;
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};

    if (db_open(url, DB_MUST_EXIST, &to, err) == OK)
        return error_set(
            err, ERROR_CANNOT_CREATE,
            "this database holds a store already, which stays as it is; make an empty database and "
            "restore into that");
    if (err->code != ERROR_NO_INPUT)
        return err->code;
    TRY(db_open(prepared, DB_MUST_EXIST, &from, err));
    TRY(db_open(url, DB_CREATE_IF_MISSING, &to, err));
    TRY(db_snapshot_begin(&moment, from, err));
    return db_copy(from, to, err);
}

static enum error_code put(const struct app *app, const char *prepared, const char *url,
                           struct text *out_aside, struct error *err)
{
    const char *store;

    if (!db_is_file(url, &store))
        return put_rows(prepared, url, err);
    return put_file(app, prepared, store, out_aside, err);
}

enum error_code backup_restore(const struct app *app, const char *path, const char *url,
                               struct text *out_aside, struct backup_manifest *out, struct error *err)
{
    CLEANUP(text_done) struct text prepared;
    struct backup_manifest manifest;
    const char *beside = path;

    db_is_file(url, &beside);
    text_init(&prepared, PATH_MAX_BYTES);
    text_putf(&prepared, "%s.restoring", beside);
    TRY(text_finish(&prepared, err));
    db_remove_file(prepared.data); /* of one that was killed; its log must not get to this one */
    TRY(file_copy_secret(path, prepared.data, err));
    enum error_code code = prepare(app, prepared.data, &manifest, err);
    if (code != OK)
        error_at(err, path, 0, 0, NULL);
    else
        code = put(app, prepared.data, url, out_aside, err);
    db_remove_file(prepared.data);
    if (code == OK)
        *out = manifest;
    return code;
}
