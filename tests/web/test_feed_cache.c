#include "cmocka_tests.h"
#include "web/feed_cache.h"

#include <stdlib.h>
#include <string.h>

#define COPY_BYTES 1000

struct cache_test {
    struct feed_cache *cache;
};

/* A cache for three copies of COPY_BYTES. */
static int setup(void **state)
{
    struct cache_test *test = calloc(1, sizeof *test);

    test->cache = feed_cache_new(3 * (sizeof(struct feed_copy) + COPY_BYTES));
    *state = test;
    return test->cache != NULL ? 0 : -1;
}

static int teardown(void **state)
{
    struct cache_test *test = *state;

    feed_cache_free(test->cache);
    free(test);
    return 0;
}

static struct feed_copy *put(struct cache_test *test, struct feed_copy_key key, int64_t clock, char letter)
{
    struct feed_copy *copy = feed_copy_new(COPY_BYTES);

    assert_non_null(copy);
    copy->key = key;
    copy->clock_utc_secs = clock;
    memset(copy->bytes, letter, COPY_BYTES);
    return feed_cache_put(test->cache, copy);
}

static void put_and_give(struct cache_test *test, int64_t feed, int64_t clock, char letter)
{
    feed_cache_give(test->cache, put(test, (struct feed_copy_key){feed, false}, clock, letter));
}

/* The letter of the copy, or '-'. */
static char letter_of(struct cache_test *test, struct feed_copy_key key, int64_t clock)
{
    struct feed_copy *copy = feed_cache_take(test->cache, key, clock);
    char letter = '-';

    if (copy != NULL) {
        letter = copy->bytes[COPY_BYTES - 1];
        feed_cache_give(test->cache, copy);
    }
    return letter;
}

static char plain_letter(struct cache_test *test, int64_t feed, int64_t clock)
{
    return letter_of(test, (struct feed_copy_key){feed, false}, clock);
}

static void a_copy_is_right_only_for_its_clock(void **state)
{
    struct cache_test *test = *state;

    put_and_give(test, 7, 100, 'a');
    assert_int_equal(plain_letter(test, 7, 100), 'a');
    assert_int_equal(plain_letter(test, 7, 101), '-');
    assert_int_equal(plain_letter(test, 8, 100), '-');
    put_and_give(test, 7, 101, 'b');
    assert_int_equal(plain_letter(test, 7, 101), 'b');
    assert_int_equal(plain_letter(test, 7, 100), '-');
    assert_int_equal(feed_cache_count(test->cache).copies, 1);
}

static void of_two_made_at_once_the_newer_stays(void **state)
{
    struct cache_test *test = *state;

    put_and_give(test, 7, 101, 'b');
    struct feed_copy *late = put(test, (struct feed_copy_key){7, false}, 100, 'a');
    assert_int_equal(late->bytes[0], 'a');
    feed_cache_give(test->cache, late);
    assert_int_equal(plain_letter(test, 7, 101), 'b');
}

static void packed_and_plain_are_two_copies(void **state)
{
    struct cache_test *test = *state;

    put_and_give(test, 7, 100, 'a');
    feed_cache_give(test->cache, put(test, (struct feed_copy_key){7, true}, 100, 'z'));
    assert_int_equal(plain_letter(test, 7, 100), 'a');
    assert_int_equal(letter_of(test, (struct feed_copy_key){7, true}, 100), 'z');
}

static void what_was_not_asked_for_the_longest_goes_first(void **state)
{
    struct cache_test *test = *state;

    put_and_give(test, 1, 100, 'a');
    put_and_give(test, 2, 100, 'b');
    put_and_give(test, 3, 100, 'c');
    assert_int_equal(plain_letter(test, 1, 100), 'a');
    put_and_give(test, 4, 100, 'd');
    assert_int_equal(plain_letter(test, 1, 100), 'a');
    assert_int_equal(plain_letter(test, 2, 100), '-');
    assert_int_equal(plain_letter(test, 3, 100), 'c');
    assert_int_equal(plain_letter(test, 4, 100), 'd');
}

static void a_hundred_thousand_feeds_take_no_more_room_than_allowed(void **state)
{
    struct cache_test *test = *state;

    for (int64_t feed = 1; feed <= 100000; feed++)
        put_and_give(test, feed, 100, 'a');
    struct feed_cache_counts counts = feed_cache_count(test->cache);
    assert_int_equal(counts.copies, 3);
    assert_true(counts.bytes <= 3 * (sizeof(struct feed_copy) + COPY_BYTES));
}

static void what_was_taken_stays_while_it_is_in_use(void **state)
{
    struct cache_test *test = *state;
    struct feed_copy *taken = put(test, (struct feed_copy_key){1, false}, 100, 'a');

    for (int64_t feed = 2; feed <= 9; feed++)
        put_and_give(test, feed, 100, 'b');
    assert_int_equal(plain_letter(test, 1, 100), '-');
    assert_int_equal(taken->bytes[0], 'a');
    feed_cache_give(test->cache, taken);
}

static void a_copy_larger_than_the_cache_is_served_and_not_kept(void **state)
{
    struct cache_test *test = *state;
    const struct feed_copy_key large_key = {5, false};
    struct feed_copy *large = feed_copy_new((size_t)10 * COPY_BYTES);

    put_and_give(test, 4, 100, 'd');
    large->key = large_key;
    large = feed_cache_put(test->cache, large);
    assert_int_equal(large->length, 10 * COPY_BYTES);
    feed_cache_give(test->cache, large);
    assert_null(feed_cache_take(test->cache, large_key, 0));
    assert_int_equal(plain_letter(test, 4, 100), 'd');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_copy_is_right_only_for_its_clock, setup, teardown),
        cmocka_unit_test_setup_teardown(of_two_made_at_once_the_newer_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(packed_and_plain_are_two_copies, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_not_asked_for_the_longest_goes_first, setup, teardown),
        cmocka_unit_test_setup_teardown(a_hundred_thousand_feeds_take_no_more_room_than_allowed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_was_taken_stays_while_it_is_in_use, setup, teardown),
        cmocka_unit_test_setup_teardown(a_copy_larger_than_the_cache_is_served_and_not_kept, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
