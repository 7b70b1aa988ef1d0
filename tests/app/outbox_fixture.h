/* The outbox of a store with the ward of tests/data/notice/ward.sql, and short ways into it. */
#ifndef TESTS_APP_OUTBOX_FIXTURE_H
#define TESTS_APP_OUTBOX_FIXTURE_H

#include "app/notice_queue.h"
#include "app/outbox_store.h"
#include "base/file.h"
#include "db/store_tests.h"

#include <stdio.h>
#include <stdlib.h>

#define NOW 1619829000 /* 2021-05-01T07:30 */

struct fixture {
    struct store_folder *folder;
    struct arena arena;
    struct app app;
    struct outbox_store store;
    struct error err;
};

static inline void change_store(const struct fixture *fixture, const char *sql)
{
    test_store_run(fixture->folder->store, sql);
}

static inline void must(const struct fixture *fixture, enum error_code code)
{
    CLEANUP(text_done) struct text said;

    text_init(&said, 1000);
    if (code == OK)
        return;
    error_write(&fixture->err, fixture->err.message.format, &said);
    fail_msg("%s", said.data);
}

/* Publishes what the meetings of `release` are now. */
static inline struct notice_queue_counts queue(struct fixture *fixture, int64_t release)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct notice_queue_counts counts = {0};

    must(fixture, db_transaction_begin(&change, fixture->app.db, &fixture->err));
    must(fixture, notice_queue_release(&fixture->app, 1, release, &counts, &fixture->err));
    must(fixture, db_transaction_commit(&change, &fixture->err));
    return counts;
}

static inline int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    CLEANUP(text_done) struct text sql = {0};
    void *folder = NULL;

    if (fixture == NULL || store_folder_setup(&folder) != 0)
        return -1;
    fixture->folder = folder;
    fixture->app.clock = clock_fixed(NOW);
    fixture->app.data_dir = HT_SOURCE_DIR "/config";
    arena_init(&fixture->arena, 1000000);
    must(fixture, app_open_store(&fixture->app, fixture->folder->store, true, &fixture->err));
    text_init(&sql, 100000);
    must(fixture, file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &fixture->err));
    change_store(fixture, sql.data);
    must(fixture, outbox_store_init(&fixture->store, fixture->app.db, &fixture->err));
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    void *folder = fixture->folder;

    app_close_store(&fixture->app);
    arena_done(&fixture->arena);
    free(fixture);
    return store_folder_teardown(&folder);
}

static inline bool claim_from(struct fixture *fixture, struct outbox_store *store,
                              enum notice_channel channel, int64_t now, struct outbox_notice *out)
{
    const struct outbox_wanted wanted = {
        .channel = channel, .now_utc_secs = now, .gateway = "kannel", .max = 1};
    size_t count = 0;

    must(fixture, store->outbox.claim(store, &wanted, &fixture->arena, out, &count, &fixture->err));
    return count == 1;
}

static inline bool claim(struct fixture *fixture, int64_t now, struct outbox_notice *out)
{
    return claim_from(fixture, &fixture->store, CHANNEL_SMS, now, out);
}

static inline bool begin(struct fixture *fixture, struct outbox_store *store, int64_t id)
{
    const struct outbox_request request = {id, "body", 2, "kannel"};
    bool begun = false;

    must(fixture, store->outbox.begin(store, NOW, &request, 1, &begun, &fixture->err));
    return begun;
}

static inline void finish(struct fixture *fixture, int64_t id, enum notice_state state)
{
    const struct outbox_outcome outcome = {.id = id,
                                           .state = state,
                                           .words = "202 0: Accepted",
                                           .gateway = "kannel",
                                           .gateway_id = "007",
                                           .not_before_utc_secs = NOW + 60};

    must(fixture, fixture->store.outbox.finish(&fixture->store, NOW, &outcome, 1, &fixture->err));
}

/* A text of one row, as "a|b|c". */
static inline const char *look(const struct fixture *fixture, const char *sql)
{
    static char row[500];
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 10000);
    test_store_ask(fixture->folder->store, sql, "\n", &answer);
    snprintf(row, sizeof row, "%s", answer.data);
    return row;
}

#define outbox_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
