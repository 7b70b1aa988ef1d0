/* What persons decide about notices: settle, approve, let a held backlog go. */
#include "app/notice_approve.h"
#include "app/notice_settle.h"
#include "app/notice_status.h"
#include "notice_fixture.h"
#include "test_store.h"

static struct notice_settled settle(struct ward *w, int contact, enum notice_decision decision)
{
    struct notice_settled settled = {false, false};

    store_must(
        notice_settle(&w->app, ward_notice_of(w, contact), decision, "đã gọi điện hỏi", &settled, &w->err),
        &w->err);
    return settled;
}

#define LOOK                                                                                                 \
    "SELECT state, reason, finished_utc IS NOT NULL, not_before_utc, client_id FROM notice WHERE contact = " \
    "11"

static void what_is_uncertain_becomes_what_a_person_says(void **state)
{
    struct ward *w = *state;

    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET state = 'unknown', reason = 'no_answer', finished_utc = 7, client_id = "
                "'ref-' || contact");
    settle(w, 11, DECISION_DELIVERED);
    ASSERT_WARD(w, LOOK, "delivered|settled|1|1619829000|ref-11");
    settle(w, 12, DECISION_FAILED);
    ASSERT_WARD(w, "SELECT state, reason FROM notice WHERE contact = 12", "failed|settled");
    ASSERT_WARD(w, "SELECT who, before, decision, may_double, why, at_utc FROM notice_settlement ORDER BY id",
                "lan|unknown|delivered|0|đã gọi điện hỏi|1619829000\n"
                "lan|unknown|failed|0|đã gọi điện hỏi|1619829000");
    ASSERT_WARD(w, "SELECT count(*) FROM audit WHERE verb = 'notice settle'", "2");
}

static void sending_again_keeps_the_client_id_and_is_the_persons_own_decision(void **state)
{
    struct ward *w = *state;

    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET state = 'unknown', finished_utc = 7, not_before_utc = 6, client_id = "
                "'ref-' || contact");
    assert_true(settle(w, 11, DECISION_SEND_AGAIN).may_double);
    ASSERT_WARD(w, LOOK, "queued||0|1619829000|ref-11");
    ASSERT_WARD(w, "SELECT decision, may_double FROM notice_settlement", "send-again|1");
}

/* eSMS knows a repeated request until the end of the day; the other gateway of the settings does not. */
static void a_gateway_that_knows_a_repetition_sends_nothing_twice(void **state)
{
    static const struct {
        const char *gateway;
        const char *since;
        bool may_double;
    } rows[] = {
        {"esms", "1619828000", false},
        {"esms", "1619740000", true}, /* on the day before */
        {"kannel", "1619828000", true},
        {"gone", "1619828000", true}, /* no gateway of the settings any more */
    };
    struct ward *w = *state;

    w->settings.gateway.profile = HT_SOURCE_DIR "/config/gateways/kannel.yaml";
    w->settings.second_gateway.profile = HT_SOURCE_DIR "/config/gateways/esms.yaml";
    w->app.clock = clock_fixed(WARD_NOW + 3600);
    ward_queue(w, 1);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char sql[200];
        snprintf(sql, sizeof sql,
                 "UPDATE notice SET state = 'unknown', gateway = '%s', finished_utc = %s WHERE contact = 11",
                 rows[i].gateway, rows[i].since);
        ward_sql(w, sql);
        print_message("row %zu\n", i);
        assert_int_equal(settle(w, 11, DECISION_SEND_AGAIN).may_double, rows[i].may_double);
    }
}

static void what_failed_may_be_sent_again_and_nothing_else(void **state)
{
    struct ward *w = *state;
    struct notice_settled settled;

    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET state = 'failed', reason = 'no_number', finished_utc = 7");
    assert_int_equal(
        notice_settle(&w->app, ward_notice_of(w, 11), DECISION_DELIVERED, "x", &settled, &w->err),
        ERROR_DATA);
    store_assert_message(&w->err, "notice 1 has failed; it can only be sent again");
    assert_false(settle(w, 11, DECISION_SEND_AGAIN).may_double);
    ASSERT_WARD(w, "SELECT state FROM notice WHERE contact = 11", "queued");
}

static void what_helps_nobody_any_more_is_said_to_be_too_late(void **state)
{
    struct ward *w = *state;

    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET state = 'unknown', finished_utc = 7, expires_utc = 1619829000");
    assert_true(settle(w, 11, DECISION_SEND_AGAIN).too_late);
}

static void what_needs_no_person_is_not_settled(void **state)
{
    static const char *const states[] = {"queued",   "held",      "claimed", "in_flight",
                                         "accepted", "delivered", "expired", "cancelled"};
    struct ward *w = *state;
    struct notice_settled settled;

    ward_queue(w, 1);
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        char sql[100];
        char expected[200];
        snprintf(sql, sizeof sql, "UPDATE notice SET state = '%s' WHERE contact = 11", states[i]);
        snprintf(expected, sizeof expected,
                 "notice 1 is %s; only what is uncertain or failed is settled by a person", states[i]);
        ward_sql(w, sql);
        assert_int_equal(notice_settle(&w->app, 1, DECISION_FAILED, "x", &settled, &w->err), ERROR_DATA);
        store_assert_message(&w->err, expected);
    }
    assert_int_equal(notice_settle(&w->app, 99, DECISION_FAILED, "x", &settled, &w->err), ERROR_NO_INPUT);
    store_assert_message(
        &w->err, "there is no notice 99; `hiepthuong notice status` shows those that wait for a person");
    assert_int_equal(notice_settle(&w->app, 1, DECISION_FAILED, "", &settled, &w->err), ERROR_DATA);
    store_assert_message(&w->err, "say why, in at most 500 bytes");
    ASSERT_WARD(w, "SELECT count(*) FROM notice_settlement", "0");
}

static void publish_as(struct ward *w, const char *who)
{
    snprintf(w->app.actor.who, sizeof w->app.actor.who, "%s", who);
    store_must(notice_author_put(&w->app, 1, &w->err), &w->err);
    ward_queue(w, 1);
}

static void the_author_may_not_approve(void **state)
{
    struct ward *w = *state;
    int64_t due = -1;

    publish_as(w, "lan");
    ward_sql(w, "UPDATE notice SET state = 'held', reason = 'not_approved', not_before_utc = 1619900000");
    ward_sql(w, "UPDATE notice SET reason = 'quiet_hours' WHERE contact = 14");
    assert_int_equal(notice_approve(&w->app, 1, 1, &due, &w->err), ERROR_DENIED);
    store_assert_message(&w->err, "you published release 1; somebody else must approve what it tells");
    snprintf(w->app.actor.who, sizeof w->app.actor.who, "minh");
    store_must(notice_approve(&w->app, 1, 1, &due, &w->err), &w->err);
    assert_int_equal(due, 2);
    ASSERT_WARD(w, "SELECT author, approved_by, approved_utc FROM release_approval", "lan|minh|1619829000");
    ASSERT_WARD(w, "SELECT state, reason, count(*) FROM notice GROUP BY state, reason ORDER BY state",
                "held|quiet_hours|1\nqueued||2");
    assert_int_equal(notice_approve(&w->app, 1, 1, &due, &w->err), ERROR_DATA);
    store_assert_message(&w->err, "release 1 is approved already");
    assert_int_equal(notice_approve(&w->app, 1, 7, &due, &w->err), ERROR_NO_INPUT);
    store_assert_message(&w->err, "there is no release 7; `hiepthuong plan releases` shows them");
    ASSERT_WARD(w, "SELECT count(*) FROM audit WHERE verb = 'notice approve'", "1");
}

static void a_release_of_before_may_be_approved_by_anybody(void **state)
{
    struct ward *w = *state;
    int64_t due;

    ward_queue(w, 1);
    store_must(notice_approve(&w->app, 1, 1, &due, &w->err), &w->err);
    ASSERT_WARD(w, "SELECT author, approved_by FROM release_approval", "|lan");
}

static void the_status_says_what_waits_and_for_what(void **state)
{
    struct ward *w = *state;
    struct notice_status status;

    publish_as(w, "lan");
    ward_sql(w, "UPDATE notice SET state = 'held', reason = 'not_approved', not_before_utc = 1619829900 "
                "WHERE contact = 11");
    w->settings.notices.approval = true;
    store_must(notice_status(&w->app, 1, &w->arena, &status, &w->err), &w->err);
    assert_int_equal(status.held_count, 1);
    assert_string_equal(status.held[0].reason, "not_approved");
    assert_int_equal(status.held[0].until_utc_secs, 1619829900);
    assert_int_equal(status.unapproved_count, 1);
    assert_string_equal(status.unapproved[0].author, "lan");
    assert_int_equal(status.unapproved[0].count, 3);
    w->settings.notices.approval = false;
    store_must(notice_status(&w->app, 1, &w->arena, &status, &w->err), &w->err);
    assert_int_equal(status.unapproved_count, 0);
}

static void a_backlog_goes_when_a_person_lets_it(void **state)
{
    struct ward *w = *state;
    int64_t due;

    ward_queue(w, 1);
    store_must(notice_release_held(&w->app, 1, "đã xem", &due, &w->err), &w->err);
    assert_int_equal(due, 0);
    ward_sql(w, "UPDATE notice SET state = 'held', reason = 'outage', not_before_utc = expires_utc WHERE "
                "contact <> 14");
    assert_int_equal(notice_release_held(&w->app, 1, "", &due, &w->err), ERROR_DATA);
    store_must(notice_release_held(&w->app, 1, "đã xem", &due, &w->err), &w->err);
    assert_int_equal(due, 2);
    ASSERT_WARD(
        w,
        "SELECT count(*) FROM notice WHERE state = 'queued' AND reason = '' AND not_before_utc = 1619829000",
        "3");
    ASSERT_WARD(w, "SELECT count(*) FROM audit WHERE verb = 'notice release-held'", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ward_test(what_is_uncertain_becomes_what_a_person_says),
        ward_test(sending_again_keeps_the_client_id_and_is_the_persons_own_decision),
        ward_test(a_gateway_that_knows_a_repetition_sends_nothing_twice),
        ward_test(what_failed_may_be_sent_again_and_nothing_else),
        ward_test(what_helps_nobody_any_more_is_said_to_be_too_late),
        ward_test(what_needs_no_person_is_not_settled),
        ward_test(the_author_may_not_approve),
        ward_test(a_release_of_before_may_be_approved_by_anybody),
        ward_test(the_status_says_what_waits_and_for_what),
        ward_test(a_backlog_goes_when_a_person_lets_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
