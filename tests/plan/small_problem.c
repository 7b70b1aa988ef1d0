#include "small_problem.h"

#include "cmocka_tests.h"

static struct civil_time time_of(const char *text)
{
    struct civil_time time;

    assert_true(civil_time_parse(text, &time));
    return time;
}

static void fill_calendar(struct plan_problem *problem)
{
    problem->params = (struct plan_params){
        .campaign_start = time_of("2021-05-03T00:00"),
        .campaign_end = time_of("2021-05-06T10:00"),
        .changeover_min = 30,
        .speed_m_per_min = 500,
        .candidate_buffer_min = 10,
        .candidate_max_per_day = 2,
        .w_holiday_m = 1000000,
        .w_travel_per_m = 1,
        .w_imbalance_m = 20000,
        .w_online_m = 100000,
    };
    problem->sessions[0] = (struct plan_session){"morning", 450, 660};
    problem->sessions[1] = (struct plan_session){"afternoon", 840, 1020};
    problem->sessions[2] = (struct plan_session){"evening", 1140, 1260};
    for (uint32_t i = 0; i < 4; i++)
        problem->days[i] = (struct plan_day){
            .date = civil_date_add_days(time_of("2021-05-03T00:00").date, (int32_t)i), .holiday = i == 0};
}

static void fill_places(struct plan_problem *problem)
{
    problem->groups[0] = (struct plan_group){"D1", 2};
    problem->groups[1] = (struct plan_group){"D2", 1};
    problem->communes[SMALL_C1] = (struct plan_commune){.code = "C1", .group = 0, .chair_capacity = 1};
    problem->communes[SMALL_C2] = (struct plan_commune){.code = "C2", .group = 0, .chair_capacity = 1};
    problem->communes[SMALL_C3] = (struct plan_commune){.code = "C3", .group = 1, .chair_capacity = 1};
    problem->venues[SMALL_V1] = (struct plan_venue){
        .code = "V1", .commune = SMALL_C1, .x_m = 0, .y_m = 0, .capacity = 100, .online = true};
    problem->venues[SMALL_V2] = (struct plan_venue){
        .code = "V2", .commune = SMALL_C1, .x_m = 3000, .y_m = 4000, .capacity = 50, .online = false};
    problem->venues[SMALL_V3] = (struct plan_venue){
        .code = "V3", .commune = SMALL_C2, .x_m = 10000, .y_m = 0, .capacity = 100, .online = false};
    problem->venues[SMALL_V4] = (struct plan_venue){
        .code = "V4", .commune = SMALL_C3, .x_m = 0, .y_m = 20000, .capacity = 100, .online = true};
}

static void fill_units(struct plan_problem *problem)
{
    static const struct plan_member unit_communes[] = {{0, 0}, {0, 1}, {1, 2}, {1, 0}, {1, 1}, {2, 0}};
    static const struct plan_member candidacies[] = {{0, 0}, {0, 1}, {1, 2}, {1, 0}, {2, 3}};

    problem->units[SMALL_U1] = (struct plan_unit){
        .code = "U1", .level = PLAN_COMMUNE, .needed = 2, .duration_min = 90, .attendance = 60};
    problem->units[SMALL_U2] = (struct plan_unit){.code = "U2",
                                                  .level = PLAN_PROVINCE,
                                                  .needed = 2,
                                                  .duration_min = 90,
                                                  .attendance = 80,
                                                  .max_online = 1};
    problem->units[SMALL_U3] = (struct plan_unit){
        .code = "U3", .level = PLAN_COMMUNE, .needed = 1, .duration_min = 60, .attendance = 40};
    problem->candidates[0] = (struct plan_candidate){"K1", 0, 0};
    problem->candidates[1] = (struct plan_candidate){"K2", 0, 3000};
    problem->candidates[2] = (struct plan_candidate){"K3", 10000, 0};
    problem->candidates[3] = (struct plan_candidate){"K4", 3000, 4000};
    for (size_t i = 0; i < COUNT_OF(unit_communes); i++)
        problem->unit_communes[i] = unit_communes[i];
    for (size_t i = 0; i < COUNT_OF(candidacies); i++)
        problem->candidacies[i] = candidacies[i];
    problem->blocks[0] = (struct plan_block){PLAN_BLOCK_VENUE, SMALL_V1, 2, 1u << 1};   /* 5 May, afternoon */
    problem->blocks[1] = (struct plan_block){PLAN_BLOCK_COMMUNE, SMALL_C2, 2, 1u << 1}; /* 5 May, afternoon */
    problem->blocks[2] = (struct plan_block){PLAN_BLOCK_CANDIDATE, 3, 2, 1u << 0}; /* K4, 5 May, morning */
}

struct plan_problem *small_problem(void)
{
    const struct plan_sizes sizes = {.sessions = 3,
                                     .days = 4,
                                     .groups = 2,
                                     .communes = 3,
                                     .venues = 4,
                                     .candidates = 4,
                                     .units = 3,
                                     .unit_communes = 6,
                                     .candidacies = 5,
                                     .blocks = 3};
    struct plan_problem *problem;
    struct error err = {.code = OK};

    assert_int_equal(plan_problem_new(&sizes, &problem, &err), OK);
    fill_calendar(problem);
    fill_places(problem);
    fill_units(problem);
    return problem;
}

void small_problem_prepare(struct plan_problem *problem)
{
    struct error err = {.code = OK};

    assert_int_equal(plan_problem_prepare(problem, &err), OK);
}

const struct plan_row small_plan[SMALL_PLAN_ROWS] = {
    {"U1-01", "U1", "direct", "V1", "2021-05-04T07:30", "2021-05-04T09:00", 2},
    {"U1-02", "U1", "direct", "V3", "2021-05-05T07:30", "2021-05-05T09:00", 3},
    {"U2-01", "U2", "direct", "V3", "2021-05-04T14:00", "2021-05-04T15:30", 4},
    {"U2-02", "U2", "direct", "V4", "2021-05-05T14:00", "2021-05-05T15:30", 5},
    {"U3-01", "U3", "direct", "V2", "2021-05-04T19:00", "2021-05-04T20:30", 6},
};
