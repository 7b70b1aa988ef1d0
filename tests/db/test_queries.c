/* Every statement of the program is prepared against the schema, and may read a whole table only with a
 * reason. */
#include "db/driver.h"
#include "store_tests.h"

#include <sqlite3.h>

static sqlite3 *raw_store(const struct store_folder *folder)
{
    sqlite3 *handle = NULL;

    db_close(store_opened(folder));
    assert_int_equal(sqlite3_open(folder->store, &handle), SQLITE_OK);
    return handle;
}

static sqlite3_stmt *prepared(sqlite3 *handle, const char *prefix, const struct db_query_text *query)
{
    CLEANUP(text_done) struct text sql;
    sqlite3_stmt *statement = NULL;
    const char *rest = NULL;

    text_init(&sql, 100000);
    text_putf(&sql, "%s%s", prefix, query->sql[DB_SQLITE]);
    if (sqlite3_prepare_v2(handle, sql.data, -1, &statement, &rest) != SQLITE_OK)
        fail_msg("%s: %s", query->name, sqlite3_errmsg(handle));
    while (*rest == '\n' || *rest == ' ')
        rest++;
    if (*rest != '\0')
        fail_msg("%s: more than one statement", query->name);
    return statement;
}

/* SQLite says `SCAN table` for a table or index read from end to end. */
static bool reads_whole_table(sqlite3 *handle, const struct db_query_text *query)
{
    sqlite3_stmt *plan = prepared(handle, "EXPLAIN QUERY PLAN ", query);
    bool scan = false;

    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(plan, 3);
        scan |= strncmp(detail, "SCAN ", 5) == 0 && strcmp(detail, "SCAN CONSTANT ROW") != 0;
    }
    sqlite3_finalize(plan);
    return scan;
}

static void every_statement_is_understood(void **state)
{
    sqlite3 *handle = raw_store(*state);

    for (size_t i = 0; i < QUERY_COUNT; i++)
        if (db_query_texts[i].sql[DB_SQLITE] != NULL)
            sqlite3_finalize(prepared(handle, "", &db_query_texts[i]));
    sqlite3_close(handle);
}

static void no_statement_reads_a_whole_table_without_a_reason(void **state)
{
    sqlite3 *handle = raw_store(*state);

    for (size_t i = 0; i < QUERY_COUNT; i++) {
        const struct db_query_text *query = &db_query_texts[i];
        if (query->sql[DB_SQLITE] == NULL)
            continue;
        bool scan = reads_whole_table(handle, query);
        if (scan && query->full_scan_reason == NULL)
            fail_msg("%s reads a whole table: give it an index, or `-- full scan: reason`", query->name);
        /* Checks may read everything, whether they do or not. */
        bool check = strncmp(query->name, "check_", 6) == 0;
        if (!scan && !check && query->full_scan_reason != NULL &&
            strncmp(query->sql[DB_SQLITE], "PRAGMA", 6) != 0)
            fail_msg("%s does not read a whole table: take its `-- full scan:` away", query->name);
    }
    sqlite3_close(handle);
}

/* A comment stands beside each column, in the schema itself, where the administrator's tools show it. */
static void every_column_has_its_comment(void **state)
{
    sqlite3 *handle = raw_store(*state);
    sqlite3_stmt *tables = NULL;

    assert_int_equal(sqlite3_prepare_v2(handle,
                                        "SELECT t.name, c.name, t.sql FROM sqlite_schema AS t "
                                        "JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *column = (const char *)sqlite3_column_text(tables, 1);
        const char *sql = (const char *)sqlite3_column_text(tables, 2);
        char start[80];
        /* Plain names that say everything themselves. */
        if (strcmp(column, "id") == 0 || strcmp(column, "election") == 0)
            continue;
        snprintf(start, sizeof start, "\n    %s ", column);
        const char *line = strstr(sql, start);
        assert_non_null(line);
        size_t length = strcspn(line + 1, "\n");
        /* A reference says what it holds. */
        if (memmem(line, length, "-- ", 3) == NULL && memmem(line, length, "REFERENCES", 10) == NULL)
            fail_msg("%s.%s has no comment", (const char *)sqlite3_column_text(tables, 0), column);
    }
    sqlite3_finalize(tables);
    sqlite3_close(handle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(every_statement_is_understood),
        store_test(no_statement_reads_a_whole_table_without_a_reason),
        store_test(every_column_has_its_comment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
