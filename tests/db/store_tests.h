/* A fresh folder for each test, gone afterwards, and short ways to a store in it. */
#ifndef TESTS_DB_STORE_TESTS_H
#define TESTS_DB_STORE_TESTS_H

#include "base/text.h"
#include "cmocka_tests.h"
#include "db/db.h"
#include "test_store.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct store_folder {
    char path[64];
    char store[TEST_STORE_CHARS]; /* its address */
};

static inline int store_folder_setup(void **state)
{
    struct store_folder *folder = calloc(1, sizeof *folder);

    if (folder == NULL)
        return -1;
    snprintf(folder->path, sizeof folder->path, "/tmp/hiepthuong-test-XXXXXX");
    if (mkdtemp(folder->path) == NULL)
        return -1;
    test_store_place(folder->path, true, folder->store);
    *state = folder;
    return 0;
}

static inline int store_folder_remove_one(const char *path, const struct stat *status, int kind,
                                          struct FTW *ftw)
{
    (void)status;
    (void)kind;
    (void)ftw;
    return remove(path);
}

static inline int store_folder_teardown(void **state)
{
    struct store_folder *folder = *state;

    test_store_drop(folder->store);
    int result = nftw(folder->path, store_folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);

    free(folder);
    return result;
}

#define store_test(function)                                                                                 \
    cmocka_unit_test_setup_teardown(function, store_folder_setup, store_folder_teardown)

static inline void store_must(enum error_code code, const struct error *err)
{
    if (code == OK)
        return;
    CLEANUP(text_done)
    struct text words;
    text_init(&words, 2000);
    error_write(err, err->message.format, &words);
    fail_msg("%s: %s", error_name(code), words.data);
}

static inline struct db *store_opened(const struct store_folder *folder)
{
    struct db *db = NULL;
    struct error err;

    store_must(db_open(folder->store, DB_CREATE_IF_MISSING, &db, &err), &err);
    return db;
}

/* The message as it stands without place and key. */
static inline void store_assert_message(const struct error *err, const char *expected)
{
    CLEANUP(text_done)
    struct text words;

    text_init(&words, 2000);
    message_write(&err->message, err->message.format, &words);
    assert_string_equal(words.data, expected);
}

static inline enum error_code store_add_election(struct db *db, const char *code, struct error *err)
{
    int64_t id;

    return db_select_int(db, QUERY_ELECTION_INSERT,
                         DB_ARGS(DB_TEXT("code", code), DB_TEXT("title", "Bầu cử"),
                                 DB_TEXT("law_pack", "85-2015"), DB_INT("polling_day", 18770),
                                 DB_INT("created_utc", 0)),
                         0, &id, err);
}

static inline bool store_has_election(struct db *db, const char *code)
{
    struct error err;
    int64_t id;

    store_must(db_select_int(db, QUERY_ELECTION_BY_CODE, DB_ARGS(DB_TEXT("code", code)), 0, &id, &err), &err);
    return id != 0;
}

#endif
