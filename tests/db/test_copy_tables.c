/* The tables that are copied are the tables that a store has, column by column. */
#include "db/copy_tables.h"
#include "store_tests.h"

#include <sqlite3.h>

static sqlite3_stmt *catalogue(sqlite3 *handle)
{
    sqlite3_stmt *statement = NULL;

    assert_int_equal(
        sqlite3_prepare_v2(handle,
                           "SELECT t.name, c.name, c.type FROM sqlite_schema AS t "
                           "JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name "
                           "NOT IN ('schema_version', 'backup', 'backup_table')",
                           -1, &statement, NULL),
        SQLITE_OK);
    return statement;
}

static const struct db_column *find(const char *table, const char *column)
{
    for (size_t i = 0; i < db_table_count; i++) {
        for (size_t j = 0; strcmp(db_tables[i].name, table) == 0 && j < db_tables[i].column_count; j++) {
            if (strcmp(db_tables[i].columns[j].name, column) == 0)
                return &db_tables[i].columns[j];
        }
    }
    return NULL;
}

static void every_column_of_a_store_is_copied_by_its_type(void **state)
{
    static const char *const types[] = {
        [DB_TYPE_INT] = "INTEGER", [DB_TYPE_REAL] = "REAL", [DB_TYPE_TEXT] = "TEXT", [DB_TYPE_BLOB] = "BLOB"};
    const struct store_folder *folder = *state;
    sqlite3 *handle = NULL;
    size_t columns = 0;

    db_close(store_opened(folder));
    assert_int_equal(sqlite3_open(folder->store, &handle), SQLITE_OK);
    sqlite3_stmt *statement = catalogue(handle);
    for (; sqlite3_step(statement) == SQLITE_ROW; columns++) {
        const char *table = (const char *)sqlite3_column_text(statement, 0);
        const char *name = (const char *)sqlite3_column_text(statement, 1);
        const struct db_column *column = find(table, name);
        if (column == NULL)
            fail_msg("%s.%s is not copied", table, name);
        assert_string_equal(types[column->type], (const char *)sqlite3_column_text(statement, 2));
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    for (size_t i = 0; i < db_table_count; i++)
        columns -= db_tables[i].column_count;
    assert_int_equal(columns, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {store_test(every_column_of_a_store_is_copied_by_its_type)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
