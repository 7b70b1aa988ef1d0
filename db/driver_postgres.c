/* The store in PostgreSQL: one connection of one thread. */
#include "db/driver_postgres.h"

#include "base/clock.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_PATIENCE_MS 5000
#define PAUSE_MIN_MS 20
#define PAUSE_MAX_MS 1000
#define SCRIPT_MAX_BYTES ((size_t)1 << 20)

/* ---- connection ---- */

static void keep_quiet(void *context, const char *notice)
{
    (void)context, (void)notice;
}

static enum error_code begin_session(struct postgres_db *db, struct error *err)
{
    char patience[16];

    snprintf(patience, sizeof patience, "%d", db->patience_ms);
    return db_run(
        &db->base, QUERY_POSTGRES_SESSION,
        DB_ARGS(DB_TEXT("patience_ms", patience), DB_TEXT("read_only", db->read_only ? "on" : "off")), err);
}

static void forget_statements(struct postgres_db *db)
{
    for (size_t i = 0; i < QUERY_COUNT; i++)
        if (db->statements[i] != NULL)
            db->statements[i]->prepared = false;
}

/* Also right after the server went away while nothing was asked of it. */
static bool is_connected(const struct postgres_db *db)
{
    struct pollfd server = {.fd = postgres_library.PQsocket(db->connection), .events = POLLRDHUP};

    return postgres_library.PQstatus(db->connection) == CONNECTION_OK && poll(&server, 1, 0) == 0;
}

enum error_code postgres_ensure_connected(struct postgres_db *db, struct error *err)
{
    int64_t until_ms = clock_monotonic_ms() + db->patience_ms;
    int pause_ms = PAUSE_MIN_MS;

    if (is_connected(db))
        return OK;
    forget_statements(db);
    for (;;) {
        postgres_library.PQreset(db->connection);
        if (postgres_library.PQstatus(db->connection) == CONNECTION_OK)
            return begin_session(db, err);
        if (clock_monotonic_ms() + pause_ms > until_ms)
            return postgres_fail_to_connect(db, false, err);
        poll(NULL, 0, pause_ms);
        pause_ms = pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
    }
}

static enum error_code read_version(struct db *base, int *out_version, struct error *err)
{
    int64_t version = 0;
    int64_t tables;

    TRY(db_select_int(base, QUERY_POSTGRES_COUNT_VERSION_TABLES, DB_NO_ARGS, 0, &tables, err));
    if (tables > 0)
        TRY(db_select_int(base, QUERY_SCHEMA_VERSION_READ, DB_NO_ARGS, 0, &version, err));
    *out_version = (int)version;
    return OK;
}

static enum error_code identify(struct db *base, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    int64_t versions;
    int64_t tables;

    TRY(db_snapshot_begin(&moment, base, err));
    TRY(db_select_int(base, QUERY_POSTGRES_COUNT_VERSION_TABLES, DB_NO_ARGS, 0, &versions, err));
    TRY(db_select_int(base, QUERY_POSTGRES_COUNT_TABLES, DB_NO_ARGS, 0, &tables, err));
    if (versions == 1 || tables == 0)
        return OK;
    return error_set(err, ERROR_CONFIG,
                     "this database belongs to another program; name another one with --db");
}

/* What stands in the address goes before what is set here, but for the encoding. */
static PGconn *connect_to(const char *url)
{
    const char *const keys[] = {"connect_timeout", "fallback_application_name", "dbname", "client_encoding",
                                NULL};
    const char *const values[] = {"10", "hiepthuong", url, "UTF8", NULL};

    return postgres_library.PQconnectdbParams(keys, values, 1);
}

static enum error_code open_store(const char *url, enum db_open_mode mode, struct db **out, struct error *err)
{
    CLEANUP(db_close_ptr) struct db *owned = NULL;

    TRY(postgres_library_load(err));
    struct postgres_db *db = calloc(1, sizeof *db);
    if (db == NULL || (db->url = strdup(url)) == NULL) {
        free(db);
        return error_memory(err);
    }
    db->base.driver = &db_driver_postgres;
    owned = &db->base;
    db->patience_ms = DEFAULT_PATIENCE_MS;
    db->read_only = mode == DB_READ_ONLY;
    db->connection = connect_to(url);
    if (postgres_library.PQstatus(db->connection) != CONNECTION_OK)
        return postgres_fail_to_connect(db, true, err);
    postgres_library.PQsetNoticeProcessor(db->connection, keep_quiet, NULL);
    TRY(begin_session(db, err));
    TRY(identify(&db->base, err));
    *out = owned;
    owned = NULL;
    return OK;
}

static void close_store(struct db *base)
{
    struct postgres_db *db = postgres_own(base);

    for (size_t i = 0; i < QUERY_COUNT; i++) {
        if (db->statements[i] != NULL)
            postgres_library.PQclear(db->statements[i]->answer);
        free(db->statements[i]);
    }
    postgres_library.PQfinish(db->connection);
    free(db->url);
    free(db);
}

static void set_patience(struct db *base, int milliseconds)
{
    struct postgres_db *db = postgres_own(base);
    struct error ignored;

    db->patience_ms = milliseconds;
    enum error_code code = begin_session(db, &ignored);
    (void)code; /* a lost connection learns it when it is made anew */
}

/* The account, the server and the database; never the password. */
static void describe_place(const char *url, char *out, size_t size)
{
    PQconninfoOption *options = NULL;
    const char *host = "";
    const char *name = "";
    struct error err;

    if (postgres_library_load(&err) == OK)
        options = postgres_library.PQconninfoParse(url, NULL);
    for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++) {
        if (option->val != NULL && strcmp(option->keyword, "host") == 0)
            host = option->val;
        if (option->val != NULL && strcmp(option->keyword, "dbname") == 0)
            name = option->val;
    }
    snprintf(out, size, host[0] == '/' ? "postgresql:///%2$s?host=%1$s" : "postgresql://%1$s/%2$s", host,
             name);
    if (options != NULL)
        postgres_library.PQconninfoFree(options);
}

/* ---- changes ---- */

static enum error_code prepare_writing(struct db *base, struct error *err)
{
    int64_t standby;

    TRY(db_select_int(base, QUERY_POSTGRES_STANDBY, DB_NO_ARGS, 0, &standby, err));
    if (standby == 0 || base->schema_version == db_migration_count)
        return OK;
    return error_set(
        err, ERROR_CANNOT_CREATE,
        "the database may only be read here: it is a standby or set to reading only; name the primary "
        "server");
}

static enum error_code take_turn(struct db *base, bool migrates, struct error *err)
{
    return db_run(base, migrates ? QUERY_POSTGRES_MIGRATION_TURN : QUERY_POSTGRES_CHANGE_TURN, DB_NO_ARGS,
                  err);
}

static enum error_code run_script(struct db *base, const char *sql, struct error *err)
{
    struct postgres_db *db = postgres_own(base);
    CLEANUP(text_done) struct text script;

    text_init(&script, SCRIPT_MAX_BYTES);
    postgres_put_schema(sql, &script);
    TRY(text_finish(&script, err));
    PGresult *answer = postgres_library.PQexec(db->connection, script.data);
    enum error_code code =
        postgres_library.PQresultStatus(answer) == PGRES_COMMAND_OK ? OK : postgres_fail(db, answer, err);
    postgres_library.PQclear(answer);
    return code;
}

static enum error_code number_on(struct db *base, struct error *err)
{
    return db_run(base, QUERY_POSTGRES_NUMBER_ON, DB_NO_ARGS, err);
}

/* The COMMIT was sent and never answered: once the server is back it knows. */
static enum error_code learn_fate(struct postgres_db *db, int64_t mark, struct error *err)
{
    int64_t fate = 0;
    int64_t until_ms = clock_monotonic_ms() + db->patience_ms;

    do {
        TRY(db_select_int(&db->base, QUERY_POSTGRES_CHANGE_FATE, DB_ARGS(DB_INT("mark", mark)), 0, &fate,
                          err));
    } while (fate == 0 && clock_monotonic_ms() < until_ms && poll(NULL, 0, PAUSE_MIN_MS) == 0);
    if (fate == 1)
        return OK;
    error_set(err, ERROR_UNAVAILABLE,
              fate == 2
                  ? N_("the connection to the database broke off; nothing was changed, try again in a moment")
                  : N_("the connection to the database broke off while it stored a change; look whether the "
                       "change is there before you make it again"));
    db->base.repeatable = fate == 2;
    return err->code;
}

/* PostgreSQL answers the COMMIT of a change that has failed before with ROLLBACK. */
static enum error_code send_commit(struct postgres_db *db, struct error *err)
{
    PGresult *answer =
        postgres_library.PQexec(db->connection, db_query_texts[QUERY_TRANSACTION_COMMIT].sql[DB_POSTGRES]);
    enum error_code code = OK;

    if (postgres_library.PQresultStatus(answer) != PGRES_COMMAND_OK)
        code = postgres_fail(db, answer, err);
    else if (strcmp(postgres_library.PQcmdStatus(answer), "ROLLBACK") == 0)
        code = error_set(err, ERROR_IO, "the store gave up a change half-way; nothing of it was stored");
    postgres_library.PQclear(answer);
    return code;
}

static enum error_code commit(struct db *base, struct error *err)
{
    struct postgres_db *db = postgres_own(base);
    int64_t mark;

    TRY(db_select_int(base, QUERY_POSTGRES_CHANGE_MARK, DB_NO_ARGS, 0, &mark, err));
    enum error_code code = send_commit(db, err);
    if (code == OK || postgres_library.PQstatus(db->connection) == CONNECTION_OK || mark == 0)
        return code;
    base->depth = 0; /* the transaction has ended, one way or the other */
    code = learn_fate(db, mark, err);
    base->depth = 1;
    return code;
}

const struct db_driver db_driver_postgres = {
    .dialect = DB_POSTGRES,
    .describe_place = describe_place,
    .open = open_store,
    .prepare_writing = prepare_writing,
    .close = close_store,
    .set_patience = set_patience,
    .read_version = read_version,
    .take_turn = take_turn,
    .run_script = run_script,
    .number_on = number_on,
    .commit = commit,
    .start = postgres_start,
    .next = postgres_next,
    .finish = postgres_finish,
    .changed = postgres_changed,
    .is_null = postgres_is_null,
    .integer = postgres_integer,
    .real = postgres_real,
    .bytes = postgres_bytes,
};
