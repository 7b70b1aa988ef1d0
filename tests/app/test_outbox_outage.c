/* When nobody sends, when a clock runs ahead: what becomes of the notices that wait. */
#include "cmocka_tests.h"
#include "db/store_tests.h"
#include "outbox_fixture.h"

static int64_t beat(struct fixture *fixture, int64_t now, int64_t stopped_since)
{
    const struct outbox_health health = {
        .channel = CHANNEL_SMS, .gateway = "kannel", .stopped_since_utc_secs = stopped_since, .words = ""};
    int64_t before = -1;

    must(fixture, fixture->store.outbox.beat(&fixture->store, &health, now, &before, &fixture->err));
    return before;
}

static void a_clock_that_ran_ahead_keeps_no_notice(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    assert_true(claim(fixture, NOW + 86400, &notice));
    must(fixture, fixture->store.outbox.recover(&fixture->store, NOW, &fixture->err));
    assert_string_equal(look(fixture, "SELECT state FROM notice WHERE contact = 11"), "queued");
    assert_true(claim(fixture, NOW + 86400, &notice));
    assert_true(begin(fixture, &fixture->store, notice.id));
    must(fixture, fixture->store.outbox.recover(&fixture->store, NOW - 86400, &fixture->err));
    assert_string_equal(look(fixture, "SELECT state FROM notice WHERE contact = 11"), "unknown");
}

/* A worker that is at work and reaches nobody sends as little as one that is not. */
static void a_gateway_that_is_stopped_is_an_outage(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(beat(fixture, NOW, 0), 0);
    assert_int_equal(beat(fixture, NOW + 60, NOW + 50), NOW);
    assert_int_equal(beat(fixture, NOW + 7200, NOW + 50), NOW + 50);
    assert_int_equal(beat(fixture, NOW + 7210, 0), NOW + 50); /* also when another process begins */
    assert_int_equal(beat(fixture, NOW + 7220, 0), NOW + 7210);
}

static void a_backlog_is_what_waits_for_no_other_person(void **state)
{
    struct fixture *fixture = *state;

    queue(fixture, 1);
    change_store(fixture, "UPDATE notice SET state = 'held', reason = 'quiet_hours' WHERE contact = 11;"
                          "UPDATE notice SET state = 'held', reason = 'not_approved' WHERE contact <> 11");
    must(fixture, fixture->store.outbox.hold_backlog(&fixture->store, CHANNEL_SMS, NOW - 1, &fixture->err));
    assert_string_equal(look(fixture, "SELECT reason FROM notice WHERE contact = 11"), "quiet_hours");
    must(fixture, fixture->store.outbox.hold_backlog(&fixture->store, CHANNEL_SMS, NOW, &fixture->err));
    assert_string_equal(look(fixture, "SELECT reason FROM notice WHERE contact = 11"), "outage");
    assert_string_equal(look(fixture, "SELECT DISTINCT reason FROM notice WHERE contact <> 11"),
                        "not_approved");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        outbox_test(a_clock_that_ran_ahead_keeps_no_notice),
        outbox_test(a_gateway_that_is_stopped_is_an_outage),
        outbox_test(a_backlog_is_what_waits_for_no_other_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
