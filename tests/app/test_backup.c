/* A store kept in a file and put back: nothing is lost, what is wrong is refused, and the old store stays. */
#include "app/backup.h"
#include "app/backup_manifest.h"
#include "app/verify.h"
#include "base/file.h"
#include "db/copy.h"
#include "db/driver.h"
#include "plan_fixture.h"
#include "store_rows.h"

#include <sqlite3.h>
#include <sys/stat.h>

struct paths {
    char backup[128];
    char target[128];
};

static struct paths paths_of(const struct fixture *f)
{
    struct paths paths;

    snprintf(paths.backup, sizeof paths.backup, "%s/copy.db", f->folder->path);
    snprintf(paths.target, sizeof paths.target, "%s/other.db", f->folder->path);
    return paths;
}

static enum error_code restore(struct fixture *f, const char *backup, const char *target, struct text *aside)
{
    struct backup_manifest manifest;

    text_init(aside, 4096);
    return backup_restore(&f->app, backup, target, aside, &manifest, &f->err);
}

static void publish(struct fixture *f)
{
    put_draft(f);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
}

static void a_backup_of_a_store_at_work_holds_every_row(void **state)
{
    struct fixture *f = *state;
    struct paths paths = paths_of(f);
    struct backup_manifest manifest;
    struct stat status;
    struct db *other = NULL;

    publish(f);
    store_must(db_open(f->folder->store, DB_MUST_EXIST, &other, &f->err), &f->err);
    store_must(backup_make(&f->app, paths.backup, &manifest, &f->err), &f->err);
    db_close(other);
    /* The entry that tells of the backup came after it. */
    run_sql(f, "DELETE FROM audit WHERE verb = 'backup'");
    run_sql(f, "UPDATE audit_head SET number = number - 1,"
               " hash = (SELECT hash FROM audit WHERE number = audit_head.number - 1)");
    assert_same_rows(f->folder->store, paths.backup);
    assert_int_equal(stat(paths.backup, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(backup_make(&f->app, paths.backup, &manifest, &f->err), ERROR_CANNOT_CREATE);
    store_assert_message(&f->err, "there is a file of this name already; choose another name");
}

static void a_restored_store_is_in_order_and_the_old_one_is_kept(void **state)
{
    CLEANUP(text_done) struct text aside;
    CLEANUP(report_done) struct report report;
    struct fixture *f = *state;
    struct paths paths = paths_of(f);
    struct backup_manifest manifest;
    struct verify_result verified;

    publish(f);
    store_must(backup_make(&f->app, paths.backup, &manifest, &f->err), &f->err);
    run_sql(f, "DELETE FROM notice");
    app_close_store(&f->app);
    store_must(restore(f, paths.backup, f->folder->store, &aside), &f->err);
    assert_true(file_exists(aside.data));
    store_must(app_open_store(&f->app, f->folder->store, false, &f->err), &f->err);
    ASSERT_ASK(f, "SELECT count(*) > 0 FROM notice", "1");
    ASSERT_ASK(f, "SELECT count(*) FROM backup", "0");
    ASSERT_ASK(f, "SELECT verb FROM audit ORDER BY number DESC LIMIT 1", "restore");
    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(verify_store(&f->app, &report, &verified, &f->err), &f->err);
    assert_int_equal(report.error_count, 0);
    assert_int_equal(verified.audit.checked, manifest.audit.number + 1);
}

static void a_store_that_is_in_use_is_not_replaced(void **state)
{
    CLEANUP(text_done) struct text aside;
    struct fixture *f = *state;
    struct paths paths = paths_of(f);
    struct backup_manifest manifest;

    store_must(backup_make(&f->app, paths.backup, &manifest, &f->err), &f->err);
    assert_int_equal(restore(f, paths.backup, f->folder->store, &aside), ERROR_BUSY);
    store_assert_message(&f->err,
                         "the store is in use; stop the service and the worker first; nothing was changed");
    assert_false(file_exists(aside.data));
    ASSERT_ASK(f, "SELECT count(*) FROM election", "1");
}

static void change_copy(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static void what_is_no_whole_backup_is_refused_and_nothing_is_changed(void **state)
{
    static const struct {
        const char *sql;
        enum error_code code;
        const char *message;
    } rows[] = {
        {"UPDATE candidate SET full_name = full_name || 'x' WHERE id = 1", ERROR_CONFIG,
         "the backup is damaged or was changed after it was made: the table candidate is not the one of its "
         "manifest; nothing was changed; take an older backup"},
        {"DELETE FROM opt_out; DELETE FROM backup", ERROR_CONFIG,
         "this file is a store and no finished backup: it has no manifest; nothing was changed"},
        {"UPDATE schema_version SET version = 900", ERROR_CONFIG, NULL},
    };
    struct fixture *f = *state;
    struct paths paths = paths_of(f);
    struct backup_manifest manifest;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text aside;
        unlink(paths.backup);
        store_must(backup_make(&f->app, paths.backup, &manifest, &f->err), &f->err);
        change_copy(paths.backup, rows[i].sql);
        assert_int_equal(restore(f, paths.backup, paths.target, &aside), rows[i].code);
        if (rows[i].message != NULL)
            store_assert_message(&f->err, rows[i].message);
        assert_string_equal(f->err.file, paths.backup);
        assert_false(file_exists(paths.target));
    }
    CLEANUP(text_done) struct text aside;
    unlink(paths.backup);
    assert_int_equal(restore(f, paths.backup, paths.target, &aside), ERROR_NO_INPUT);
}

/* What a restore that was killed left lying about does not get into the next one. */
static void leftovers_of_a_killed_restore_do_no_harm(void **state)
{
    CLEANUP(text_done) struct text aside;
    struct fixture *f = *state;
    struct paths paths = paths_of(f);
    struct backup_manifest manifest;
    char leftover[200];

    store_must(backup_make(&f->app, paths.backup, &manifest, &f->err), &f->err);
    snprintf(leftover, sizeof leftover, "%s.restoring", paths.target);
    store_must(file_write(leftover, "half", 4, &f->err), &f->err);
    snprintf(leftover, sizeof leftover, "%s.restoring-wal", paths.target);
    store_must(file_write(leftover, "half", 4, &f->err), &f->err);
    store_must(restore(f, paths.backup, paths.target, &aside), &f->err);
    assert_false(file_exists(leftover));
}

/* As between SQLite and PostgreSQL: row by row through db.h. */
static void rows_copied_one_by_one_are_the_same_rows(void **state)
{
    struct fixture *f = *state;
    struct paths paths = paths_of(f);
    struct db *to = NULL;

    publish(f);
    run_sql(f, "UPDATE area SET parent = (SELECT max(id) FROM area WHERE level = 'district') WHERE level = "
               "'commune'");
    run_sql(f, "INSERT INTO step_owner VALUES (1, 'consult1_central', NULL, 'Ban')");
    store_must(db_open(paths.target, DB_CREATE_IF_MISSING, &to, &f->err), &f->err);
    store_must(db_copy(f->app.db, to, &f->err), &f->err);
    db_close(to);
    assert_same_rows(f->folder->store, paths.target);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(a_backup_of_a_store_at_work_holds_every_row),
        plan_test(a_restored_store_is_in_order_and_the_old_one_is_kept),
        plan_test(a_store_that_is_in_use_is_not_replaced),
        plan_test(what_is_no_whole_backup_is_refused_and_nothing_is_changed),
        plan_test(leftovers_of_a_killed_restore_do_no_harm),
        plan_test(rows_copied_one_by_one_are_the_same_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
