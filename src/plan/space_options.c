/* Where each unit may meet, when, and how far that is. */
#include "base/list.h"
#include "plan/space_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS_MAX 50000000

/* Grown on the heap while the number is not known, then kept in the space's memory. */
struct option_list {
    struct plan_option *options;
    size_t option_capacity;
    uint64_t *free_slots;
    size_t word_capacity;
    uint64_t *unit_slots; /* slots that suit the unit at hand */
    struct space_wishes wishes;
};

static void option_list_done(struct option_list *list)
{
    free(list->options);
    free(list->free_slots);
    free(list->unit_slots);
    space_wishes_done(&list->wishes);
}

/* ---- slots ---- */

static void take_away(const struct plan_problem *problem, uint64_t *slots, const uint64_t *others)
{
    for (uint32_t word = 0; word < problem->slot_words; word++)
        slots[word] &= ~others[word];
}

/* Where a meeting of the unit fits and all its candidates are free. */
static void find_unit_slots(const struct plan_space *space, uint32_t unit_index, uint64_t *out)
{
    const struct plan_problem *problem = space->problem;
    const struct plan_unit *unit = &problem->units[unit_index];

    memset(out, 0, problem->slot_words * sizeof *out);
    for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
        if (space->slots[slot].end_min - space->slots[slot].start_min >= unit->duration_min)
            out[slot / 64] |= UINT64_C(1) << slot % 64;
    }
    take_away(problem, out, plan_blocked_slots(problem, PLAN_BLOCK_UNIT, unit_index));
    for (uint32_t i = 0; i < unit->candidates.count; i++) {
        uint32_t candidate = problem->candidates_of_units[unit->candidates.first + i];
        take_away(problem, out, plan_blocked_slots(problem, PLAN_BLOCK_CANDIDATE, candidate));
    }
}

/* Takes away the slots that the option's window leaves too short. */
static void keep_to_window(const struct plan_space *space, uint32_t unit, const struct plan_option *option,
                           uint64_t *slots)
{
    for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
        int32_t room_min =
            plan_option_closes(option, &space->slots[slot]) - plan_option_opens(option, &space->slots[slot]);
        if (room_min < space->problem->units[unit].duration_min)
            slots[slot / 64] &= ~(UINT64_C(1) << slot % 64);
    }
}

static int32_t minute_of(struct civil_time time)
{
    return time.date.day * PLAN_DAY_MINUTES + time.minute;
}

/* False when it is narrower than the campaign. */
static bool find_window(const struct plan_problem *problem, uint32_t unit, struct plan_option *option)
{
    const struct plan_params *params = &problem->params;
    struct plan_window window = plan_window_at(problem, unit, option->venue);
    struct civil_time noticed = {plan_first_noticed_day(params), 0};

    if (civil_time_compare(noticed, window.start) > 0)
        window.start = noticed;
    option->opens_min = minute_of(window.start);
    option->closes_min = minute_of(window.end);
    return option->opens_min == minute_of(params->campaign_start) &&
           option->closes_min == minute_of(params->campaign_end);
}

static bool any_slot(const struct plan_problem *problem, const uint64_t *slots)
{
    uint64_t any = 0;

    for (uint32_t word = 0; word < problem->slot_words; word++)
        any |= slots[word];
    return any != 0;
}

/* The sites are connected, so that what is missing at one is missing at all. */
static void take_away_sites(const struct plan_problem *problem, const struct plan_option *option,
                            uint64_t *out)
{
    for (uint32_t i = option->sites.first; i < option->sites.first + option->sites.count; i++) {
        for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
            if (plan_space_rule_of_site_slot(problem, &problem->sites[i], slot) != PLAN_RULES)
                out[slot / 64] &= ~(UINT64_C(1) << slot % 64);
        }
    }
}

static bool find_option_slots(const struct plan_space *space, const struct option_list *list, uint32_t unit,
                              struct plan_option *option, uint64_t *out)
{
    const struct plan_problem *problem = space->problem;

    memcpy(out, list->unit_slots, problem->slot_words * sizeof *out);
    take_away(problem, out, plan_blocked_slots(problem, PLAN_BLOCK_VENUE, option->venue));
    take_away(problem, out, plan_blocked_slots(problem, PLAN_BLOCK_COMMUNE, option->commune));
    if (option->mode == PLAN_DIRECT)
        take_away(problem, out, plan_blocked_slots(problem, PLAN_BLOCK_GROUP, option->group));
    take_away_sites(problem, option, out);
    if (list->wishes.forbidden != NULL)
        take_away(problem, out, list->wishes.forbidden);
    if (!find_window(problem, unit, option))
        keep_to_window(space, unit, option, out);
    return any_slot(problem, out);
}

/* ---- options ---- */

static bool add_option(struct plan_space *space, struct option_list *list, uint32_t unit,
                       struct plan_option *option)
{
    uint32_t words = space->problem->slot_words;
    size_t count = space->option_count;

    if (!list_reserve(&list->options, &list->option_capacity, count + 1, sizeof *list->options,
                      OPTIONS_MAX) ||
        !list_reserve(&list->free_slots, &list->word_capacity, (count + 1) * words, sizeof *list->free_slots,
                      (size_t)OPTIONS_MAX * words))
        return false;
    if (!space_wishes_ask(&list->wishes, unit, option))
        return false;
    if (!find_option_slots(space, list, unit, option, list->free_slots + count * words))
        return true;
    list->options[count] = *option;
    space->option_count++;
    space->units[unit].options.count++;
    if (option->sites.count > space->units[unit].sites_max)
        space->units[unit].sites_max = option->sites.count;
    return true;
}

/* Whether the unit may meet at the option's venue and its further sites, at some time. */
static bool can_meet(const struct plan_problem *problem, uint32_t unit, const struct plan_option *option)
{
    if (option->mode == PLAN_DIRECT &&
        plan_seats_of(problem, unit, option->venue) < problem->units[unit].attendance)
        return false;
    if ((option->mode == PLAN_ONLINE || option->sites.count > 0) &&
        plan_space_rule_of_link(problem, option->venue) != PLAN_RULES)
        return false;
    for (uint32_t i = option->sites.first; i < option->sites.first + option->sites.count; i++) {
        if (plan_space_rule_of_site(problem, unit, &problem->sites[i]) != PLAN_RULES)
            return false;
    }
    return true;
}

/* The venues of one commune, in one mode. */
static bool add_options_in(struct plan_space *space, struct option_list *list, uint32_t unit_index,
                           struct plan_option option)
{
    const struct plan_problem *problem = space->problem;
    struct plan_range venues = problem->venues_of_commune[option.commune];

    if (problem->communes[option.commune].chair_capacity == 0)
        return true;
    for (uint32_t i = 0; i < venues.count; i++) {
        option.venue = problem->venues_by_commune[venues.first + i];
        option.sites = plan_sites_of(problem, unit_index, option.venue);
        if (!can_meet(problem, unit_index, &option))
            continue;
        if (!add_option(space, list, unit_index, &option))
            return false;
    }
    return true;
}

static bool add_direct_options(struct plan_space *space, struct option_list *list, uint32_t unit_index)
{
    const struct plan_problem *problem = space->problem;
    struct plan_range communes = problem->units[unit_index].communes;
    struct plan_range groups = space->units[unit_index].groups;

    for (uint32_t i = 0; i < communes.count; i++) {
        uint32_t commune = problem->communes_of_units[communes.first + i];
        struct plan_option option = {.commune = commune,
                                     .group = problem->communes[commune].group,
                                     .mode = PLAN_DIRECT,
                                     .commune_place = i};
        while (space->groups_of_units[groups.first + option.group_place] != option.group)
            option.group_place++;
        if (!add_options_in(space, list, unit_index, option))
            return false;
    }
    return true;
}

/* Online a unit may speak from any commune of the groups in which it has one. */
static bool add_online_options(struct plan_space *space, struct option_list *list, uint32_t unit_index)
{
    const struct plan_problem *problem = space->problem;
    struct plan_range groups = space->units[unit_index].groups;

    if (problem->units[unit_index].max_online == 0)
        return true;
    for (uint32_t i = 0; i < groups.count; i++) {
        uint32_t group = space->groups_of_units[groups.first + i];
        struct plan_option option = {
            .group = group, .mode = PLAN_ONLINE, .commune_place = PLAN_NONE, .group_place = i};
        struct plan_range communes = problem->communes_of_group[group];
        for (uint32_t k = 0; k < communes.count; k++) {
            option.commune = problem->communes_by_group[communes.first + k];
            if (!add_options_in(space, list, unit_index, option))
                return false;
        }
    }
    return true;
}

static bool list_options(struct plan_space *space, struct option_list *list)
{
    const struct plan_problem *problem = space->problem;

    list->unit_slots = calloc(problem->slot_words, sizeof *list->unit_slots);
    if (list->unit_slots == NULL || !space_wishes_init(&list->wishes, problem))
        return false;
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        space->units[unit].options.first = space->option_count;
        find_unit_slots(space, unit, list->unit_slots);
        if (!add_direct_options(space, list, unit) || !add_online_options(space, list, unit))
            return false;
    }
    return true;
}

static bool keep_options(struct plan_space *space, const struct option_list *list)
{
    size_t words = (size_t)space->option_count * space->problem->slot_words;

    space->options = arena_array(&space->memory, space->option_count, sizeof *space->options);
    space->free_slots = arena_array(&space->memory, words, sizeof *space->free_slots);
    space->wish_prices_m =
        arena_array(&space->memory, list->wishes.price_count, sizeof *space->wish_prices_m);
    if (space->options == NULL || space->free_slots == NULL || space->wish_prices_m == NULL)
        return false;
    if (list->wishes.price_count > 0)
        memcpy(space->wish_prices_m, list->wishes.prices,
               list->wishes.price_count * sizeof *space->wish_prices_m);
    if (space->option_count > 0) {
        assert(list->options != NULL && list->free_slots != NULL);
        memcpy(space->options, list->options, space->option_count * sizeof *space->options);
        memcpy(space->free_slots, list->free_slots, words * sizeof *space->free_slots);
    }
    return true;
}

/* ---- ways ---- */

static int64_t home_way_m(const struct plan_problem *problem, uint32_t candidate, uint32_t venue_index)
{
    const struct plan_candidate *person = &problem->candidates[candidate];
    const struct plan_venue *venue = &problem->venues[venue_index];

    return plan_distance_m(person->home_x_m, person->home_y_m, venue->x_m, venue->y_m);
}

/* The first party of a unit are its own candidates, if any; then come those of several units, in order. */
static void measure_option(struct plan_space *space, uint32_t unit_index, const struct plan_option *option)
{
    const struct plan_problem *problem = space->problem;
    struct plan_range candidates = problem->units[unit_index].candidates;
    int64_t *ways_m = space->home_ways_m + option->first_way;
    uint32_t next = space->parties[unit_index].size > 0 ? 1 : 0;

    for (uint32_t i = 0; i < candidates.count; i++) {
        uint32_t candidate = problem->candidates_of_units[candidates.first + i];
        bool alone = problem->units_of_candidate[candidate].count == 1;
        ways_m[alone ? 0 : next++] += home_way_m(problem, candidate, option->venue);
    }
}

static bool measure_options(struct plan_space *space)
{
    size_t way_count = 0;

    for (uint32_t unit = 0; unit < space->problem->count.units; unit++)
        way_count += (size_t)space->units[unit].options.count * space->units[unit].parties.count;
    space->home_ways_m = arena_array(&space->memory, way_count, sizeof *space->home_ways_m);
    if (space->home_ways_m == NULL || way_count > UINT32_MAX)
        return false;
    way_count = 0;
    for (uint32_t unit = 0; unit < space->problem->count.units; unit++) {
        struct plan_range options = space->units[unit].options;
        for (uint32_t i = 0; i < options.count; i++) {
            struct plan_option *option = &space->options[options.first + i];
            option->first_way = (uint32_t)way_count;
            way_count += space->units[unit].parties.count;
            measure_option(space, unit, option);
        }
    }
    return true;
}

bool plan_space_list_options(struct plan_space *space)
{
    CLEANUP(option_list_done) struct option_list list = {.options = NULL};

    return list_options(space, &list) && keep_options(space, &list) && measure_options(space);
}
