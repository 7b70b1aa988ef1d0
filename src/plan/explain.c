#include "plan/explain.h"

#include "plan/construct.h"

#define SEED 1

struct explaining {
    const struct plan_state *state;
    const struct plan_names *names;
    struct arena *arena;
    bool *told; /* by unit: part of a knot */
    struct plan_explanation explanation;
};

static uint32_t missing_of(const struct plan_state *state, uint32_t unit)
{
    return (uint32_t)state->space->problem->units[unit].needed - state->placed_of[unit];
}

static void mark_told(struct explaining *work, const struct plan_conflict *conflict)
{
    for (size_t i = 0; i < conflict->conditions.count; i++) {
        if (conflict->conditions.items[i].rule == PLAN_RULE_COUNT)
            work->told[conflict->conditions.items[i].without.item] = true;
    }
}

/* The unit itself if it is part of the clash, otherwise one that is short and is, or any that is. */
static uint32_t unit_of_clash(const struct explaining *work, const struct plan_conflict *conflict,
                              uint32_t unit)
{
    uint32_t found = PLAN_NONE;

    for (size_t i = 0; i < conflict->conditions.count; i++) {
        const struct plan_condition *condition = &conflict->conditions.items[i];
        if (condition->rule != PLAN_RULE_COUNT)
            continue;
        if (condition->without.item == unit)
            return unit;
        if (found == PLAN_NONE || missing_of(work->state, found) == 0)
            found = condition->without.item;
    }
    return found != PLAN_NONE ? found : unit;
}

/* Those that the first way helps, too, need no knot of their own. */
static enum error_code mark_others(struct explaining *work, const struct plan_conflict *conflict,
                                   struct plan_knot *knot, struct error *err)
{
    uint32_t count = conflict->all_count - conflict->near_count;
    uint32_t *others = arena_array(work->arena, count, sizeof *others);

    if (others == NULL)
        return error_memory(err);
    if (knot->way_count == 0 || !knot->ways[0].for_all)
        return OK;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t unit = conflict->near[conflict->near_count + i];
        if (!work->told[unit])
            others[knot->other_count++] = unit;
        work->told[unit] = true;
    }
    knot->others = others;
    return OK;
}

/* False when nothing was found to clash in that scope. */
static enum error_code add_knot(struct explaining *work, uint32_t unit, bool alone, bool *out_found,
                                struct error *err)
{
    CLEANUP(plan_conflict_done) struct plan_conflict conflict = {.proved = false};
    const struct plan_conflict_scope scope = {alone, work->told};
    const struct plan_problem *problem = work->state->space->problem;
    struct plan_knot *knot = &work->explanation.knots[work->explanation.knot_count];

    TRY(plan_conflict_find(work->state, unit, scope, &conflict, err));
    *out_found = conflict.conditions.count > 0;
    if (!*out_found)
        return OK;
    unit = unit_of_clash(work, &conflict, unit);
    *knot = (struct plan_knot){.unit = unit,
                               .asked = (uint32_t)problem->units[unit].needed,
                               .missing = missing_of(work->state, unit),
                               .proved = conflict.proved,
                               .minimal = conflict.minimal};
    TRY(plan_clashes_write(problem, work->names, &conflict.conditions, work->arena, &knot->clashes, err));
    TRY(plan_ways_find(problem, work->names, &conflict, knot->ways, &knot->way_count, err));
    mark_told(work, &conflict);
    TRY(mark_others(work, &conflict, knot, err));
    work->explanation.knot_count++;
    return OK;
}

/* For every unit that is short and of which nothing was told yet. */
static enum error_code add_knots(struct explaining *work, bool alone, struct error *err)
{
    for (uint32_t unit = 0; unit < work->state->space->problem->count.units; unit++) {
        bool found = true;
        while (found && missing_of(work->state, unit) > 0 && !work->told[unit] &&
               work->explanation.knot_count < PLAN_KNOTS_MAX)
            TRY(add_knot(work, unit, alone, &found, err));
    }
    return OK;
}

/* When nothing was found to clash anywhere, it is said of the first unit that is short. */
static void add_empty_knot(struct explaining *work)
{
    const struct plan_problem *problem = work->state->space->problem;

    for (uint32_t unit = 0; unit < problem->count.units && work->explanation.knot_count == 0; unit++) {
        if (missing_of(work->state, unit) > 0)
            work->explanation.knots[work->explanation.knot_count++] =
                (struct plan_knot){.unit = unit,
                                   .asked = (uint32_t)problem->units[unit].needed,
                                   .missing = missing_of(work->state, unit)};
    }
}

/* Tables that ask for fewer meetings than guidance does are no matter of planning, but no plan of them is
 * released. */
static enum error_code add_minimum(struct explaining *work, uint32_t unit, struct error *err)
{
    CLEANUP(plan_conditions_done) struct plan_conditions conditions = {.items = NULL};
    const struct plan_problem *problem = work->state->space->problem;
    const struct plan_unit *data = &problem->units[unit];
    const struct plan_edit more = {PLAN_EDIT_NEEDED, unit, data->minimum - data->held_jointly};
    const struct plan_edits edits = {&more, 1};
    struct plan_knot *knot = &work->explanation.knots[work->explanation.knot_count++];

    *knot = (struct plan_knot){.unit = unit,
                               .asked = (uint32_t)data->minimum,
                               .missing = (uint32_t)(data->minimum - data->needed - data->held_jointly),
                               .proved = true,
                               .minimal = true,
                               .way_count = 1};
    knot->ways[0] = (struct plan_way){
        .edits = {more},
        .edit_count = 1,
        .effect = N_("Guidance of the Front asks for it; a smaller number needs a waiver with its document."),
    };
    plan_edit_write(problem, work->names, &edits, &knot->ways[0].words);
    if (!plan_conditions_add(&conditions, PLAN_RULE_MINIMUM, more))
        return error_memory(err);
    return plan_clashes_write(problem, work->names, &conditions, work->arena, &knot->clashes, err);
}

/* Where each site of a hybrid meeting counts, only the judge of a whole plan can say. */
static bool is_below_minimum(const struct plan_problem *problem, uint32_t unit_index)
{
    const struct plan_unit *unit = &problem->units[unit_index];

    return unit->needed + unit->held_jointly < unit->minimum &&
           !(problem->params.hybrid_per_site && problem->count.sites > 0);
}

static enum error_code explain(struct explaining *work, struct error *err)
{
    const struct plan_problem *problem = work->state->space->problem;
    uint32_t units = problem->count.units;

    work->told = arena_array(work->arena, units, sizeof *work->told);
    work->explanation.knots = arena_array(work->arena, PLAN_KNOTS_MAX, sizeof *work->explanation.knots);
    if (work->told == NULL || work->explanation.knots == NULL)
        return error_memory(err);
    for (uint32_t unit = 0; unit < units; unit++) {
        work->explanation.short_units += missing_of(work->state, unit) > 0 || is_below_minimum(problem, unit);
        work->explanation.missing += missing_of(work->state, unit);
    }
    TRY(add_knots(work, true, err));
    TRY(add_knots(work, false, err));
    add_empty_knot(work);
    for (uint32_t unit = 0; unit < units && work->explanation.knot_count < PLAN_KNOTS_MAX; unit++) {
        if (is_below_minimum(problem, unit))
            TRY(add_minimum(work, unit, err));
    }
    return OK;
}

enum error_code plan_explain(const struct plan_problem *problem, const struct plan_names *names,
                             const struct plan_budget *budget, struct arena *arena,
                             struct plan_explanation *out, struct error *err)
{
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    CLEANUP(plan_state_free_ptr) struct plan_state *state = NULL;
    struct explaining work = {.names = names, .arena = arena};
    struct prng prng;

    prng_init(&prng, SEED);
    TRY(plan_space_new(problem, &space, err));
    TRY(plan_state_new(space, &state, err));
    TRY(plan_construct(state, &prng, budget, err));
    work.state = state;
    TRY(explain(&work, err));
    *out = work.explanation;
    return OK;
}
