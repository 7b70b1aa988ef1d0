#include "cmocka_tests.h"
#include "worker_bench.h"

#include <stdio.h>

static void a_gateway_that_is_down_leaves_the_queue_as_it_was(void **state)
{
    (void)state;
    char closed[64];
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);

    fake_gateway_closed_base(closed, sizeof closed);
    struct bench *bench = bench_new(3, closed);
    assert_int_equal(bench_pass(bench), ERROR_UNAVAILABLE);
    bench_assert_error(
        bench, "the gateway cannot be reached: Couldn't connect to server. The notices stay in the queue and "
               "are sent when it can be reached again");
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_QUEUED), 3);
    bench_start_worker(bench, fake->base); /* it is back; nobody waits for a pause of the message */
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_ACCEPTED), 3);
    assert_int_equal(fake_gateway_requests(fake), 3);
    bench_free(bench);
    fake_gateway_stop(fake);
}

/* Whatever happens after the request left, the notice is unknown and stays so. */
static void a_request_without_an_answer_is_never_sent_again(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {
        {FAKE_SILENT, 0, ""}, {FAKE_DROPS, 0, ""}, {FAKE_CUT, 202, "0: "}, {FAKE_ANSWERS, 200, "<html>"}};

    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        struct fake_gateway *fake = fake_gateway_start(&turns[i], 1);
        struct bench *bench = bench_new(1, fake->base);
        assert_int_equal(bench_pass(bench), OK);
        assert_int_equal(bench->outbox.rows[0].state, NOTICE_UNKNOWN);
        assert_int_equal(bench->outbox.rows[0].reason, REASON_NO_ANSWER);
        bench_later(bench, 86400);
        bench_start_worker(bench, fake->base);
        assert_int_equal(bench_pass(bench), OK);
        assert_int_equal(fake_gateway_requests(fake), 1);
        bench_free(bench);
        fake_gateway_stop(fake);
    }
}

static void a_broken_channel_stops_the_pass_and_keeps_the_queue(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {{FAKE_ANSWERS, 403, "Authorization failed"},
                                             {FAKE_ANSWERS, 403, "Authorization failed"},
                                             {FAKE_ANSWERS, 403, "Authorization failed"},
                                             {FAKE_ANSWERS, 403, "Authorization failed"},
                                             {FAKE_ANSWERS, 202, "0: Accepted"}};
    struct fake_gateway *fake = fake_gateway_start(turns, COUNT_OF(turns));
    struct bench *bench = bench_new(5, fake->base);

    assert_int_equal(bench_pass(bench), ERROR_UNAVAILABLE);
    bench_assert_error(
        bench,
        "the gateway did not take 3 messages in a row; its words stand with notice 3. The rest stays in "
        "the queue");
    assert_string_equal(bench->outbox.rows[2].words, "403 Authorization failed");
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_QUEUED), 5);
    /* from then on one message tries the channel */
    assert_int_equal(bench_pass(bench), ERROR_UNAVAILABLE);
    assert_int_equal(fake_gateway_requests(fake), 4);
    /* and when it goes well, all go */
    bench_later(bench, 3600);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_ACCEPTED), 5);
    bench_free(bench);
    fake_gateway_stop(fake);
}

/* A gateway that swallows everything must not turn a whole queue into unknown notices. */
static void a_silent_gateway_stops_the_pass(void **state)
{
    (void)state;
    static const struct fake_turn turn = {FAKE_DROPS, 0, ""};
    struct fake_gateway *fake = fake_gateway_start(&turn, 1);
    struct bench *bench = bench_new(6, fake->base);

    assert_int_equal(bench_pass(bench), ERROR_UNAVAILABLE);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_UNKNOWN), 3);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_QUEUED), 3);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void a_message_turned_away_for_now_comes_again_under_the_same_name(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {{FAKE_ANSWERS, 503, "Temporal failure"},
                                             {FAKE_ANSWERS, 503, "Temporal failure"},
                                             {FAKE_ANSWERS, 202, "0: Accepted"}};
    struct fake_gateway *fake = fake_gateway_start(turns, COUNT_OF(turns));
    struct bench *bench = bench_new(1, fake->base);
    const struct fake_row *row = &bench->outbox.rows[0];
    int64_t now = bench->clock.fixed_utc_secs;

    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->state, NOTICE_QUEUED);
    assert_int_equal(row->not_before_utc_secs, now + 60);
    bench_later(bench, 59);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_gateway_requests(fake), 1);
    bench_later(bench, 1);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->not_before_utc_secs, now + 60 + 120);
    bench_later(bench, 120);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->state, NOTICE_ACCEPTED);
    assert_int_equal(fake_gateway_requests_with(fake, "ref=client-1-end&"), 3);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void a_message_turned_away_too_often_fails(void **state)
{
    (void)state;
    static const struct fake_turn turn = {FAKE_ANSWERS, 503, "Temporal failure"};
    struct fake_gateway *fake = fake_gateway_start(&turn, 1);
    struct bench *bench = bench_new(1, fake->base);
    struct fake_row *row = &bench->outbox.rows[0];

    row->tries = WORKER_TRIES_MAX - 1;
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->not_before_utc_secs,
                     bench->clock.fixed_utc_secs + 3600); /* never more than an hour */
    bench_later(bench, 3600);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(row->state, NOTICE_FAILED);
    assert_int_equal(row->reason, REASON_TOO_MANY_TRIES);
    assert_string_equal(row->words, "503 Temporal failure");
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void a_refused_message_fails_and_the_others_go_on(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {{FAKE_ANSWERS, 400, "Missing receiver number, rejected"},
                                             {FAKE_ANSWERS, 202, "0: Accepted"}};
    struct fake_gateway *fake = fake_gateway_start(turns, COUNT_OF(turns));
    struct bench *bench = bench_new(2, fake->base);

    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(bench->outbox.rows[0].state, NOTICE_FAILED);
    assert_string_equal(bench->outbox.rows[0].words, "400 Missing receiver number, rejected");
    assert_int_equal(bench->outbox.rows[1].state, NOTICE_ACCEPTED);
    assert_int_equal(bench->counts.handled[NOTICE_FAILED], 1);
    assert_int_equal(bench->counts.handled[NOTICE_ACCEPTED], 1);
    bench_free(bench);
    fake_gateway_stop(fake);
}

/* One life that ends at a step of the outbox, and a second one after the claims have lapsed. False when the first life
 * had fewer steps. */
static bool survives(enum fake_death death, unsigned step, struct fake_gateway *fake)
{
    struct bench *bench = bench_new(3, fake->base);
    struct fake_outbox *outbox = &bench->outbox;

    outbox->death = death;
    outbox->dies_at_step = step;
    bool died = bench_pass(bench) != OK;
    outbox->death = FAKE_LIVES;
    bench_later(bench, OUTBOX_CLAIM_SECS);
    bench_start_worker(bench, fake->base);
    assert_int_equal(bench_pass(bench), OK);

    size_t accepted = fake_outbox_count(outbox, NOTICE_ACCEPTED);
    size_t unknown = fake_outbox_count(outbox, NOTICE_UNKNOWN);
    assert_int_equal(accepted + unknown, outbox->row_count); /* none is lost */
    assert_true(unknown <= 2);                               /* as many as were under way */
    for (size_t i = 0; i < outbox->row_count; i++) {
        char ref[100];
        snprintf(ref, sizeof ref, "ref=%s&", outbox->rows[i].client_id);
        size_t requests = fake_gateway_requests_with(fake, ref);
        if (outbox->rows[i].state == NOTICE_ACCEPTED)
            assert_int_equal(requests, 1);
        assert_true(requests <= 1); /* none twice */
    }
    bench_free(bench);
    return died;
}

static void death_between_any_two_steps_loses_nothing_and_doubles_nothing(void **state)
{
    (void)state;
    static const enum fake_death deaths[] = {FAKE_DIES_BEFORE, FAKE_DIES_AFTER};
    unsigned step;

    for (size_t i = 0; i < COUNT_OF(deaths); i++) {
        bool died = true;
        for (step = 1; died; step++) {
            struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
            died = survives(deaths[i], step, fake);
            fake_gateway_stop(fake);
        }
        /* recover; claim, facts and begin of one notice and then of two, whose answers may come apart */
        assert_in_range(step - 1, 10, 15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gateway_that_is_down_leaves_the_queue_as_it_was),
        cmocka_unit_test(a_request_without_an_answer_is_never_sent_again),
        cmocka_unit_test(a_broken_channel_stops_the_pass_and_keeps_the_queue),
        cmocka_unit_test(a_silent_gateway_stops_the_pass),
        cmocka_unit_test(a_message_turned_away_for_now_comes_again_under_the_same_name),
        cmocka_unit_test(a_message_turned_away_too_often_fails),
        cmocka_unit_test(a_refused_message_fails_and_the_others_go_on),
        cmocka_unit_test(death_between_any_two_steps_loses_nothing_and_doubles_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
