/* Messages through the worker, beside a bare loop of libcurl's multi interface to the same local sink that stores as much as
 * durably: as many requests under way, and each message claimed, in flight and accepted in the store, with a commit before each
 * batch of them and one after it, which claims the next. It knows its messages, text and number, and asks the store
 * nothing: what the worker takes beyond it is the queue, the gates and the writing of the text. Then how much memory the worker
 * takes of a long queue. Usage: bench_send STORE [NOTICES], a new file.
 */
#include "app/notice_setup.h"
#include "app/outbox_store.h"
#include "app/settings.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/parse.h"
#include "bench.h"
#include "db/driver.h"
#include "notify/curl_library.h"
#include "notify/quote.h"
#include "notify/storm_gateway.h"
#include "notify/worker.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define AT_ONCE 64
#define CHUNK 1024 /* messages in one turn of ours or of the bare loop */
#define NOTICES_DEFAULT (2 * CHUNK * BENCH_TURNS)
#define NOW 1619829000
#define PROFILE_FILE "/tmp/hiepthuong-bench-profile.yaml"
#define PROFILE                                                                                              \
    "name: storm\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"       \
    "max_parts: 9\nper_second: 1000\nat_once: 64\nsend:\n  method: GET\n  url: \"{base}/send/{ref}\"\n"      \
    "  connect_secs: 5\n  total_secs: 10\n  query:\n    - {name: text, value: \"{text}\"}\n  result:\n"      \
    "    - {status: \"202\", class: accepted}\n"

static void die(const char *what)
{
    fprintf(stderr, "bench_send: %s\n", what);
    exit(1);
}

static void must(enum error_code code, const struct error *err)
{
    struct text said;

    if (code == OK)
        return;
    text_init(&said, 1000);
    error_write(err, err->message.format, &said);
    die(said.data);
}

static long memory_kb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* ---- ours ---- */

struct ours {
    struct settings settings;
    struct app app;
    struct arena arena;
    struct notice_setup setup;
    struct outbox_store store;
    struct gateway *gateway;
    struct worker worker;
    struct storm_gateway *sink;
};

static void ours_start(struct ours *ours, const char *file, struct storm_gateway *sink)
{
    const struct gateway_access access = {.base = sink->base, .sender = "", .username = "", .password = ""};
    struct error err;

    must(file_write(PROFILE_FILE, PROFILE, strlen(PROFILE), &err), &err);
    *ours = (struct ours){.settings = settings_default, .sink = sink};
    ours->settings.gateway.profile = PROFILE_FILE;
    ours->app = (struct app){
        .settings = &ours->settings, .data_dir = HT_SOURCE_DIR "/config", .clock = clock_fixed(NOW)};
    arena_init(&ours->arena, 1000000);
    must(app_open_store(&ours->app, file, true, &err), &err);
    must(notice_setup_load(&ours->setup, &ours->app, &ours->arena, &err), &err);
    ours->setup.profile->per_second = 1000000; /* no throttle */
    must(outbox_store_init(&ours->store, ours->app.db, &err), &err);
    must(gateway_new(ours->setup.profile, &access, &ours->gateway, &err), &err);
    ours->worker =
        (struct worker){.outbox = &ours->store.outbox, .clock = &ours->app.clock, .stop_descriptor = -1};
    worker_add_route(&ours->worker, ours->gateway, &ours->setup.rules);
}

/* Only so many are due; the rest waits for its turn. */
static void send_ours(struct ours *ours, sqlite3 *file, int64_t first, struct bench_turn *out)
{
    struct worker_counts counts = {0};
    struct error err;
    char sql[200];

    snprintf(sql, sizeof sql, "UPDATE notice SET not_before_utc = 1 WHERE id >= %lld AND id < %lld",
             (long long)first, (long long)first + CHUNK);
    if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(file));
    bench_turn_begin(out);
    must(worker_pass(&ours->worker, &counts, &err), &err);
    bench_turn_end(out, CHUNK);
    if (counts.handled[NOTICE_ACCEPTED] != CHUNK)
        die("the worker did not send them all");
}

/* ---- the bare loop ---- */

static const char claim_sql[] =
    "UPDATE notice SET state = 'claimed', claimed_by = 'bare', claimed_until_utc = 1 WHERE id = ?1";
static const char begin_sql[] =
    "UPDATE notice SET state = 'in_flight', body = ?2, parts = 1, gateway = 'bare' WHERE id = ?1";
static const char finish_sql[] =
    "UPDATE notice SET state = 'accepted', gateway_words = '202', finished_utc = 1, claimed_by = NULL, "
    "claimed_until_utc = NULL WHERE id = ?1";
static const char message[] =
    "Lò Văn Ứng: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021 tại Nhà văn hoá số 5, "
    "Phường Điện Biên; 19:30 ngày 03/05/2021, trực tuyến."; /* as ours writes it */

struct bare {
    sqlite3 *file;
    sqlite3_stmt *claim;
    sqlite3_stmt *begin;
    sqlite3_stmt *finish;
    CURLM *multi;
    CURL *handles[AT_ONCE];
    char urls[AT_ONCE][800];
    struct text query; /* the message, escaped */
    const char *base;
};

static size_t drop(char *bytes, size_t size, size_t count, void *opaque)
{
    (void)bytes, (void)opaque;
    return size * count;
}

static void run(sqlite3 *file, const char *sql)
{
    if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(file));
}

static void store_batch(struct bare *bare, sqlite3_stmt *statement, int64_t first)
{
    for (int i = 0; i < AT_ONCE; i++) {
        sqlite3_bind_int64(statement, 1, first + i);
        if (statement == bare->begin)
            sqlite3_bind_text(statement, 2, message, -1, SQLITE_STATIC);
        if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK)
            die(sqlite3_errmsg(bare->file));
    }
}

static void send_batch(struct bare *bare, int64_t first)
{
    int running = AT_ONCE;
    int left;

    for (int i = 0; i < AT_ONCE; i++) {
        snprintf(bare->urls[i], sizeof bare->urls[i], "%s/send/n%08lld?text=%s", bare->base,
                 (long long)first + i, bare->query.data);
        curl_library.curl_easy_setopt(bare->handles[i], CURLOPT_URL, bare->urls[i]);
        curl_library.curl_easy_setopt(bare->handles[i], CURLOPT_WRITEFUNCTION, drop);
        curl_library.curl_multi_add_handle(bare->multi, bare->handles[i]);
    }
    while (running > 0) {
        curl_library.curl_multi_perform(bare->multi, &running);
        if (running > 0)
            curl_library.curl_multi_poll(bare->multi, NULL, 0, 1000, NULL);
        for (const CURLMsg *done; (done = curl_library.curl_multi_info_read(bare->multi, &left)) != NULL;)
            if (done->data.result != CURLE_OK)
                die("a request of the bare loop failed");
    }
    for (int i = 0; i < AT_ONCE; i++)
        curl_library.curl_multi_remove_handle(bare->multi, bare->handles[i]);
}

static void bare_start(struct bare *bare, const char *path, const struct storm_gateway *sink)
{
    *bare = (struct bare){.base = sink->base};
    if (sqlite3_open(path, &bare->file) != SQLITE_OK)
        die("the file cannot be opened");
    sqlite3_busy_timeout(bare->file, 5000);
    text_init(&bare->query, sizeof bare->urls[0] / 2);
    quote_percent(message, &bare->query);
    bare->multi = curl_library.curl_multi_init();
    for (int i = 0; i < AT_ONCE; i++)
        bare->handles[i] = curl_library.curl_easy_init();
}

static void send_bare(struct bare *bare, int64_t first, struct bench_turn *out)
{
    bench_turn_begin(out);

    run(bare->file, "BEGIN IMMEDIATE");
    for (int64_t at = 0; at < CHUNK; at += AT_ONCE) {
        store_batch(bare, bare->claim, first + at);
        run(bare->file, "COMMIT; BEGIN IMMEDIATE");
        store_batch(bare, bare->begin, first + at);
        run(bare->file, "COMMIT");
        send_batch(bare, first + at);
        run(bare->file, "BEGIN IMMEDIATE");
        store_batch(bare, bare->finish, first + at);
    }
    run(bare->file, "COMMIT");
    bench_turn_end(out, CHUNK);
}

static void bare_stop(struct bare *bare)
{
    for (int i = 0; i < AT_ONCE; i++)
        curl_library.curl_easy_cleanup(bare->handles[i]);
    curl_library.curl_multi_cleanup(bare->multi);
    sqlite3_finalize(bare->claim);
    sqlite3_finalize(bare->begin);
    sqlite3_finalize(bare->finish);
    sqlite3_close(bare->file);
    text_done(&bare->query);
}

/* ---- both ---- */

static void fill(sqlite3 *file, int64_t notices)
{
    struct text sql;
    struct error err;
    char many[1500];

    text_init(&sql, 100000);
    must(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &err), &err);
    run(file, sql.data);
    snprintf(
        many, sizeof many,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %lld) "
        "INSERT INTO contact (id, election, full_name, phone, purpose, source) "
        "SELECT i + 100, 1, '', printf('+84500%%06d', i), 'meeting_notice', '' FROM n;"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %lld) "
        "INSERT INTO notice (id, election, release, kind, channel, contact, candidate, client_id, state, "
        "created_utc, not_before_utc, expires_utc) SELECT i, 1, 1, 'release', 'sms', i + 100, 1, "
        "printf('n%%08d', i), 'queued', 1, 1900000000, 1619958600 FROM n",
        (long long)notices, (long long)notices);
    run(file, many);
    text_done(&sql);
}

int main(int argc, char **argv)
{
    static struct ours ours;
    static struct bare bare;
    struct storm_gateway *sink = storm_gateway_start(0, 0, false);
    int64_t notices = NOTICES_DEFAULT;
    struct bench_turn our_turns[BENCH_TURNS];
    struct bench_turn their_turns[BENCH_TURNS];
    int64_t next = 1;

    if (argc < 2 || (argc > 2 && !parse_int(argv[2], NOTICES_DEFAULT, 2000000, &notices)))
        die("usage: bench_send STORE [NOTICES]");
    ours_start(&ours, argv[1], sink);
    bare_start(&bare, argv[1], sink);
    fill(bare.file, notices);
    if (sqlite3_prepare_v2(bare.file, claim_sql, -1, &bare.claim, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(bare.file, begin_sql, -1, &bare.begin, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(bare.file, finish_sql, -1, &bare.finish, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(bare.file));
    long first_kb = 0;
    for (int i = 0; i < BENCH_TURNS; i++, next += 2L * CHUNK) {
        send_ours(&ours, bare.file, next, &our_turns[i]);
        send_bare(&bare, next + CHUNK, &their_turns[i]);
        first_kb = i == 0 ? memory_kb() : first_kb;
    }
    bench_compare_turns("sending a message", our_turns, "bare curl multi", their_turns);
    fprintf(stderr, "%lld notices wait: %ld KB after the first turn, %ld KB after the last\n",
            (long long)notices, first_kb, memory_kb());
    bare_stop(&bare);
    gateway_free(ours.gateway);
    notice_setup_done(&ours.setup);
    app_close_store(&ours.app);
    arena_done(&ours.arena);
    storm_gateway_stop(sink);
    unlink(PROFILE_FILE);
    return 0;
}
