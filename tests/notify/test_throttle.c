#include "base/cleanup.h"
#include "cmocka_tests.h"
#include "notify/breaker.h"
#include "notify/throttle.h"

/* Sends as fast as it is let for so long; the most in any span of `span_ms` must not be over `max`. */
static size_t most_in(struct throttle *throttle, int64_t run_ms, int64_t span_ms)
{
    static int64_t moments[200000];
    size_t count = 0;
    size_t most = 0;
    size_t first = 0;

    for (int64_t now = 1000; now < 1000 + run_ms; now++)
        for (size_t room = throttle_room(throttle, now); room > 0; room = throttle_room(throttle, now)) {
            throttle_take(throttle, 1, now);
            moments[count++] = now;
        }
    for (size_t i = 0; i < count; i++) {
        while (moments[i] - moments[first] >= span_ms)
            first++;
        most = i - first + 1 > most ? i - first + 1 : most;
    }
    return most;
}

static void no_second_and_no_minute_has_more_than_its_messages(void **state)
{
    (void)state;
    static const struct {
        unsigned per_second;
        unsigned per_minute;
    } rows[] = {{1, 0}, {1, 60}, {5, 0}, {20, 0}, {100, 0}, {1000, 0}, {10, 30}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct throttle throttle;
        throttle_init(&throttle, rows[i].per_second, rows[i].per_minute);
        size_t in_second = most_in(&throttle, 20000, 1000);
        assert_in_range(in_second, 1, rows[i].per_second);
        if (rows[i].per_minute > 0) {
            throttle_init(&throttle, rows[i].per_second, rows[i].per_minute);
            assert_in_range(most_in(&throttle, 200000, 60000), 1, rows[i].per_minute);
        } else {
            assert_true(in_second * 10 >= rows[i].per_second * 9); /* and hardly fewer */
        }
    }
}

static void a_pause_that_was_asked_for_is_kept(void **state)
{
    (void)state;
    struct throttle throttle;

    throttle_init(&throttle, 100, 0);
    throttle_pause(&throttle, 17, 5000);
    assert_int_equal(throttle_room(&throttle, 21999), 0);
    assert_int_equal(throttle_wait_ms(&throttle, 12000), 10000);
    assert_true(throttle_room(&throttle, 22000) > 0);
}

static void trust_grows_with_good_answers_and_shrinks_with_bad_ones(void **state)
{
    (void)state;
    struct breaker breaker;

    breaker_init(&breaker, 8);
    assert_int_equal(breaker_room(&breaker, 0, 0), 1);
    for (int i = 0; i < 20; i++)
        breaker_good(&breaker);
    assert_int_equal(breaker_room(&breaker, 3, 0), 5);
    breaker_bad(&breaker, 0, 1);
    assert_int_equal(breaker_room(&breaker, 0, 0), 4);
}

static void some_bad_answers_in_a_row_stop_it_until_one_goes_well(void **state)
{
    (void)state;
    struct breaker breaker;

    breaker_init(&breaker, 8);
    breaker_bad(&breaker, 0, 100);
    breaker_bad(&breaker, 0, 101);
    breaker_good(&breaker); /* not in a row */
    breaker_bad(&breaker, 0, 102);
    breaker_bad(&breaker, 0, 103);
    assert_false(breaker.stopped);
    breaker_bad(&breaker, 0, 104);
    assert_true(breaker.stopped);
    assert_int_equal(breaker.since_utc_secs, 104);
    assert_int_equal(breaker_room(&breaker, 0, 14999), 0);
    assert_int_equal(breaker_room(&breaker, 0, 15000), 1);
    assert_int_equal(breaker_room(&breaker, 1, 15000), 0); /* one message tries it */
    breaker_stop(&breaker, 15000, 200); /* in vain: the pause grows, the alarm keeps its moment */
    assert_int_equal(breaker_room(&breaker, 0, 44999), 0);
    assert_int_equal(breaker.since_utc_secs, 104);
    breaker_good(&breaker);
    assert_false(breaker.stopped);
    assert_int_equal(breaker_room(&breaker, 0, 45000), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_second_and_no_minute_has_more_than_its_messages),
        cmocka_unit_test(a_pause_that_was_asked_for_is_kept),
        cmocka_unit_test(trust_grows_with_good_answers_and_shrinks_with_bad_ones),
        cmocka_unit_test(some_bad_answers_in_a_row_stop_it_until_one_goes_well),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
