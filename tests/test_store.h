/* Stores for tests, on SQLite or, when ctest runs a test as NAME_postgres, on the private server of tests/postgres/server,
 * each store in a database of its own. What cannot be done fails the test. A test that includes this, or a header that does,
 * runs on both; one that includes sqlite3.h itself runs on SQLite alone.
 */
#ifndef TESTS_TEST_STORE_H
#define TESTS_TEST_STORE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define TEST_STORE_CHARS 256

bool test_store_on_postgres(void);

/* The address for a new store: PATH/store.db, or a database. On PostgreSQL it may be `made` already, with nothing in it,
 * which is quicker. */
void test_store_place(const char *path, bool made, char out_url[TEST_STORE_CHARS]);
/* Takes away what test_store_place made on PostgreSQL; nothing for a file. */
void test_store_drop(const char *url);

/* Another account or database of the server; "" for the one of the tests. */
void test_store_address(const char *user, const char *database, char out_url[TEST_STORE_CHARS]);

/* Runs statements of the test, in the dialect that both databases know; x'00FF' stands for bytes. */
void test_store_run(const char *url, const char *sql);
/* The answer to one of them: cells divided by |, rows by a blank or line break as `between` says, NULL as "-". */
void test_store_ask(const char *url, const char *sql, const char *between, struct text *out);
/* The integer in the first cell. */
long test_store_number(const char *url, const char *sql);

#endif
