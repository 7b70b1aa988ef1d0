/* The outbox of the store keeps the promises of notify/outbox.h: what the worker's tests take for granted. */
#include "base/parse.h"
#include "cmocka_tests.h"
#include "db/store_tests.h"
#include "outbox_fixture.h"

#include <string.h>

#define LOOK_AT_FIRST                                                                                        \
    "SELECT state, reason, attempts, body, parts, gateway, gateway_words, gateway_message_id, "              \
    "finished_utc IS NOT NULL, claimed_by IS NOT NULL FROM notice WHERE contact = 11"

static void a_release_is_told_to_everybody_it_concerns_once(void **state)
{
    struct fixture *fixture = *state;
    struct notice_queue_counts counts = queue(fixture, 1);

    assert_int_equal(counts.queued, 3);
    assert_int_equal(counts.unreachable, 1);
    assert_string_equal(
        look(fixture, "SELECT count(*), count(DISTINCT client_id), min(state), max(expires_utc) FROM notice"),
        "3|3|queued|1620045000");
}

static void a_notice_goes_its_way_and_leaves_its_traces(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    assert_true(claim(fixture, NOW, &notice));
    assert_int_equal(notice.tries, 0);
    assert_int_equal(strlen(notice.client_id), 32);
    assert_string_equal(look(fixture, LOOK_AT_FIRST), "claimed||0|-|-|-|-|-|0|1");
    assert_true(begin(fixture, &fixture->store, notice.id));
    assert_string_equal(look(fixture, LOOK_AT_FIRST), "in_flight||1|body|2|kannel|-|-|0|1");
    finish(fixture, notice.id, NOTICE_ACCEPTED);
    assert_string_equal(look(fixture, LOOK_AT_FIRST), "accepted||1|body|2|kannel|202 0: Accepted|007|1|0");
}

static void a_notice_that_comes_again_waits_and_keeps_its_name(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice first;
    struct outbox_notice again;

    queue(fixture, 1);
    change_store(fixture, "DELETE FROM notice WHERE contact <> 11");
    assert_true(claim(fixture, NOW, &first));
    assert_true(begin(fixture, &fixture->store, first.id));
    finish(fixture, first.id, NOTICE_QUEUED);
    assert_false(claim(fixture, NOW + 59, &again));
    assert_true(claim(fixture, NOW + 60, &again));
    assert_string_equal(again.client_id, first.client_id);
    assert_int_equal(again.tries, 1);
}

static void each_notice_is_claimed_by_one_worker(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;
    bool seen[100] = {false};

    queue(fixture, 1);
    for (int i = 0; i < 3; i++) {
        assert_true(claim(fixture, NOW, &notice));
        assert_false(seen[notice.id]);
        seen[notice.id] = true;
    }
    assert_false(claim(fixture, NOW, &notice));
}

static void a_worker_for_one_channel_leaves_the_others_notices_alone(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    assert_false(claim_from(fixture, &fixture->store, CHANNEL_MAIL, NOW, &notice));
    assert_true(claim(fixture, NOW, &notice));
}

static void what_a_dead_worker_had_is_taken_up_or_left_to_a_person(void **state)
{
    struct fixture *fixture = *state;
    const struct outbox *outbox = &fixture->store.outbox;
    struct outbox_store later;
    struct outbox_notice notice;

    queue(fixture, 1);
    assert_true(claim(fixture, NOW, &notice)); /* contact 11 */
    assert_true(begin(fixture, &fixture->store, notice.id));
    assert_true(claim(fixture, NOW, &notice)); /* contact 12 */
    must(fixture, outbox->recover(&fixture->store, NOW + OUTBOX_CLAIM_SECS - 1, &fixture->err));
    assert_string_equal(look(fixture, LOOK_AT_FIRST), "in_flight||1|body|2|kannel|-|-|0|1");
    must(fixture, outbox->recover(&fixture->store, NOW + OUTBOX_CLAIM_SECS, &fixture->err));
    assert_string_equal(look(fixture, LOOK_AT_FIRST), "unknown|interrupted|1|body|2|kannel|-|-|1|0");
    assert_string_equal(look(fixture, "SELECT state, attempts FROM notice WHERE contact = 12"), "queued|0");

    /* the worker was only slow: its claim is gone, and another one has the notice */
    must(fixture, outbox_store_init(&later, fixture->app.db, &fixture->err));
    assert_true(claim_from(fixture, &later, CHANNEL_SMS, NOW + OUTBOX_CLAIM_SECS, &notice));
    assert_false(begin(fixture, &fixture->store, notice.id));
    assert_true(begin(fixture, &later, notice.id));
}

static void an_answer_that_comes_late_is_still_written_down(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    assert_true(claim(fixture, NOW, &notice));
    assert_true(begin(fixture, &fixture->store, notice.id));
    must(fixture, fixture->store.outbox.recover(&fixture->store, NOW + OUTBOX_CLAIM_SECS, &fixture->err));
    finish(fixture, notice.id, NOTICE_ACCEPTED);
    assert_string_equal(look(fixture, "SELECT state, reason FROM notice WHERE contact = 11"), "accepted|");
}

static void silence_asked_for_after_the_claim_is_kept(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;
    struct notice_facts facts;

    queue(fixture, 1);
    assert_true(claim(fixture, NOW, &notice));
    change_store(fixture, "INSERT INTO opt_out VALUES ('+84500000001', 1619829000, 'by telephone')");
    assert_false(begin(fixture, &fixture->store, notice.id));
    must(fixture,
         fixture->store.outbox.facts(&fixture->store, &notice, 1, &fixture->arena, &facts, &fixture->err));
    assert_true(facts.opted_out);
}

static void silence_asked_for_by_mail_is_kept_as_well(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    change_store(fixture, "UPDATE contact SET email = 'Ung@Example.org' WHERE id = 11;"
                          "UPDATE notice SET channel = 'mail' WHERE contact = 11");
    assert_true(claim_from(fixture, &fixture->store, CHANNEL_MAIL, NOW, &notice));
    change_store(fixture, "INSERT INTO opt_out VALUES ('ung@example.org', 1619829000, 'by mail')");
    assert_false(begin(fixture, &fixture->store, notice.id));
}

/* A batch: what waits for the same person waits for its turn. */
static void a_claim_takes_of_each_person_the_first_notice(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notices[8];
    const struct outbox_wanted wanted = {
        .channel = CHANNEL_SMS, .now_utc_secs = NOW, .gateway = "kannel", .max = 8};
    size_t count = 0;

    queue(fixture, 1);
    change_store(
        fixture,
        "INSERT INTO notice (election, kind, channel, contact, candidate, client_id, state, created_utc, "
        "not_before_utc, expires_utc) VALUES (1, 'reminder', 'sms', 11, 1, 'later', 'queued', 1, "
        "1619829000, 1900000000), (1, 'first', 'sms', 11, 1, 'held', 'held', 1, 1619829000, "
        "1900000000)");
    must(fixture, fixture->store.outbox.claim(&fixture->store, &wanted, &fixture->arena, notices, &count,
                                              &fixture->err));
    assert_int_equal(count, 3);
    assert_string_equal(
        look(fixture, "SELECT client_id FROM notice WHERE contact = 11 AND state = 'claimed'"), "held");
    must(fixture, fixture->store.outbox.claim(&fixture->store, &wanted, &fixture->arena, notices, &count,
                                              &fixture->err));
    assert_int_equal(count, 0);
}

static struct notice_facts facts_of_first(struct fixture *fixture, const char *release)
{
    char sql[200];
    struct notice_facts facts;
    int64_t id;

    snprintf(sql, sizeof sql, "SELECT id FROM notice WHERE contact = 11 AND release = %s", release);
    assert_true(parse_int(look(fixture, sql), 1, INT64_MAX, &id));
    must(fixture, fixture->store.outbox.facts(&fixture->store, &(struct outbox_notice){.id = id}, 1,
                                              &fixture->arena, &facts, &fixture->err));
    return facts;
}

static void facts_are_those_of_now(void **state)
{
    struct fixture *fixture = *state;

    queue(fixture, 1);
    struct notice_facts facts = facts_of_first(fixture, "1");
    assert_int_equal(facts.kind, NOTICE_PUBLISHED);
    assert_int_equal(facts.release_number, 1);
    assert_string_equal(facts.form_name, "Lò Văn Ứng");
    assert_string_equal(facts.number, "+84500000001");
    assert_false(facts.opted_out || facts.superseded);
    assert_int_equal(facts.meeting_count, 2);
    assert_string_equal(facts.meetings[0].place, "Nhà văn hoá số 5, Phường Điện Biên");
    assert_int_equal(civil_time_to_utc_secs(facts.meetings[0].start), 1619958600);
    assert_true(facts.meetings[1].online);
    assert_int_equal(facts.meetings[0].connected_sites, 0);
    change_store(
        fixture,
        "INSERT INTO meeting_site VALUES (1, 1, 'online', 2, '', 50), (1, 2, 'online', NULL, '', 9)");
    assert_int_equal(facts_of_first(fixture, "1").meetings[0].connected_sites, 2);
    change_store(fixture, "UPDATE meeting SET start_utc = 1619960400 WHERE id = 1");
    facts = facts_of_first(fixture, "1");
    assert_int_equal(civil_time_to_utc_secs(facts.meetings[0].start), 1619960400);
    change_store(fixture, "UPDATE venue SET name = 'Hội trường UBND Phường Điện Biên' WHERE id = 1");
    assert_string_equal(facts_of_first(fixture, "1").meetings[0].place, "Hội trường UBND Phường Điện Biên");
    change_store(fixture, "UPDATE candidate SET full_name = '' WHERE id = 1");
    assert_string_equal(facts_of_first(fixture, "1").form_name, "k1");
}

#define RELEASE_2                                                                                            \
    "INSERT INTO release VALUES (2, 1, 2, 1619832600, '');"                                                  \
    "UPDATE meeting SET status = 'cancelled', last_release = 2 WHERE id = 1;"                                \
    "INSERT INTO meeting VALUES (4, 1, 'm4', 'm4@example', 1, 'confirmed', 'direct', 1620131400, "           \
    "1620136800, 0, 1619832600, 2, 2);"

/* Nobody is told of the first release any more; the second message tells it all, and not what was cancelled before. */
static void a_later_release_takes_the_place_of_an_unsent_notice(void **state)
{
    struct fixture *fixture = *state;

    queue(fixture, 1);
    change_store(fixture, RELEASE_2);
    struct notice_queue_counts counts = queue(fixture, 2);
    assert_int_equal(counts.queued, 2);
    assert_true(facts_of_first(fixture, "1").superseded);
    struct notice_facts facts = facts_of_first(fixture, "2");
    assert_false(facts.superseded);
    assert_int_equal(facts.kind, NOTICE_PUBLISHED);
    assert_int_equal(facts.meeting_count, 2);
    assert_true(facts.meetings[0].online);
    assert_false(facts.meetings[0].cancelled || facts.meetings[1].cancelled);
}

static void who_was_told_is_told_only_of_changes(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    assert_true(claim(fixture, NOW, &notice));
    assert_true(begin(fixture, &fixture->store, notice.id));
    finish(fixture, notice.id, NOTICE_ACCEPTED);
    change_store(fixture, RELEASE_2);
    queue(fixture, 2);
    struct notice_facts facts = facts_of_first(fixture, "2");
    assert_int_equal(facts.kind, NOTICE_CHANGED);
    assert_int_equal(facts.meeting_count, 2);
    assert_true(facts.meetings[0].cancelled);
    assert_int_equal(civil_time_to_utc_secs(facts.meetings[1].start), 1620131400);
}

/* The first message is on its way: what it tells is not known yet. */
static void one_message_at_a_time_goes_to_a_person(void **state)
{
    struct fixture *fixture = *state;
    struct outbox_notice notice;

    queue(fixture, 1);
    change_store(fixture, "DELETE FROM notice WHERE contact <> 11");
    assert_true(claim(fixture, NOW, &notice));
    assert_true(begin(fixture, &fixture->store, notice.id));
    change_store(fixture, RELEASE_2);
    queue(fixture, 2);
    change_store(fixture, "DELETE FROM notice WHERE contact <> 11");
    struct outbox_notice second;
    assert_false(claim(fixture, NOW, &second));
    finish(fixture, notice.id, NOTICE_ACCEPTED);
    assert_true(claim(fixture, NOW, &second));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        outbox_test(a_release_is_told_to_everybody_it_concerns_once),
        outbox_test(a_notice_goes_its_way_and_leaves_its_traces),
        outbox_test(a_notice_that_comes_again_waits_and_keeps_its_name),
        outbox_test(each_notice_is_claimed_by_one_worker),
        outbox_test(a_worker_for_one_channel_leaves_the_others_notices_alone),
        outbox_test(what_a_dead_worker_had_is_taken_up_or_left_to_a_person),
        outbox_test(an_answer_that_comes_late_is_still_written_down),
        outbox_test(silence_asked_for_after_the_claim_is_kept),
        outbox_test(silence_asked_for_by_mail_is_kept_as_well),
        outbox_test(a_claim_takes_of_each_person_the_first_notice),
        outbox_test(facts_are_those_of_now),
        outbox_test(a_later_release_takes_the_place_of_an_unsent_notice),
        outbox_test(who_was_told_is_told_only_of_changes),
        outbox_test(one_message_at_a_time_goes_to_a_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
