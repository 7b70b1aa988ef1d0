/* The windows of the law and the written notice, from the store to a release. */
#include "app/letter_day.h"
#include "app/plan_store.h"
#include "plan_fixture.h"

#include <string.h>

#define ELECTION_ID 1

static void put_param(const struct fixture *f, const char *key, const char *value)
{
    char sql[200];

    snprintf(sql, sizeof sql, "INSERT INTO plan_parameter (election, key, value) VALUES (1, '%s', '%s')", key,
             value);
    run_sql(f, sql);
}

static struct shown_plan show_draft(struct fixture *f)
{
    struct shown_plan plan;

    store_must(
        plan_show(&f->app, ELECTION_ID, &(struct plan_filter){.draft = true}, &f->arena, &plan, &f->err),
        &f->err);
    return plan;
}

static void expect_day(struct civil_date day, const char *expected)
{
    char text[CIVIL_DATE_CHARS];

    civil_date_format(day, text);
    assert_string_equal(text, expected);
}

/* 4 days before 28 April is Saturday the 24th, so that letter leaves on Friday the 23rd. */
static void each_meeting_has_the_working_day_on_which_its_letter_leaves(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    assert_int_equal(show_draft(f).items[0].letter_by.day, 0);
    put_param(f, "notice_days", "4");
    struct shown_plan plan = show_draft(f);
    expect_day(plan.items[0].start.date, "2021-04-28");
    expect_day(plan.items[0].letter_by, "2021-04-23");
    expect_day(plan.items[plan.count - 1].start.date, "2021-04-30");
    expect_day(plan.items[plan.count - 1].letter_by, "2021-04-26");
}

static void a_meeting_too_near_for_its_letter_is_not_published(void **state)
{
    struct fixture *f = *state;
    CLEANUP(text_done) struct text said;

    put_draft(f);
    put_param(f, "notice_days", "7");
    put_param(f, "letters_from", "2021-04-20");
    /* On 21 April the first meetings, of the 28th, are just far enough; a day later they are not. */
    f->app.clock = clock_fixed(FIRST_UTC + 86400);
    assert_int_equal(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err),
                     ERROR_DATA);
    text_init(&said, 1000);
    message_write(&f->err.message, f->err.message.format, &said);
    assert_string_equal(said.data,
                        "nothing is published: meeting N01-01 would be on 2021-04-28, and candidates "
                        "are told in writing 7 days before; hold it later, or lower the rule NOTICE in "
                        "rules.csv with a document");
    f->app.clock = clock_fixed(FIRST_UTC);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
    assert_int_equal(f->publication.release_number, 1);
}

static void a_lowered_rule_lets_a_release_through_with_a_warning(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    put_param(f, "notice_days", "7");
    put_param(f, "letters_from", "2021-04-23");
    assert_int_equal(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err),
                     ERROR_FOUND);
    plan_publication_done(&f->publication);
    run_sql(f, "INSERT INTO plan_rule (election, rule, severity, reason, document)"
               " VALUES (1, 'NOTICE', 'warn', 'urgent', '12/CV')");
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
    assert_int_equal(f->publication.judgement.by_severity[PLAN_WARNS], 6);
    assert_int_equal(f->publication.release_number, 1);
}

/* Letters of a first plan cannot leave before the day on which it is made. */
static void a_first_plan_counts_its_notice_from_today(void **state)
{
    struct fixture *f = *state;
    struct civil_time now = civil_time_from_utc_secs(FIRST_UTC);
    struct stored_problem problem;

    put_param(f, "notice_days", "5");
    put_param(f, "letters_from", "2021-04-01");
    store_must(stored_problem_read(&f->app, ELECTION_ID, now, &f->arena, &problem, &f->err), &f->err);
    expect_day(plan_first_noticed_day(&problem.problem->params), "2021-04-26");
    stored_problem_done(&problem);
    store_must(stored_problem_read(&f->app, ELECTION_ID, (struct civil_time){.minute = 0}, &f->arena,
                                   &problem, &f->err),
               &f->err);
    expect_day(plan_first_noticed_day(&problem.problem->params), "2021-04-06");
    stored_problem_done(&problem);
}

#define plan_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(each_meeting_has_the_working_day_on_which_its_letter_leaves),
        plan_test(a_meeting_too_near_for_its_letter_is_not_published),
        plan_test(a_lowered_rule_lets_a_release_through_with_a_warning),
        plan_test(a_first_plan_counts_its_notice_from_today),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
