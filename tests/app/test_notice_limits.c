/* What the gates learn from the store: households, how much a number got, the end of the campaign, approval. */
#include "app/notice_limits.h"
#include "notice_fixture.h"
#include "test_store.h"

static struct notice_facts facts_of(struct ward *w, int contact)
{
    struct notice_facts facts;

    store_must(notice_limits_read(w->app.db, ward_notice_of(w, contact), &w->arena, &facts, &w->err),
               &w->err);
    return facts;
}

static void one_message_names_everybody_of_a_household(void **state)
{
    struct ward *w = *state;

    ward_sql(w, "UPDATE contact SET phone = '+84500000001'");
    ward_queue(w, 1);
    struct notice_facts first = facts_of(w, 11);
    struct notice_facts second = facts_of(w, 12);
    struct notice_facts of_another_unit = facts_of(w, 14);
    assert_string_equal(first.form_name, "Lò Văn Ứng, Vàng Thị Én");
    assert_false(first.limits.household);
    assert_true(second.limits.household);
    /* the same telephone, but other meetings: a message of its own, with its own name */
    assert_string_equal(of_another_unit.form_name, "Quàng Thị Ộp");
    assert_false(of_another_unit.limits.household);
}

static void whoever_has_a_number_alone_is_told_alone(void **state)
{
    struct ward *w = *state;

    ward_queue(w, 1);
    assert_string_equal(facts_of(w, 11).form_name, "Lò Văn Ứng");
    assert_false(facts_of(w, 12).limits.household);
}

static void the_next_one_speaks_when_the_first_failed(void **state)
{
    struct ward *w = *state;

    ward_sql(w, "UPDATE contact SET phone = '+84500000001'");
    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET state = 'failed', reason = 'gateway' WHERE contact = 11");
    assert_string_equal(facts_of(w, 12).form_name, "Vàng Thị Én");
    assert_false(facts_of(w, 12).limits.household);
}

/* Somebody who came later to the number was not named by the message before. */
static void only_what_was_made_in_the_same_moment_is_told_together(void **state)
{
    struct ward *w = *state;

    ward_sql(w, "UPDATE contact SET phone = '+84500000001'");
    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET created_utc = created_utc + 1 WHERE contact = 12");
    assert_string_equal(facts_of(w, 11).form_name, "Lò Văn Ứng");
    assert_false(facts_of(w, 12).limits.household);
}

static void at_most_four_are_named_by_one_message(void **state)
{
    struct ward *w = *state;

    ward_sql(w, "INSERT INTO candidate (id, election, code, full_name) VALUES (5, 1, 'k5', 'Năm'), (6, 1, "
                "'k6', 'Sáu'), "
                "(7, 1, 'k7', 'Bảy')");
    ward_sql(w, "INSERT INTO candidacy VALUES (1, 5), (1, 6), (1, 7)");
    ward_sql(w, "INSERT INTO contact (id, election, candidate, full_name, phone, purpose, source) VALUES "
                "(15, 1, 5, '', '+84500000001', 'meeting_notice', 'x'), "
                "(16, 1, 6, '', '+84500000001', 'meeting_notice', 'x'), "
                "(17, 1, 7, '', '+84500000001', 'meeting_notice', 'x')");
    ward_sql(w, "UPDATE contact SET phone = '+84500000001'");
    ward_queue(w, 1);
    assert_string_equal(facts_of(w, 11).form_name, "Lò Văn Ứng, Vàng Thị Én, Năm, Sáu");
    assert_true(facts_of(w, 16).limits.household);
    assert_string_equal(facts_of(w, 17).form_name, "Bảy");
    assert_false(facts_of(w, 17).limits.household);
}

static void those_who_were_told_with_another_count_as_told(void **state)
{
    struct ward *w = *state;

    ward_sql(w, "UPDATE contact SET phone = '+84500000001'");
    ward_queue(w, 1);
    ward_sql(w, "UPDATE notice SET state = 'cancelled', reason = 'household' WHERE contact = 12");
    ward_sql(w, "UPDATE notice SET state = 'accepted' WHERE contact = 11");
    ward_sql(w, "INSERT INTO release VALUES (2, 1, 2, 1619830000, '')");
    ward_sql(w, "UPDATE meeting SET last_release = 2, start_utc = start_utc + 3600, end_utc = end_utc + 3600 "
                "WHERE id = 1");
    ward_queue(w, 2);
    assert_int_equal(facts_of(w, 12).meeting_count, 1);
    ward_sql(w, "UPDATE notice SET state = 'failed' WHERE contact = 11 AND release = 1");
    assert_int_equal(facts_of(w, 12).meeting_count, 2);
}

static void what_a_number_got_is_counted_newest_first(void **state)
{
    struct ward *w = *state;

    ward_sql(w, "UPDATE contact SET phone = '+84500000001' WHERE id IN (11, 14)");
    ward_queue(w, 1);
    assert_int_equal(facts_of(w, 11).limits.recent_count, 0);
    ward_sql(w, "UPDATE notice SET state = 'unknown', finished_utc = 1619829001 WHERE contact = 14");
    ward_sql(
        w, "INSERT INTO notice (election, kind, channel, contact, candidate, client_id, state, created_utc, "
           "not_before_utc, expires_utc, finished_utc) VALUES "
           "(1, 'x', 'sms', 11, 1, 'a', 'accepted', 5, 5, 5, 1619829007), "
           "(1, 'y', 'sms', 11, 1, 'b', 'failed', 5, 5, 5, 1619829008), "
           "(1, 'z', 'mail', 11, 1, 'c', 'accepted', 5, 5, 5, 1619829009)");
    ward_sql(w, "UPDATE notice SET created_utc = 6 WHERE kind = 'release' AND contact = 11");
    struct notice_facts facts;
    store_must(
        notice_limits_read(w->app.db,
                           test_store_number(w->folder->store, "SELECT id FROM notice WHERE contact = 11 "
                                                               "AND kind = 'release'"),
                           &w->arena, &facts, &w->err),
        &w->err);
    assert_int_equal(facts.limits.recent_count, 2);
    assert_int_equal(facts.limits.recent_utc_secs[0], 1619829007);
    assert_int_equal(facts.limits.recent_utc_secs[1], 1619829001);
}

/* The polls open at 7:00 on 23 May unless the timetable says otherwise: 18770 is that day, 300 is five in the morning. */
static void the_campaign_ends_as_the_timetable_says_for_the_places_of_the_meetings(void **state)
{
    static const char milestone[] =
        "INSERT INTO milestone (election, area, step, level, due_day, due_minute, provisional, done, "
        "cancelled, sequence, "
        "last_modified_utc) VALUES (1, %s, 'campaign_end', 'polling_station', %s, %s, 0, 0, %s, 0, 1)";
    static const struct {
        const char *area;
        const char *day;
        const char *minute;
        const char *cancelled;
        int64_t end_utc;
    } rows[] = {
        {"NULL", "18769", "360", "0", 1621638000}, /* 06:00 on 22 May, in the whole country */
        {"2", "18769", "300", "0", 1621634400},    /* 05:00 in the commune */
        {"1", "18760", "300", "0",
         1621641600}, /* of a level above: the timetable has it in each place below */
        {"3", "18765", "300", "0", 1621288800}, /* an area of the commune that votes early */
        {"3", "18765", "300", "1", 1621641600}, /* that was taken back */
    };
    struct ward *w = *state;

    ward_sql(w, "INSERT INTO area (id, election, parent, level, code, name) VALUES (3, 1, 2, 'polling_area', "
                "'b1', 'Khu vực 1')");
    ward_queue(w, 1);
    assert_int_equal(facts_of(w, 11).limits.campaign_until_utc_secs, 1621641600); /* 07:00 on 22 May */
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char sql[500];
        snprintf(sql, sizeof sql, milestone, rows[i].area, rows[i].day, rows[i].minute, rows[i].cancelled);
        ward_sql(w, sql);
        print_message("row %zu\n", i);
        assert_int_equal(facts_of(w, 11).limits.campaign_until_utc_secs, rows[i].end_utc);
        ward_sql(w, "DELETE FROM milestone");
    }
}

static void a_release_is_unapproved_until_somebody_approved_it(void **state)
{
    struct ward *w = *state;

    ward_queue(w, 1);
    assert_true(facts_of(w, 11).limits.unapproved);
    ward_sql(w, "INSERT INTO release_approval VALUES (1, 'lan', NULL, NULL)");
    assert_true(facts_of(w, 11).limits.unapproved);
    ward_sql(w, "UPDATE release_approval SET approved_by = 'minh', approved_utc = 5");
    assert_false(facts_of(w, 11).limits.unapproved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ward_test(one_message_names_everybody_of_a_household),
        ward_test(whoever_has_a_number_alone_is_told_alone),
        ward_test(the_next_one_speaks_when_the_first_failed),
        ward_test(only_what_was_made_in_the_same_moment_is_told_together),
        ward_test(at_most_four_are_named_by_one_message),
        ward_test(those_who_were_told_with_another_count_as_told),
        ward_test(what_a_number_got_is_counted_newest_first),
        ward_test(the_campaign_ends_as_the_timetable_says_for_the_places_of_the_meetings),
        ward_test(a_release_is_unapproved_until_somebody_approved_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
