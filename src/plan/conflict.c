#include "plan/conflict.h"

#include "plan/conflict_neighbours.h"
#include "plan/conflict_part.h"

#include <stdlib.h>
#include <string.h>

/* ---- the conditions that clash ---- */

/* Conditions that still hold are marked; the others have been found not to matter. */
struct filter {
    const struct plan_problem *problem;
    const struct plan_conditions *conditions;
    const struct plan_conditions *dropped; /* before: they do not hold */
    bool *holds;
    struct plan_edit *edits; /* room for as many as there are of both */
    bool proved;
    bool minimal;
};

/* The answer when the conditions [first, end) do not hold either. */
static enum error_code ask_without(struct filter *filter, size_t first, size_t end, enum plan_answer *out,
                                   struct error *err)
{
    struct plan_edits edits = {.items = filter->edits};

    for (size_t i = 0; i < filter->dropped->count; i++)
        filter->edits[edits.count++] = filter->dropped->items[i].without;
    for (size_t i = 0; i < filter->conditions->count; i++) {
        if (!filter->holds[i] || (i >= first && i < end))
            filter->edits[edits.count++] = filter->conditions->items[i].without;
    }
    return plan_ask(filter->problem, &edits, &plan_patience_usual, out, err);
}

/* Drops what of [first, end) is not needed for the clash: all at once, or half by half. */
static enum error_code drop(struct filter *filter, size_t first, size_t end, struct error *err)
{
    enum plan_answer answer;

    if (first == end)
        return OK;
    TRY(ask_without(filter, first, end, &answer, err));
    if (answer == PLAN_IMPOSSIBLE || (answer == PLAN_NOT_KNOWN && !filter->proved)) {
        memset(filter->holds + first, 0, (end - first) * sizeof *filter->holds);
        return OK;
    }
    if (end - first == 1) {
        filter->minimal &= answer == PLAN_POSSIBLE;
        return OK;
    }
    TRY(drop(filter, first, first + (end - first) / 2, err));
    return drop(filter, first + (end - first) / 2, end, err);
}

/* Reduces the conditions to those that clash without what was dropped before, and drops the others, too. */
static enum error_code reduce(const struct plan_problem *problem, struct plan_conditions *conditions,
                              struct plan_conditions *dropped, struct plan_conflict *conflict,
                              struct error *err)
{
    CLEANUP(arena_done) struct arena memory;
    struct filter filter = {.problem = problem,
                            .conditions = conditions,
                            .dropped = dropped,
                            .proved = conflict->proved,
                            .minimal = true};
    size_t kept = 0;

    arena_init(&memory, (size_t)64 << 20);
    filter.holds = arena_array(&memory, conditions->count, sizeof *filter.holds);
    filter.edits = arena_array(&memory, conditions->count + dropped->count, sizeof *filter.edits);
    if (filter.holds == NULL || filter.edits == NULL)
        return error_memory(err);
    for (size_t i = 0; i < conditions->count; i++)
        filter.holds[i] = true;
    TRY(drop(&filter, 0, conditions->count, err));
    for (size_t i = 0; i < conditions->count; i++) {
        const struct plan_condition *condition = &conditions->items[i];
        if (filter.holds[i])
            conditions->items[kept++] = *condition;
        else if (!plan_conditions_add(dropped, condition->rule, condition->without))
            return error_memory(err);
    }
    conditions->count = kept;
    conflict->minimal = filter.minimal;
    return OK;
}

/* ---- the units that clash ---- */

struct group {
    uint32_t units[PLAN_CLASH_UNITS_MAX]; /* of the whole; the first is the one that is short */
    uint32_t count;
};

static enum error_code ask_group(const struct plan_problem *whole, const struct group *group,
                                 enum plan_answer *out, struct error *err)
{
    CLEANUP(plan_part_done) struct plan_part part = {.problem = NULL};
    const struct plan_edits none = {.count = 0};

    TRY(plan_part_new(whole, group->units, group->count, &part, err));
    return plan_ask(part.problem, &none, &plan_patience_usual, out, err);
}

static enum error_code add_neighbours(const struct plan_state *state, struct plan_conflict_scope scope,
                                      struct group *group, uint32_t count, struct error *err)
{
    struct plan_neighbours found;

    TRY(plan_neighbours_find(state, group->units, group->count, &found, err));
    for (uint32_t i = 0; i < found.count && count > 0 && group->count < PLAN_CLASH_UNITS_MAX; i++) {
        if (scope.left_out[found.items[i].unit])
            continue;
        group->units[group->count++] = found.items[i].unit;
        count--;
    }
    return OK;
}

/* Takes neighbours in until the group cannot be planned; when that is never certain, leaves the smallest group for
 * which no plan was found. An empty group: each could be planned. */
static enum error_code grow(const struct plan_state *state, struct plan_conflict_scope scope,
                            struct group *group, bool *out_proved, struct error *err)
{
    struct group unknown = {.count = 0};
    enum plan_answer answer;
    uint32_t before = 0;

    for (uint32_t more = 1; group->count > before; more *= 2) {
        TRY(ask_group(state->space->problem, group, &answer, err));
        *out_proved = answer == PLAN_IMPOSSIBLE;
        if (*out_proved)
            return OK;
        if (answer == PLAN_NOT_KNOWN && unknown.count == 0)
            unknown = *group;
        before = group->count;
        if (!scope.alone)
            TRY(add_neighbours(state, scope, group, more, err));
    }
    *group = unknown;
    return OK;
}

/* Leaves the units out that are not needed for the clash. */
static enum error_code reduce_group(const struct plan_problem *whole, struct group *group,
                                    struct plan_conflict *conflict, struct error *err)
{
    CLEANUP(plan_part_done) struct plan_part part = {.problem = NULL};
    CLEANUP(plan_conditions_done) struct plan_conditions others = {.items = NULL};
    CLEANUP(plan_conditions_done) struct plan_conditions dropped = {.items = NULL};
    struct group kept = {.units = {group->units[0]}, .count = 1};

    TRY(plan_part_new(whole, group->units, group->count, &part, err));
    for (uint32_t unit = 1; unit < group->count; unit++) {
        if (!plan_conditions_add(&others, PLAN_RULE_COUNT, (struct plan_edit){PLAN_EDIT_NEEDED, unit, 0}))
            return error_memory(err);
    }
    TRY(reduce(part.problem, &others, &dropped, conflict, err));
    for (size_t i = 0; i < others.count; i++)
        kept.units[kept.count++] = group->units[others.items[i].without.item];
    *group = kept;
    return OK;
}

/* ---- the whole ---- */

/* From indexes of the part to those of the whole. */
static uint32_t index_in_whole(const struct plan_part *part, const struct plan_edit *edit)
{
    const uint32_t *indexes[PLAN_THINGS] = {
        [PLAN_THING_NONE] = NULL,
        [PLAN_THING_UNIT] = part->units,
        [PLAN_THING_VENUE] = part->venues,
        [PLAN_THING_COMMUNE] = part->communes,
        [PLAN_THING_CANDIDATE] = part->candidates,
        [PLAN_THING_GROUP] = part->groups,
        [PLAN_THING_BLOCK] = part->blocks,
        [PLAN_THING_PREFERENCE] = part->preferences,
    };
    const uint32_t *of_thing = indexes[plan_edit_thing(edit->kind)];

    return of_thing != NULL ? of_thing[edit->item] : edit->item;
}

static enum error_code take_apart(const struct plan_problem *whole, const struct group *group,
                                  struct plan_conflict *conflict, struct error *err)
{
    CLEANUP(plan_part_done) struct plan_part part = {.problem = NULL};
    CLEANUP(plan_conditions_done) struct plan_conditions coarse = {.items = NULL};
    CLEANUP(plan_conditions_done) struct plan_conditions dropped = {.items = NULL};

    TRY(plan_part_new(whole, group->units, group->count, &part, err));
    TRY(plan_conditions_list(part.problem, 0, &coarse, err));
    TRY(reduce(part.problem, &coarse, &dropped, conflict, err));
    TRY(plan_conditions_split(part.problem, &coarse, &conflict->conditions, err));
    TRY(reduce(part.problem, &conflict->conditions, &dropped, conflict, err));
    for (size_t i = 0; i < conflict->conditions.count; i++) {
        struct plan_edit *without = &conflict->conditions.items[i].without;
        without->item = index_in_whole(&part, without);
    }
    return OK;
}

static bool is_short(const struct plan_state *state, uint32_t unit)
{
    return state->placed_of[unit] < state->space->problem->units[unit].needed;
}

static bool is_in(const struct group *group, uint32_t unit)
{
    for (uint32_t i = 0; i < group->count; i++) {
        if (group->units[i] == unit)
            return true;
    }
    return false;
}

static bool share_commune(const struct plan_problem *problem, uint32_t a, uint32_t b)
{
    struct plan_range of_a = problem->units[a].communes;
    struct plan_range of_b = problem->units[b].communes;

    for (uint32_t i = 0; i < of_a.count; i++) {
        for (uint32_t k = 0; k < of_b.count; k++) {
            if (problem->communes_of_units[of_a.first + i] == problem->communes_of_units[of_b.first + k])
                return true;
        }
    }
    return false;
}

/* Those of units that are short in places where the first one could meet. */
static void remember_short(const struct plan_state *state, struct plan_conflict_scope scope,
                           const struct group *clash, struct plan_conflict *conflict)
{
    const struct plan_problem *problem = state->space->problem;

    for (uint32_t unit = 0; unit < problem->count.units && conflict->all_count < PLAN_CLASH_UNITS_MAX;
         unit++) {
        if (is_short(state, unit) && !is_in(clash, unit) && !scope.left_out[unit] &&
            share_commune(problem, unit, clash->units[0]))
            conflict->near[conflict->all_count++] = unit;
    }
}

static void remember_units(const struct plan_state *state, struct plan_conflict_scope scope,
                           const struct group *clash, const struct group *near,
                           struct plan_conflict *conflict)
{
    memcpy(conflict->near, clash->units, clash->count * sizeof *clash->units);
    conflict->near_count = clash->count;
    for (uint32_t i = 0; i < near->count && conflict->near_count < PLAN_CLASH_NEAR_MAX; i++) {
        if (!is_in(clash, near->units[i]) && !is_short(state, near->units[i]))
            conflict->near[conflict->near_count++] = near->units[i];
    }
    conflict->all_count = conflict->near_count;
    remember_short(state, scope, clash, conflict);
}

enum error_code plan_conflict_find(const struct plan_state *state, uint32_t unit,
                                   struct plan_conflict_scope scope, struct plan_conflict *out,
                                   struct error *err)
{
    CLEANUP(plan_conflict_done) struct plan_conflict conflict = {.minimal = true};
    const struct plan_problem *whole = state->space->problem;
    struct group group = {.units = {unit}, .count = 1};
    struct group near;

    TRY(grow(state, scope, &group, &conflict.proved, err));
    near = group;
    if (group.count > 1)
        TRY(reduce_group(whole, &group, &conflict, err));
    if (group.count > 0) {
        TRY(take_apart(whole, &group, &conflict, err));
        TRY(add_neighbours(state, scope, &near, PLAN_CLASH_UNITS_MAX, err));
        remember_units(state, scope, &group, &near, &conflict);
    }
    *out = conflict;
    conflict = (struct plan_conflict){.minimal = false};
    return OK;
}

void plan_conflict_done(struct plan_conflict *conflict)
{
    plan_conditions_done(&conflict->conditions);
}
