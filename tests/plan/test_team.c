#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "plan/team.h"

#include <stdatomic.h>
#include <stdio.h>

/* A province: four districts in a square, with a unit of four meetings in each commune, and two units of ten
 * meetings that cover two districts each. One candidate of each wide unit stands in a commune of every district, so
 * that everything hangs together. */
enum { DISTRICTS = 4, COMMUNES = 12, UNITS = DISTRICTS * COMMUNES, WIDE = 2, DAYS = 14, SITES = 4 };

static const struct civil_date first_day = {18751}; /* 4 May 2021 */

static const char *code(struct plan_problem *problem, char kind, uint32_t index)
{
    char *written = arena_alloc(&problem->memory, 12);

    assert_non_null(written);
    snprintf(written, 12, "%c%u", kind, index + 1);
    return written;
}

static void fill_places(struct plan_problem *problem)
{
    for (uint32_t i = 0; i < DAYS; i++)
        problem->days[i].date = civil_date_add_days(first_day, (int32_t)i);
    problem->sessions[0] = (struct plan_session){"M", 450, 660};
    problem->sessions[1] = (struct plan_session){"A", 840, 1020};
    for (uint32_t i = 0; i < DISTRICTS; i++)
        problem->groups[i] = (struct plan_group){code(problem, 'D', i), 6};
    for (uint32_t i = 0; i < UNITS; i++) {
        int32_t x_m = (int32_t)(i / COMMUNES % 2 * 30000 + i % COMMUNES % 4 * 4000);
        int32_t y_m = (int32_t)(i / COMMUNES / 2 * 30000 + i % COMMUNES / 4 * 5000);
        problem->communes[i] =
            (struct plan_commune){.code = code(problem, 'C', i), .group = i / COMMUNES, .chair_capacity = 1};
        for (uint32_t k = 0; k < 2; k++)
            problem->venues[2 * i + k] = (struct plan_venue){.code = code(problem, 'V', 2 * i + k),
                                                             .commune = i,
                                                             .x_m = x_m + (int32_t)(k * 900),
                                                             .y_m = y_m + (int32_t)(k * 300),
                                                             .capacity = 100};
        problem->candidates[i] =
            (struct plan_candidate){code(problem, 'K', i), x_m + 1500, y_m - (int32_t)(i % 5) * 400};
    }
}

static void fill_units(struct plan_problem *problem)
{
    uint32_t communes = 0;
    uint32_t candidacies = 0;

    for (uint32_t i = 0; i < UNITS + WIDE; i++) {
        bool wide = i >= UNITS;
        problem->units[i] = (struct plan_unit){.code = code(problem, 'U', i),
                                               .level = wide ? PLAN_NATIONAL_ASSEMBLY : PLAN_COMMUNE,
                                               .needed = wide ? 10 : 4,
                                               .duration_min = wide ? 120 : 90,
                                               .attendance = 50};
        if (!wide) {
            problem->unit_communes[communes++] = (struct plan_member){i, i};
            problem->candidacies[candidacies++] = (struct plan_member){i, i};
        }
    }
    for (uint32_t i = 0; i < UNITS; i++)
        problem->unit_communes[communes++] = (struct plan_member){UNITS + i / COMMUNES / 2, i};
    /* The first wide unit's candidates live in the first two districts, one of them in another unit's. */
    for (uint32_t i = 0; i < DISTRICTS; i++)
        problem->candidacies[candidacies++] = (struct plan_member){UNITS + i % WIDE, i * COMMUNES};
}

/* Further sites: of a wide unit in both of its districts, and of whoever meets in the fourth hall, online. */
static void fill_sites(struct plan_problem *problem)
{
    static const struct plan_site sites[SITES] = {
        {.venue = 0, .unit = UNITS, .site = 2, .mode = PLAN_DIRECT, .capacity = 30},
        {.venue = 1, .unit = UNITS, .site = 2 * COMMUNES, .mode = PLAN_DIRECT, .capacity = 30},
        {.venue = 2, .unit = UNITS, .site = 2 * COMMUNES + 5, .mode = PLAN_ONLINE, .capacity = 30},
        {.venue = 3, .unit = PLAN_NONE, .site = 6, .mode = PLAN_ONLINE, .capacity = 30},
    };

    for (uint32_t i = 0; i < problem->count.sites; i++)
        problem->sites[i] = sites[i];
    for (uint32_t i = 0; problem->count.sites > 0 && i < problem->count.venues; i++)
        problem->venues[i].online = problem->venues[i].confirmed = true;
}

static struct plan_problem *province(uint32_t site_count)
{
    const struct plan_sizes sizes = {.sessions = 2,
                                     .days = DAYS,
                                     .groups = DISTRICTS,
                                     .communes = UNITS,
                                     .venues = 2 * UNITS,
                                     .candidates = UNITS,
                                     .units = UNITS + WIDE,
                                     .unit_communes = 2 * UNITS,
                                     .candidacies = UNITS + DISTRICTS,
                                     .sites = site_count};
    struct plan_problem *problem;
    struct error err;

    assert_int_equal(plan_problem_new(&sizes, &problem, &err), OK);
    problem->params = (struct plan_params){.campaign_start = {first_day, 0},
                                           .campaign_end = {civil_date_add_days(first_day, DAYS), 0},
                                           .changeover_min = 30,
                                           .speed_m_per_min = 500,
                                           .candidate_buffer_min = 10,
                                           .candidate_max_per_day = 2,
                                           .w_holiday_m = 1000000,
                                           .w_travel_per_m = 1,
                                           .w_imbalance_m = 20000,
                                           .w_online_m = 100000};
    fill_places(problem);
    fill_units(problem);
    fill_sites(problem);
    assert_int_equal(plan_problem_prepare(problem, &err), OK);
    return problem;
}

/* Time is up when it has been asked for so often; several threads may ask. */
struct questions {
    atomic_int asked;
    int most;
};

static double time_spent(void *context)
{
    struct questions *questions = context;
    int asked = atomic_fetch_add(&questions->asked, 1);

    return asked < questions->most ? (double)asked / questions->most : 1;
}

static void remember(void *context, const struct plan_progress *progress)
{
    struct plan_progress *last = context;

    *last = *progress;
}

/* What the members won adds up to what the judge counts. */
static void assert_solved_together(const struct plan_problem *problem, uint32_t threads, int questions_most)
{
    CLEANUP(arena_done) struct arena arena;
    struct questions questions = {.most = questions_most};
    struct plan_progress last = {.spent = 0};
    struct plan_solution solution;
    struct plan_judgement judgement;
    struct error err;
    const struct plan_effort effort = {.seed = 3,
                                       .threads = threads,
                                       .budget = {.max_steps = PLAN_STEPS_MAX,
                                                  .time_spent = time_spent,
                                                  .context = &questions,
                                                  .is_timed = true},
                                       .tell = remember,
                                       .tell_context = &last};

    arena_init(&arena, 1 << 24);
    assert_int_equal(plan_solve(problem, &effort, &arena, &solution, &err), OK);
    assert_int_equal(plan_judge(problem, &solution.plan, 3, &arena, &judgement, &err), OK);
    assert_int_equal(judgement.violation_count, 0);
    assert_int_equal(solution.shortage_count, 0);
    assert_int_equal(last.objective_m, judgement.terms.objective_m);
}

static void a_province_searched_by_several_threads_breaks_no_rule_and_adds_up(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = province(0);

    for (uint32_t threads = 2; threads <= 3; threads++)
        assert_solved_together(problem, threads, 400);
}

static void meetings_of_several_sites_are_searched_by_several_threads_too(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = province(SITES);
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    CLEANUP(deck_free_ptr) struct deck *deck = NULL;
    struct error err;

    assert_int_equal(plan_space_new(problem, &space, &err), OK);
    assert_int_equal(deck_new(space, &deck, &err), OK);
    assert_true(space->units[UNITS].sites_max > 0);
    assert_true(team_can_search(deck, 0));
    assert_solved_together(problem, 2, 400);
}

static void a_team_may_be_stopped_at_any_moment(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = province(0);

    for (int questions = 225; questions < 250; questions += 8)
        assert_solved_together(problem, 3, questions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_province_searched_by_several_threads_breaks_no_rule_and_adds_up),
        cmocka_unit_test(meetings_of_several_sites_are_searched_by_several_threads_too),
        cmocka_unit_test(a_team_may_be_stopped_at_any_moment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
