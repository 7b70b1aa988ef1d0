/* A test that holds for every kind of store: several programs may be the first. */
#ifndef TESTS_DB_OPEN_AT_ONCE_H
#define TESTS_DB_OPEN_AT_ONCE_H

#include "db/driver.h"
#include "db/store_tests.h"

#include <pthread.h>

#define OPENERS 8

static inline void *open_once(void *argument)
{
    const struct store_folder *folder = argument;
    struct db *db = NULL;
    struct error err;
    enum error_code code = db_open(folder->store, DB_CREATE_IF_MISSING, &db, &err);

    db_close(db);
    return (void *)(intptr_t)code;
}

static inline void many_may_make_the_store_at_the_same_time(void **state)
{
    struct store_folder *folder = *state;
    pthread_t threads[OPENERS];

    for (int i = 0; i < OPENERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_once, folder), 0);
    for (int i = 0; i < OPENERS; i++) {
        void *code = NULL;
        assert_int_equal(pthread_join(threads[i], &code), 0);
        assert_int_equal((intptr_t)code, OK);
    }
    CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
    assert_int_equal(db_schema_version(db), db_migration_count);
}

#endif
