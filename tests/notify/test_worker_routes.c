/* Two gateways, keys that a gateway knows, and what waited while nobody sent. */
#include "cmocka_tests.h"
#include "worker_bench.h"

#include <stdio.h>
#include <string.h>

/* A second gateway beside that of the bench. */
struct second {
    struct fake_gateway *fake;
    struct gateway *gateway;
};

static void add_second(struct bench *bench, struct second *second, const struct fake_turn *turn)
{
    second->fake = fake_gateway_start(turn, 1);
    const struct gateway_access access = {
        .base = second->fake->base, .sender = "", .username = "", .password = ""};
    assert_int_equal(gateway_new(bench->profile, &access, &second->gateway, &bench->err), OK);
    worker_add_route(&bench->worker, second->gateway,
                     &(struct prepare_rules){&bench->gates, &bench->texts, bench->profile});
}

static void drop_second(struct second *second)
{
    gateway_free(second->gateway);
    fake_gateway_stop(second->fake);
}

static void the_second_gateway_takes_what_the_first_surely_did_not(void **state)
{
    (void)state;
    static const struct fake_turn refused = {FAKE_ANSWERS, 403, "Authorization failed"};
    struct fake_gateway *fake = fake_gateway_start(&refused, 1);
    struct bench *bench = bench_new(8, fake->base);
    struct second second;

    add_second(bench, &second, &fake_good_turn);
    for (int i = 0; i < 3; i++) { /* those that the first turned away come again after their pause */
        assert_int_equal(bench_pass(bench), OK);
        bench_later(bench, 120);
    }
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_ACCEPTED), 8);
    assert_int_equal(fake_gateway_requests(second.fake), 8);
    assert_int_equal(fake_gateway_requests(fake), 3); /* then it was stopped */
    assert_true(bench->outbox.stopped_since_utc_secs == 0);
    drop_second(&second);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void the_second_gateway_gets_nothing_that_may_have_been_taken(void **state)
{
    (void)state;
    static const struct fake_turn drops = {FAKE_DROPS, 0, ""};
    struct fake_gateway *fake = fake_gateway_start(&drops, 1);
    struct bench *bench = bench_new(8, fake->base);
    struct second second;

    add_second(bench, &second, &fake_good_turn);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_UNKNOWN), 3);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_ACCEPTED), 5);
    for (size_t i = 0; i < 8; i++) {
        char ref[100];
        snprintf(ref, sizeof ref, "ref=%s&", bench->outbox.rows[i].client_id);
        assert_int_equal(fake_gateway_requests_with(fake, ref) + fake_gateway_requests_with(second.fake, ref),
                         1);
    }
    drop_second(&second);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static struct gateway_idempotency day = {.window_secs = 0};

/* The gateway took the message and its answer was lost; the meeting has another place by then. */
static void with_a_key_the_same_body_goes_again_in_its_window(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {
        {FAKE_DROPS, 0, ""}, {FAKE_ANSWERS, 503, ""}, {FAKE_ANSWERS, 202, "0"}};
    struct fake_gateway *fake = fake_gateway_start(turns, COUNT_OF(turns));
    struct bench *bench = bench_new(1, fake->base);
    const struct fake_row *row = &bench->outbox.rows[0];
    char first[FAKE_REQUEST_BYTES];

    bench->profile->idempotency = &day;
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->state, NOTICE_UNKNOWN);
    assert_int_equal(fake_gateway_requests(fake), 1);
    memcpy(first, fake->requests[0], sizeof first);
    bench->meeting.place = "Hội trường";
    bench_later(bench, 60);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->state, NOTICE_UNKNOWN); /* "later" says nothing of the first request */
    bench_later(bench, 120);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->state, NOTICE_ACCEPTED);
    assert_int_equal(fake_gateway_requests(fake), 3);
    assert_string_equal(fake->requests[2], first);
    bench->profile->idempotency = NULL;
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void after_its_window_an_unknown_notice_waits_for_a_person(void **state)
{
    (void)state;
    static const struct fake_turn drops = {FAKE_DROPS, 0, ""};
    struct fake_gateway *fake = fake_gateway_start(&drops, 1);
    struct bench *bench = bench_new(1, fake->base);

    bench->profile->idempotency = &day;
    assert_int_equal(bench_pass(bench), OK);
    bench_later(bench, 86400);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_gateway_requests(fake), 1);
    assert_int_equal(bench->outbox.rows[0].state, NOTICE_UNKNOWN);
    bench->profile->idempotency = NULL;
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void what_was_due_while_nobody_sent_waits_for_a_person(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(2, fake->base);

    bench->worker.outage_secs = 3600;
    bench->outbox.rows[0].not_before_utc_secs = bench->clock.fixed_utc_secs - 7200;
    bench->outbox.rows[1].not_before_utc_secs = bench->clock.fixed_utc_secs - 60; /* newly due: no backlog */
    bench->outbox.beat_utc_secs = bench->clock.fixed_utc_secs - 7200;
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(bench->outbox.rows[0].state, NOTICE_HELD);
    assert_int_equal(bench->outbox.rows[0].reason, REASON_OUTAGE);
    assert_int_equal(bench->outbox.rows[1].state, NOTICE_ACCEPTED);
    bench_free(bench);
    fake_gateway_stop(fake);
}

/* However long the queue is: somebody was at work. */
static void a_queue_that_is_only_long_goes_on(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(2, fake->base);

    bench->worker.outage_secs = 3600;
    bench->outbox.rows[0].not_before_utc_secs = bench->clock.fixed_utc_secs - 86400;
    bench->outbox.beat_utc_secs = bench->clock.fixed_utc_secs - 30;
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_ACCEPTED), 2);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void a_gateway_that_stops_is_told_at_once(void **state)
{
    (void)state;
    char closed[64];

    fake_gateway_closed_base(closed, sizeof closed);
    struct bench *bench = bench_new(1, closed);
    assert_int_equal(bench_pass(bench), ERROR_UNAVAILABLE);
    assert_int_equal(bench->outbox.stopped_since_utc_secs, bench->clock.fixed_utc_secs);
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_gateway_takes_what_the_first_surely_did_not),
        cmocka_unit_test(the_second_gateway_gets_nothing_that_may_have_been_taken),
        cmocka_unit_test(with_a_key_the_same_body_goes_again_in_its_window),
        cmocka_unit_test(after_its_window_an_unknown_notice_waits_for_a_person),
        cmocka_unit_test(what_was_due_while_nobody_sent_waits_for_a_person),
        cmocka_unit_test(a_queue_that_is_only_long_goes_on),
        cmocka_unit_test(a_gateway_that_stops_is_told_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
