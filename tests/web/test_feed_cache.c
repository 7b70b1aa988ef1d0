#include "cmocka_tests.h"
#include "web/feed_cache.h"

#include <stdio.h>
#include <stdlib.h>

#define BODY_BYTES 1000

struct cache_test {
    struct feed_cache *cache;
};

/* The answer's status is what it is known by. */
static struct http_prepared *prepare(int status, size_t body_bytes)
{
    CLEANUP(http_response_done) struct http_response response;

    http_response_init(&response);
    response.status = status;
    for (size_t i = 0; i < body_bytes; i++)
        text_put_char(&response.body, 'x');
    struct http_prepared *prepared = http_prepared_new(&response);
    assert_non_null(prepared);
    return prepared;
}

/* Room for three answers of BODY_BYTES, and for a half. */
static size_t room(void)
{
    CLEANUP(http_prepared_free_ptr) struct http_prepared *one = prepare(200, BODY_BYTES);

    return http_prepared_memory_bytes(one) * 7 / 2 + 3 * sizeof(struct feed_copy);
}

static int setup(void **state)
{
    struct cache_test *test = calloc(1, sizeof *test);
    struct error err;

    *state = test;
    return feed_cache_new(room(), &test->cache, &err) == OK ? 0 : -1;
}

static int teardown(void **state)
{
    struct cache_test *test = *state;

    feed_cache_free(test->cache);
    free(test);
    return 0;
}

static struct feed_key key_of(const struct cache_test *test, int feed, bool packed)
{
    char address[20];

    snprintf(address, sizeof address, "/feeds/%d.ics", feed);
    return feed_cache_key(test->cache, address, packed);
}

static void put_as(struct cache_test *test, struct feed_key key, int64_t clock, int status)
{
    CLEANUP(http_prepared_free_ptr) struct http_prepared *answer = prepare(status, BODY_BYTES);
    const struct feed_copy copy = {.clock_utc_secs = clock, .checked = 1, .answer = answer};

    feed_cache_put(test->cache, &key, &copy);
}

static void put(struct cache_test *test, int feed, int64_t clock, int status)
{
    put_as(test, key_of(test, feed, false), clock, status);
}

/* 0: it is not kept. */
static int status_as(struct cache_test *test, struct feed_key key)
{
    struct feed_copy copy;

    if (!feed_cache_take(test->cache, &key, &copy))
        return 0;
    int status = http_prepared_status(copy.answer);
    http_prepared_free(copy.answer);
    return status;
}

static int status_of(struct cache_test *test, int feed)
{
    return status_as(test, key_of(test, feed, false));
}

static void a_newer_copy_takes_the_place_of_an_older_one(void **state)
{
    struct cache_test *test = *state;

    assert_int_equal(status_of(test, 7), 0);
    put(test, 7, 100, 200);
    put(test, 7, 101, 201);
    assert_int_equal(status_of(test, 7), 201);
    assert_int_equal(status_of(test, 8), 0);
    assert_int_equal(feed_cache_count(test->cache).copies, 1);
}

static void of_two_made_at_once_the_newer_stays(void **state)
{
    struct cache_test *test = *state;

    put(test, 7, 101, 201);
    put(test, 7, 100, 200);
    assert_int_equal(status_of(test, 7), 201);
}

static void packed_and_plain_are_two_copies(void **state)
{
    struct cache_test *test = *state;

    put(test, 7, 100, 200);
    put_as(test, key_of(test, 7, true), 100, 201);
    assert_int_equal(status_of(test, 7), 200);
    assert_int_equal(status_as(test, key_of(test, 7, true)), 201);
}

static uint64_t checked_of(struct cache_test *test, int feed)
{
    const struct feed_key key = key_of(test, feed, false);
    struct feed_copy copy;

    assert_true(feed_cache_take(test->cache, &key, &copy));
    http_prepared_free(copy.answer);
    return copy.checked;
}

static void a_copy_is_confirmed_for_its_own_clock_and_never_for_an_older_state(void **state)
{
    struct cache_test *test = *state;
    const struct feed_key key = key_of(test, 7, false);

    put(test, 7, 100, 200);
    feed_cache_confirm(test->cache, &key, 101, 5);
    assert_int_equal(checked_of(test, 7), 1);
    feed_cache_confirm(test->cache, &key, 100, 5);
    assert_int_equal(checked_of(test, 7), 5);
    feed_cache_confirm(test->cache, &key, 100, 4);
    assert_int_equal(checked_of(test, 7), 5);
}

static void what_was_not_asked_for_of_late_goes_first(void **state)
{
    struct cache_test *test = *state;

    put(test, 1, 100, 201);
    put(test, 2, 100, 202);
    put(test, 3, 100, 203);
    assert_int_equal(status_of(test, 1), 201);
    put(test, 4, 100, 204);
    assert_int_equal(status_of(test, 1), 201);
    assert_int_equal(status_of(test, 2), 0);
    assert_int_equal(status_of(test, 3), 203);
    assert_int_equal(status_of(test, 4), 204);
}

static void half_a_million_feeds_take_no_more_room_than_allowed(void **state)
{
    struct cache_test *test = *state;
    CLEANUP(http_prepared_free_ptr) struct http_prepared *answer = prepare(200, BODY_BYTES);
    const struct feed_copy copy = {.clock_utc_secs = 100, .answer = answer};

    for (int feed = 1; feed <= 500000; feed++) {
        const struct feed_key key = key_of(test, feed, false);
        feed_cache_put(test->cache, &key, &copy);
    }
    struct feed_cache_counts counts = feed_cache_count(test->cache);
    assert_int_equal(counts.copies, 3);
    assert_true(counts.bytes <= room());
}

static void what_was_taken_stays_while_it_is_in_use(void **state)
{
    struct cache_test *test = *state;
    const struct feed_key key = key_of(test, 1, false);
    struct feed_copy taken;

    put(test, 1, 100, 299);
    assert_true(feed_cache_take(test->cache, &key, &taken));
    for (int feed = 2; feed <= 9; feed++)
        put(test, feed, 100, 200);
    assert_int_equal(status_of(test, 1), 0);
    assert_int_equal(http_prepared_status(taken.answer), 299);
    http_prepared_free(taken.answer);
}

static void an_answer_larger_than_the_cache_is_not_kept(void **state)
{
    struct cache_test *test = *state;
    CLEANUP(http_prepared_free_ptr) struct http_prepared *large = prepare(200, (size_t)10 * BODY_BYTES);
    const struct feed_key key = key_of(test, 5, false);
    const struct feed_copy copy = {.clock_utc_secs = 100, .answer = large};

    put(test, 4, 100, 204);
    feed_cache_put(test->cache, &key, &copy);
    assert_int_equal(status_of(test, 5), 0);
    assert_int_equal(status_of(test, 4), 204);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_newer_copy_takes_the_place_of_an_older_one, setup, teardown),
        cmocka_unit_test_setup_teardown(of_two_made_at_once_the_newer_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(packed_and_plain_are_two_copies, setup, teardown),
        cmocka_unit_test_setup_teardown(a_copy_is_confirmed_for_its_own_clock_and_never_for_an_older_state,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_not_asked_for_of_late_goes_first, setup, teardown),
        cmocka_unit_test_setup_teardown(half_a_million_feeds_take_no_more_room_than_allowed, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_taken_stays_while_it_is_in_use, setup, teardown),
        cmocka_unit_test_setup_teardown(an_answer_larger_than_the_cache_is_not_kept, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
