#include "feed_store.h"
#include "web/changes.h"

#include <poll.h>
#include <string.h>

/* Waits for another number, for as long as a change may take to be seen. */
static bool is_seen(const struct changes *changes, uint64_t before)
{
    int64_t until_ms = clock_monotonic_ms() + CHANGES_LATE_MS;

    while (changes_now(changes) == before && clock_monotonic_ms() < until_ms)
        poll(NULL, 0, 5);
    return changes_now(changes) != before;
}

static void a_change_by_anybody_is_seen(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(changes_free_ptr) struct changes *changes = NULL;
    struct log log;
    struct error err;

    log_init(&log, store->app.clock, LOG_ERR);
    store_must(changes_new(&store->app, &log, NULL, &changes, &err), &err);
    uint64_t before = changes_now(changes);
    assert_int_not_equal(before, 0);
    feed_store_run(store, "cancel_first.sql");
    assert_true(is_seen(changes, before));
    assert_true(changes_now(changes) > before);
    before = changes_now(changes);
    /* PostgreSQL counts what its own housekeeping and other databases do, too. */
    if (strncmp(store->app.store_url, "postgresql:", 11) == 0)
        return;
    poll(NULL, 0, 500); /* the thread looks twice meanwhile */
    assert_true(changes_now(changes) == before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        feed_store_test(a_change_by_anybody_is_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
