#include "calendar/civil.h"
#include "cmocka_tests.h"

#include <string.h>

static struct civil_date date_of(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

static void a_date_survives_writing_and_reading(void **state)
{
    (void)state;
    struct civil_date last = date_of("2199-12-31");
    char text[CIVIL_DATE_CHARS];

    for (struct civil_date date = date_of("1976-01-01"); date.day <= last.day; date.day++) {
        struct civil_date again;
        civil_date_format(date, text);
        assert_true(civil_date_parse(text, &again));
        assert_int_equal(again.day, date.day);
        civil_date_format_vietnamese(date, text);
        assert_true(civil_date_parse(text, &again));
        assert_int_equal(again.day, date.day);
    }
}

static void polling_days_are_the_sundays_they_were(void **state)
{
    (void)state;
    static const char *const polling_days[] = {"2016-05-22", "2021-05-23", "2026-03-15"};

    for (size_t i = 0; i < COUNT_OF(polling_days); i++)
        assert_int_equal(civil_date_weekday(date_of(polling_days[i])), SUNDAY);
}

static void impossible_and_ambiguous_dates_are_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "2021-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "31/04/2021", "2021-5-23", "23-05-2021",
        "05/23/2021", "2021/05/23", "20210523",   "1975-06-13", "2200-01-01", "",          "2021-05-23 "};
    struct civil_date date = {.day = 7};

    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        if (civil_date_parse(refused[i], &date))
            fail_msg("accepted: %s", refused[i]);
    }
    assert_int_equal(date.day, 7);
}

static void a_moment_is_read_in_vietnamese_time_unless_it_says_otherwise(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t utc_secs;
    } rows[] = {
        {"2021-05-22T07:00", 1621641600},
        {"2021-05-22 07:00", 1621641600},
        {"2021-05-22T07:00:00+07:00", 1621641600},
        {"2021-05-22T00:00:00Z", 1621641600},
        {"2021-05-21T19:00-05:00", 1621641600},
        {"2021-05-22T07:00:30", 1621641630},
        {"2021-05-22", 1621616400},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t utc_secs = 0;
        if (!civil_moment_parse(rows[i].text, &utc_secs) || utc_secs != rows[i].utc_secs)
            fail_msg("%s gave %lld", rows[i].text, (long long)utc_secs);
    }
}

static void hours_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {"2021-05-22T24:00",    "2021-05-22T07:60",  "2021-05-22T7:00",
                                          "2021-05-22T07:00:61", "2021-05-22T07:00X", "2021-05-22T07:00+7"};
    int64_t utc_secs;

    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        if (civil_moment_parse(refused[i], &utc_secs))
            fail_msg("accepted: %s", refused[i]);
    }
}

static void local_time_and_utc_agree_around_midnight(void **state)
{
    (void)state;
    struct civil_time time;
    char text[CIVIL_TIME_CHARS];

    assert_true(civil_time_parse("2026-03-15T00:00", &time));
    for (int64_t minute = -3; minute <= 3; minute++) {
        struct civil_time moved = civil_time_add_minutes(time, minute);
        assert_int_equal(civil_time_to_utc_secs(moved), civil_time_to_utc_secs(time) + minute * 60);
    }
    civil_time_format(civil_time_add_minutes(time, -1), text);
    assert_string_equal(text, "2026-03-14T23:59");
}

static void months_keep_the_day_or_take_the_last_one(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        int months;
        const char *expected;
    } cases[] = {
        {"2031-04-05", -24, "2029-04-05"}, {"2031-08-31", -18, "2030-02-28"},
        {"2028-02-29", -12, "2027-02-28"}, {"2027-12-31", 2, "2028-02-29"},
        {"2027-01-15", -1, "2026-12-15"},  {"2027-12-15", 1, "2028-01-15"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct civil_date date;
        char written[CIVIL_DATE_CHARS];
        assert_true(civil_date_parse(cases[i].date, &date));
        civil_date_format(civil_date_add_months(date, cases[i].months), written);
        assert_string_equal(written, cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_keep_the_day_or_take_the_last_one),
        cmocka_unit_test(a_date_survives_writing_and_reading),
        cmocka_unit_test(polling_days_are_the_sundays_they_were),
        cmocka_unit_test(impossible_and_ambiguous_dates_are_refused),
        cmocka_unit_test(a_moment_is_read_in_vietnamese_time_unless_it_says_otherwise),
        cmocka_unit_test(hours_that_do_not_exist_are_refused),
        cmocka_unit_test(local_time_and_utc_agree_around_midnight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
