/* Small problems of up to eight meetings, solved by looking at every plan that could be better: the search must find
 * the best one exactly, and none only where there is none.
 */
#include "cmocka_tests.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "plan/state.h"
#include "random_problem.h"

#define PROBLEMS 600
#define MEETINGS_MAX 8
#define NODES_MAX 20000 /* what takes longer is left out */

struct brute {
    struct plan_problem *problem;
    struct plan_space *space;
    struct plan_state *state;
    int64_t rest_m[MEETINGS_MAX + 1]; /* by meeting: this one and those after it cost at least so much */
    int64_t best_m;                   /* the least that was found, or where to begin: one more than claimed */
    uint32_t nodes;
};

static void brute_done(struct brute *brute)
{
    plan_state_free(brute->state);
    plan_space_free(brute->space);
    plan_problem_free(brute->problem);
}

/* Whether the party can have no other meeting on the day of one of the unit's: then it goes there and back. */
static bool travels_alone(const struct plan_space *space, uint32_t unit, const struct plan_party *party)
{
    return party->seats.count == 1 &&
           (space->units[unit].meetings.count == 1 || space->problem->units[unit].communes.count == 1);
}

static int64_t least_cost_m(const struct plan_space *space, uint32_t unit)
{
    struct plan_range options = space->units[unit].options;
    struct plan_range parties = space->units[unit].parties;
    int64_t least_m = INT64_MAX / 100;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        int64_t cost_m = 0;
        for (uint32_t k = 0; k < parties.count; k++) {
            if (travels_alone(space, unit, &space->parties[space->parties_of_units[parties.first + k]]))
                cost_m += 2 * space->home_ways_m[space->options[i].first_way + k];
        }
        least_m = cost_m < least_m ? cost_m : least_m;
    }
    return least_m * space->problem->params.w_travel_per_m;
}

static struct brute brute_start(uint64_t seed)
{
    struct brute brute = {.problem = random_small_problem(seed)};
    struct error err;

    assert_int_equal(plan_space_new(brute.problem, &brute.space, &err), OK);
    assert_int_equal(plan_state_new(brute.space, &brute.state, &err), OK);
    for (uint32_t i = brute.space->meeting_count; i-- > 0 && brute.space->meeting_count <= MEETINGS_MAX;)
        brute.rest_m[i] = brute.rest_m[i + 1] + least_cost_m(brute.space, brute.space->unit_of_meeting[i]);
    return brute;
}

/* ---- the hours of a day ---- */

struct day_meeting {
    uint32_t meeting;
    struct plan_place place;
};

/* Whether these can all be placed: in some order of time, each as early as those before it let it. */
static bool arrange(struct brute *brute, struct day_meeting *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct day_meeting item = items[i];
        uint32_t unit = brute->space->unit_of_meeting[item.meeting];
        item.place.start_min = plan_state_find_start(brute->state, unit, item.place.option, item.place.slot);
        if (item.place.start_min == PLAN_NO_START)
            continue;
        plan_state_put(brute->state, item.meeting, item.place);
        items[i] = items[count - 1];
        bool rest = arrange(brute, items, count - 1);
        items[count - 1] = items[i];
        items[i] = item;
        if (rest)
            return true;
        plan_state_remove(brute->state, item.meeting);
    }
    return count == 0;
}

/* Places the meeting too, moving others of its day to other hours; false, with nothing changed, when that cannot
 * be. */
static bool insert(struct brute *brute, uint32_t meeting, struct plan_place place)
{
    struct day_meeting items[MEETINGS_MAX];
    uint32_t day = brute->space->slots[place.slot].day;
    uint32_t count = 0;

    for (uint32_t i = 0; i < meeting; i++) {
        if (brute->state->day_of[i] == day)
            items[count++] = (struct day_meeting){i, brute->state->at[i]};
    }
    for (uint32_t i = 0; i < count; i++)
        plan_state_remove(brute->state, items[i].meeting);
    items[count] = (struct day_meeting){meeting, place};
    if (arrange(brute, items, count + 1))
        return true;
    for (uint32_t i = 0; i < count; i++)
        plan_state_put(brute->state, items[i].meeting, items[i].place);
    return false;
}

/* ---- every plan ---- */

static void try_all(struct brute *brute, uint32_t meeting, int64_t sum_m);

static void try_place(struct brute *brute, uint32_t meeting, int64_t sum_m, struct plan_place place)
{
    uint32_t unit = brute->space->unit_of_meeting[meeting];

    if (brute->nodes >= NODES_MAX)
        return;
    brute->nodes++;
    sum_m += plan_state_cost_m(brute->state, unit, place);
    if (sum_m + brute->rest_m[meeting + 1] >= brute->best_m || !insert(brute, meeting, place))
        return;
    try_all(brute, meeting + 1, sum_m);
    plan_state_remove(brute->state, meeting);
}

/* The meetings of a unit are alike: each comes in a later slot, or in the same with a later option. */
static bool is_in_order(const struct brute *brute, uint32_t meeting, struct plan_place place)
{
    const struct plan_place *before = meeting > 0 ? &brute->state->at[meeting - 1] : NULL;

    if (before == NULL ||
        brute->space->unit_of_meeting[meeting - 1] != brute->space->unit_of_meeting[meeting])
        return true;
    return place.slot > before->slot || (place.slot == before->slot && place.option > before->option);
}

static void try_all(struct brute *brute, uint32_t meeting, int64_t sum_m)
{
    if (meeting == brute->space->meeting_count) {
        brute->best_m = sum_m;
        return;
    }
    struct plan_range options = brute->space->units[brute->space->unit_of_meeting[meeting]].options;
    for (uint32_t slot = 0; slot < brute->problem->slot_count; slot++) {
        for (uint32_t i = options.first; i < options.first + options.count; i++) {
            struct plan_place place = {i, slot, plan_space_opens(brute->space, i, slot)};
            if (plan_slot_in(plan_space_free_slots(brute->space, i), slot) &&
                is_in_order(brute, meeting, place))
                try_place(brute, meeting, sum_m, place);
        }
    }
}

/* With three meetings a day, what a tour costs depends on their hours, which are not looked at here. */
static bool is_suitable(const struct brute *brute)
{
    return brute->space->meeting_count >= 2 && brute->space->meeting_count <= MEETINGS_MAX &&
           brute->problem->params.candidate_max_per_day <= 2;
}

static void solve(const struct plan_problem *problem, struct arena *arena, struct plan_judgement *out)
{
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget.max_steps = 3000};
    struct plan_solution solution;
    struct error err;

    assert_int_equal(plan_solve(problem, &effort, arena, &solution, &err), OK);
    assert_int_equal(plan_judge(problem, &solution.plan, 3, arena, out, &err), OK);
}

static void the_best_plan_of_a_small_problem_is_found_exactly(void **state)
{
    (void)state;
    int best = 0;
    int impossible = 0;
    int large = 0;
    int joint = 0;
    int connected = 0;

    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        CLEANUP(brute_done) struct brute brute = brute_start(seed);
        CLEANUP(arena_done) struct arena arena;
        struct plan_judgement judgement;
        arena_init(&arena, 1 << 24);
        if (!is_suitable(&brute))
            continue;
        solve(brute.problem, &arena, &judgement);
        bool whole = plan_judgement_blocking(&judgement) == 0;
        brute.best_m = whole ? judgement.terms.objective_m + 1 : INT64_MAX;
        try_all(&brute, 0, 0);
        if (brute.nodes >= NODES_MAX)
            continue;
        if (whole ? brute.best_m != judgement.terms.objective_m : brute.best_m != INT64_MAX)
            fail_msg("problem %llu: %lld is possible; the search found %lld with %zu violations",
                     (unsigned long long)seed, (long long)brute.best_m,
                     (long long)judgement.terms.objective_m, judgement.violation_count);
        best += whole;
        impossible += !whole;
        large += brute.space->meeting_count >= 6;
        joint += brute.problem->count.joints > 0;
        connected += brute.problem->count.sites > 0;
    }
    assert_true(best >= 100);
    assert_true(impossible >= 120);
    assert_true(large >= 50);
    assert_true(joint >= 40);
    assert_true(connected >= 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_plan_of_a_small_problem_is_found_exactly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
