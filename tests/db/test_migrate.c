/* Stores of released programs are brought to the newest schema with all that is in them. Their files are kept
 * as those programs made them: tests/data/stores/version-N.sql. */
#include "base/file.h"
#include "db/driver.h"
#include "store_tests.h"

#include <sqlite3.h>

struct count {
    const char *sql;
    int expected;
};

static int number(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return value;
}

static void make_old_store(const char *path, const char *name)
{
    CLEANUP(text_done) struct text sql;
    sqlite3 *handle = NULL;
    char file[300];
    struct error err;

    text_init(&sql, 10000000);
    snprintf(file, sizeof file, HT_SOURCE_DIR "/tests/data/stores/%s.sql", name);
    store_must(file_read(file, &sql, &err), &err);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql.data, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void a_store_of_the_first_release_is_migrated_with_all_it_holds(void **state)
{
    static const struct count kept[] = {
        {"SELECT count(*) FROM election WHERE code = 'x' AND polling_day = 18770", 1},
        {"SELECT count(*) FROM area", 6},
        {"SELECT count(*) FROM candidacy", 7},
        {"SELECT count(*) FROM draft_meeting", 8},
        {"SELECT count(*) FROM meeting WHERE status = 'confirmed'", 8},
        {"SELECT count(*) FROM notice", 4},
        {"SELECT count(*) FROM act", 0},
        {"SELECT count(*) FROM milestone", 0},
    };
    const struct store_folder *folder = *state;

    make_old_store(folder->store, "version-1");
    assert_int_equal(number(folder->store, "SELECT version FROM schema_version"), 1);
    {
        CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
        assert_int_equal(db_schema_version(db), db_migration_count);
    }
    assert_int_equal(number(folder->store, "SELECT version FROM schema_version"), db_migration_count);
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        if (number(folder->store, kept[i].sql) != kept[i].expected)
            fail_msg("%s: not %d", kept[i].sql, kept[i].expected);
    }
    assert_int_equal(number(folder->store, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void an_old_store_opened_for_reading_is_not_touched(void **state)
{
    const struct store_folder *folder = *state;
    struct db *db = NULL;
    struct error err;

    make_old_store(folder->store, "version-1");
    assert_int_not_equal(db_open(folder->store, DB_READ_ONLY, &db, &err), OK);
    assert_int_equal(number(folder->store, "SELECT version FROM schema_version"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(a_store_of_the_first_release_is_migrated_with_all_it_holds),
        store_test(an_old_store_opened_for_reading_is_not_touched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
