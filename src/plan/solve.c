#include "plan/solve.h"

#include "plan/construct.h"
#include "plan/improve.h"
#include "plan/take_over.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing the plan down ---- */

static int compare_times(const void *a, const void *b)
{
    const struct plan_meeting *left = a;
    const struct plan_meeting *right = b;

    return civil_time_compare(left->start, right->start);
}

static struct plan_meeting write_meeting(const struct plan_state *state, uint32_t meeting)
{
    const struct plan_space *space = state->space;
    const struct plan_option *option = &space->options[state->at[meeting].option];
    struct civil_date date = space->problem->days[state->day_of[meeting]].date;

    return (struct plan_meeting){
        .unit = space->unit_of_meeting[meeting],
        .mode = option->mode,
        .venue = option->venue,
        .start = {date, state->at[meeting].start_min},
        .end = {date, plan_state_end_min(state, meeting)},
    };
}

static const char *write_code(const struct plan_unit *unit, uint32_t number, struct arena *arena)
{
    size_t size = strlen(unit->code) + 12;
    char *code = arena_alloc(arena, size);

    if (code != NULL)
        snprintf(code, size, "%s-%02u", unit->code, number);
    return code;
}

/* The unit's placed meetings, in order of time. */
static bool write_unit(const struct plan_state *state, uint32_t unit, struct arena *arena,
                       struct plan_meeting *out, size_t *out_count)
{
    struct plan_range meetings = state->space->units[unit].meetings;
    size_t count = 0;

    for (uint32_t i = 0; i < meetings.count; i++) {
        if (plan_state_is_placed(state, meetings.first + i))
            out[count++] = write_meeting(state, meetings.first + i);
    }
    qsort(out, count, sizeof *out, compare_times);
    for (size_t i = 0; i < count; i++) {
        out[i].code = write_code(&state->space->problem->units[unit], (uint32_t)i + 1, arena);
        if (out[i].code == NULL)
            return false;
    }
    *out_count = count;
    return true;
}

static enum error_code write_plan(const struct plan_state *state, struct arena *arena, struct plan *out,
                                  struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, state->space->meeting_count, sizeof *meetings);
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    for (uint32_t unit = 0; unit < state->space->problem->count.units; unit++) {
        size_t written;
        if (!write_unit(state, unit, arena, meetings + count, &written))
            return error_memory(err);
        count += written;
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

static enum error_code list_shortages(const struct plan_state *state, struct arena *arena,
                                      struct plan_solution *solution, struct error *err)
{
    const struct plan_problem *problem = state->space->problem;
    struct plan_shortage *shortages;
    size_t count = 0;

    for (uint32_t unit = 0; unit < problem->count.units; unit++)
        count += state->placed_of[unit] < problem->units[unit].needed;
    shortages = arena_array(arena, count, sizeof *shortages);
    if (shortages == NULL)
        return error_memory(err);
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        if (state->placed_of[unit] < problem->units[unit].needed)
            plan_explain_shortage(state, unit, &shortages[solution->shortage_count++]);
    }
    solution->shortages = shortages;
    return OK;
}

/* ---- the whole ---- */

static bool is_whole(const struct plan_state *state)
{
    const struct plan_problem *problem = state->space->problem;

    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        if (state->placed_of[unit] < problem->units[unit].needed)
            return false;
    }
    return true;
}

enum error_code plan_resume(const struct plan_problem *problem, const struct plan *from,
                            const struct plan_effort *effort, struct arena *arena, struct plan_solution *out,
                            struct error *err)
{
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    CLEANUP(plan_state_free_ptr) struct plan_state *state = NULL;
    struct plan_solution solution = {.shortage_count = 0};
    struct prng prng;

    prng_init(&prng, effort->seed);
    TRY(plan_space_new(problem, &space, err));
    TRY(plan_state_new(space, &state, err));
    solution.left_out = plan_take_over(state, from);
    enum plan_heat heat = is_whole(state) ? PLAN_WARM : PLAN_HOT;
    TRY(plan_construct(state, &prng, &effort->budget, err));
    TRY(plan_improve(state, effort, heat, err));
    TRY(write_plan(state, arena, &solution.plan, err));
    TRY(list_shortages(state, arena, &solution, err));
    *out = solution;
    return OK;
}

enum error_code plan_solve(const struct plan_problem *problem, const struct plan_effort *effort,
                           struct arena *arena, struct plan_solution *out, struct error *err)
{
    const struct plan nothing = {.count = 0};

    return plan_resume(problem, &nothing, effort, arena, out, err);
}
