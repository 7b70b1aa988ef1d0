/* The store as a file: a copy of one moment, its damages, and moving it out of the way. */
#include "db/driver_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATH_CHARS 4096

/* ---- a copy ---- */

/* Telephone numbers are in it, so it is the owner's alone; SQLite would let everybody read it. */
static enum error_code make_file(const char *path, struct error *err)
{
    int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (descriptor >= 0) {
        close(descriptor);
        return OK;
    }
    if (errno == EEXIST)
        return error_set(err, ERROR_CANNOT_CREATE,
                         "there is a file of this name already; choose another name");
    return error_set(err, ERROR_CANNOT_CREATE, "the file cannot be made: %s", strerrordesc_np(errno));
}

/* In one step, so that it is of one moment; writers write on into their log meanwhile. */
static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

    if (backup == NULL)
        return sqlite3_extended_errcode(to);
    sqlite3_backup_step(backup, -1);
    int result = sqlite3_backup_finish(backup);
    if (result != SQLITE_OK)
        return result;
    return sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

enum error_code sqlite_snapshot_to_file(struct db *db, const char *path, struct error *err)
{
    sqlite3 *copy = NULL;
    enum error_code code = OK;

    TRY(make_file(path, err));
    int result = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (result == SQLITE_OK)
        result = copy_pages(sqlite_own(db)->handle, copy);
    if (result != SQLITE_OK)
        code = sqlite_fail(copy, result, err);
    sqlite3_close(copy);
    return code;
}

enum error_code sqlite_settle(struct db *db, struct error *err)
{
    return db_run(db, QUERY_SQLITE_LEAVE_WAL, DB_NO_ARGS, err);
}

enum error_code sqlite_write_anew(struct db *db, struct error *err)
{
    return db_run(db, QUERY_SQLITE_WRITE_ANEW, DB_NO_ARGS, err);
}

/* ---- out of the way ---- */

static enum error_code fail_to_move(struct error *err)
{
    return error_set(err, ERROR_CANNOT_CREATE, "the old store cannot be moved aside: %s",
                     strerrordesc_np(errno));
}

/* A log that SQLite could not fold in belongs to the file and goes with it. */
static enum error_code move_log(const char *path, const char *aside, const char *ending, struct error *err)
{
    char from[PATH_CHARS];
    char to[PATH_CHARS];

    snprintf(from, sizeof from, "%s%s", path, ending);
    snprintf(to, sizeof to, "%s%s", aside, ending);
    return rename(from, to) == 0 || errno == ENOENT ? OK : fail_to_move(err);
}

/* A second name first, so that there is a store at `path` at every moment; not every file system has such names. */
static enum error_code swap(const char *path, const char *aside, const char *replacement, struct error *err)
{
    if (link(path, aside) != 0 && rename(path, aside) != 0)
        return fail_to_move(err);
    TRY(move_log(path, aside, "-wal", err));
    TRY(move_log(path, aside, "-shm", err));
    return rename(replacement, path) == 0 ? OK : fail_to_move(err);
}

/* Leaving the log needs the file for oneself, so it shows whether anybody else has it open. */
static int take_for_oneself(sqlite3 *handle)
{
    static const char *const statements[] = {"PRAGMA locking_mode = EXCLUSIVE",
                                             "PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE"};

    for (size_t i = 0; i < COUNT_OF(statements); i++) {
        int result = sqlite3_exec(handle, statements[i], NULL, NULL, NULL);
        if (result != SQLITE_OK)
            return result;
    }
    return SQLITE_OK;
}

enum error_code sqlite_replace_file(const char *path, const char *aside, const char *replacement,
                                    struct error *err)
{
    sqlite3 *handle = NULL;
    enum error_code code;
    int result = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);

    if (result == SQLITE_OK)
        result = take_for_oneself(handle);
    if ((result & 0xff) == SQLITE_BUSY || (result & 0xff) == SQLITE_LOCKED)
        code = error_set(err, ERROR_BUSY,
                         "the store is in use; stop the service and the worker first; nothing was changed");
    else
        code = swap(path, aside, replacement, err);
    sqlite3_close(handle);
    return code;
}

/* ---- damages ---- */

static enum error_code report_rows(struct db *db, enum db_query query, const char *fine,
                                   struct report *report, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, db, query, DB_NO_ARGS, err));
    while (db_rows_next(&rows)) {
        if (strcmp(db_text(&rows, 0), fine) == 0)
            continue;
        if (query == QUERY_SQLITE_CHECK_PAGES)
            report_error(report, (struct report_place){.key = "pages"}, N_("The store is damaged: %s"),
                         db_text(&rows, 0));
        else
            report_error(report, (struct report_place){.key = "references"},
                         N_("Row %lld of the table %s refers to a row of %s that is not there."),
                         (long long)db_int(&rows, 1), db_text(&rows, 0), db_text(&rows, 2));
    }
    return db_rows_finish(&rows, err);
}

enum error_code sqlite_check_itself(struct db *db, struct report *report, struct error *err)
{
    TRY(report_rows(db, QUERY_SQLITE_CHECK_PAGES, "ok", report, err));
    return report_rows(db, QUERY_SQLITE_CHECK_REFERENCES, "", report, err);
}
