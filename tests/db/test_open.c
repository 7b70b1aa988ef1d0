/* Opening a store: making it, finding it again, and refusing what is no store of this program. */
#include "base/file.h"
#include "db/driver.h"
#include "open_at_once.h"
#include "store_tests.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Opens the folder's store, which must fail. */
static enum error_code open_refused(const struct store_folder *folder, enum db_open_mode mode,
                                    struct error *err)
{
    struct db *db = NULL;
    enum error_code code = db_open(folder->store, mode, &db, err);

    assert_null(db);
    assert_int_not_equal(code, OK);
    if (err->file[0] != '\0')
        assert_string_equal(err->file, folder->store);
    return code;
}

static void run_raw(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void read_whole(const char *path, struct text *out)
{
    struct error err;

    text_init(out, 10000000);
    store_must(file_read(path, out, &err), &err);
}

static void a_new_store_has_the_newest_schema_and_is_found_again(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    {
        CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
        assert_int_equal(db_schema_version(db), db_migration_count);
        store_must(store_add_election(db, "hnd-2021", &err), &err);
    }
    CLEANUP(db_close_ptr) struct db *again = NULL;
    store_must(db_open(folder->store, DB_MUST_EXIST, &again, &err), &err);
    assert_int_equal(db_schema_version(again), db_migration_count);
    assert_true(store_has_election(again, "hnd-2021"));
}

static void a_new_store_is_nobody_elses_to_read(void **state)
{
    static const char *const files[] = {"", "-wal", "-shm"};
    const struct store_folder *folder = *state;
    CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
    struct error err;

    store_must(store_add_election(db, "a", &err), &err);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct stat status;
        char path[TEST_STORE_CHARS + 8];
        snprintf(path, sizeof path, "%s%s", folder->store, files[i]);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
}

static void the_scheme_sqlite_names_the_same_file(void **state)
{
    const struct store_folder *folder = *state;
    char url[TEST_STORE_CHARS + 8];
    struct error err;

    snprintf(url, sizeof url, "sqlite:%s", folder->store);
    CLEANUP(db_close_ptr) struct db *db = NULL;
    store_must(db_open(url, DB_CREATE_IF_MISSING, &db, &err), &err);
    assert_true(file_exists(folder->store));
}

static void a_missing_store_is_no_input_and_is_not_made(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    assert_int_equal(open_refused(folder, DB_MUST_EXIST, &err), ERROR_NO_INPUT);
    assert_int_equal(open_refused(folder, DB_READ_ONLY, &err), ERROR_NO_INPUT);
    store_assert_message(&err, "there is no store here yet; `hiepthuong election create` makes one");
    assert_false(file_exists(folder->store));
}

static void an_empty_file_is_no_store_yet(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    store_must(file_write(folder->store, "", 0, &err), &err);
    assert_int_equal(open_refused(folder, DB_MUST_EXIST, &err), ERROR_NO_INPUT);
    CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
    assert_int_equal(db_schema_version(db), db_migration_count);
}

static void a_newer_store_is_refused_and_not_touched(void **state)
{
    const struct store_folder *folder = *state;
    CLEANUP(text_done) struct text before = {0};
    CLEANUP(text_done) struct text after = {0};
    char expected[300];
    struct error err;

    db_close(store_opened(folder));
    run_raw(folder->store, "UPDATE schema_version SET version = 99");
    read_whole(folder->store, &before);
    assert_int_equal(open_refused(folder, DB_CREATE_IF_MISSING, &err), ERROR_CONFIG);
    snprintf(expected, sizeof expected,
             "the store was made by a newer hiepthuong (its schema is 99, this program knows %d); install "
             "the newer "
             "program; the store was not touched",
             db_migration_count);
    store_assert_message(&err, expected);
    read_whole(folder->store, &after);
    assert_int_equal(before.length, after.length);
    assert_memory_equal(before.data, after.data, before.length);
}

static void a_file_of_another_kind_is_refused_and_not_touched(void **state)
{
    static const char letter[] = "Kính gửi: Ban Thường trực Ủy ban Mặt trận Tổ quốc\n";
    const struct store_folder *folder = *state;
    CLEANUP(text_done) struct text after = {0};
    struct error err;

    store_must(file_write(folder->store, letter, sizeof letter - 1, &err), &err);
    assert_int_equal(open_refused(folder, DB_CREATE_IF_MISSING, &err), ERROR_CONFIG);
    store_assert_message(&err,
                         "this file is not a store of hiepthuong, or its beginning is damaged; name another "
                         "file with --db, or restore a backup");
    read_whole(folder->store, &after);
    assert_string_equal(after.data, letter);
}

static void a_database_of_another_program_is_refused(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    run_raw(folder->store, "CREATE TABLE song (title TEXT)");
    assert_int_equal(open_refused(folder, DB_CREATE_IF_MISSING, &err), ERROR_CONFIG);
    store_assert_message(&err, "this file is a database of another program; name another file with --db");
}

static void a_damaged_store_is_refused_with_what_to_do(void **state)
{
    const struct store_folder *folder = *state;
    char rubbish[8192];
    struct error err;

    db_close(store_opened(folder));
    memset(rubbish, 0xA5, sizeof rubbish);
    int descriptor = open(folder->store, O_WRONLY);
    assert_true(descriptor >= 0);
    /* From the table of tables on; the mark of the store before it stays. */
    assert_int_equal(pwrite(descriptor, rubbish, sizeof rubbish, 100), (ssize_t)sizeof rubbish);
    close(descriptor);
    assert_int_equal(open_refused(folder, DB_MUST_EXIST, &err), ERROR_CONFIG);
    store_assert_message(
        &err, "the store is damaged; stop the service, keep this file aside and restore the last backup");
}

static void a_store_cut_short_is_refused(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    db_close(store_opened(folder));
    assert_int_equal(truncate(folder->store, 1000), 0);
    assert_int_equal(open_refused(folder, DB_MUST_EXIST, &err), ERROR_CONFIG);
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    struct store_folder folder = *(const struct store_folder *)*state;
    struct error err;

    snprintf(folder.store, sizeof folder.store, "%s/no/store.db", folder.path);
    assert_int_equal(open_refused(&folder, DB_CREATE_IF_MISSING, &err), ERROR_CANNOT_CREATE);
    store_assert_message(
        &err,
        "the store cannot be opened or made; check that its folder exists and that you may write there");
}

/* The superuser may write anywhere, so these tests become nobody for a moment. */
static void give_up_rights(void)
{
    if (geteuid() == 0)
        assert_int_equal(seteuid(65534), 0);
}

static void take_rights_back(void)
{
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
}

static void a_folder_that_may_not_be_written_cannot_get_a_store(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    assert_int_equal(chmod(folder->path, 0555), 0);
    give_up_rights();
    enum error_code code = open_refused(folder, DB_CREATE_IF_MISSING, &err);
    take_rights_back();
    assert_int_equal(chmod(folder->path, 0755), 0);
    assert_int_equal(code, ERROR_CANNOT_CREATE);
}

static void a_store_that_may_not_be_written_is_refused_for_writing_and_read_for_reading(void **state)
{
    const struct store_folder *folder = *state;
    struct db *db = NULL;
    struct error err;
    struct error reading;

    db_close(store_opened(folder));
    assert_int_equal(chmod(folder->store, 0444), 0);
    assert_int_equal(chmod(folder->path, 0777), 0);
    give_up_rights();
    enum error_code writing_code = open_refused(folder, DB_MUST_EXIST, &err);
    enum error_code reading_code = db_open(folder->store, DB_READ_ONLY, &db, &reading);
    take_rights_back();
    assert_int_equal(writing_code, ERROR_CANNOT_CREATE);
    store_assert_message(&err, "the store cannot be written; check the rights of the file and of its folder");
    store_must(reading_code, &reading);
    assert_int_equal(store_add_election(db, "x", &err), ERROR_CANNOT_CREATE);
    db_close(db);
}

static void limit_files(rlim_t bytes)
{
    const struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};

    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A file that cannot grow, as on a full disk: what was confirmed stays, and later there is room again. */
static void a_disk_that_takes_no_more_costs_only_what_was_not_confirmed(void **state)
{
    const struct store_folder *folder = *state;
    CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
    enum error_code code = OK;
    struct stat log;
    struct error err;
    char path[TEST_STORE_CHARS + 8];
    char election[24];
    int confirmed = 0;

    snprintf(path, sizeof path, "%s-wal", folder->store);
    assert_int_equal(stat(path, &log), 0);
    signal(SIGXFSZ, SIG_IGN);
    limit_files((rlim_t)log.st_size + 100000);
    while (code == OK) {
        snprintf(election, sizeof election, "e%d", confirmed);
        code = store_add_election(db, election, &err);
        confirmed += code == OK;
        assert_true(confirmed < 10000);
    }
    limit_files(RLIM_INFINITY);
    assert_int_equal(code, ERROR_IO);
    assert_true(confirmed > 0);
    assert_false(store_has_election(db, election));
    CLEANUP(db_close_ptr) struct db *again = store_opened(*state);
    for (int i = 0; i < confirmed; i++) {
        snprintf(election, sizeof election, "e%d", i);
        assert_true(store_has_election(again, election));
    }
    store_must(store_add_election(again, "later", &err), &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(a_new_store_has_the_newest_schema_and_is_found_again),
        store_test(a_new_store_is_nobody_elses_to_read),
        store_test(the_scheme_sqlite_names_the_same_file),
        store_test(a_missing_store_is_no_input_and_is_not_made),
        store_test(an_empty_file_is_no_store_yet),
        store_test(a_newer_store_is_refused_and_not_touched),
        store_test(a_file_of_another_kind_is_refused_and_not_touched),
        store_test(a_database_of_another_program_is_refused),
        store_test(a_damaged_store_is_refused_with_what_to_do),
        store_test(a_store_cut_short_is_refused),
        store_test(a_folder_that_is_not_there_is_named),
        store_test(a_folder_that_may_not_be_written_cannot_get_a_store),
        store_test(a_store_that_may_not_be_written_is_refused_for_writing_and_read_for_reading),
        store_test(a_disk_that_takes_no_more_costs_only_what_was_not_confirmed),
        store_test(many_may_make_the_store_at_the_same_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
