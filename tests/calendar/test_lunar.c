#include "calendar/lunar.h"
#include "cmocka_tests.h"

static struct civil_date date_of(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

/* First day of Tết and Hùng Kings (10/3). Published dates; 1985, 2007 and 2030 are not the Chinese ones (20/2, 18/2
 * and 3/2). In 2031 a second third month follows, which is no holiday. */
static const struct {
    const char *tet;
    const char *hung_kings;
} years[] = {
    {"1985-01-21", "1985-04-29"}, {"2007-02-17", "2007-04-26"}, {"2016-02-08", "2016-04-16"},
    {"2021-02-12", "2021-04-21"}, {"2026-02-17", "2026-04-26"}, {"2027-02-06", "2027-04-16"},
    {"2028-01-26", "2028-04-04"}, {"2029-02-13", "2029-04-23"}, {"2030-02-02", "2030-04-12"},
    {"2031-01-23", "2031-04-01"},
};

static void tet_and_hung_kings_fall_on_their_published_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(years); i++) {
        struct civil_date tet = date_of(years[i].tet);
        struct lunar_date first = lunar_date_of(tet);
        struct lunar_date eve = lunar_date_of(civil_date_add_days(tet, -1));
        struct lunar_date kings = lunar_date_of(date_of(years[i].hung_kings));
        if (first.day != 1 || first.month != 1 || first.leap || first.year != civil_date_split(tet).year)
            fail_msg("%s is %d/%d/%d", years[i].tet, first.day, first.month, first.year);
        if (eve.month != 12 || eve.day < 29 || eve.year != first.year - 1)
            fail_msg("the eve of %s is %d/%d", years[i].tet, eve.day, eve.month);
        if (kings.day != 10 || kings.month != 3 || kings.leap)
            fail_msg("%s is %d/%d", years[i].hung_kings, kings.day, kings.month);
    }
}

static void a_leap_month_repeats_the_number_before_it(void **state)
{
    (void)state;
    assert_int_equal(lunar_date_of(date_of("2031-05-10")).month, 3);
    assert_true(lunar_date_of(date_of("2031-05-10")).leap);
    /* the leap sixth month of 2025 began on 25 July */
    assert_true(lunar_date_of(date_of("2025-07-25")).leap);
    assert_int_equal(lunar_date_of(date_of("2025-07-25")).month, 6);
    assert_false(lunar_date_of(date_of("2025-07-24")).leap);
}

static void days_follow_each_other_without_gap(void **state)
{
    (void)state;
    struct lunar_date before = lunar_date_of(date_of("1976-01-01"));

    for (struct civil_date date = date_of("1976-01-02"); date.day < date_of("2199-12-31").day; date.day++) {
        struct lunar_date day = lunar_date_of(date);
        bool next_day = day.day == before.day + 1 && day.month == before.month && day.leap == before.leap;
        bool next_month = day.day == 1 && before.day >= 29 && before.day <= 30 &&
                          (day.month == before.month % 12 + 1 || (day.leap && day.month == before.month));
        if (!next_day && !next_month)
            fail_msg("day %d: %d/%d after %d/%d", date.day, day.day, day.month, before.day, before.month);
        before = day;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tet_and_hung_kings_fall_on_their_published_days),
        cmocka_unit_test(a_leap_month_repeats_the_number_before_it),
        cmocka_unit_test(days_follow_each_other_without_gap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
