/* A store moves from PostgreSQL into a file and back, and is the same store each time. */
#include "app/backup.h"
#include "app/verify.h"
#include "base/file.h"
#include "plan_fixture.h"
#include "store_rows.h"

static void restore(struct fixture *f, const char *backup, const char *url)
{
    CLEANUP(text_done) struct text aside;
    struct backup_manifest manifest;

    text_init(&aside, 4096);
    store_must(backup_restore(&f->app, backup, url, &aside, &manifest, &f->err), &f->err);
    assert_string_equal(aside.data, "");
}

static void assert_in_order(const struct fixture *f, const char *url)
{
    CLEANUP(report_done) struct report report;
    CLEANUP(app_close_store) struct app other = f->app;
    struct verify_result verified;
    struct error err;

    other.db = NULL;
    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(app_open_store(&other, url, false, &err), &err);
    store_must(verify_store(&other, &report, &verified, &err), &err);
    assert_int_equal(report.error_count, 0);
}

static void a_store_moves_into_a_file_and_back_with_every_row(void **state)
{
    struct fixture *f = *state;
    struct backup_manifest first;
    struct backup_manifest second;
    char backup[128];
    char file[128];
    char again[128];
    char other[TEST_STORE_CHARS];

    put_draft(f);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
    snprintf(backup, sizeof backup, "%s/copy.db", f->folder->path);
    snprintf(file, sizeof file, "%s/file.db", f->folder->path);
    snprintf(again, sizeof again, "%s/again.db", f->folder->path);
    test_store_place(f->folder->path, false, other);
    store_must(backup_make(&f->app, backup, &first, &f->err), &f->err);
    restore(f, backup, file);
    restore(f, backup, other);
    assert_in_order(f, file);
    assert_in_order(f, other);
    assert_same_rows(file, other); /* both say in their log that they were restored */

    /* New rows get numbers that are free. */
    test_store_run(other, "INSERT INTO release (election, number, published_utc, note) VALUES (1, 2, 5, '')");
    test_store_run(other, "DELETE FROM release WHERE number = 2");
    CLEANUP(app_close_store) struct app moved = f->app;
    moved.db = NULL;
    store_must(app_open_store(&moved, other, false, &f->err), &f->err);
    store_must(backup_make(&moved, again, &second, &f->err), &f->err);
    assert_int_equal(second.rows, first.rows + 1);
}

static void a_database_that_holds_a_store_is_left_alone(void **state)
{
    CLEANUP(text_done) struct text aside;
    struct fixture *f = *state;
    struct backup_manifest manifest;
    char backup[128];

    snprintf(backup, sizeof backup, "%s/copy.db", f->folder->path);
    store_must(backup_make(&f->app, backup, &manifest, &f->err), &f->err);
    text_init(&aside, 4096);
    assert_int_equal(backup_restore(&f->app, backup, f->folder->store, &aside, &manifest, &f->err),
                     ERROR_CANNOT_CREATE);
    store_assert_message(&f->err, "this database holds a store already, which stays as it is; make an empty "
                                  "database and restore into that");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(a_store_moves_into_a_file_and_back_with_every_row),
        plan_test(a_database_that_holds_a_store_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
