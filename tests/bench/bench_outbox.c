/* Notices claimed, begun and confirmed through the outbox, beside a bare loop of the same statements on the same store.
 * Usage: bench_outbox STORE..., each a new file or an empty database.
 */
#include "app/outbox_store.h"
#include "base/clock.h"
#include "bench.h"
#include "db/driver.h"
#include "db/postgres_text.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 100 /* notices in one turn of ours or of the bare loop */
#define TURNS 21  /* of each; the median counts */
#define NOTICES (2 * CHUNK * TURNS)
#define NOW 1619829000

static const char fill[] =
    "INSERT INTO election (id, code, title, law_pack, polling_day, created_utc) VALUES (1, 'x', 'x', "
    "'85-2015', 18770, 0);"
    "INSERT INTO release (id, election, number, published_utc, note) VALUES (1, 1, 1, 0, '');";
static void die(const char *what)
{
    fprintf(stderr, "bench_outbox: %s\n", what);
    exit(1);
}

static void must(enum error_code code)
{
    if (code != OK)
        die(error_name(code));
}

/* ---- the bare loops ---- */

static const char *const parameters[3][10] = {
    {"worker", "channel", "now_utc", "until_utc"},
    {"id", "worker", "body", "parts", "gateway", "until_utc"},
    {"id", "worker", "state", "reason", "not_before_utc", "words", "gateway_message_id", "finished_utc"},
};
static const enum db_query queries[3] = {QUERY_NOTICE_CLAIM, QUERY_NOTICE_BEGIN, QUERY_NOTICE_FINISH};
static const char *const values[3][10] = {
    {"bare", "sms", "1619829000", "1619829600"},
    {NULL, "bare", "body", "2", "kannel", "1619829600"},
    {NULL, "bare", "accepted", "", NULL, "202", "7", "1619829000"},
};

struct bare {
    sqlite3 *file;
    sqlite3_stmt *statements[3];
    PGconn *server;
    int order[3][10]; /* of the parameters, as PostgreSQL numbers them */
};

static void run_script(struct bare *bare, const char *sql)
{
    if (bare->file != NULL && sqlite3_exec(bare->file, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(bare->file));
    if (bare->server != NULL) {
        PGresult *answer = PQexec(bare->server, sql);
        if (PQresultStatus(answer) != PGRES_COMMAND_OK)
            die(PQerrorMessage(bare->server));
        PQclear(answer);
    }
}

static int64_t step_file(struct bare *bare, int step, int64_t id)
{
    sqlite3_stmt *statement = bare->statements[step];
    int64_t got = 0;

    for (int i = 0; parameters[step][i] != NULL; i++) {
        if (values[step][i] == NULL && strcmp(parameters[step][i], "id") == 0)
            sqlite3_bind_int64(statement, bare->order[step][i], id);
        else
            sqlite3_bind_text(statement, bare->order[step][i], values[step][i], -1, SQLITE_STATIC);
    }
    while (sqlite3_step(statement) == SQLITE_ROW)
        got = sqlite3_column_int64(statement, 0);
    if (sqlite3_reset(statement) != SQLITE_OK)
        die(sqlite3_errmsg(bare->file));
    return got;
}

static int64_t step_server(struct bare *bare, int step, int64_t id)
{
    const char *bound[10] = {NULL};
    char number[24];
    int count = 0;

    snprintf(number, sizeof number, "%lld", (long long)id);
    for (; parameters[step][count] != NULL; count++) {
        bool is_id = strcmp(parameters[step][count], "id") == 0;
        bound[bare->order[step][count]] = is_id ? number : values[step][count];
    }
    PGresult *answer =
        PQexecPrepared(bare->server, db_query_texts[queries[step]].name, count, bound, NULL, NULL, 0);
    if (PQresultStatus(answer) != PGRES_COMMAND_OK && PQresultStatus(answer) != PGRES_TUPLES_OK)
        die(PQerrorMessage(bare->server));
    int64_t got = PQntuples(answer) > 0 ? strtoll(PQgetvalue(answer, 0, 0), NULL, 10) : 0;
    PQclear(answer);
    return got;
}

static void prepare_file(struct bare *bare, int step)
{
    if (sqlite3_prepare_v2(bare->file, db_query_texts[queries[step]].sql[DB_SQLITE], -1,
                           &bare->statements[step], NULL) != SQLITE_OK)
        die(sqlite3_errmsg(bare->file));
    for (int i = 0; parameters[step][i] != NULL; i++) {
        char name[40];
        snprintf(name, sizeof name, ":%s", parameters[step][i]);
        bare->order[step][i] = sqlite3_bind_parameter_index(bare->statements[step], name);
    }
}

static void prepare_server(struct bare *bare, int step)
{
    struct postgres_parameters found;
    struct text sql;

    text_init(&sql, 100000);
    if (!postgres_put_statement(db_query_texts[queries[step]].sql[DB_POSTGRES], &sql, &found))
        die("too many parameters");
    PQclear(PQprepare(bare->server, db_query_texts[queries[step]].name, sql.data, 0, NULL));
    for (int i = 0; parameters[step][i] != NULL; i++)
        for (int k = 0; k < found.count; k++)
            if (strcmp(found.names[k], parameters[step][i]) == 0)
                bare->order[step][i] = k;
    text_done(&sql);
}

static void bare_open(struct bare *bare, const char *url)
{
    *bare = (struct bare){.file = NULL};
    if (strncmp(url, "postgres", 8) == 0) {
        bare->server = PQconnectdb(url);
        if (PQstatus(bare->server) != CONNECTION_OK)
            die(PQerrorMessage(bare->server));
        run_script(bare, "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
    } else if (sqlite3_open(url, &bare->file) != SQLITE_OK) {
        die("the file cannot be opened");
    }
    for (int step = 0; step < 3; step++) {
        if (bare->server != NULL)
            prepare_server(bare, step);
        else
            prepare_file(bare, step);
    }
}

/* The same statements with as many commits. */
static double bare_ms(struct bare *bare)
{
    int64_t begin_ms = clock_monotonic_ms();
    int64_t ids[CHUNK];

    for (int step = 0; step < 3; step++) {
        run_script(bare, bare->server != NULL ? "BEGIN" : "BEGIN IMMEDIATE");
        for (int i = 0; i < CHUNK; i++) {
            int64_t id = step == 0 ? 0 : ids[i];
            int64_t got = bare->server != NULL ? step_server(bare, step, id) : step_file(bare, step, id);
            ids[i] = step == 0 ? got : ids[i];
            if (ids[i] == 0)
                die("the bare loop found no notice");
        }
        run_script(bare, "COMMIT");
    }
    return (double)(clock_monotonic_ms() - begin_ms) / CHUNK;
}

/* ---- ours ---- */

/* As the worker asks: many notices in each commit. */
static double our_ms(struct outbox_store *store)
{
    static struct outbox_notice notices[CHUNK];
    static struct outbox_request requests[CHUNK];
    static struct outbox_outcome outcomes[CHUNK];
    static bool begun[CHUNK];
    const struct outbox_wanted wanted = {
        .channel = CHANNEL_SMS, .now_utc_secs = NOW, .gateway = "kannel", .max = CHUNK};
    const struct outbox *outbox = &store->outbox;
    int64_t begin_ms = clock_monotonic_ms();
    struct arena arena;
    struct error err;
    size_t count = 0;

    arena_init(&arena, 100000);
    must(outbox->claim(outbox->context, &wanted, &arena, notices, &count, &err));
    if (count < CHUNK)
        die("the outbox found too few notices");
    for (size_t i = 0; i < CHUNK; i++) {
        requests[i] = (struct outbox_request){notices[i].id, "body", 2, "kannel"};
        outcomes[i] = (struct outbox_outcome){.id = notices[i].id,
                                              .state = NOTICE_ACCEPTED,
                                              .words = "202",
                                              .gateway = "kannel",
                                              .gateway_id = "7"};
    }
    must(outbox->begin(outbox->context, NOW, requests, CHUNK, begun, &err));
    must(outbox->finish(outbox->context, NOW, outcomes, CHUNK, &err));
    arena_done(&arena);
    return (double)(clock_monotonic_ms() - begin_ms) / CHUNK;
}

static int compare(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static double median(double turns[TURNS])
{
    qsort(turns, TURNS, sizeof *turns, compare);
    return turns[TURNS / 2];
}

static void fill_store(struct bare *bare)
{
    char sql[500];

    run_script(bare, fill);
    run_script(bare, "BEGIN");
    for (int i = 1; i <= NOTICES; i++) {
        snprintf(sql, sizeof sql,
                 "INSERT INTO contact (id, election, full_name, purpose, source) VALUES (%d, 1, '', "
                 "'meeting_notice', '');"
                 "INSERT INTO notice (id, election, release, kind, channel, contact, client_id, state, "
                 "created_utc,"
                 " not_before_utc, expires_utc) VALUES (%d, 1, 1, 'release', 'sms', %d, 'n%d', 'queued', 1, "
                 "1, 2000000000)",
                 i, i, i, i);
        run_script(bare, sql);
    }
    run_script(bare, "COMMIT");
}

static void measure(const char *url)
{
    struct outbox_store store;
    struct bare bare;
    struct db *db = NULL;
    struct error err;
    double ours[TURNS];
    double theirs[TURNS];

    must(db_open(url, DB_CREATE_IF_MISSING, &db, &err));
    must(outbox_store_init(&store, db, &err));
    bare_open(&bare, url);
    fill_store(&bare);
    for (int i = 0; i < TURNS; i++) {
        if (i % 2 == 0)
            ours[i] = our_ms(&store);
        theirs[i] = bare_ms(&bare);
        if (i % 2 == 1)
            ours[i] = our_ms(&store);
    }
    bench_compare(bare.server != NULL ? "a notice, PostgreSQL" : "a notice, SQLite", median(ours),
                  "the same statements", median(theirs));
    for (int step = 0; step < 3; step++)
        sqlite3_finalize(bare.statements[step]);
    sqlite3_close(bare.file);
    PQfinish(bare.server);
    db_close(db);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        measure(argv[i]);
    return 0;
}
