#include "cmocka_tests.h"
#include "plan/equality.h"
#include "plan/speaking_order.h"

#define CANDIDATES_MAX 9

/* How often each candidate speaks in each place. */
static void count_places(uint32_t candidates, uint32_t meetings,
                         uint32_t times[CANDIDATES_MAX][CANDIDATES_MAX])
{
    for (uint32_t meeting = 0; meeting < meetings; meeting++) {
        for (uint32_t who = 0; who < candidates; who++) {
            uint32_t place = speaking_order_place(who, candidates, meeting);
            assert_true(place < candidates);
            assert_int_equal(speaking_order_speaker(place, candidates, meeting), who);
            times[who][place]++;
        }
    }
}

static void expect_even(uint32_t candidates, uint32_t meetings)
{
    uint32_t times[CANDIDATES_MAX][CANDIDATES_MAX] = {{0}};

    count_places(candidates, meetings, times);
    for (uint32_t who = 0; who < candidates; who++) {
        for (uint32_t place = 0; place < candidates; place++)
            assert_in_range(times[who][place], meetings / candidates,
                            (meetings + candidates - 1) / candidates);
    }
}

static void everybody_speaks_in_every_place_as_often_as_the_others(void **state)
{
    (void)state;

    for (uint32_t candidates = 1; candidates <= CANDIDATES_MAX; candidates++) {
        for (uint32_t meetings = 0; meetings <= 40; meetings++)
            expect_even(candidates, meetings);
    }
}

static void the_first_meeting_follows_the_alphabet(void **state)
{
    (void)state;

    for (uint32_t who = 0; who < 5; who++)
        assert_int_equal(speaking_order_place(who, 5, 0), who);
    assert_int_equal(speaking_order_speaker(0, 5, 1),
                     1); /* the second of the alphabet opens the second meeting */
    assert_int_equal(speaking_order_speaker(4, 5, 1), 0); /* and the first closes it */
}

static struct equality_meeting meeting_at(uint32_t unit, const char *start, int32_t minutes, int64_t seats)
{
    struct equality_meeting meeting = {.unit = unit, .mode = PLAN_DIRECT, .seats = seats};

    assert_true(civil_time_parse(start, &meeting.start));
    meeting.end = civil_time_add_minutes(meeting.start, minutes);
    return meeting;
}

static void meetings_are_counted_by_day_hour_mode_and_hall(void **state)
{
    (void)state;
    struct equality_meeting meetings[] = {
        meeting_at(0, "2021-05-01T11:59", 60, 100), /* a Saturday, and a holiday */
        meeting_at(1, "2021-05-05T12:00", 90, 300), /* a Wednesday */
        meeting_at(0, "2021-05-08T18:00", 30, 200), /* a Saturday */
        meeting_at(0, "2021-05-09T17:59", 30, 900), /* a Sunday */
    };
    const struct plan_range candidates_of_unit[] = {{0, 2}, {2, 1}};
    uint32_t held[2] = {0};
    struct equality_figures figures[3] = {{{0}}};
    static const int64_t of_the_first[EQUALITY_FIGURES] = {
        [EQUALITY_MEETINGS] = 3,  [EQUALITY_MINUTES] = 120,    [EQUALITY_DIRECT] = 2,
        [EQUALITY_ONLINE] = 1,    [EQUALITY_SEATS] = 300,      [EQUALITY_MORNING] = 1,
        [EQUALITY_AFTERNOON] = 1, [EQUALITY_EVENING] = 1,      [EQUALITY_WEEKEND] = 2,
        [EQUALITY_HOLIDAY] = 1,   [EQUALITY_SPEAKS_FIRST] = 2, [EQUALITY_SPEAKS_LAST] = 1,
    };

    meetings[0].holiday = true;
    meetings[3].mode = PLAN_ONLINE;
    equality_count(meetings, COUNT_OF(meetings), candidates_of_unit, held, figures);
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++) {
        if (figures[0].value[figure] != of_the_first[figure])
            fail_msg("%s: %lld", equality_figure_name((enum equality_figure)figure),
                     (long long)figures[0].value[figure]);
    }
    assert_int_equal(held[0], 3);
    assert_int_equal(figures[2].value[EQUALITY_AFTERNOON], 1);
    assert_int_equal(figures[2].value[EQUALITY_WORKING_DAY], 1);
    assert_int_equal(figures[2].value[EQUALITY_SPEAKS_FIRST], 1);
    assert_int_equal(figures[2].value[EQUALITY_SPEAKS_LAST], 0); /* who speaks alone is not last */

    struct equality_figures differences = equality_differences(figures, 2);
    assert_int_equal(differences.value[EQUALITY_MEETINGS], 0);
    assert_int_equal(differences.value[EQUALITY_SPEAKS_FIRST], 1);
    assert_int_equal(equality_differences(figures, 3).value[EQUALITY_SEATS], 0);
    assert_int_equal(equality_differences(figures, 3).value[EQUALITY_MEETINGS], 2);
    assert_int_equal(equality_differences(figures, 0).value[EQUALITY_MEETINGS], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_speaks_in_every_place_as_often_as_the_others),
        cmocka_unit_test(the_first_meeting_follows_the_alphabet),
        cmocka_unit_test(meetings_are_counted_by_day_hour_mode_and_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
