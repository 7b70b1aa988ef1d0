/* A store with the ward of tests/data/notice/ward.sql, half past seven in the morning of 1 May 2021, and short ways into it.
 */
#ifndef TESTS_APP_NOTICE_FIXTURE_H
#define TESTS_APP_NOTICE_FIXTURE_H

#include "app/notice_queue.h"
#include "app/settings.h"
#include "base/file.h"
#include "db/store_tests.h"

#define WARD_NOW 1619829000 /* 2021-05-01T07:30 */

struct ward {
    struct store_folder *folder;
    struct arena arena;
    struct settings settings;
    struct app app;
    struct error err;
};

static inline void ward_sql(const struct ward *w, const char *sql)
{
    test_store_run(w->folder->store, sql);
}

static inline int ward_set_up(void **state)
{
    struct ward *w = calloc(1, sizeof *w);
    CLEANUP(text_done) struct text sql = {0};
    void *folder = NULL;

    if (w == NULL || store_folder_setup(&folder) != 0)
        return -1;
    w->folder = folder;
    w->settings = settings_default;
    w->app.settings = &w->settings;
    w->app.data_dir = HT_SOURCE_DIR "/config";
    w->app.clock = clock_fixed(WARD_NOW);
    arena_init(&w->arena, 1000000);
    store_must(app_open_store(&w->app, w->folder->store, true, &w->err), &w->err);
    snprintf(w->app.actor.who, sizeof w->app.actor.who, "lan");
    text_init(&sql, 100000);
    store_must(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &w->err), &w->err);
    ward_sql(w, sql.data);
    *state = w;
    return 0;
}

static inline int ward_tear_down(void **state)
{
    struct ward *w = *state;
    void *folder = w->folder;

    app_close_store(&w->app);
    arena_done(&w->arena);
    free(w);
    return store_folder_teardown(&folder);
}

#define ward_test(function) cmocka_unit_test_setup_teardown(function, ward_set_up, ward_tear_down)

/* Tells everybody whom a release concerns. */
static inline void ward_queue(struct ward *w, int64_t release)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct notice_queue_counts counts = {0};

    store_must(db_transaction_begin(&change, w->app.db, &w->err), &w->err);
    store_must(notice_queue_release(&w->app, 1, release, &counts, &w->err), &w->err);
    store_must(db_transaction_commit(&change, &w->err), &w->err);
}

/* The first row, its columns divided by |. */
static inline const char *ward_ask(struct ward *w, const char *sql)
{
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 10000);
    test_store_ask(w->folder->store, sql, "\n", &answer);
    const char *copy = arena_copy_string(&w->arena, answer.data);
    assert_non_null(copy);
    return copy;
}

#define ASSERT_WARD(w, sql, expected) assert_string_equal(ward_ask((w), (sql)), (expected))

/* The number of the notice to a contact. */
static inline int64_t ward_notice_of(struct ward *w, int contact)
{
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT max(id) FROM notice WHERE contact = %d", contact);
    return test_store_number(w->folder->store, sql);
}

#endif
