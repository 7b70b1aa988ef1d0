/* A store with the invented election of tests/data/feeds, for the tests of what reads published meetings. */
#ifndef TESTS_FEED_STORE_H
#define TESTS_FEED_STORE_H

#include "app/app.h"
#include "app/settings.h"
#include "base/file.h"
#include "db/store_tests.h"

#define FEED_STORE_ELECTION 1 /* id of the election bc2026 */

struct feed_store {
    struct store_folder *folder;
    struct settings settings;
    struct app app;
    struct arena arena;
};

/* Runs a file of tests/data/feeds on the store. */
static inline void feed_store_run(const struct feed_store *store, const char *file)
{
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text sql;
    struct error err;

    text_init(&path, 4096);
    text_init(&sql, 1000000);
    text_putf(&path, HT_SOURCE_DIR "/tests/data/feeds/%s", file);
    store_must(file_read(path.data, &sql, &err), &err);
    test_store_run(store->folder->store, sql.data);
}

static inline int feed_store_setup(void **state)
{
    struct feed_store *store = calloc(1, sizeof *store);
    void *folder = NULL;
    struct error err;

    if (store == NULL || store_folder_setup(&folder) != 0)
        return -1;
    store->folder = folder;
    store->settings = settings_default;
    store->settings.service.public_url = "https://lich.example.vn";
    store->app = (struct app){
        .clock = clock_fixed(1771600000), .data_dir = HT_SOURCE_DIR "/config", .settings = &store->settings};
    arena_init(&store->arena, (size_t)16 << 20);
    store_must(app_open_store(&store->app, store->folder->store, true, &err), &err);
    feed_store_run(store, "store.sql");
    *state = store;
    return 0;
}

static inline int feed_store_teardown(void **state)
{
    struct feed_store *store = *state;
    void *folder = store->folder;

    app_close_store(&store->app);
    arena_done(&store->arena);
    free(store);
    return store_folder_teardown(&folder);
}

#define feed_store_test(function)                                                                            \
    cmocka_unit_test_setup_teardown(function, feed_store_setup, feed_store_teardown)

#endif
