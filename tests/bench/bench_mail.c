/* Mails through the worker, beside a bare loop of libcurl over one connection to the same local sink, which stores as much as
 * durably: a commit before and one after as many mails. Usage: bench_mail STORE, a new file.
 */
#include "app/mail_engine.h"
#include "app/settings.h"
#include "base/clock.h"
#include "base/file.h"
#include "bench.h"
#include "notify/curl_library.h"
#include "notify/fake_smtp.h"
#include "notify/mail_message.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 400 /* mails in one turn of ours or of the bare loop; whole batches */
#define NOW 1619829000

static void die(const char *what)
{
    fprintf(stderr, "bench_mail: %s\n", what);
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

static void run(sqlite3 *file, const char *sql)
{
    if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(file));
}

/* ---- ours ---- */

struct ours {
    struct settings settings;
    struct app app;
    struct mail_engine engine;
};

static void ours_start(struct ours *ours, const char *path, const struct fake_smtp *sink)
{
    struct error err;

    *ours = (struct ours){.settings = settings_default};
    ours->settings.mail.host = "127.0.0.1";
    ours->settings.mail.port = sink->port;
    ours->settings.mail.security = SECURITY_NONE;
    ours->settings.mail.from_address = "bau-cu@example.vn";
    ours->app = (struct app){
        .settings = &ours->settings, .data_dir = HT_SOURCE_DIR "/config", .clock = clock_fixed(NOW)};
    must(app_open_store(&ours->app, path, true, &err), &err);
    mail_engine_init(&ours->engine);
    must(mail_engine_start(&ours->engine, &ours->app, -1, &err), &err);
}

static void send_ours(struct ours *ours, sqlite3 *file, int first, struct bench_turn *out)
{
    struct worker_counts counts = {0};
    struct error err;
    char sql[200];

    snprintf(sql, sizeof sql, "UPDATE notice SET not_before_utc = 1 WHERE id >= %d AND id < %d", first,
             first + CHUNK);
    run(file, sql);
    bench_turn_begin(out);
    must(worker_pass(&ours->engine.worker, &counts, &err), &err);
    bench_turn_end(out, CHUNK);
    if (counts.handled[NOTICE_ACCEPTED] != CHUNK)
        die("the worker did not send them all");
}

/* ---- the bare loop ---- */

struct bare {
    sqlite3 *file;
    sqlite3_stmt *begin;
    sqlite3_stmt *finish;
    CURL *curl;
    struct curl_slist *to;
    char url[64];
    struct text mail;
    size_t given;
};

static size_t give(char *out, size_t size, size_t count, void *opaque)
{
    struct bare *bare = opaque;
    size_t left = bare->mail.length - bare->given;
    size_t length = left < size * count ? left : size * count;

    memcpy(out, bare->mail.data + bare->given, length);
    bare->given += length;
    return length;
}

static sqlite3_stmt *prepare(sqlite3 *file, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(file, sql, -1, &statement, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(file));
    return statement;
}

static void write_model(struct text *out)
{
    struct error err;
    const struct mail_message model = {
        .id = "n1",
        .date_utc_secs = NOW,
        .from_name = "",
        .from_address = "bau-cu@example.vn",
        .reply_to = "",
        .to_name = "Ông Ứng",
        .to_address = "k1@example.org",
        .subject = "Lịch tiếp xúc cử tri (lần 1)",
        .text = "Ông Ứng: lịch tiếp xúc cử tri (lần 1):\n19:30 ngày 02/05/2021 tại Nhà văn hoá số 5\n"
                "19:30 ngày 03/05/2021, trực tuyến",
        .html = "<p>Ông Ứng: lịch tiếp xúc cử tri (lần 1):</p><p>19:30 ngày 02/05/2021 tại Nhà văn hoá</p>"
                "<p>19:30 ngày 03/05/2021, trực tuyến</p>"};

    text_init(out, MAIL_MESSAGE_MAX_BYTES);
    must(mail_message_write(&model, out, &err), &err);
}

static void bare_start(struct bare *bare, sqlite3 *file, const struct fake_smtp *sink)
{
    *bare = (struct bare){.file = file, .curl = curl_library.curl_easy_init()};
    snprintf(bare->url, sizeof bare->url, "smtp://127.0.0.1:%d", (int)sink->port);
    write_model(&bare->mail);
    bare->to = curl_library.curl_slist_append(NULL, "k1@example.org");
    bare->begin =
        prepare(file, "UPDATE notice SET state = 'in_flight', body = 'x', gateway = 'bare' WHERE id = ?1");
    bare->finish = prepare(
        file, "UPDATE notice SET state = 'accepted', gateway_words = '250', finished_utc = 1 WHERE id = ?1");
    curl_library.curl_easy_setopt(bare->curl, CURLOPT_URL, bare->url);
    curl_library.curl_easy_setopt(bare->curl, CURLOPT_MAIL_FROM, "bau-cu@example.vn");
    curl_library.curl_easy_setopt(bare->curl, CURLOPT_MAIL_RCPT, bare->to);
    curl_library.curl_easy_setopt(bare->curl, CURLOPT_UPLOAD, 1L);
    curl_library.curl_easy_setopt(bare->curl, CURLOPT_READFUNCTION, give);
    curl_library.curl_easy_setopt(bare->curl, CURLOPT_READDATA, bare);
}

static void store_batch(struct bare *bare, sqlite3_stmt *statement, int first, int count)
{
    run(bare->file, "BEGIN IMMEDIATE");
    for (int i = 0; i < count; i++) {
        sqlite3_bind_int(statement, 1, first + i);
        if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK)
            die(sqlite3_errmsg(bare->file));
    }
    run(bare->file, "COMMIT");
}

static void send_bare(struct bare *bare, int first, struct bench_turn *out)
{
    int batch = (int)mail_profile.at_once;
    bench_turn_begin(out);

    for (int at = 0; at < CHUNK; at += batch) {
        store_batch(bare, bare->begin, first + at, batch);
        for (int i = 0; i < batch; i++) {
            bare->given = 0;
            if (curl_library.curl_easy_perform(bare->curl) != CURLE_OK)
                die("a mail of the bare loop failed");
        }
        store_batch(bare, bare->finish, first + at, batch);
    }
    bench_turn_end(out, CHUNK);
}

/* ---- both ---- */

static void fill(sqlite3 *file)
{
    struct text sql;
    struct error err;
    char many[1500];

    text_init(&sql, 100000);
    must(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &err), &err);
    run(file, sql.data);
    snprintf(
        many, sizeof many,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO contact (id, election, full_name, email, purpose, source) "
        "SELECT i + 100, 1, '', printf('k%%d@example.org', i), 'meeting_notice', '' FROM n;"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO notice (id, election, release, kind, channel, contact, candidate, client_id, state, "
        "created_utc, not_before_utc, expires_utc) SELECT i, 1, 1, 'release', 'mail', i + 100, 1, "
        "printf('n%%d', i), 'queued', 1, 1900000000, 1619958600 FROM n",
        2 * CHUNK * BENCH_TURNS, 2 * CHUNK * BENCH_TURNS);
    run(file, many);
    text_done(&sql);
}

int main(int argc, char **argv)
{
    static const enum smtp_deed takes[] = {SMTP_TAKES};
    static struct ours ours;
    static struct bare bare;
    struct fake_smtp *sink = fake_smtp_start(SMTP_GREETS, takes, 1);
    struct fake_smtp *their_sink =
        fake_smtp_start(SMTP_GREETS, takes, 1); /* one takes one connection at a time */
    sqlite3 *file = NULL;
    struct bench_turn our_turns[BENCH_TURNS];
    struct bench_turn their_turns[BENCH_TURNS];

    if (argc != 2)
        die("usage: bench_mail STORE");
    ours_start(&ours, argv[1], sink);
    if (sqlite3_open(argv[1], &file) != SQLITE_OK)
        die("the file cannot be opened");
    sqlite3_busy_timeout(file, 5000);
    fill(file);
    bare_start(&bare, file, their_sink);
    for (int i = 0; i < BENCH_TURNS; i++) {
        send_ours(&ours, file, 1 + 2 * i * CHUNK, &our_turns[i]);
        send_bare(&bare, 1 + (2 * i + 1) * CHUNK, &their_turns[i]);
    }
    bench_compare_turns("sending a mail", our_turns, "bare curl smtp", their_turns);
    mail_engine_done(&ours.engine);
    app_close_store(&ours.app);
    curl_library.curl_easy_cleanup(bare.curl);
    curl_library.curl_slist_free_all(bare.to);
    text_done(&bare.mail);
    sqlite3_finalize(bare.begin);
    sqlite3_finalize(bare.finish);
    sqlite3_close(file);
    fake_smtp_stop(sink);
    fake_smtp_stop(their_sink);
    return 0;
}
