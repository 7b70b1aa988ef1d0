/* After any edit, what waits in the store is what the rules ask for. */
#include "app/notice_expected.h"

#define EDITS 60

/* ---- random edits ---- */

static int64_t below(struct fixture *f, uint32_t bound)
{
    return prng_below(&f->prng, bound);
}

static const char *edit_meeting(struct fixture *f)
{
    static const char *const names[] = {"a move", "a cancellation", "a restoration"};
    int64_t which = below(f, 5) % 3;
    int64_t start = now_of(f) + 1800 + below(f, 10 * 48) * 1800;
    int64_t meeting = 1 + below(f, 3);
    char sql[400];

    if (which == 0)
        snprintf(
            sql, sizeof sql,
            "UPDATE meeting SET start_utc = %lld, end_utc = %lld, last_modified_utc = %lld WHERE id = %lld",
            (long long)start, (long long)start + 5400, (long long)now_of(f), (long long)meeting);
    else
        snprintf(sql, sizeof sql,
                 "UPDATE meeting SET status = '%s', last_modified_utc = %lld WHERE id = %lld",
                 which == 1 ? "cancelled" : "confirmed", (long long)now_of(f), (long long)meeting);
    run_sql(f, sql);
    return names[which];
}

static const char *edit_contact(struct fixture *f)
{
    static const char *const edits[] = {"UPDATE contact SET phone = NULL WHERE id = 12",
                                        "UPDATE contact SET phone = '+84500000002' WHERE id = 12",
                                        "UPDATE contact SET email = 'k4@example.org' WHERE id = 14",
                                        "UPDATE contact SET email = NULL WHERE id = 14"};

    run_sql(f, edits[below(f, COUNT_OF(edits))]);
    return "a change of contacts";
}

static const char *edit_step(struct fixture *f)
{
    int64_t step = 1 + below(f, 11);
    char sql[300];

    switch (below(f, 3)) {
    case 0:
        snprintf(sql, sizeof sql, "INSERT INTO milestone_proof VALUES (%lld) ON CONFLICT DO NOTHING",
                 (long long)step);
        break;
    case 1:
        snprintf(sql, sizeof sql, "DELETE FROM milestone_proof WHERE milestone = %lld", (long long)step);
        break;
    default:
        snprintf(sql, sizeof sql, "UPDATE milestone SET due_day = %lld WHERE id = %lld",
                 (long long)today_of(f).day - 3 + (long long)below(f, 20), (long long)step);
    }
    run_sql(f, sql);
    return "a change of steps";
}

static const char *edit_rules(struct fixture *f)
{
    struct notice_rule *rule = &f->schedule.rules->kinds[below(f, f->schedule.rules->kind_count)];

    if (rule->hour != NULL)
        rule->minute = (int32_t)below(f, 24) * 60;
    if (rule->hours > 0 && rule->about == ABOUT_MEETINGS)
        rule->hours = 1 + (unsigned)below(f, 30);
    if (rule->days > 0)
        f->schedule.days[rule - f->schedule.rules->kinds] = (int32_t)(rule->days = 1 + (unsigned)below(f, 5));
    if (rule->lasts_minutes > 0)
        rule->lasts_minutes = 30 + (unsigned)below(f, 1200);
    if (rule->late > 0)
        rule->late = 1 + (unsigned)below(f, 4);
    return "a change of rules";
}

static const char *send_some(struct fixture *f)
{
    static const char *const states[] = {"accepted", "unknown", "failed", "delivered"};
    char sql[300];

    snprintf(sql, sizeof sql,
             "UPDATE notice SET state = '%s', finished_utc = %lld WHERE state IN ('queued', 'held') AND "
             "release IS NULL "
             "AND id %% 3 = %lld",
             states[below(f, COUNT_OF(states))], (long long)now_of(f), (long long)below(f, 3));
    run_sql(f, sql);
    return "sending";
}

static const char *pass_time(struct fixture *f)
{
    f->app.clock = clock_fixed(now_of(f) + 600 + below(f, 20 * 6) * 600);
    return "an hour or more";
}

static void what_waits_is_what_the_rules_ask_for_after_any_edit(void **state)
{
    static const char *(*const edits[])(struct fixture *) = {edit_meeting, edit_meeting, edit_contact,
                                                             edit_step,    edit_step,    edit_rules,
                                                             send_some,    pass_time,    pass_time};
    struct fixture *f = *state;
    const char *said = getenv("HT_NOTICE_EDITS");
    long count = said != NULL ? strtol(said, NULL, 10) : EDITS;
    int64_t made = 0;

    for (long i = 0; i < count; i++) {
        const char *edit = edits[below(f, COUNT_OF(edits))](f);
        made += derive(f).made;
        assert_agrees(f, edit);
        struct notice_derived again = derive(f);
        assert_int_equal(again.made + again.withdrawn + again.expired, 0);
    }
    assert_true(made > count / 4);
}

/* ---- single cases ---- */

#define PENDING                                                                                              \
    "SELECT count(*) FROM notice WHERE release IS NULL AND state IN ('queued', 'held') AND candidate = 1"

static int64_t pending_of_first(const struct fixture *f)
{
    return test_store_number(f->folder->store, PENDING);
}

static void at(struct fixture *f, const char *moment)
{
    int64_t utc_secs;

    assert_true(civil_moment_parse(moment, &utc_secs));
    f->app.clock = clock_fixed(utc_secs);
}

/* Meetings of candidate 1: 2 May 19:30 and 3 May 19:30; published on 1 May at 07:30. */
static void a_reminder_is_made_when_its_turn_comes_and_goes_with_its_meeting(void **state)
{
    struct fixture *f = *state;

    run_sql(f, "DELETE FROM milestone; UPDATE contact SET email = NULL");
    at(f, "2021-05-01T07:59");
    derive(f);
    assert_int_equal(pending_of_first(f), 0);
    at(f, "2021-05-01T08:00");
    derive(f);
    assert_int_equal(pending_of_first(f), 1); /* one day before the first meeting */
    run_sql(f, "UPDATE meeting SET status = 'cancelled', last_modified_utc = 1619831000 WHERE id = 1");
    derive(f);
    assert_int_equal(pending_of_first(f), 0);
    assert_int_equal(
        test_store_number(f->folder->store, "SELECT count(*) FROM notice WHERE reason = 'no_longer'"), 2);
}

/* It tells of its restoration by the release; the reminder of that hour is past. */
static void a_restored_meeting_is_not_reminded_of_late(void **state)
{
    struct fixture *f = *state;

    run_sql(f, "DELETE FROM milestone; UPDATE meeting SET status = 'cancelled' WHERE id = 1");
    at(f, "2021-05-01T09:00");
    run_sql(f, "UPDATE meeting SET status = 'confirmed', last_modified_utc = 1619833000 WHERE id = 1");
    derive(f);
    assert_int_equal(pending_of_first(f), 0);
    at(f, "2021-05-02T17:30");
    derive(f);
    assert_int_equal(pending_of_first(f),
                     3); /* two hours before, and one day before that of 3 May, by SMS and mail */
}

static void what_could_not_be_sent_in_time_is_not_sent(void **state)
{
    struct fixture *f = *state;

    run_sql(f, "DELETE FROM milestone");
    at(f, "2021-05-01T08:00");
    derive(f);
    at(f, "2021-05-01T20:00");
    assert_true(derive(f).expired > 0);
    assert_int_equal(pending_of_first(f), 0);
}

/* Nobody could reach candidate 3 when the plan was published. */
static void a_number_that_comes_later_gets_the_whole_plan(void **state)
{
    struct fixture *f = *state;

    run_sql(f, "DELETE FROM milestone");
    at(f, "2021-05-01T07:40");
    derive(f);
    run_sql(f, "INSERT INTO contact (id, election, candidate, full_name, phone, purpose, source) VALUES "
               "(13, 1, 3, '', '+84500000003', 'meeting_notice', 'x')");
    assert_int_equal(derive(f).made, 1);
    assert_int_equal(
        test_store_number(f->folder->store, "SELECT count(*) FROM notice WHERE contact = 13 AND release = 1"),
        1);
    assert_int_equal(derive(f).made, 0);
}

static void an_alarm_stops_with_the_proof_and_comes_back_without_it(void **state)
{
    static const char alarms[] =
        "SELECT count(*) FROM notice WHERE kind = 'overdue' AND state = 'queued' AND contact = 22";
    struct fixture *f = *state;

    run_sql(f, "DELETE FROM milestone WHERE id <> 1");
    at(f, "2021-04-29T09:00");
    derive(f);
    assert_int_equal(test_store_number(f->folder->store, alarms), 2); /* SMS and mail */
    run_sql(f, "UPDATE milestone SET done = 1");
    derive(f);
    assert_int_equal(test_store_number(f->folder->store, alarms), 2); /* recorded, without a document */
    run_sql(f, "INSERT INTO milestone_proof VALUES (1)");
    derive(f);
    assert_int_equal(test_store_number(f->folder->store, alarms), 0);
    run_sql(f, "DELETE FROM milestone_proof");
    derive(f);
    assert_int_equal(test_store_number(f->folder->store, alarms), 2);
}

#define derive_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        derive_test(what_waits_is_what_the_rules_ask_for_after_any_edit),
        derive_test(a_reminder_is_made_when_its_turn_comes_and_goes_with_its_meeting),
        derive_test(a_restored_meeting_is_not_reminded_of_late),
        derive_test(what_could_not_be_sent_in_time_is_not_sent),
        derive_test(a_number_that_comes_later_gets_the_whole_plan),
        derive_test(an_alarm_stops_with_the_proof_and_comes_back_without_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
