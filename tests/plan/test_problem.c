#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/problem.h"
#include "small_problem.h"

#include <string.h>

/* ---- values that make no sense ---- */

static void end_campaign_before_it_starts(struct plan_problem *problem)
{
    problem->params.campaign_end = problem->params.campaign_start;
}
static void forbid_to_move(struct plan_problem *problem)
{
    problem->params.speed_m_per_min = 0;
}
static void forbid_meetings(struct plan_problem *problem)
{
    problem->params.candidate_max_per_day = 0;
}
static void turn_changeover_back(struct plan_problem *problem)
{
    problem->params.changeover_min = -1;
}
static void pay_for_online(struct plan_problem *problem)
{
    problem->params.w_online_m = -5;
}
static void take_all_days(struct plan_problem *problem)
{
    problem->count.days = 0;
}
static void turn_session_round(struct plan_problem *problem)
{
    problem->sessions[1].end_min = problem->sessions[1].start_min;
}
static void overlap_sessions(struct plan_problem *problem)
{
    problem->sessions[2].start_min = problem->sessions[1].end_min - 1;
}
static void repeat_a_day(struct plan_problem *problem)
{
    problem->days[2].date = problem->days[1].date;
}
static void jump_a_year(struct plan_problem *problem)
{
    problem->days[3].date.day += 1000;
}
static void move_venue_to_the_moon(struct plan_problem *problem)
{
    problem->venues[1].x_m = 384400000;
}
static void take_seats_away(struct plan_problem *problem)
{
    problem->venues[2].capacity = -1;
}
static void live_on_the_moon(struct plan_problem *problem)
{
    problem->candidates[3].home_y_m = -384400000;
}
static void dismiss_committee(struct plan_problem *problem)
{
    problem->communes[1].chair_capacity = -1;
}
static void lose_communes(struct plan_problem *problem)
{
    problem->unit_communes[5].unit = 0;
    problem->unit_communes[5].item = 2;
}
static void lose_candidates(struct plan_problem *problem)
{
    problem->candidacies[4].unit = 0;
}
static void repeat_a_commune(struct plan_problem *problem)
{
    problem->unit_communes[1].item = problem->unit_communes[0].item;
}
static void repeat_a_candidate(struct plan_problem *problem)
{
    problem->candidacies[1].item = problem->candidacies[0].item;
}
static void need_too_much(struct plan_problem *problem)
{
    problem->units[0].needed = PLAN_NEEDED_MAX + 1;
}
static void meet_for_no_time(struct plan_problem *problem)
{
    problem->units[0].duration_min = 0;
}
static void expect_fewer_than_nobody(struct plan_problem *problem)
{
    problem->units[0].attendance = -1;
}

static void values_that_make_no_sense_are_named(void **state)
{
    (void)state;
    static const struct {
        void (*spoil)(struct plan_problem *problem);
        const char *message;
    } rows[] = {
        {end_campaign_before_it_starts, "The campaign ends before it starts; correct its two times."},
        {forbid_to_move, "The speed of candidates must be at least 1 metre a minute."},
        {forbid_meetings, "A candidate must be allowed between 1 and 16 meetings a day."},
        {turn_changeover_back, "The minutes between two meetings must lie between 0 and one day."},
        {pay_for_online, "A weight of the objective must lie between 0 and 1000000000."},
        {take_all_days, "There is no day or no session in which a meeting could be held; add some."},
        {turn_session_round, "Session afternoon must end after it starts."},
        {overlap_sessions, "Sessions afternoon and evening overlap; one must end before the other."},
        {repeat_a_day, "Day 2021-05-04 is listed twice or out of order."},
        {jump_a_year, "Day 2024-01-31 lies more than 400 days after the first one."},
        {move_venue_to_the_moon, "Venue V2 does not lie on this planet; correct x and y."},
        {take_seats_away, "Venue V3 cannot have fewer than 0 seats."},
        {live_on_the_moon, "The home of candidate K4 does not lie on this planet; correct its x and y."},
        {dismiss_committee, "Commune C2 cannot chair fewer than 0 meetings at a time."},
        {lose_communes, "Unit U3 has no commune; list at least one."},
        {lose_candidates, "Unit U3 has no candidate; list at least one."},
        {repeat_a_commune, "Unit U1 lists one of its communes twice; keep one of the rows."},
        {repeat_a_candidate, "Unit U1 lists one of its candidates twice; keep one of the rows."},
        {need_too_much, "Unit U1 must need between 0 and 1000 meetings."},
        {meet_for_no_time, "A meeting of unit U1 must last between 1 minute and one day."},
        {expect_fewer_than_nobody, "Attendance and online meetings of unit U1 cannot be fewer than 0."},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();
        CLEANUP(text_done) struct text said;
        struct error err;

        text_init(&said, 1000);
        rows[i].spoil(problem);
        assert_int_equal(plan_problem_prepare(problem, &err), ERROR_DATA);
        message_write(&err.message, err.message.format, &said);
        assert_string_equal(said.data, rows[i].message);
    }
}

static void ten_thousand_sessions_a_day_are_refused(void **state)
{
    (void)state;
    struct plan_problem *problem = NULL;
    struct error err;

    assert_int_equal(plan_problem_new(&(struct plan_sizes){.sessions = 10000, .days = 1}, &problem, &err),
                     ERROR_DATA);
    assert_int_equal(plan_problem_new(&(struct plan_sizes){.sessions = 3, .days = 4000}, &problem, &err),
                     ERROR_DATA);
    assert_int_equal(plan_problem_new(&(struct plan_sizes){.candidates = 2000000000}, &problem, &err),
                     ERROR_DATA);
    assert_null(problem);
}

/* ---- what prepare makes ---- */

static void a_distance_is_rounded_up_to_the_metre(void **state)
{
    (void)state;
    static const struct {
        int32_t x_m, y_m;
        int64_t distance_m;
    } rows[] = {{0, 0, 0},
                {3, 4, 5},
                {1, 1, 2},
                {3000, 4000, 5000},
                {3000, 4001, 5001},
                {-50000000, 0, 50000000},
                {30000000, 40000000, 50000000},
                {30000000, 40000001, 50000001}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(plan_distance_m(0, 0, rows[i].x_m, rows[i].y_m), rows[i].distance_m);
        assert_int_equal(plan_distance_m(rows[i].x_m, rows[i].y_m, 0, 0), rows[i].distance_m);
    }
}

static void things_are_found_by_code_and_date(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();
    struct civil_date day;

    problem->days[2].date.day += 1; /* 3, 4, 6, 7 May: a gap */
    problem->days[3].date.day += 1;
    small_problem_prepare(problem);
    assert_int_equal(plan_problem_find_unit(problem, "U3"), SMALL_U3);
    assert_int_equal(plan_problem_find_unit(problem, "V3"), PLAN_NONE);
    assert_int_equal(plan_problem_find_venue(problem, "V3"), SMALL_V3);
    assert_true(civil_date_parse("2021-05-06", &day));
    assert_int_equal(plan_problem_find_day(problem, day), 2);
    assert_int_equal(plan_problem_find_day(problem, civil_date_add_days(day, -1)), PLAN_NONE);
    assert_int_equal(plan_problem_find_day(problem, civil_date_add_days(day, -4)), PLAN_NONE);
    assert_int_equal(plan_problem_find_day(problem, civil_date_add_days(day, 2)), PLAN_NONE);
}

static void members_are_listed_both_ways(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    small_problem_prepare(problem);
    struct plan_range communes = problem->units[SMALL_U2].communes;
    assert_int_equal(communes.count, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(problem->communes_of_units[communes.first + i], i);
    struct plan_range candidates = problem->units[SMALL_U2].candidates;
    assert_int_equal(candidates.count, 2);
    assert_int_equal(problem->candidates_of_units[candidates.first + 1], 2);
    struct plan_range units = problem->units_of_candidate[0];
    assert_int_equal(units.count, 2);
    assert_int_equal(problem->units_by_candidate[units.first + 1], SMALL_U2);
    struct plan_range venues = problem->venues_of_commune[SMALL_C1];
    assert_int_equal(venues.count, 2);
    assert_int_equal(problem->venues_by_commune[venues.first], SMALL_V1);
}

static void blocks_become_sets_of_slots(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    problem->blocks[2].sessions = 5; /* K4, 5 May, morning and evening */
    small_problem_prepare(problem);
    const uint64_t *blocked = plan_blocked_slots(problem, PLAN_BLOCK_CANDIDATE, 3);
    for (uint32_t slot = 0; slot < problem->slot_count; slot++)
        assert_int_equal(plan_slot_in(blocked, slot), slot == 6 || slot == 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_that_make_no_sense_are_named),
        cmocka_unit_test(ten_thousand_sessions_a_day_are_refused),
        cmocka_unit_test(a_distance_is_rounded_up_to_the_metre),
        cmocka_unit_test(things_are_found_by_code_and_date),
        cmocka_unit_test(members_are_listed_both_ways),
        cmocka_unit_test(blocks_become_sets_of_slots),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
