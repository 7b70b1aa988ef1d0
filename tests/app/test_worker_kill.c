/* A worker that is killed, at random and at each named step of its way, beside a gateway of which five requests in a hundred
 * run into the time-out: by the gateway's own list no message arrives twice under a client id, and none is lost; with a
 * key that the gateway knows, every one is delivered. HT_KILL_NOTICES and HT_KILL_LIVES ask for more (10000 and 500).
 */
#include "app/notice_setup.h"
#include "app/outbox_store.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/parse.h"
#include "cmocka_tests.h"
#include "db/db.h"
#include "db/store_tests.h"
#include "notify/storm_gateway.h"
#include "notify/worker.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BEGIN_UTC 1618880400 /* 2021-04-20T08:00, days before the meetings */
#define LIFE_SECS 700        /* longer than a claim lasts */
#define NOTICES_DEFAULT 120
#define LIVES_DEFAULT 12
#define PATIENCE_LIVES 400

#define PROFILE                                                                                              \
    "name: storm\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"       \
    "max_parts: 9\nper_second: 1000\nat_once: 48\n%ssend:\n  method: GET\n  url: \"{base}/send/{ref}\"\n"    \
    "  connect_secs: 1\n  total_secs: 1\n  query:\n    - {name: text, value: \"{text}\"}\n  result:\n"       \
    "    - {status: \"202\", class: accepted}\n    - {status: \"409\", class: duplicate}\n"

struct fixture {
    struct store_folder *folder;
    struct storm_gateway *gateway;
    struct settings settings;
    char profile[64];
    bool with_key;
    int64_t notices;
    int64_t lives_wanted;
    int64_t lives; /* lived so far */
    uint32_t random;
};

static int64_t number_of(const char *name, int64_t otherwise)
{
    const char *said = getenv(name);
    int64_t number = otherwise;

    if (said != NULL)
        assert_true(parse_int(said, 1, 1000000, &number));
    return number;
}

static void write_profile(struct fixture *fixture)
{
    char text[2000];
    struct error err;

    snprintf(fixture->profile, sizeof fixture->profile, "/tmp/ht_storm_XXXXXX");
    int file = mkstemp(fixture->profile);
    assert_true(file >= 0);
    close(file);
    snprintf(text, sizeof text, PROFILE, fixture->with_key ? "idempotency: {window_secs: 604800}\n" : "");
    assert_int_equal(file_write(fixture->profile, text, strlen(text), &err), OK);
}

static void fill_store(const struct fixture *fixture)
{
    CLEANUP(text_done) struct text sql;
    struct error err;

    text_init(&sql, (size_t)64 << 20);
    assert_int_equal(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &err), OK);
    for (int64_t i = 1; i <= fixture->notices; i++)
        text_putf(
            &sql,
            "INSERT INTO contact (id, election, full_name, phone, purpose, source) VALUES (%lld, 1, '', "
            "'+84500%06lld', 'meeting_notice', ''); INSERT INTO notice (election, release, kind, channel, "
            "contact, candidate, client_id, state, created_utc, not_before_utc, expires_utc) VALUES (1, 1, "
            "'release', 'sms', %lld, 1, 'n%08lld', 'queued', 1, 1, 1619958600);",
            (long long)i + 100, (long long)i + 100, (long long)i + 100, (long long)i);
    assert_false(sql.failed);
    test_store_run(fixture->folder->store, sql.data);
}

static int set_up(void **state, bool with_key)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    void *folder = NULL;
    struct db *db = NULL;
    struct error err;

    if (fixture == NULL || store_folder_setup(&folder) != 0)
        return -1;
    fixture->folder = folder;
    fixture->with_key = with_key;
    fixture->notices = number_of("HT_KILL_NOTICES", NOTICES_DEFAULT);
    fixture->lives_wanted = number_of("HT_KILL_LIVES", LIVES_DEFAULT);
    fixture->random = 42;
    fixture->gateway = storm_gateway_start(4, 1, with_key);
    write_profile(fixture);
    fixture->settings = settings_default;
    fixture->settings.gateway.profile = fixture->profile;
    fixture->settings.notices.quiet_until_minute = fixture->settings.notices.quiet_from_minute;
    assert_int_equal(db_open(fixture->folder->store, DB_CREATE_IF_MISSING, &db, &err), OK);
    db_close(db);
    fill_store(fixture);
    *state = fixture;
    return 0;
}

static int set_up_plain(void **state)
{
    return set_up(state, false);
}

static int set_up_with_key(void **state)
{
    return set_up(state, true);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    void *folder = fixture->folder;

    storm_gateway_stop(fixture->gateway);
    unlink(fixture->profile);
    free(fixture);
    return store_folder_teardown(&folder);
}

/* ---- a life, in a process of its own ---- */

static const char *const steps[] = {"recover", "claim", "facts", "begin", "finish"};

/* Where it dies by its own hand: before or after the step, at its n-th time; step NULL: nowhere. */
struct death {
    const char *step;
    bool after;
    int at;
};

/* An outbox that asks the real one, and dies where it shall. */
struct mortal_outbox {
    const struct outbox *real;
    struct death death;
    int times;
};

static void maybe_die(struct mortal_outbox *mortal, const char *step, bool after)
{
    if (mortal->death.step == NULL || strcmp(mortal->death.step, step) != 0 || mortal->death.after != after)
        return;
    if (++mortal->times == mortal->death.at)
        raise(SIGKILL);
}

#define MORTAL(step, call)                                                                                   \
    ({                                                                                                       \
        struct mortal_outbox *mortal = context;                                                              \
        maybe_die(mortal, step, false);                                                                      \
        context = mortal->real->context;                                                                     \
        enum error_code mortal_code = (call);                                                                \
        maybe_die(mortal, step, true);                                                                       \
        mortal_code;                                                                                         \
    })

static enum error_code recover(void *context, int64_t now, struct error *err)
{
    return MORTAL("recover", mortal->real->recover(context, now, err));
}

static enum error_code claim(void *context, const struct outbox_wanted *wanted, struct arena *arena,
                             struct outbox_notice *out, size_t *out_count, struct error *err)
{
    return MORTAL("claim", mortal->real->claim(context, wanted, arena, out, out_count, err));
}

static enum error_code facts(void *context, const struct outbox_notice *notices, size_t count,
                             struct arena *arena, struct notice_facts *out, struct error *err)
{
    return MORTAL("facts", mortal->real->facts(context, notices, count, arena, out, err));
}

static enum error_code begin(void *context, int64_t now, const struct outbox_request *requests, size_t count,
                             bool *out_begun, struct error *err)
{
    return MORTAL("begin", mortal->real->begin(context, now, requests, count, out_begun, err));
}

static enum error_code finish(void *context, int64_t now, const struct outbox_outcome *outcomes, size_t count,
                              struct error *err)
{
    return MORTAL("finish", mortal->real->finish(context, now, outcomes, count, err));
}

static enum error_code beat(void *context, const struct outbox_health *health, int64_t now,
                            int64_t *out_before, struct error *err)
{
    return MORTAL("beat", mortal->real->beat(context, health, now, out_before, err));
}

static void live_or_fail(enum error_code code, const struct error *err)
{
    CLEANUP(text_done) struct text said = {0};

    if (code == OK)
        return;
    text_init(&said, 1000);
    error_write(err, err->message.format, &said);
    fprintf(stderr, "a worker failed: %s\n", said.data);
    _exit(3);
}

/* Exit status 0: nothing was due any more; 1: the gateway was given a rest. */
static void live(const struct fixture *fixture, struct death death)
{
    struct app app = {.settings = &fixture->settings,
                      .data_dir = HT_SOURCE_DIR "/config",
                      .clock = clock_fixed(BEGIN_UTC + fixture->lives * LIFE_SECS)};
    const struct gateway_access access = {
        .base = fixture->gateway->base, .sender = "", .username = "", .password = ""};
    struct notice_setup setup = {0};
    struct outbox_store store;
    struct gateway *gateway;
    struct arena arena;
    struct worker_counts counts = {0};
    struct error err;

    arena_init(&arena, 1000000);
    live_or_fail(app_open_store(&app, fixture->folder->store, false, &err), &err);
    live_or_fail(notice_setup_load(&setup, &app, &arena, &err), &err);
    live_or_fail(outbox_store_init(&store, app.db, &err), &err);
    live_or_fail(gateway_new(setup.profile, &access, &gateway, &err), &err);
    struct mortal_outbox mortal = {.real = &store.outbox, .death = death};
    const struct outbox outbox = {&mortal, recover, claim, facts, begin, finish, store.outbox.hold_backlog,
                                  beat};
    struct worker worker = {.outbox = &outbox, .clock = &app.clock, .stop_descriptor = -1};
    worker_add_route(&worker, gateway, &setup.rules);
    enum error_code code = worker_pass(&worker, &counts, &err);
    if (code != ERROR_UNAVAILABLE)
        live_or_fail(code, &err);
    _exit(code == OK ? 0 : 1);
}

static pid_t begin_life(struct fixture *fixture, struct death death)
{
    fixture->lives++;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        live(fixture, death);
    return child;
}

/* Its exit status; -1 when it was killed. */
static int end_life(pid_t child)
{
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return -1;
    }
    assert_in_range(WEXITSTATUS(status), 0, 1);
    return WEXITSTATUS(status);
}

static void die_at_random(struct fixture *fixture)
{
    static const struct death never;
    pid_t child = begin_life(fixture, never);

    fixture->random = fixture->random * 1664525U + 1013904223U;
    poll(NULL, 0, (int)((fixture->random >> 16) % 120));
    kill(child, SIGKILL);
    end_life(child);
}

/* Before and after each step, the first and the third time it is taken. */
static void die_at_every_step(struct fixture *fixture)
{
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        for (int way = 0; way < 4; way++)
            end_life(begin_life(fixture, (struct death){steps[i], way % 2 == 1, way < 2 ? 1 : 3}));
}

static void live_to_the_end(struct fixture *fixture)
{
    static const struct death never;

    for (int i = 0; i < PATIENCE_LIVES; i++)
        if (end_life(begin_life(fixture, never)) == 0 &&
            (!fixture->with_key ||
             test_store_number(fixture->folder->store,
                               "SELECT count(*) FROM notice WHERE state <> 'accepted'") == 0))
            return;
    fail_msg("notices still wait");
}

/* What the gateway has against what the store says. */
static void compare_lists(struct fixture *fixture)
{
    CLEANUP(text_done) struct text rows;
    size_t arrived_count;
    char(*arrived)[STORM_REF_CHARS] = storm_gateway_sorted(fixture->gateway, &arrived_count);
    size_t at = 0;
    size_t accepted = 0;
    size_t unknown = 0;

    for (size_t i = 1; i < arrived_count; i++)
        assert_string_not_equal(arrived[i - 1], arrived[i]); /* none came twice */
    text_init(&rows, (size_t)16 << 20);
    test_store_ask(fixture->folder->store, "SELECT client_id, state FROM notice ORDER BY client_id", "\n",
                   &rows);
    for (const char *row = rows.data; *row != '\0'; row += strcspn(row, "\n"), row += *row == '\n') {
        bool came = at < arrived_count && strncmp(arrived[at], row, strlen(arrived[at])) == 0;
        bool is_accepted = strncmp(row + strcspn(row, "|"), "|accepted", 9) == 0;
        bool is_unknown = strncmp(row + strcspn(row, "|"), "|unknown", 8) == 0;
        at += came;
        accepted += is_accepted;
        unknown += is_unknown;
        assert_true(is_accepted || is_unknown); /* nothing waits, nothing was lost */
        assert_true(came || !is_accepted);      /* what the store calls taken, the gateway has */
    }
    assert_int_equal(at, arrived_count); /* and it has nothing else */
    assert_int_equal(accepted + unknown, fixture->notices);
    if (fixture->with_key)
        assert_int_equal(arrived_count, fixture->notices);
    print_message("%lld notices, %lld lives: %zu arrived, %zu accepted, %zu left to a person\n",
                  (long long)fixture->notices, (long long)fixture->lives, arrived_count, accepted, unknown);
    free(arrived);
}

static void whatever_kills_the_worker_nothing_is_lost_or_doubled(void **state)
{
    struct fixture *fixture = *state;

    die_at_every_step(fixture);
    for (int64_t i = 0; i < fixture->lives_wanted; i++)
        die_at_random(fixture);
    live_to_the_end(fixture);
    compare_lists(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whatever_kills_the_worker_nothing_is_lost_or_doubled, set_up_plain,
                                        tear_down),
        cmocka_unit_test_setup_teardown(whatever_kills_the_worker_nothing_is_lost_or_doubled, set_up_with_key,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
