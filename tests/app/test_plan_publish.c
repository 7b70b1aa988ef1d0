/* From a draft to a release: what calendars and notices are made from. */
#include "plan_fixture.h"

#include <string.h>

static enum error_code publish(struct fixture *f)
{
    plan_publication_done(&f->publication);
    return plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err);
}

static void must_publish(struct fixture *f)
{
    store_must(publish(f), &f->err);
}

static void pass_a_day(struct fixture *f)
{
    f->app.clock.fixed_utc_secs += 86400;
}

/* ---- tests ---- */

static void the_first_release_holds_every_meeting(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    assert_int_equal(f->publication.release_number, 1);
    assert_int_equal(f->publication.changed, 8);
    assert_int_equal(f->publication.changes[CHANGE_NEW], 8);
    ASSERT_ASK(f, "SELECT count(*) FROM meeting WHERE sequence = 0 AND status = 'confirmed'", "8");
    ASSERT_ASK(f,
               "SELECT count(DISTINCT uid) FROM meeting WHERE uid LIKE "
               "'________________________________.x@hiepthuong'",
               "8");
    ASSERT_ASK(f, "SELECT count(*) FROM meeting_site WHERE position = 0", "8");
    ASSERT_ASK(f,
               "SELECT link || ' ' || capacity FROM meeting_site JOIN meeting AS m ON m.id = meeting WHERE "
               "code = 'N01-03'",
               "https://hop.example.org/v01 300");
    ASSERT_ASK(f, "SELECT count(*) FROM meeting_site WHERE link <> ''", "1");
    ASSERT_ASK(f,
               "SELECT after FROM release_change JOIN meeting AS m ON m.id = meeting WHERE code = 'N01-03'",
               "2021-04-30T07:30/10:00");
    ASSERT_ASK(f, "SELECT value_utc FROM feed_clock", "1619000000");
}

static void nothing_begins_in_the_past_and_what_has_begun_stays(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    f->app.clock = clock_fixed(1619742600); /* 2021-04-30T07:30: N01-03 begins */
    assert_int_equal(publish(f), ERROR_DATA);
    ASSERT_ASK(f, "SELECT count(*) FROM release", "0");
    f->app.clock = clock_fixed(FIRST_UTC);
    must_publish(f);
    f->app.clock = clock_fixed(1619742600);
    put_draft(f);
    run_sql(f, "DELETE FROM draft_meeting WHERE code = 'N01-03'");
    run_sql(f, "UPDATE unit SET needed = needed - 1 WHERE code = 'N01'");
    assert_int_equal(publish(f), ERROR_DATA);
    ASSERT_ASK(f, "SELECT status FROM meeting WHERE code = 'N01-03'", "confirmed");
}

static void every_candidate_who_can_be_told_gets_one_notice(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    assert_int_equal(f->publication.notices.queued, 6); /* two of them by mail too */
    assert_int_equal(f->publication.notices.unreachable, 1);
    ASSERT_ASK(f,
               "SELECT count(DISTINCT contact) || ' ' || count(DISTINCT client_id) FROM notice"
               " WHERE state = 'queued' AND channel = 'sms'",
               "4 4");
    /* K04 stands in N01 and T01; the last meeting of both begins on 30 April at 14:00. */
    ASSERT_ASK(f,
               "SELECT DISTINCT expires_utc FROM notice JOIN candidate AS c ON c.id = candidate WHERE c.code "
               "= 'K04'",
               "1619766000");
}

static void publishing_twice_changes_nothing(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    const char *before = ask(f, "SELECT group_concat(uid || sequence || last_modified_utc) FROM meeting");
    pass_a_day(f);
    must_publish(f);
    assert_int_equal(f->publication.release_number, 0);
    assert_int_equal(f->publication.changed, 0);
    ASSERT_ASK(f, "SELECT group_concat(uid || sequence || last_modified_utc) FROM meeting", before);
    ASSERT_ASK(f, "SELECT count(*) FROM release", "1");
    ASSERT_ASK(f, "SELECT count(*) FROM notice", "6");
    ASSERT_ASK(f, "SELECT value_utc FROM feed_clock", "1619000000");
}

static void a_meeting_that_moves_is_raised_once_and_the_others_stay(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    const char *uid = ask(f, "SELECT uid FROM meeting WHERE code = 'X01-01'");
    pass_a_day(f);
    run_sql(f, "UPDATE draft_meeting SET start_utc = start_utc + 600, end_utc = end_utc + 600 WHERE code = "
               "'X01-01'");
    must_publish(f);
    assert_int_equal(f->publication.release_number, 2);
    assert_int_equal(f->publication.changed, 1);
    assert_int_equal(f->publication.changes[CHANGE_MOVED], 1);
    ASSERT_ASK(f, "SELECT sequence FROM meeting WHERE code = 'X01-01'", "1");
    ASSERT_ASK(f, "SELECT uid FROM meeting WHERE code = 'X01-01'", uid);
    ASSERT_ASK(f, "SELECT last_modified_utc FROM meeting WHERE code = 'X01-01'", "1619086400");
    ASSERT_ASK(f, "SELECT count(*) FROM meeting WHERE sequence = 0 AND last_modified_utc = 1619000000", "7");
    ASSERT_ASK(f, "SELECT kind || ' ' || before || ' ' || after FROM release_change WHERE release = 2",
               "moved 2021-04-29T14:00/15:30 2021-04-29T14:10/15:40");
    /* K02 has a telephone, K05 has none. */
    assert_int_equal(f->publication.notices.queued, 1);
    assert_int_equal(f->publication.notices.unreachable, 1);
    must_publish(f);
    ASSERT_ASK(f, "SELECT max(sequence) FROM meeting", "1");
}

static void place_mode_and_link_are_changes_of_their_own(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    run_sql(
        f, "UPDATE draft_meeting SET venue = (SELECT id FROM venue WHERE code = 'V02') WHERE code = 'X01-01';"
           "UPDATE venue SET online_link = 'https://hop.example.org/new' WHERE code = 'V01'");
    must_publish(f);
    assert_int_equal(f->publication.changed, 2);
    assert_int_equal(f->publication.changes[CHANGE_PLACE], 2);
    ASSERT_ASK(f,
               "SELECT before || ' -> ' || after FROM release_change JOIN meeting AS m ON m.id = meeting"
               " WHERE release = 2 AND m.code = 'X01-01'",
               "Hội trường thị trấn -> Nhà văn hóa phố Chợ");
    ASSERT_ASK(f,
               "SELECT before || ' -> ' || after FROM release_change JOIN meeting AS m ON m.id = meeting"
               " WHERE release = 2 AND m.code = 'N01-03'",
               "https://hop.example.org/v01 -> https://hop.example.org/new");
    run_sql(f, "UPDATE draft_meeting SET mode = 'direct' WHERE code = 'N01-03';"
               "UPDATE draft_meeting SET mode = 'online' WHERE code = 'N01-02'");
    must_publish(f);
    assert_int_equal(f->publication.changes[CHANGE_MODE], 2);
    assert_int_equal(f->publication.changes[CHANGE_PLACE], 0);
    ASSERT_ASK(f, "SELECT sequence || mode FROM meeting WHERE code = 'N01-03'", "2direct");
    ASSERT_ASK(f, "SELECT link FROM meeting_site JOIN meeting AS m ON m.id = meeting WHERE code = 'N01-02'",
               "https://hop.example.org/new");
}

static void a_meeting_the_draft_no_longer_has_is_cancelled_and_can_come_back(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    const char *uid = ask(f, "SELECT uid FROM meeting WHERE code = 'Q01-02'");
    run_sql(f,
            "UPDATE unit SET needed = 1 WHERE code = 'Q01'; DELETE FROM draft_meeting WHERE code = 'Q01-02'");
    must_publish(f);
    assert_int_equal(f->publication.changed, 1);
    assert_int_equal(f->publication.changes[CHANGE_CANCELLED], 1);
    ASSERT_ASK(f, "SELECT status || sequence FROM meeting WHERE code = 'Q01-02'", "cancelled1");
    ASSERT_ASK(f,
               "SELECT count(*) FROM meeting_site JOIN meeting AS m ON m.id = meeting WHERE code = 'Q01-02'",
               "1");
    must_publish(f);
    assert_int_equal(f->publication.changed, 0);
    run_sql(f, "UPDATE unit SET needed = 2 WHERE code = 'Q01'");
    put_draft(f);
    must_publish(f);
    assert_int_equal(f->publication.changes[CHANGE_RESTORED], 1);
    assert_int_equal(f->publication.changes[CHANGE_MOVED], 0);
    ASSERT_ASK(f, "SELECT status || sequence FROM meeting WHERE code = 'Q01-02'", "confirmed2");
    ASSERT_ASK(f, "SELECT uid FROM meeting WHERE code = 'Q01-02'", uid);
}

static void the_clock_of_the_feeds_never_goes_back(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    f->app.clock.fixed_utc_secs = FIRST_UTC - 1000;
    run_sql(f, "UPDATE draft_meeting SET start_utc = start_utc + 600, end_utc = end_utc + 600 WHERE code = "
               "'X01-01'");
    must_publish(f);
    ASSERT_ASK(f, "SELECT value_utc FROM feed_clock", "1619000001");
    ASSERT_ASK(f, "SELECT last_modified_utc FROM meeting WHERE code = 'X01-01'", "1619000001");
}

static void a_draft_that_breaks_a_rule_is_not_published(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(publish(f), ERROR_NO_INPUT);
    store_assert_message(&f->err,
                         "no plan has been made for this election; `hiepthuong plan make` makes one");
    put_draft(f);
    /* The hall was taken after the draft was made. */
    run_sql(f, "INSERT INTO venue_block SELECT id, 18746, 'A' FROM venue WHERE code = 'V01'");
    assert_int_equal(publish(f), ERROR_FOUND);
    store_assert_message(&f->err,
                         "nothing is published, for the draft breaks rules; violations: 1; `hiepthuong "
                         "plan replan` mends it, `hiepthuong plan make` makes another one");
    assert_int_equal(f->publication.judgement.counts[PLAN_RULE_VENUE_BLOCKED], 1);
    ASSERT_ASK(f, "SELECT count(*) FROM release", "0");
    ASSERT_ASK(f, "SELECT count(*) FROM meeting", "0");
}

static void a_release_that_fails_half_way_never_was(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    must_publish(f);
    run_sql(
        f,
        "UPDATE draft_meeting SET start_utc = start_utc + 600, end_utc = end_utc + 600 WHERE code = 'X01-01';"
        "ALTER TABLE notice RENAME TO notice_away");
    assert_int_not_equal(publish(f), OK);
    ASSERT_ASK(f, "SELECT count(*) FROM release", "1");
    ASSERT_ASK(f, "SELECT max(sequence) FROM meeting", "0");
    ASSERT_ASK(f, "SELECT value_utc FROM feed_clock", "1619000000");
    run_sql(f, "ALTER TABLE notice_away RENAME TO notice");
    must_publish(f);
    assert_int_equal(f->publication.release_number, 2);
}

static void a_note_has_its_limit(void **state)
{
    struct fixture *f = *state;
    char note[600];

    memset(note, 'a', sizeof note);
    note[sizeof note - 1] = '\0';
    put_draft(f);
    assert_int_equal(plan_publish(&f->app, &f->election, note, &f->arena, &f->publication, &f->err),
                     ERROR_DATA);
    store_assert_message(&f->err, "the note of a release may have at most 500 characters");
    note[500] = '\0';
    store_must(plan_publish(&f->app, &f->election, note, &f->arena, &f->publication, &f->err), &f->err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(the_first_release_holds_every_meeting),
        plan_test(nothing_begins_in_the_past_and_what_has_begun_stays),
        plan_test(every_candidate_who_can_be_told_gets_one_notice),
        plan_test(publishing_twice_changes_nothing),
        plan_test(a_meeting_that_moves_is_raised_once_and_the_others_stay),
        plan_test(place_mode_and_link_are_changes_of_their_own),
        plan_test(a_meeting_the_draft_no_longer_has_is_cancelled_and_can_come_back),
        plan_test(the_clock_of_the_feeds_never_goes_back),
        plan_test(a_draft_that_breaks_a_rule_is_not_published),
        plan_test(a_release_that_fails_half_way_never_was),
        plan_test(a_note_has_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
