#include "test_store.h"

#include "cmocka_tests.h"
#include "db/driver.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SQL_MAX_BYTES ((size_t)16 << 20)

static const char *server(void)
{
    return getenv("HT_TEST_POSTGRES");
}

bool test_store_on_postgres(void)
{
    return server() != NULL;
}

void test_store_address(const char *user, const char *database, char out_url[TEST_STORE_CHARS])
{
    int length = snprintf(
        out_url, TEST_STORE_CHARS, "postgresql://%s@/%s?host=%s&options=-csearch_path%%3Dpublic,as_sqlite",
        user[0] != '\0' ? user : "tests", database[0] != '\0' ? database : "postgres", server());

    assert_true(length < TEST_STORE_CHARS);
}

static void administer(const char *format, const char *database)
{
    char url[TEST_STORE_CHARS];
    char sql[200];

    test_store_address("", "", url);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    assert_true(snprintf(sql, sizeof sql, format, database) < (int)sizeof sql);
#pragma GCC diagnostic pop
    test_store_run(url, sql);
}

/* The first who needs it makes the store of which the others are copies. */
static void make_pattern(void)
{
    char url[TEST_STORE_CHARS];
    struct db *db = NULL;
    struct error err;

    test_store_address("", "", url);
    test_store_run(url, "SELECT pg_advisory_lock(1)");
    if (test_store_number(url, "SELECT count(*) FROM pg_database WHERE datname = 'pattern'") == 0) {
        administer("CREATE DATABASE %s", "half_pattern");
        test_store_address("", "half_pattern", url);
        assert_int_equal(db_open(url, DB_CREATE_IF_MISSING, &db, &err), OK);
        db_close(db);
        administer("ALTER DATABASE %s RENAME TO pattern", "half_pattern");
    }
    administer("SELECT pg_advisory_unlock(1) -- %s", "pattern");
}

void test_store_place(const char *path, bool made, char out_url[TEST_STORE_CHARS])
{
    static int count;
    struct timespec now;
    char name[60];

    if (!test_store_on_postgres()) {
        assert_true(snprintf(out_url, TEST_STORE_CHARS, "%s/store.db", path) < TEST_STORE_CHARS);
        return;
    }
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(name, sizeof name, "t%ld_%ld_%d", (long)getpid(), (long)now.tv_nsec, count++);
    if (made)
        make_pattern();
    administer(made ? "CREATE DATABASE %s TEMPLATE pattern STRATEGY FILE_COPY" : "CREATE DATABASE %s", name);
    test_store_address("", name, out_url);
}

void test_store_drop(const char *url)
{
    char name[60];

    if (!test_store_on_postgres() || sscanf(url, "postgresql://tests@/%50[^?]", name) != 1)
        return;
    administer("DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
}

/* ---- SQLite ---- */

static sqlite3 *open_file(const char *path)
{
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    return handle;
}

static void run_in_file(const char *path, const char *sql)
{
    sqlite3 *handle = open_file(path);
    char *words = NULL;

    if (sqlite3_exec(handle, sql, NULL, NULL, &words) != SQLITE_OK)
        fail_msg("%s: %s", sql, words);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void put_cell(const char *cell, int column, struct text *out)
{
    if (column > 0)
        text_put(out, "|");
    text_put(out, cell != NULL ? cell : "-");
}

static void ask_file(const char *path, const char *sql, const char *between, struct text *out)
{
    sqlite3 *handle = open_file(path);
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        text_put(out, out->length > 0 ? between : "");
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            put_cell((const char *)sqlite3_column_text(statement, i), i, out);
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

/* ---- PostgreSQL ---- */

static void keep_quiet(void *context, const char *notice)
{
    (void)context, (void)notice;
}

/* x'00FF' as PostgreSQL writes bytes. */
static void put_sql(const char *sql, struct text *out)
{
    for (bool in_text = false; *sql != '\0'; sql++) {
        if (!in_text && strncmp(sql, "x'", 2) == 0) {
            text_put(out, "'\\x");
            sql++;
        } else {
            text_put_char(out, *sql);
        }
        in_text ^= *sql == '\'';
    }
}

static PGresult *run_on_server(PGconn *connection, const char *sql)
{
    PGresult *answer = PQexec(connection, sql);
    ExecStatusType status = PQresultStatus(answer);

    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(connection));
    return answer;
}

static bool is_alive(PGconn *connection)
{
    struct pollfd server_side = {.fd = PQsocket(connection), .events = POLLRDHUP};

    return PQstatus(connection) == CONNECTION_OK && poll(&server_side, 1, 0) == 0;
}

/* The connection of the last call serves the next ones to the same store. */
static PGconn *connected(const char *url)
{
    static PGconn *connection;
    static char connected_to[TEST_STORE_CHARS];

    if (connection != NULL && strcmp(url, connected_to) == 0 && is_alive(connection))
        return connection;
    PQfinish(connection);
    connection = PQconnectdb(url);
    if (PQstatus(connection) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(connection));
    PQsetNoticeProcessor(connection, keep_quiet, NULL);
    snprintf(connected_to, sizeof connected_to, "%s", url);
    return connection;
}

static PGresult *ask_server(const char *url, const char *sql)
{
    CLEANUP(text_done) struct text own_sql;
    PGconn *connection = connected(url);

    text_init(&own_sql, SQL_MAX_BYTES);
    put_sql(sql, &own_sql);
    PGresult *answer = run_on_server(connection, own_sql.data);
    /* What was put in with its number does not stop what comes next. */
    if (strstr(sql, "INSERT") != NULL)
        PQclear(run_on_server(connection, db_query_texts[QUERY_POSTGRES_NUMBER_ON].sql[DB_POSTGRES]));
    return answer;
}

static void put_answer(const PGresult *answer, const char *between, struct text *out)
{
    for (int row = 0; row < PQntuples(answer); row++) {
        text_put(out, out->length > 0 ? between : "");
        for (int i = 0; i < PQnfields(answer); i++) {
            const char *cell = PQgetisnull(answer, row, i) ? NULL : PQgetvalue(answer, row, i);
            bool is_bool = PQftype(answer, i) == 16;
            put_cell(is_bool && cell != NULL ? (cell[0] == 't' ? "1" : "0") : cell, i, out);
        }
    }
}

/* ---- either ---- */

static bool is_on_server(const char *url)
{
    return strncmp(url, "postgresql:", 11) == 0;
}

void test_store_run(const char *url, const char *sql)
{
    if (is_on_server(url))
        PQclear(ask_server(url, sql));
    else
        run_in_file(url, sql);
}

void test_store_ask(const char *url, const char *sql, const char *between, struct text *out)
{
    if (!is_on_server(url)) {
        ask_file(url, sql, between, out);
        return;
    }
    PGresult *answer = ask_server(url, sql);
    put_answer(answer, between, out);
    PQclear(answer);
}

long test_store_number(const char *url, const char *sql)
{
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 1000);
    test_store_ask(url, sql, "\n", &answer);
    return strtol(answer.data, NULL, 10);
}
