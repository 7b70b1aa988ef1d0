/* Whether two stores hold the same rows, wherever they are kept. */
#ifndef TESTS_STORE_ROWS_H
#define TESTS_STORE_ROWS_H

#include "db/copy.h"
#include "db/store_tests.h"

/* Digests of every table, as the text of a manifest. */
static inline void put_digests(const char *url, struct text *out)
{
    CLEANUP(db_close_ptr) struct db *db = NULL;
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct error err;

    store_must(db_open(url, DB_MUST_EXIST, &db, &err), &err);
    store_must(db_snapshot_begin(&moment, db, &err), &err);
    for (size_t i = 0; i < db_digest_count(); i++) {
        struct db_digest digest;
        store_must(db_digest_read(db, i, &digest, &err), &err);
        text_putf(out, "%s %d %s\n", digest.table, (int)digest.rows, digest.hash);
    }
}

static inline void assert_same_rows(const char *url, const char *other)
{
    CLEANUP(text_done) struct text left;
    CLEANUP(text_done) struct text right;

    text_init(&left, 100000);
    text_init(&right, 100000);
    put_digests(url, &left);
    put_digests(other, &right);
    assert_string_equal(left.data, right.data);
}

#endif
