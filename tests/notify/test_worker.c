#include "cmocka_tests.h"
#include "worker_bench.h"

#include <unistd.h>

#define TEXT_SENT                                                                                            \
    "text=%C3%94ng%20%E1%BB%A8ng%3A%2019%3A30%20ng%C3%A0y%2002%2F05%2F2021%20t%E1%BA%A1i%20Nh%C3%A0%20"      \
    "v%C4%83n%20ho%C3%A1 HTTP/1.1"

static void every_notice_is_sent_once_with_its_text(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(3, fake->base);

    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_gateway_requests(fake), 3);
    assert_int_equal(fake_gateway_requests_with(fake, "ref=client-2-end&"), 1);
    assert_int_equal(fake_gateway_requests_with(fake, TEXT_SENT), 3);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_ACCEPTED), 3);
    assert_string_equal(bench->outbox.rows[0].body, "Ông Ứng: 19:30 ngày 02/05/2021 tại Nhà văn hoá");
    assert_string_equal(bench->outbox.rows[0].words, "202 0: Accepted for delivery");
    assert_int_equal(bench->outbox.rows[0].parts, 1);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void who_asks_for_silence_at_the_last_moment_gets_it(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(2, fake->base);

    bench->outbox.opted_out_at_last_moment = true;
    assert_int_equal(bench_pass(bench), OK);
    bench->outbox.facts.opted_out = true;
    bench_later(bench, OUTBOX_CLAIM_SECS);
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_gateway_requests(fake), 0);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_CANCELLED), 2);
    assert_int_equal(bench->outbox.rows[0].reason, REASON_OPTED_OUT);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void nobody_is_woken(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(1, fake->base);

    bench->clock = clock_fixed(bench_moment("2021-04-28T23:15"));
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(bench->outbox.rows[0].state, NOTICE_HELD);
    assert_int_equal(bench->outbox.rows[0].not_before_utc_secs, bench_moment("2021-04-29T07:00"));
    bench->clock = clock_fixed(bench_moment("2021-04-29T06:59"));
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(fake_gateway_requests(fake), 0);
    bench->clock = clock_fixed(bench_moment("2021-04-29T07:00"));
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(bench->outbox.rows[0].state, NOTICE_ACCEPTED);
    bench_free(bench);
    fake_gateway_stop(fake);
}

/* What the gateway would cut is not sent at all. */
static void a_text_of_too_many_parts_fails_before_the_wire(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(1, fake->base);

    bench->meeting.place =
        "Nhà văn hoá của một bản có cái tên rất dài, dài đến nỗi hai phần của một tin nhắn cũng không đủ "
        "chỗ để viết cho hết";
    assert_int_equal(bench_pass(bench), OK);
    assert_int_equal(bench->outbox.rows[0].state, NOTICE_FAILED);
    assert_int_equal(bench->outbox.rows[0].reason, REASON_TOO_LONG);
    assert_int_equal(fake_gateway_requests(fake), 0);
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void a_profile_may_strip_the_marks(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(1, fake->base);

    bench->profile->marks = MARKS_STRIP;
    bench->meeting.place = "“Nhà văn hoá” Đông – Tây…";
    assert_int_equal(bench_pass(bench), OK);
    assert_string_equal(bench->outbox.rows[0].body,
                        "Ong Ung: 19:30 ngay 02/05/2021 tai \"Nha van hoa\" Dong - Tay...");
    bench_free(bench);
    fake_gateway_stop(fake);
}

static void a_worker_that_is_told_to_stop_takes_no_more(void **state)
{
    (void)state;
    struct fake_gateway *fake = fake_gateway_start(&fake_good_turn, 1);
    struct bench *bench = bench_new(2, fake->base);
    int stop[2];

    assert_int_equal(pipe(stop), 0);
    assert_int_equal(write(stop[1], "x", 1), 1);
    bench->worker.stop_descriptor = stop[0];
    assert_int_equal(bench_pass(bench), OK);
    worker_run(&bench->worker, NULL, NULL);
    assert_int_equal(fake_outbox_count(&bench->outbox, NOTICE_QUEUED), 2);
    assert_int_equal(fake_gateway_requests(fake), 0);
    close(stop[0]);
    close(stop[1]);
    bench_free(bench);
    fake_gateway_stop(fake);
}

struct seen {
    unsigned errors;
    int stop;
};

static void note_error_and_stop(void *context, const struct worker_counts *counts, const struct error *err)
{
    struct seen *seen = context;

    assert_non_null(err);
    assert_int_equal(counts->handled[NOTICE_QUEUED], 1); /* back in the queue */
    seen->errors += err->code == ERROR_UNAVAILABLE;
    assert_int_equal(write(seen->stop, "x", 1), 1);
}

static void a_running_worker_tells_what_fails_and_ends_when_told(void **state)
{
    (void)state;
    char closed[64];
    int stop[2];

    fake_gateway_closed_base(closed, sizeof closed);
    struct bench *bench = bench_new(1, closed);
    assert_int_equal(pipe(stop), 0);
    struct seen seen = {.stop = stop[1]};
    bench->worker.stop_descriptor = stop[0];
    worker_run(&bench->worker, note_error_and_stop, &seen);
    assert_int_equal(seen.errors, 1);
    close(stop[0]);
    close(stop[1]);
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_notice_is_sent_once_with_its_text),
        cmocka_unit_test(who_asks_for_silence_at_the_last_moment_gets_it),
        cmocka_unit_test(nobody_is_woken),
        cmocka_unit_test(a_text_of_too_many_parts_fails_before_the_wire),
        cmocka_unit_test(a_profile_may_strip_the_marks),
        cmocka_unit_test(a_worker_that_is_told_to_stop_takes_no_more),
        cmocka_unit_test(a_running_worker_tells_what_fails_and_ends_when_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
