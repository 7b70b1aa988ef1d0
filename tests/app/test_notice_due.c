/* Whose turn it is, on days around Tết and weekends. */
#include "app/notice_due.h"
#include "cmocka_tests.h"

#include <string.h>

/* The first of May 2021 is a Saturday, the third a day off in its place (config/holidays/vn-2021.ics). */
static const struct day_off may_days[] = {{{18748}, DAY_OFF, "", ""}, {{18750}, DAY_OFF, "", ""}};
static const struct day_off_set days_off = {
    .days = may_days, .day_count = 2, .years = {2021}, .year_count = 1};

static int64_t at(const char *moment)
{
    int64_t utc_secs;

    assert_true(civil_moment_parse(moment, &utc_secs));
    return utc_secs;
}

static struct civil_date on(const char *day)
{
    struct civil_date date;

    assert_true(civil_date_parse(day, &date));
    return date;
}

static void days_before_have_their_hour_and_their_end(void **state)
{
    const struct notice_rule rule = {.about = ABOUT_MEETINGS, .minute = 480, .lasts_minutes = 720};
    struct notice_span spans[NOTICE_SPANS_MAX];

    (void)state;
    assert_int_equal(notice_due_days(&rule, 3, &days_off, at("2021-05-01T07:59"), spans), 0);
    assert_int_equal(notice_due_days(&rule, 3, &days_off, at("2021-05-01T08:00"), spans), 1);
    assert_int_equal(spans[0].from_utc_secs, at("2021-05-04"));
    assert_int_equal(spans[0].until_utc_secs, at("2021-05-05"));
    assert_int_equal(spans[0].due_utc_secs, at("2021-05-01T08:00"));
    assert_int_equal(notice_due_days(&rule, 3, &days_off, at("2021-05-01T19:59"), spans), 1);
    assert_int_equal(notice_due_days(&rule, 3, &days_off, at("2021-05-01T20:00"), spans), 0);
}

/* What would have its turn on Saturday to Monday has it on Friday. */
static void a_letter_goes_on_the_last_working_day(void **state)
{
    const struct notice_rule rule = {
        .about = ABOUT_MEETINGS, .minute = 480, .lasts_minutes = 720, .working_day = true};
    struct notice_span spans[NOTICE_SPANS_MAX];

    (void)state;
    assert_int_equal(notice_due_days(&rule, 7, &days_off, at("2021-04-30T09:00"), spans), 4);
    assert_int_equal(spans[0].from_utc_secs, at("2021-05-07"));
    assert_int_equal(spans[3].from_utc_secs, at("2021-05-10"));
    assert_int_equal(notice_due_days(&rule, 7, &days_off, at("2021-05-01T09:00"), spans), 0);
    assert_int_equal(notice_due_days(&rule, 7, &days_off, at("2021-05-04T09:00"), spans), 1);
}

static void a_turn_that_lasts_over_midnight_goes_on(void **state)
{
    const struct notice_rule rule = {.about = ABOUT_MEETINGS, .minute = 1200, .lasts_minutes = 720};
    struct notice_span spans[NOTICE_SPANS_MAX];

    (void)state;
    assert_int_equal(notice_due_days(&rule, 1, &days_off, at("2021-05-05T07:59"), spans), 1);
    assert_int_equal(spans[0].from_utc_secs, at("2021-05-05"));
    assert_int_equal(notice_due_days(&rule, 1, &days_off, at("2021-05-05T08:00"), spans), 0);
}

static void hours_before_are_counted_from_each_meeting(void **state)
{
    const struct notice_rule rule = {.about = ABOUT_MEETINGS, .hours = 2, .lasts_minutes = 100};

    (void)state;
    for (int minutes = -1; minutes <= 101; minutes++) {
        int64_t start = at("2021-05-05T14:00");
        int64_t now = start - 7200 + minutes * 60;
        struct notice_span span = notice_due_hours(&rule, now);
        struct notice_span turn = notice_due_start(&rule, start);
        bool inside = start >= span.from_utc_secs && start < span.until_utc_secs;
        assert_int_equal(inside, minutes >= 0 && minutes < 100);
        assert_int_equal(inside, now >= turn.due_utc_secs && now < turn.expires_utc_secs);
    }
}

static void working_days_are_counted_to_the_last_day_and_from_it(void **state)
{
    static const struct {
        const char *today;
        const char *due;
        int32_t left;
    } rows[] = {
        {"2021-04-29", "2021-04-29", 0},  {"2021-04-29", "2021-04-30", 1},  {"2021-04-30", "2021-05-02", 0},
        {"2021-04-30", "2021-05-03", 0},  {"2021-04-30", "2021-05-04", 1},  {"2021-04-29", "2021-05-05", 3},
        {"2021-05-04", "2021-05-02", -1}, {"2021-05-04", "2021-04-30", -1}, {"2021-05-05", "2021-04-29", -3},
        {"2022-01-03", "2022-01-10", 5}, /* of 2022 no day off is known */
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (notice_due_days_left(&days_off, on(rows[i].today), on(rows[i].due)) != rows[i].left)
            fail_msg("%s to %s is not %d", rows[i].today, rows[i].due, (int)rows[i].left);
}

static void alarms_have_their_turn_on_working_days_only(void **state)
{
    const struct notice_rule rule = {.about = ABOUT_STEPS, .minute = 450, .lasts_minutes = 600};
    struct notice_span span;

    (void)state;
    assert_true(notice_due_today(&rule, &days_off, at("2021-04-30T07:30"), &span));
    assert_int_equal(span.from_utc_secs, at("2021-04-30"));
    assert_int_equal(span.expires_utc_secs, at("2021-04-30T17:30"));
    assert_false(notice_due_today(&rule, &days_off, at("2021-04-30T07:29"), &span));
    assert_false(notice_due_today(&rule, &days_off, at("2021-04-30T17:30"), &span));
    assert_false(notice_due_today(&rule, &days_off, at("2021-05-01T08:00"), &span));
    assert_false(notice_due_today(&rule, &days_off, at("2021-05-03T08:00"), &span));
}

static void a_step_is_told_on_its_leads_and_late_ones_each_day(void **state)
{
    uint32_t leads[] = {30, 1, 0};
    const struct notice_rule steps = {.about = ABOUT_STEPS, .leads = leads, .lead_count = 3};
    const struct notice_rule above = {.about = ABOUT_ABOVE, .late = 2};

    (void)state;
    assert_true(notice_due_step(&steps, 30, false) && notice_due_step(&steps, 0, false));
    assert_false(notice_due_step(&steps, 2, false));
    assert_false(notice_due_step(&steps, 0, true));
    assert_false(notice_due_step(&above, -1, true));
    assert_true(notice_due_step(&above, -2, true) && notice_due_step(&above, -200, true));
    assert_false(notice_due_step(&above, 2, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_before_have_their_hour_and_their_end),
        cmocka_unit_test(a_letter_goes_on_the_last_working_day),
        cmocka_unit_test(a_turn_that_lasts_over_midnight_goes_on),
        cmocka_unit_test(hours_before_are_counted_from_each_meeting),
        cmocka_unit_test(working_days_are_counted_to_the_last_day_and_from_it),
        cmocka_unit_test(alarms_have_their_turn_on_working_days_only),
        cmocka_unit_test(a_step_is_told_on_its_leads_and_late_ones_each_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
