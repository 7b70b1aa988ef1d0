/* The lists from which the moves are drawn. */
#include "plan/annealing.h"

#include <math.h>
#include <stdlib.h>

#define PATIENCES 65536

/* ---- options, nearest first ---- */

struct distance {
    uint32_t option;
    int64_t ways_m; /* of all candidates of the unit */
};

static int compare_distances(const void *a, const void *b)
{
    const struct distance *left = a;
    const struct distance *right = b;

    if (left->ways_m != right->ways_m)
        return left->ways_m < right->ways_m ? -1 : 1;
    return (left->option > right->option) - (left->option < right->option);
}

static bool sort_options(struct annealing *annealing, struct arena *memory)
{
    const struct plan_space *space = annealing->space;
    struct distance *distances = arena_array(memory, space->option_count, sizeof *distances);

    annealing->nearest = arena_array(memory, space->option_count, sizeof *annealing->nearest);
    if (distances == NULL || annealing->nearest == NULL)
        return false;
    for (uint32_t unit = 0; unit < space->problem->count.units; unit++) {
        const struct plan_unit_space *room = &space->units[unit];
        struct distance *own = distances + room->options.first;
        for (uint32_t i = 0; i < room->options.count; i++) {
            const struct plan_option *option = &space->options[room->options.first + i];
            own[i].option = room->options.first + i;
            for (uint32_t k = 0; k < room->parties.count; k++)
                own[i].ways_m += space->home_ways_m[option->first_way + k];
        }
        qsort(own, room->options.count, sizeof *own, compare_distances);
        for (uint32_t i = 0; i < room->options.count; i++)
            annealing->nearest[room->options.first + i] = own[i].option;
    }
    return true;
}

/* ---- meetings ---- */

static bool has_kin(const struct plan_space *space, uint32_t unit)
{
    struct plan_range parties = space->units[unit].parties;

    for (uint32_t i = 0; i < parties.count; i++) {
        if (space->parties[space->parties_of_units[parties.first + i]].seats.count > 1)
            return true;
    }
    return false;
}

/* How often a meeting is tried: the more options its unit has, the more there is to find. One of a unit with
 * few options and no candidate elsewhere is at its best almost anywhere, and only has to make way. */
static uint32_t weight_of(const struct plan_space *space, uint32_t unit)
{
    uint32_t options = space->units[unit].options.count;

    if (options < 8)
        return has_kin(space, unit) ? 4 : 1;
    return options < 32 ? 12 : options < 100 ? 24 : 48;
}

static bool fill_pool(struct annealing *annealing, struct arena *memory)
{
    const struct plan_space *space = annealing->space;
    uint32_t count = 0;

    for (uint32_t i = 0; i < space->meeting_count; i++) {
        if (plan_state_is_placed(annealing->state, i))
            count += weight_of(space, space->unit_of_meeting[i]);
    }
    annealing->pool = arena_array(memory, count, sizeof *annealing->pool);
    if (annealing->pool == NULL)
        return false;
    for (uint32_t i = 0; i < space->meeting_count; i++) {
        if (!plan_state_is_placed(annealing->state, i))
            continue;
        for (uint32_t k = weight_of(space, space->unit_of_meeting[i]); k > 0; k--)
            annealing->pool[annealing->pool_count++] = i;
    }
    return true;
}

static bool list_groups(struct annealing *annealing, struct arena *memory)
{
    const struct plan_space *space = annealing->space;
    uint32_t groups = space->problem->count.groups;
    uint32_t next = 0;

    annealing->meetings_of_group = arena_array(memory, groups, sizeof *annealing->meetings_of_group);
    annealing->group_meetings = arena_array(memory, space->meeting_count, sizeof *annealing->group_meetings);
    if (annealing->meetings_of_group == NULL || annealing->group_meetings == NULL)
        return false;
    /* A unit of several groups counts with its first; it is only a list to draw from. */
    for (uint32_t unit = 0; unit < space->problem->count.units; unit++) {
        uint32_t group = space->groups_of_units[space->units[unit].groups.first];
        annealing->meetings_of_group[group].count += space->units[unit].meetings.count;
    }
    for (uint32_t group = 0; group < groups; group++) {
        annealing->meetings_of_group[group].first = next;
        next += annealing->meetings_of_group[group].count;
        annealing->meetings_of_group[group].count = 0;
    }
    for (uint32_t meeting = 0; meeting < space->meeting_count; meeting++) {
        uint32_t unit = space->unit_of_meeting[meeting];
        struct plan_range *list =
            &annealing->meetings_of_group[space->groups_of_units[space->units[unit].groups.first]];
        annealing->group_meetings[list->first + list->count++] = meeting;
    }
    return true;
}

/* ---- kin ---- */

static uint32_t list_kin_of(const struct plan_space *space, uint32_t unit, uint32_t *out)
{
    struct plan_range parties = space->units[unit].parties;
    uint32_t count = 0;

    if (out != NULL)
        out[count] = unit;
    count++;
    for (uint32_t i = 0; i < parties.count; i++) {
        struct plan_range seats = space->parties[space->parties_of_units[parties.first + i]].seats;
        for (uint32_t k = 0; k < seats.count; k++) {
            uint32_t other = space->seats[seats.first + k].unit;
            if (other == unit)
                continue;
            if (out != NULL)
                out[count] = other;
            count++;
        }
    }
    return count;
}

static bool list_kin(struct annealing *annealing, struct arena *memory)
{
    const struct plan_space *space = annealing->space;
    uint32_t units = space->problem->count.units;
    uint32_t count = 0;

    annealing->kin_of_unit = arena_array(memory, units, sizeof *annealing->kin_of_unit);
    if (annealing->kin_of_unit == NULL)
        return false;
    for (uint32_t unit = 0; unit < units; unit++) {
        annealing->kin_of_unit[unit] = (struct plan_range){count, list_kin_of(space, unit, NULL)};
        count += annealing->kin_of_unit[unit].count;
    }
    annealing->kin = arena_array(memory, count, sizeof *annealing->kin);
    if (annealing->kin == NULL)
        return false;
    for (uint32_t unit = 0; unit < units; unit++)
        list_kin_of(space, unit, annealing->kin + annealing->kin_of_unit[unit].first);
    return true;
}

/* What a unit's meetings cost on average, each on a day of its own. */
static double mean_cost_m(const struct plan_state *state, uint32_t unit)
{
    const struct plan_space *space = state->space;
    const struct plan_unit_space *room = &space->units[unit];
    int64_t sum_m = 0;

    for (uint32_t i = room->meetings.first; i < room->meetings.first + room->meetings.count; i++) {
        if (!plan_state_is_placed(state, i))
            continue;
        const struct plan_option *option = &space->options[state->at[i].option];
        for (uint32_t k = 0; k < room->parties.count; k++)
            sum_m += 2 * space->problem->params.w_travel_per_m * space->home_ways_m[option->first_way + k];
    }
    return (double)sum_m / (room->meetings.count > 0 ? room->meetings.count : 1);
}

/* Between what a meeting of the unit costs and what one costs on average. */
static bool measure_warmth(struct annealing *annealing, struct arena *memory)
{
    const struct plan_space *space = annealing->space;
    uint32_t units = space->problem->count.units;
    double sum_m = 0;

    annealing->warmth_m = arena_array(memory, units, sizeof *annealing->warmth_m);
    if (annealing->warmth_m == NULL)
        return false;
    for (uint32_t unit = 0; unit < units; unit++) {
        annealing->warmth_m[unit] = mean_cost_m(annealing->state, unit);
        sum_m += annealing->warmth_m[unit] * space->units[unit].meetings.count;
    }
    for (uint32_t unit = 0; unit < units && space->meeting_count > 0; unit++)
        annealing->warmth_m[unit] = sqrt(annealing->warmth_m[unit] * sum_m / space->meeting_count);
    return true;
}

static bool measure_patience(struct annealing *annealing, struct arena *memory)
{
    annealing->patience = arena_array(memory, PATIENCES, sizeof *annealing->patience);
    if (annealing->patience == NULL)
        return false;
    for (int i = 0; i < PATIENCES; i++)
        annealing->patience[i] = (float)-log((i + 0.5) / PATIENCES);
    return true;
}

bool annealing_init(struct annealing *annealing, struct plan_state *state, struct prng *prng,
                    struct arena *memory)
{
    *annealing = (struct annealing){.state = state, .space = state->space, .prng = prng};
    return best_init(&annealing->best, state, memory) && sort_options(annealing, memory) &&
           fill_pool(annealing, memory) && list_groups(annealing, memory) && list_kin(annealing, memory) &&
           measure_warmth(annealing, memory) && measure_patience(annealing, memory);
}
