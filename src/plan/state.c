#include "plan/state.h"

#include <assert.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)2 << 30)

static bool take_arrays(struct plan_state *state)
{
    const struct plan_space *space = state->space;
    const struct plan_sizes *count = &space->problem->count;
    size_t commune_days = (size_t)count->communes * count->days;
    struct arena *memory = &state->memory;

    state->at = arena_array(memory, space->meeting_count, sizeof *state->at);
    state->day_of = arena_array(memory, space->meeting_count, sizeof *state->day_of);
    state->next_in = arena_array(memory, space->meeting_count, sizeof *state->next_in);
    state->first_in = arena_array(memory, commune_days, sizeof *state->first_in);
    state->load = arena_array(memory, (size_t)count->groups * count->days, sizeof *state->load);
    state->direct_in = arena_array(memory, count->unit_communes, sizeof *state->direct_in);
    state->in_group = arena_array(memory, count->unit_communes, sizeof *state->in_group);
    state->online_of = arena_array(memory, count->units, sizeof *state->online_of);
    state->placed_of = arena_array(memory, count->units, sizeof *state->placed_of);
    state->held_on = arena_array(memory, (size_t)count->units * count->days, sizeof *state->held_on);
    return state->at != NULL && state->day_of != NULL && state->next_in != NULL && state->first_in != NULL &&
           state->load != NULL && state->direct_in != NULL && state->in_group != NULL &&
           state->online_of != NULL && state->placed_of != NULL && state->held_on != NULL;
}

/* Room for the further sites, where there are any. */
static bool take_visits(struct plan_state *state)
{
    const struct plan_space *space = state->space;
    size_t commune_days = (size_t)space->problem->count.communes * space->problem->count.days;
    uint32_t count = 0;

    state->visits_of = arena_array(&state->memory, space->meeting_count, sizeof *state->visits_of);
    if (state->visits_of == NULL)
        return false;
    for (uint32_t i = 0; i < space->meeting_count; i++) {
        state->visits_of[i] = count;
        count += space->units[space->unit_of_meeting[i]].sites_max;
    }
    if (count == 0)
        return true;
    state->first_visit = arena_array(&state->memory, commune_days, sizeof *state->first_visit);
    state->next_visit = arena_array(&state->memory, count, sizeof *state->next_visit);
    state->visitor = arena_array(&state->memory, count, sizeof *state->visitor);
    for (size_t i = 0; state->first_visit != NULL && i < commune_days; i++)
        state->first_visit[i] = PLAN_NONE;
    return state->first_visit != NULL && state->next_visit != NULL && state->visitor != NULL;
}

enum error_code plan_state_new(const struct plan_space *space, struct plan_state **out, struct error *err)
{
    CLEANUP(plan_state_free_ptr) struct plan_state *state = calloc(1, sizeof *state);
    size_t commune_days = (size_t)space->problem->count.communes * space->problem->count.days;

    if (state == NULL)
        return error_memory(err);
    arena_init(&state->memory, MEMORY_MAX_BYTES);
    state->space = space;
    if (!take_arrays(state) || !take_visits(state))
        return error_memory(err);
    for (uint32_t i = 0; i < space->meeting_count; i++) {
        state->at[i].option = PLAN_NONE;
        state->day_of[i] = PLAN_NO_DAY;
    }
    for (size_t i = 0; i < commune_days; i++)
        state->first_in[i] = PLAN_NONE;
    for (uint32_t i = 0; i < space->problem->count.unit_communes; i++) {
        state->direct_in[i] = space->joint_in_commune[i];
        state->in_group[i] = space->joint_in_group[i];
    }
    *out = state;
    state = NULL;
    return OK;
}

void plan_state_free(struct plan_state *state)
{
    if (state == NULL)
        return;
    arena_done(&state->memory);
    free(state);
}

/* ---- putting and removing ---- */

/* Adds `step` (1 or -1) to every count the place has a part in. */
static void count_place(struct plan_state *state, uint32_t unit, const struct plan_option *option,
                        uint32_t day, int step)
{
    const struct plan_problem *problem = state->space->problem;
    uint32_t commune = problem->units[unit].communes.first + option->commune_place;
    uint32_t group = state->space->units[unit].groups.first + option->group_place;
    uint8_t *held_on = &state->held_on[(size_t)unit * problem->count.days + day];

    *held_on = (uint8_t)(*held_on + step);
    state->load[(size_t)option->group * problem->count.days + day] += step;
    state->in_group[group] = (uint16_t)(state->in_group[group] + step);
    state->placed_of[unit] = (uint16_t)(state->placed_of[unit] + step);
    if (option->mode == PLAN_DIRECT)
        state->direct_in[commune] = (uint16_t)(state->direct_in[commune] + step);
    else
        state->online_of[unit] = (uint16_t)(state->online_of[unit] + step);
}

static uint32_t *chain_of(struct plan_state *state, const struct plan_option *option, uint32_t day)
{
    return &state->first_in[(size_t)option->commune * state->space->problem->count.days + day];
}

uint32_t plan_state_visited(const struct plan_state *state, const struct plan_option *option, uint32_t i)
{
    const struct plan_problem *problem = state->space->problem;
    const struct plan_site *sites = problem->sites + option->sites.first;
    uint32_t commune = problem->venues[sites[i].site].commune;

    if (commune == option->commune)
        return PLAN_NONE;
    for (uint32_t k = 0; k < i; k++) {
        if (problem->venues[sites[k].site].commune == commune)
            return PLAN_NONE;
    }
    return commune;
}

static bool uses_hall(const struct plan_state *state, const struct plan_option *option, uint32_t venue)
{
    const struct plan_site *sites = state->space->problem->sites + option->sites.first;

    if (option->venue == venue)
        return true;
    for (uint32_t i = 0; i < option->sites.count; i++) {
        if (sites[i].site == venue)
            return true;
    }
    return false;
}

bool plan_state_share_site(const struct plan_state *state, const struct plan_option *a,
                           const struct plan_option *b)
{
    const struct plan_site *sites = state->space->problem->sites + a->sites.first;

    if (uses_hall(state, b, a->venue))
        return true;
    for (uint32_t i = 0; i < a->sites.count; i++) {
        if (uses_hall(state, b, sites[i].site))
            return true;
    }
    return false;
}

/* The meeting is seen in the communes of its further sites, too. */
static void link_visits(struct plan_state *state, uint32_t meeting, const struct plan_option *option,
                        uint32_t day)
{
    for (uint32_t i = 0; i < option->sites.count; i++) {
        uint32_t visit = state->visits_of[meeting] + i;
        uint32_t commune = plan_state_visited(state, option, i);
        if (commune == PLAN_NONE)
            continue;
        uint32_t *chain = &state->first_visit[(size_t)commune * state->space->problem->count.days + day];
        state->visitor[visit] = meeting;
        state->next_visit[visit] = *chain;
        *chain = visit;
    }
}

static void unlink_visits(struct plan_state *state, uint32_t meeting, const struct plan_option *option,
                          uint32_t day)
{
    for (uint32_t i = 0; i < option->sites.count; i++) {
        uint32_t visit = state->visits_of[meeting] + i;
        uint32_t commune = plan_state_visited(state, option, i);
        if (commune == PLAN_NONE)
            continue;
        uint32_t *link = &state->first_visit[(size_t)commune * state->space->problem->count.days + day];
        while (*link != visit)
            link = &state->next_visit[*link];
        *link = state->next_visit[visit];
    }
}

void plan_state_put(struct plan_state *state, uint32_t meeting, struct plan_place place)
{
    const struct plan_option *option = &state->space->options[place.option];
    uint32_t day = state->space->slots[place.slot].day;
    uint32_t *chain = chain_of(state, option, day);

    assert(!plan_state_is_placed(state, meeting));
    state->at[meeting] = place;
    state->day_of[meeting] = (uint16_t)day;
    state->next_in[meeting] = *chain;
    *chain = meeting;
    link_visits(state, meeting, option, day);
    count_place(state, state->space->unit_of_meeting[meeting], option, day, 1);
}

void plan_state_remove(struct plan_state *state, uint32_t meeting)
{
    const struct plan_option *option = &state->space->options[state->at[meeting].option];
    uint32_t day = state->day_of[meeting];
    uint32_t *link = chain_of(state, option, day);

    while (*link != meeting)
        link = &state->next_in[*link];
    *link = state->next_in[meeting];
    unlink_visits(state, meeting, option, day);
    state->at[meeting].option = PLAN_NONE;
    state->day_of[meeting] = PLAN_NO_DAY;
    count_place(state, state->space->unit_of_meeting[meeting], option, day, -1);
}

void plan_state_restore(struct plan_state *state, const struct plan_place *places)
{
    for (uint32_t i = 0; i < state->space->meeting_count; i++) {
        if (plan_state_is_placed(state, i))
            plan_state_remove(state, i);
    }
    for (uint32_t i = 0; i < state->space->meeting_count; i++) {
        if (places[i].option != PLAN_NONE)
            plan_state_put(state, i, places[i]);
    }
}
