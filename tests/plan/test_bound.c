#include "base/prng.h"
#include "cmocka_tests.h"
#include "every_plan.h"
#include "plan/bound.h"
#include "plan/bound_prices.h"
#include "plan/bound_to_go.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "random_problem.h"
#include "small_problem.h"

/* ---- the choice of sites, against every choice there is ---- */

#define SITES_MAX 6

struct drawn_sites {
    struct bound_sites sites;
    int64_t single[SITES_MAX];
    int64_t pair[SITES_MAX * SITES_MAX];
    uint32_t most[SITES_MAX];
    uint32_t group[SITES_MAX];
    int64_t extra[4]; /* by number of pairs */
    bool online[SITES_MAX];
};

static void draw_sites(struct drawn_sites *out, uint64_t seed)
{
    struct prng prng;

    prng_init(&prng, seed);
    uint32_t count = (uint32_t)prng_between(&prng, 1, SITES_MAX);
    uint32_t groups = (uint32_t)prng_between(&prng, 1, 3);
    uint32_t needed = (uint32_t)prng_between(&prng, 1, 6);
    uint32_t most = (uint32_t)prng_between(&prng, 1, 3);
    for (uint32_t a = 0; a < count; a++) {
        out->single[a] = prng_between(&prng, 0, 100);
        out->online[a] = prng_below(&prng, 4) == 0;
        out->most[a] = out->online[a] ? needed : most;
        out->group[a] = prng_below(&prng, groups);
        for (uint32_t b = 0; b <= a; b++) {
            bool never = a == b || prng_below(&prng, 4) == 0;
            out->pair[a * count + b] = out->pair[b * count + a] =
                never ? BOUND_NEVER : prng_between(&prng, 10, 150);
        }
    }
    for (size_t pairs = 0; pairs < COUNT_OF(out->extra); pairs++)
        out->extra[pairs] = prng_between(&prng, 0, 200);
    out->sites = (struct bound_sites){
        .count = count,
        .needed = needed,
        .single = out->single,
        .pair = prng_below(&prng, 8) == 0 ? NULL : out->pair,
        .most = out->most,
        .group = out->group,
        .pairs_least = (uint32_t)prng_between(&prng, 0, 1),
        .pairs_most = (uint32_t)prng_between(&prng, 1, 3),
        .extra = prng_below(&prng, 2) == 0 ? NULL : out->extra,
        .group_count = groups,
        .group_least = (uint32_t)prng_between(&prng, 0, (int32_t)(needed / groups)),
        .online = out->online,
        .online_most = (uint32_t)prng_between(&prng, 0, 2),
    };
}

struct every_choice {
    const struct bound_sites *sites;
    uint32_t at[SITES_MAX]; /* meetings */
    uint32_t pairs;
    int64_t cheapest;
};

static bool keeps_the_rules(const struct every_choice *every)
{
    const struct bound_sites *sites = every->sites;
    uint32_t in_group[3] = {0};
    uint32_t online = 0;

    for (uint32_t a = 0; a < sites->count; a++) {
        in_group[sites->group[a]] += every->at[a];
        online += sites->online[a] ? every->at[a] : 0;
        if (every->at[a] > sites->most[a])
            return false;
    }
    for (uint32_t group = 0; group < sites->group_count; group++) {
        if (in_group[group] < sites->group_least)
            return false;
    }
    return online <= sites->online_most;
}

static int64_t extra_cost(const struct bound_sites *sites, uint32_t pairs)
{
    return sites->extra != NULL ? sites->extra[pairs] : 0;
}

/* Days are a meeting at `a`, or two at `a` and `b`; each choice comes up once, its days in order. */
static void try_days(struct every_choice *every, uint32_t from, uint32_t left, int64_t cost)
{
    const struct bound_sites *sites = every->sites;

    if (left == 0 && keeps_the_rules(every) && every->pairs >= sites->pairs_least &&
        every->pairs <= sites->pairs_most && cost + extra_cost(sites, every->pairs) < every->cheapest)
        every->cheapest = cost + extra_cost(sites, every->pairs);
    for (uint32_t day = from; left > 0 && day < sites->count * sites->count; day++) {
        uint32_t a = day / sites->count;
        uint32_t b = day % sites->count;
        bool two = a != b;
        if (a > b || (two && (left < 2 || sites->pair == NULL || sites->pair[day] == BOUND_NEVER)))
            continue;
        every->at[a]++;
        every->at[b] += two;
        every->pairs += two;
        try_days(every, day, left - 1 - two, cost + (two ? sites->pair[day] : sites->single[a]));
        every->at[a]--;
        every->at[b] -= two;
        every->pairs -= two;
    }
}

static int64_t cheapest_of_all(const struct bound_sites *sites)
{
    struct every_choice every = {.sites = sites, .cheapest = INT64_MAX};

    try_days(&every, 0, sites->needed, 0);
    return every.cheapest;
}

static struct bound_work *new_work(const struct bound_sites *sites, struct arena *arena)
{
    const struct bound_limits limits = {
        .sites = sites->count,
        .groups = sites->group_count,
        .needed = sites->needed,
        .to_go = bound_to_go_size(sites->needed, sites->group_count, sites->group_least)};
    struct bound_work *work = bound_work_new(&limits, arena);

    assert_non_null(work);
    return work;
}

static void assert_cheapest(const struct bound_sites *sites, const struct bound_choice *choice, uint64_t seed)
{
    int64_t cheapest = cheapest_of_all(sites);

    if (choice->none != (cheapest == INT64_MAX) ||
        (!choice->none && (!choice->exact || choice->cost != cheapest)))
        fail_msg("seed %llu: %lld where %lld is the cheapest", (unsigned long long)seed,
                 (long long)choice->cost, (long long)cheapest);
}

/* Twice: with nothing to go by, and after the costs have changed a little. */
static void the_cheapest_choice_of_sites_is_found(void **state)
{
    (void)state;
    size_t possible = 0;

    for (uint64_t seed = 1; seed <= 900; seed++) {
        struct drawn_sites drawn;
        CLEANUP(arena_done) struct arena arena;
        struct bound_prices prices;
        draw_sites(&drawn, seed);
        arena_init(&arena, 1 << 20);
        struct bound_work *work = new_work(&drawn.sites, &arena);
        struct bound_choice choice = {.singles = arena_array(&arena, SITES_MAX, sizeof(uint32_t)),
                                      .pairs = arena_array(&arena, 3, sizeof(struct bound_pair))};
        assert_true(bound_prices_init(&prices, SITES_MAX, 3, &arena));
        bound_choose(&drawn.sites, work, &prices, &choice);
        assert_cheapest(&drawn.sites, &choice, seed);
        for (uint32_t site = 0; site < SITES_MAX; site++)
            drawn.single[site] += (int64_t)((seed + site) % 5) * 3;
        bound_choose(&drawn.sites, work, &prices, &choice);
        assert_cheapest(&drawn.sites, &choice, seed);
        possible += !choice.none;
    }
    assert_true(possible > 400);
}

/* ---- the bound, against every plan there is ---- */

static struct plan_bound compute(const struct plan_problem *problem)
{
    struct plan_bound bound;
    struct error err;

    assert_int_equal(plan_bound_compute(problem, &bound, &err), OK);
    return bound;
}

static void no_plan_of_a_tiny_problem_is_below_the_bound(void **state)
{
    (void)state;
    size_t solved = 0;
    size_t reached = 0;

    for (uint64_t seed = 1; seed <= 700; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_tiny_problem(seed);
        CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
        CLEANUP(plan_state_free_ptr) struct plan_state *empty = NULL;
        struct error err;
        assert_int_equal(plan_space_new(problem, &space, &err), OK);
        assert_int_equal(plan_state_new(space, &empty, &err), OK);
        if (!every_plan_can_be_tried(empty))
            continue;
        int64_t cheapest_m = every_plan_cheapest_m(empty);
        int64_t bound_m = compute(problem).bound_m;
        if (cheapest_m == INT64_MAX)
            continue;
        if (bound_m > cheapest_m)
            fail_msg("seed %llu: bound %lld, plan %lld", (unsigned long long)seed, (long long)bound_m,
                     (long long)cheapest_m);
        solved++;
        reached += bound_m == cheapest_m;
    }
    assert_true(solved > 150);
    assert_true(reached > solved / 3);
}

static void no_plan_found_is_below_the_bound(void **state)
{
    (void)state;
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget.max_steps = 3000};
    size_t complete = 0;

    for (uint64_t seed = 1; seed <= 200; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(seed);
        CLEANUP(arena_done) struct arena arena;
        struct plan_solution solution;
        struct plan_judgement judgement;
        struct error err;
        arena_init(&arena, 1 << 24);
        assert_int_equal(plan_solve(problem, &effort, &arena, &solution, &err), OK);
        assert_int_equal(plan_judge(problem, &solution.plan, 1, &arena, &judgement, &err), OK);
        if (judgement.violation_count > 0)
            continue;
        complete++;
        if (compute(problem).bound_m > judgement.terms.objective_m)
            fail_msg("seed %llu: bound %lld, plan %lld", (unsigned long long)seed,
                     (long long)compute(problem).bound_m, (long long)judgement.terms.objective_m);
    }
    assert_true(complete > 80);
}

/* ---- by hand ---- */

static void a_unit_alone_is_bounded_by_its_cheapest_places(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    problem->units[SMALL_U1].needed = 0;
    problem->units[SMALL_U2].needed = 0;
    problem->candidates[3].home_x_m = 3000;
    problem->candidates[3].home_y_m = 3000;
    small_problem_prepare(problem);
    struct plan_bound bound = compute(problem);
    assert_int_equal(bound.travel_online_m, 2 * 1000); /* to V2 and home */
    assert_int_equal(bound.holiday, 0);
    assert_int_equal(bound.bound_m, bound.travel_online_m);
}

static void meetings_for_which_working_days_do_not_suffice_count_as_holidays(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    /* One commune, one meeting a day, three working days. */
    problem->units[SMALL_U3].needed = 4;
    small_problem_prepare(problem);
    struct plan_bound bound = compute(problem);
    assert_int_equal(bound.holiday, 1);
    assert_int_equal(bound.bound_m, bound.travel_online_m + problem->params.w_holiday_m);
}

/* Two meetings, at most one in each of two communes: one takes time of the committee of the first. */
static void a_commune_in_which_a_unit_must_meet_has_less_room_for_its_own(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    problem->units[SMALL_U1].duration_min = 120;
    problem->units[SMALL_U2].needed = 0;
    problem->units[SMALL_U3].duration_min = 120;
    problem->units[SMALL_U3].needed = 3;
    /* The committee of C1 has the mornings of three working days. */
    problem->blocks[0] = (struct plan_block){PLAN_BLOCK_COMMUNE, SMALL_C1, 1, 6};
    problem->blocks[1] = (struct plan_block){PLAN_BLOCK_COMMUNE, SMALL_C1, 2, 6};
    problem->blocks[2] = (struct plan_block){PLAN_BLOCK_COMMUNE, SMALL_C2, 0, 1};
    small_problem_prepare(problem);
    assert_int_equal(compute(problem).holiday, 1);
}

static void figures_too_large_to_be_added_up_prove_nothing(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    problem->params.w_travel_per_m = PLAN_WEIGHT_MAX;
    for (uint32_t i = 0; i < problem->count.venues; i++)
        problem->venues[i].x_m = PLAN_POSITION_MAX;
    small_problem_prepare(problem);
    assert_int_equal(compute(problem).bound_m, 0);
}

static void a_unit_that_can_meet_nowhere_adds_nothing(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = small_problem();

    problem->units[SMALL_U1].attendance = 1000;
    problem->units[SMALL_U2].attendance = 1000;
    problem->units[SMALL_U2].max_online = 0;
    problem->units[SMALL_U3].attendance = 1000;
    small_problem_prepare(problem);
    assert_int_equal(compute(problem).travel_online_m, 0);
}

static void how_far_a_plan_is_from_the_bound_is_rounded_up(void **state)
{
    (void)state;
    const struct plan_bound bound = {.bound_m = 1000000};
    const struct plan_bound nothing = {.bound_m = 0};

    assert_int_equal(plan_bound_excess_ppm(&bound, 1000000), 0);
    assert_int_equal(plan_bound_excess_ppm(&bound, 1000001), 1);
    assert_int_equal(plan_bound_excess_ppm(&bound, 1500000), 500000);
    assert_int_equal(plan_bound_excess_ppm(&nothing, 5), -1);
    assert_int_equal(plan_bound_excess_ppm(&bound, INT64_MAX), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_choice_of_sites_is_found),
        cmocka_unit_test(no_plan_of_a_tiny_problem_is_below_the_bound),
        cmocka_unit_test(no_plan_found_is_below_the_bound),
        cmocka_unit_test(a_unit_alone_is_bounded_by_its_cheapest_places),
        cmocka_unit_test(meetings_for_which_working_days_do_not_suffice_count_as_holidays),
        cmocka_unit_test(a_commune_in_which_a_unit_must_meet_has_less_room_for_its_own),
        cmocka_unit_test(figures_too_large_to_be_added_up_prove_nothing),
        cmocka_unit_test(a_unit_that_can_meet_nowhere_adds_nothing),
        cmocka_unit_test(how_far_a_plan_is_from_the_bound_is_rounded_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
