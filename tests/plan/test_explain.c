#include "base/text.h"
#include "cmocka_tests.h"
#include "impossible_problem.h"
#include "plan/explain.h"
#include "plan/solve.h"
#include "random_problem.h"
#include "small_problem.h"

#include <stdlib.h>
#include <string.h>

#define SEEDS 14 /* problems of each cause: 15 causes, 210 problems */

/* An end for making room where there is none. */
static double share_of_tries(void *context)
{
    uint32_t *left = context;

    return *left > 0 && (*left)-- > 0 ? 0.0 : 1.0;
}

struct explained {
    struct plan_problem *problem;
    struct known_cause cause;
    struct arena arena;
    struct plan_explanation explanation;
};

static void explain(struct explained *out)
{
    uint32_t tries = 100;
    const struct plan_budget budget = {.max_steps = 2000, .time_spent = share_of_tries, .context = &tries};
    struct error err;

    arena_init(&out->arena, 1 << 26);
    if (plan_explain(out->problem, NULL, &budget, &out->arena, &out->explanation, &err) != OK)
        fail_msg("%s: %s", out->cause.name, err.message.format);
}

static void explained_done(struct explained *explained)
{
    plan_problem_free(explained->problem);
    arena_done(&explained->arena);
}

static void put(struct text *said, const struct message *message)
{
    message_write(message, message->format, said);
    text_put_char(said, '\n');
}

/* All sentences, for a failure. */
static const char *say(const struct explained *explained, struct text *said)
{
    for (size_t i = 0; i < explained->explanation.knot_count; i++) {
        const struct plan_knot *knot = &explained->explanation.knots[i];
        text_putf(said, "%s lacks %u, proved %d, minimal %d\n", explained->problem->units[knot->unit].code,
                  knot->missing, knot->proved, knot->minimal);
        for (size_t k = 0; k < knot->clashes.count; k++)
            put(said, &knot->clashes.items[k].message);
        for (size_t k = 0; k < knot->way_count; k++)
            put(said, &knot->ways[k].words);
    }
    return said->data;
}

static bool names(const struct plan_knot *knot, const struct known_cause *cause)
{
    for (size_t i = 0; i < knot->clashes.count; i++) {
        const struct plan_clash *clash = &knot->clashes.items[i];
        if (clash->rule != cause->rule || clash->thing != cause->thing)
            continue;
        if (clash->item_count == 0)
            return true;
        for (size_t k = 0; k < clash->item_count; k++) {
            if (clash->items[k] == cause->item)
                return true;
        }
    }
    return false;
}

static uint32_t missing(const struct plan_solution *solution, uint32_t unit)
{
    for (size_t i = 0; i < solution->shortage_count; i++) {
        if (solution->shortages[i].unit == unit)
            return solution->shortages[i].missing;
    }
    return 0;
}

static bool is_waiver(enum plan_edit_kind kind)
{
    return kind == PLAN_EDIT_SPREAD || kind == PLAN_EDIT_QUOTA || kind == PLAN_EDIT_SAME_DAY;
}

/* Nobody is short when the way is said to help all, and the unit is not in any case. A hurried search may miss a
 * plan, so there are a few. */
static bool is_planned(const struct plan_problem *problem, const struct plan_knot *knot, bool for_all)
{
    bool planned = false;

    for (uint64_t seed = 1; seed <= 5 && !planned; seed++) {
        CLEANUP(arena_done) struct arena arena;
        struct plan_solution solution;
        struct error err;
        arena_init(&arena, 1 << 26);
        const struct plan_effort effort = {.seed = seed, .threads = 1, .budget.max_steps = 2000};
        assert_int_equal(plan_solve(problem, &effort, &arena, &solution, &err), OK);
        planned = for_all ? solution.shortage_count == 0 : missing(&solution, knot->unit) == 0;
    }
    return planned;
}

/* The planner itself plans the changed problem; what it cannot be told is asked for otherwise. */
static bool works(const struct plan_problem *problem, const struct plan_knot *knot,
                  const struct plan_way *way, bool alone)
{
    const struct plan_edits edits = {way->edits, way->edit_count};
    CLEANUP(plan_problem_free_ptr) struct plan_problem *changed = NULL;
    enum plan_answer answer;
    struct error err;

    if (is_waiver(way->edits[0].kind)) {
        assert_int_equal(plan_ask(problem, &edits, &plan_patience_usual, &answer, &err), OK);
        return answer == PLAN_POSSIBLE || !alone;
    }
    assert_int_equal(plan_edit_problem(problem, &edits, &changed, &err), OK);
    return is_planned(changed, knot, alone || way->for_all);
}

static void the_cause_is_named_minimal_and_has_a_way_out(void **state)
{
    (void)state;
    size_t wanting = 0;

    for (int cause = CAUSE_NONE + 1; cause < CAUSES; cause++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            CLEANUP(explained_done) struct explained explained = {.problem = NULL};
            CLEANUP(text_done) struct text said;
            size_t ways = 0;
            text_init(&said, 100000);
            explained.problem = impossible_problem(seed, (enum cause)cause, &explained.cause);
            explain(&explained);
            const struct plan_explanation *explanation = &explained.explanation;
            const struct plan_knot *knot = explanation->knots;
            bool alone = explanation->short_units == 1;
            bool good = explanation->knot_count == 1 && names(knot, &explained.cause) && knot->proved &&
                        knot->minimal && knot->way_count > 0 && (alone || knot->ways[0].for_all);
            for (size_t i = 0; good && i < knot->way_count; i++)
                ways += works(explained.problem, knot, &knot->ways[i], alone);
            if (good && ways == knot->way_count)
                continue;
            wanting++;
            print_error("%s, seed %llu: %zu ways work\n%s", explained.cause.name, (unsigned long long)seed,
                        ways, say(&explained, &said));
        }
    }
    assert_int_equal(wanting, 0);
}

static void tables_that_ask_for_fewer_meetings_than_guidance_are_named(void **state)
{
    (void)state;
    CLEANUP(explained_done) struct explained explained = {.problem = small_problem()};
    CLEANUP(text_done) struct text said;

    text_init(&said, 10000);
    explained.problem->units[SMALL_U3].minimum = 3;
    small_problem_prepare(explained.problem);
    explain(&explained);
    assert_string_equal(say(&explained, &said),
                        "U3 lacks 2, proved 1, minimal 1\n"
                        "Guidance asks unit U3 for at least 3 meetings, but the tables ask for 1.\n"
                        "Let unit U3 hold 3 meetings in place of 1.\n");
}

/* ---- what clashes, clashes by itself ---- */

static bool is_among(const struct plan_conditions *conditions, size_t but, const struct plan_edit *edit)
{
    for (size_t i = 0; i < conditions->count; i++) {
        const struct plan_edit *without = &conditions->items[i].without;
        if (i != but && without->kind == edit->kind && without->item == edit->item)
            return true;
    }
    return false;
}

/* The answer when no condition of the problem holds but those of the conflict, less one. */
static enum plan_answer ask_with(const struct plan_problem *problem, const struct plan_conflict *conflict,
                                 size_t but)
{
    CLEANUP(plan_conditions_done) struct plan_conditions coarse = {.items = NULL};
    CLEANUP(plan_conditions_done) struct plan_conditions all = {.items = NULL};
    CLEANUP(arena_done) struct arena arena;
    struct plan_edits edits = {.count = 0};
    struct plan_edit *items;
    enum plan_answer answer;
    struct error err;

    arena_init(&arena, 1 << 24);
    assert_int_equal(plan_conditions_list(problem, 0, &coarse, &err), OK);
    assert_int_equal(plan_conditions_split(problem, &coarse, &all, &err), OK);
    items = arena_array(&arena, all.count, sizeof *items);
    assert_non_null(items);
    for (size_t i = 0; i < all.count; i++) {
        if (!is_among(&conflict->conditions, but, &all.items[i].without))
            items[edits.count++] = all.items[i].without;
    }
    edits.items = items;
    assert_int_equal(plan_ask(problem, &edits, &plan_patience_usual, &answer, &err), OK);
    return answer;
}

static void what_is_named_clashes_by_itself_and_nothing_of_it_is_superfluous(void **state)
{
    (void)state;

    for (int cause = CAUSE_NONE + 1; cause < CAUSES; cause++) {
        struct known_cause known;
        CLEANUP(plan_problem_free_ptr)
        struct plan_problem *problem = impossible_problem(3, (enum cause)cause, &known);
        CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
        CLEANUP(plan_state_free_ptr) struct plan_state *empty = NULL;
        CLEANUP(plan_conflict_done) struct plan_conflict conflict = {.proved = false};
        bool none[64] = {false};
        uint32_t unit = 0;
        struct error err;
        assert_int_equal(plan_space_new(problem, &space, &err), OK);
        assert_int_equal(plan_state_new(space, &empty, &err), OK);
        for (; conflict.conditions.count == 0 && unit < problem->count.units; unit++)
            assert_int_equal(
                plan_conflict_find(empty, unit, (struct plan_conflict_scope){true, none}, &conflict, &err),
                OK);
        if (conflict.conditions.count == 0)
            continue; /* several units clash together: looked at above */
        assert_int_equal(ask_with(problem, &conflict, SIZE_MAX), PLAN_IMPOSSIBLE);
        for (size_t i = 0; i < conflict.conditions.count; i++)
            assert_int_equal(ask_with(problem, &conflict, i), PLAN_POSSIBLE);
    }
}

/* ---- the answers that explanations rest on ---- */

static bool place_the_rest(struct plan_state *state);

/* Puts the meeting at every place where it fits, one after the other, until the rest fits, too. */
static bool place_and_go_on(struct plan_state *state, uint32_t meeting)
{
    const struct plan_space *space = state->space;
    uint32_t unit = space->unit_of_meeting[meeting];
    struct plan_range options = space->units[unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
            struct plan_place place = {i, slot, plan_state_find_start(state, unit, i, slot)};
            if (place.start_min == PLAN_NO_START)
                continue;
            plan_state_put(state, meeting, place);
            bool rest = place_the_rest(state);
            plan_state_remove(state, meeting);
            if (rest)
                return true;
        }
    }
    return false;
}

/* In every order: what is put first stands first. */
static bool place_the_rest(struct plan_state *state)
{
    bool any = false;

    for (uint32_t unit = 0; unit < state->space->problem->count.units; unit++) {
        struct plan_range meetings = state->space->units[unit].meetings;
        if (state->placed_of[unit] == meetings.count)
            continue;
        any = true;
        if (place_and_go_on(state, meetings.first + state->placed_of[unit]))
            return true;
    }
    return !any;
}

static void an_answer_is_that_of_trying_everything(void **state)
{
    (void)state;
    const struct plan_edits none = {.count = 0};
    size_t counts[3] = {0};

    for (uint64_t seed = 1; seed <= 400; seed++) {
        CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = random_tiny_problem(seed);
        CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
        CLEANUP(plan_state_free_ptr) struct plan_state *empty = NULL;
        enum plan_answer answer;
        enum plan_answer by_days;
        struct error err;
        assert_int_equal(plan_space_new(problem, &space, &err), OK);
        assert_int_equal(plan_state_new(space, &empty, &err), OK);
        enum plan_answer truth = place_the_rest(empty) ? PLAN_POSSIBLE : PLAN_IMPOSSIBLE;
        assert_int_equal(plan_ask(problem, &none, &plan_patience_usual, &answer, &err), OK);
        assert_int_equal(plan_days_search(empty, 1000000, &by_days, &err), OK);
        if (answer != truth || by_days != truth)
            fail_msg("problem %llu: truth %d, asked %d, by days %d", (unsigned long long)seed, (int)truth,
                     (int)answer, (int)by_days);
        counts[truth]++;
    }
    assert_true(counts[PLAN_POSSIBLE] > 50);
    assert_true(counts[PLAN_IMPOSSIBLE] > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_that_of_trying_everything),
        cmocka_unit_test(what_is_named_clashes_by_itself_and_nothing_of_it_is_superfluous),
        cmocka_unit_test(tables_that_ask_for_fewer_meetings_than_guidance_are_named),
        cmocka_unit_test(the_cause_is_named_minimal_and_has_a_way_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
