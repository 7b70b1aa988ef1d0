#include "base/text.h"
#include "cmocka_tests.h"
#include "plan/alternatives.h"
#include "plan/judge.h"
#include "plan/solve.h"
#include "random_problem.h"

#include <stdlib.h>
#include <string.h>

/* A solved random problem, as a plan and as a state. */
struct scene {
    struct plan_problem *problem;
    struct arena arena;
    struct plan_solution solution;
    struct plan_space *space;
    struct plan_state *state;
    uint32_t *numbers; /* by meeting of the plan */
    int64_t objective_m;
};

static void scene_done(struct scene *scene)
{
    plan_state_free(scene->state);
    plan_space_free(scene->space);
    plan_problem_free(scene->problem);
    arena_done(&scene->arena);
}

static void set_scene(uint64_t seed, struct scene *out)
{
    const struct plan_effort effort = {.seed = seed, .threads = 1, .budget.max_steps = 20};
    struct plan_judgement judgement;
    struct error err;

    arena_init(&out->arena, 1 << 26);
    out->problem = random_problem(seed);
    assert_int_equal(plan_solve(out->problem, &effort, &out->arena, &out->solution, &err), OK);
    assert_int_equal(plan_judge(out->problem, &out->solution.plan, 3, &out->arena, &judgement, &err), OK);
    out->objective_m = judgement.terms.objective_m;
    assert_int_equal(plan_space_new(out->problem, &out->space, &err), OK);
    assert_int_equal(plan_state_new(out->space, &out->state, &err), OK);
    out->numbers = arena_array(&out->arena, out->solution.plan.count, sizeof *out->numbers);
    plan_state_load(out->state, &out->solution.plan, out->numbers);
}

static size_t plan_index(const struct scene *scene, uint32_t number)
{
    for (size_t i = 0; i < scene->solution.plan.count; i++) {
        if (scene->numbers[i] == number)
            return i;
    }
    fail_msg("no such meeting");
    return 0;
}

static void place(const struct scene *scene, struct plan_meeting *meeting, struct plan_place at)
{
    const struct plan_option *option = &scene->space->options[at.option];
    struct civil_date date = scene->problem->days[scene->space->slots[at.slot].day].date;

    meeting->venue = option->venue;
    meeting->mode = option->mode;
    meeting->start = (struct civil_time){date, at.start_min};
    meeting->end =
        (struct civil_time){date, at.start_min + scene->problem->units[meeting->unit].duration_min};
}

/* The judge finds what is promised: no new fault, and the objective changed by as much. */
static void assert_promise(struct scene *scene, size_t index, const struct plan_alternative *found)
{
    const struct plan *plan = &scene->solution.plan;
    struct plan_meeting *meetings = arena_array(&scene->arena, plan->count, sizeof *meetings);
    struct plan_judgement judgement;
    struct error err;

    memcpy(meetings, plan->meetings, plan->count * sizeof *meetings);
    place(scene, &meetings[index], found->place);
    if (found->moved != PLAN_NONE)
        place(scene, &meetings[plan_index(scene, found->moved)], found->moved_to);
    const struct plan changed = {.meetings = meetings, .count = plan->count};
    assert_int_equal(plan_judge(scene->problem, &changed, 3, &scene->arena, &judgement, &err), OK);
    assert_int_equal(judgement.violation_count, judgement.counts[PLAN_RULE_COUNT] +
                                                    judgement.counts[PLAN_RULE_QUOTA] +
                                                    judgement.counts[PLAN_RULE_MINIMUM]);
    assert_int_equal(judgement.terms.objective_m - scene->objective_m, found->more_m);
}

static void every_alternative_keeps_the_rules_and_costs_what_is_said(void **state)
{
    (void)state;
    size_t alone = 0;
    size_t moving = 0;

    for (uint64_t seed = 1; seed <= 60; seed++) {
        CLEANUP(scene_done) struct scene scene = {.problem = NULL};
        set_scene(seed, &scene);
        for (size_t i = 0; i < scene.solution.plan.count; i++) {
            struct plan_alternatives found;
            plan_alternatives_find(scene.state, scene.numbers[i], &found);
            for (uint32_t k = 0; k < found.alone_count; k++)
                assert_promise(&scene, i, &found.alone[k]);
            for (uint32_t k = 0; k < found.moving_count; k++)
                assert_promise(&scene, i, &found.moving[k]);
            alone += found.alone_count;
            moving += found.moving_count;
        }
    }
    assert_true(alone > 1000);
    assert_true(moving > 200);
}

static void looking_changes_nothing_and_a_plan_is_loaded_whole(void **state)
{
    (void)state;

    for (uint64_t seed = 1; seed <= 60; seed++) {
        CLEANUP(scene_done) struct scene scene = {.problem = NULL};
        set_scene(seed, &scene);
        size_t size = scene.space->meeting_count * sizeof *scene.state->at;
        struct plan_place *before = malloc(size + 1);
        assert_non_null(before);
        memcpy(before, scene.state->at, size);
        for (size_t i = 0; i < scene.solution.plan.count; i++) {
            struct plan_alternatives found;
            assert_int_not_equal(scene.numbers[i], PLAN_NONE);
            plan_alternatives_find(scene.state, scene.numbers[i], &found);
        }
        assert_memory_equal(before, scene.state->at, size);
        free(before);
    }
}

/* The cheapest free place there is, found the long way. */
static int64_t cheapest_m(const struct scene *scene, uint32_t unit, struct plan_place home)
{
    struct plan_range options = scene->space->units[unit].options;
    int64_t best_m = INT64_MAX;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        for (uint32_t slot = 0; slot < scene->problem->slot_count; slot++) {
            struct plan_place at = {i, slot, plan_state_find_start(scene->state, unit, i, slot)};
            if (at.start_min == PLAN_NO_START || (i == home.option && slot == home.slot))
                continue;
            int64_t cost_m = plan_state_cost_m(scene->state, unit, at);
            best_m = cost_m < best_m ? cost_m : best_m;
        }
    }
    return best_m;
}

static void the_best_alternative_is_the_cheapest_place_and_shares_add_up(void **state)
{
    (void)state;

    for (uint64_t seed = 1; seed <= 60; seed++) {
        CLEANUP(scene_done) struct scene scene = {.problem = NULL};
        set_scene(seed, &scene);
        for (size_t i = 0; i < scene.solution.plan.count; i++) {
            uint32_t meeting = scene.numbers[i];
            struct plan_place home = scene.state->at[meeting];
            struct plan_alternatives found;
            plan_alternatives_find(scene.state, meeting, &found);
            const struct plan_share *here = &found.here;
            assert_int_equal(here->total_m, here->travel_m + here->holiday_m + here->imbalance_m +
                                                here->online_m + here->wishes_m);
            plan_state_remove(scene.state, meeting);
            int64_t best_m = cheapest_m(&scene, scene.solution.plan.meetings[i].unit, home);
            plan_state_put(scene.state, meeting, home);
            if (found.alone_count == 0)
                assert_true(best_m == INT64_MAX);
            else
                assert_int_equal(found.alone[0].more_m, best_m - here->total_m);
            for (uint32_t k = 1; k < found.alone_count; k++)
                assert_true(found.alone[k - 1].more_m <= found.alone[k].more_m);
        }
    }
}

static void every_rule_has_its_sentence(void **state)
{
    (void)state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_problem(1);

    for (int rule = 0; rule < PLAN_RULES; rule++) {
        const struct plan_excluded excluded = {.rule = (enum plan_rule)rule, .saved_m = 12345};
        CLEANUP(text_done) struct text said;
        struct message message;
        text_init(&said, 1000);
        plan_exclusion_write(problem, NULL, &excluded, &message);
        message_write(&message, message.format, &said);
        assert_non_null(strstr(said.data, "Hall V1 would be up to 12.3 km cheaper, but"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_alternative_keeps_the_rules_and_costs_what_is_said),
        cmocka_unit_test(looking_changes_nothing_and_a_plan_is_loaded_whole),
        cmocka_unit_test(the_best_alternative_is_the_cheapest_place_and_shares_add_up),
        cmocka_unit_test(every_rule_has_its_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
