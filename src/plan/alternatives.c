#include "plan/alternatives.h"

#include "plan/obstacles.h"
#include "plan/why_not.h"

#include <assert.h>

#define CANDIDATES_MAX 24 /* places with one meeting in the way that are looked at closely */

/* A place that one other meeting keeps. */
struct taken {
    struct plan_place place;
    int64_t cost_m;
    uint32_t by;
};

struct finding {
    struct plan_state *state;
    const struct plan_space *space;
    const struct plan_problem *problem;
    uint32_t meeting;
    uint32_t unit;
    struct plan_place home;
    struct taken taken[CANDIDATES_MAX]; /* cheapest first */
    uint32_t taken_count;
    struct plan_alternatives *out;
};

/* ---- shares ---- */

static struct plan_share share_of(const struct plan_state *state, uint32_t unit, struct plan_place place)
{
    const struct plan_space *space = state->space;
    const struct plan_problem *problem = space->problem;
    const struct plan_option *option = &space->options[place.option];
    const struct plan_slot *slot = &space->slots[place.slot];
    bool above = state->load[(size_t)option->group * problem->count.days + slot->day] >=
                 problem->groups[option->group].daily_target;
    struct plan_share share = {
        .total_m = plan_state_cost_m(state, unit, place),
        .holiday_m = slot->holiday ? problem->params.w_holiday_m : 0,
        .imbalance_m = above ? problem->params.w_imbalance_m : 0,
        .online_m = option->mode == PLAN_ONLINE ? problem->params.w_online_m : 0,
        .wishes_m = plan_space_wish_m(space, place.option, place.slot),
    };

    share.travel_m = share.total_m - share.holiday_m - share.imbalance_m - share.online_m - share.wishes_m;
    return share;
}

/* ---- places where nobody else has to move ---- */

/* Keeps the list sorted and short; false when the newcomer is too dear for it. */
static bool insert(struct plan_alternative *list, uint32_t *count, const struct plan_alternative *newcomer)
{
    uint32_t i;

    if (*count == PLAN_ALTERNATIVES_MAX && newcomer->more_m >= list[*count - 1].more_m)
        return false;
    i = *count < PLAN_ALTERNATIVES_MAX ? (*count)++ : *count - 1;
    for (; i > 0 && list[i - 1].more_m > newcomer->more_m; i--)
        list[i] = list[i - 1];
    list[i] = *newcomer;
    return true;
}

static bool is_home(const struct finding *finding, uint32_t option, uint32_t slot)
{
    return option == finding->home.option && slot == finding->home.slot;
}

static void add_free(struct finding *finding, struct plan_place place, int64_t cost_m)
{
    struct plan_alternatives *out = finding->out;
    const struct plan_alternative found = {
        .place = place, .more_m = cost_m - out->here.total_m, .moved = PLAN_NONE};

    out->free_count++;
    out->cheaper_count += found.more_m < 0;
    (void)insert(out->alone, &out->alone_count, &found);
}

static void add_taken(struct finding *finding, const struct taken *taken)
{
    uint32_t i;

    if (finding->taken_count == CANDIDATES_MAX &&
        taken->cost_m >= finding->taken[finding->taken_count - 1].cost_m)
        return;
    i = finding->taken_count < CANDIDATES_MAX ? finding->taken_count++ : finding->taken_count - 1;
    for (; i > 0 && finding->taken[i - 1].cost_m > taken->cost_m; i--)
        finding->taken[i] = finding->taken[i - 1];
    finding->taken[i] = *taken;
}

/* Whether a single meeting keeps the slot's first or last place. */
static void look_at_taken(struct finding *finding, uint32_t option, uint32_t slot, int64_t cost_m)
{
    int32_t first_min = plan_space_opens(finding->space, option, slot);
    int32_t last_min =
        plan_space_closes(finding->space, option, slot) - finding->problem->units[finding->unit].duration_min;
    const int32_t starts_min[] = {first_min, last_min};

    if (finding->taken_count == CANDIDATES_MAX && cost_m >= finding->taken[CANDIDATES_MAX - 1].cost_m)
        return;
    for (size_t i = 0; i < COUNT_OF(starts_min); i++) {
        struct taken taken = {.place = {option, slot, starts_min[i]}, .cost_m = cost_m};
        struct plan_obstacles obstacles;
        plan_find_obstacles(finding->state, finding->unit, taken.place, &obstacles);
        if (obstacles.count != 1 || obstacles.too_many)
            continue;
        taken.by = obstacles.meetings[0];
        add_taken(finding, &taken);
        return;
    }
}

/* The first free session of the day, which is as cheap as the others, and the sessions that one meeting keeps. */
static void look_at_day(struct finding *finding, uint32_t option, uint32_t day)
{
    uint32_t sessions = finding->problem->count.sessions;
    int64_t best_m = INT64_MAX;
    struct plan_place best = {.option = PLAN_NONE};

    for (uint32_t slot = day * sessions; slot < (day + 1) * sessions; slot++) {
        struct plan_place place = {option, slot, plan_space_opens(finding->space, option, slot)};
        int64_t cost_m;
        if (!plan_slot_in(plan_space_free_slots(finding->space, option), slot) ||
            is_home(finding, option, slot))
            continue;
        cost_m = plan_state_cost_m(finding->state, finding->unit, place);
        place.start_min = plan_state_find_start(finding->state, finding->unit, option, slot);
        if (place.start_min == PLAN_NO_START) {
            look_at_taken(finding, option, slot, cost_m);
            continue;
        }
        cost_m = plan_state_cost_m(finding->state, finding->unit, place);
        if (cost_m < best_m) {
            best_m = cost_m;
            best = place;
        }
    }
    if (best.option != PLAN_NONE)
        add_free(finding, best, best_m);
}

static void find_free(struct finding *finding)
{
    struct plan_range options = finding->space->units[finding->unit].options;
    struct plan_alternatives *out = finding->out;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        for (uint32_t day = 0; day < finding->problem->count.days; day++)
            look_at_day(finding, i, day);
    }
    for (uint32_t i = 0; i < out->alone_count; i++)
        out->alone[i].share = share_of(finding->state, finding->unit, out->alone[i].place);
}

/* ---- places for which one other meeting moves ---- */

/* The cheapest place of an unplaced meeting of the unit. */
static struct plan_place find_cheapest(const struct finding *finding, uint32_t unit, int64_t *out_m)
{
    struct plan_range options = finding->space->units[unit].options;
    struct plan_place best = {.option = PLAN_NONE};
    int64_t best_m = INT64_MAX;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        for (uint32_t slot = 0; slot < finding->problem->slot_count; slot++) {
            struct plan_place place = {i, slot, plan_space_opens(finding->space, i, slot)};
            if (!plan_slot_in(plan_space_free_slots(finding->space, i), slot) ||
                plan_state_cost_m(finding->state, unit, place) >= best_m)
                continue;
            place.start_min = plan_state_find_start(finding->state, unit, i, slot);
            if (place.start_min == PLAN_NO_START)
                continue;
            best = place;
            best_m = plan_state_cost_m(finding->state, unit, place);
        }
    }
    *out_m = best_m;
    return best;
}

/* With the other meeting out of the way: where it would go, and what both together cost more. */
static bool move_other(struct finding *finding, const struct taken *taken, struct plan_alternative *out)
{
    struct plan_state *state = finding->state;
    uint32_t unit = finding->unit;
    uint32_t other_unit = finding->space->unit_of_meeting[taken->by];
    int64_t other_m;

    out->place = taken->place;
    out->place.start_min = plan_state_find_start(state, unit, taken->place.option, taken->place.slot);
    if (out->place.start_min == PLAN_NO_START)
        return false;
    out->share = share_of(state, unit, out->place);
    plan_state_put(state, finding->meeting, out->place);
    out->moved = taken->by;
    out->moved_to = find_cheapest(finding, other_unit, &other_m);
    plan_state_remove(state, finding->meeting);
    if (out->moved_to.option == PLAN_NONE)
        return false;
    out->more_m = out->share.total_m + other_m;
    /* Two meetings of a unit that change places are the same plan. */
    return other_unit != unit || !is_home(finding, out->moved_to.option, out->moved_to.slot);
}

static void look_closely(struct finding *finding, const struct taken *taken)
{
    struct plan_state *state = finding->state;
    struct plan_place before = state->at[taken->by];
    struct plan_alternative found;
    int64_t before_m;
    bool can;

    plan_state_remove(state, taken->by);
    before_m = plan_state_cost_m(state, state->space->unit_of_meeting[taken->by], before);
    can = move_other(finding, taken, &found);
    plan_state_put(state, taken->by, before);
    if (!can)
        return;
    found.more_m -= finding->out->here.total_m + before_m;
    (void)insert(finding->out->moving, &finding->out->moving_count, &found);
}

static void find_moving(struct finding *finding)
{
    for (uint32_t i = 0; i < finding->taken_count; i++)
        look_closely(finding, &finding->taken[i]);
}

/* ---- halls that would be cheaper ---- */

/* To the hall and home, nothing else that day. */
static int64_t way_alone_m(const struct finding *finding, uint32_t venue)
{
    const struct plan_unit *unit = &finding->problem->units[finding->unit];
    const struct plan_venue *hall = &finding->problem->venues[venue];
    int64_t way_m = 0;

    for (uint32_t i = 0; i < unit->candidates.count; i++) {
        const struct plan_candidate *person =
            &finding->problem->candidates[finding->problem->candidates_of_units[unit->candidates.first + i]];
        way_m += plan_distance_m(person->home_x_m, person->home_y_m, hall->x_m, hall->y_m);
    }
    return 2 * way_m * finding->problem->params.w_travel_per_m;
}

static uint32_t find_direct(const struct finding *finding, uint32_t venue)
{
    struct plan_range options = finding->space->units[finding->unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        if (finding->space->options[i].venue == venue && finding->space->options[i].mode == PLAN_DIRECT)
            return i;
    }
    return PLAN_NONE;
}

static enum plan_rule rule_at(const struct finding *finding, uint32_t venue, uint32_t option, uint32_t slot)
{
    enum plan_rule rule = plan_rule_of_slot(finding->space, finding->unit, venue, slot);

    if (rule != PLAN_RULES || option == PLAN_NONE)
        return rule;
    return plan_state_broken_rule(finding->state, finding->unit, option, slot);
}

static int64_t cost_at(const struct finding *finding, uint32_t venue, uint32_t option, uint32_t slot)
{
    if (option == PLAN_NONE)
        return way_alone_m(finding, venue) +
               (finding->space->slots[slot].holiday ? finding->problem->params.w_holiday_m : 0);
    return plan_state_cost_m(
        finding->state, finding->unit,
        (struct plan_place){option, slot, plan_space_opens(finding->space, option, slot)});
}

static void insert_excluded(struct plan_alternatives *out, const struct plan_excluded *excluded)
{
    uint32_t i;

    if (out->excluded_count == PLAN_EXCLUDED_MAX &&
        excluded->saved_m <= out->excluded[PLAN_EXCLUDED_MAX - 1].saved_m)
        return;
    i = out->excluded_count < PLAN_EXCLUDED_MAX ? out->excluded_count++ : PLAN_EXCLUDED_MAX - 1;
    for (; i > 0 && out->excluded[i - 1].saved_m < excluded->saved_m; i--)
        out->excluded[i] = out->excluded[i - 1];
    out->excluded[i] = *excluded;
}

static void look_at_hall(struct finding *finding, uint32_t venue)
{
    uint32_t option = find_direct(finding, venue);
    uint32_t broken[PLAN_RULES + 1] = {0};
    struct plan_excluded excluded = {.venue = venue, .rule = PLAN_RULE_PLACE};

    for (uint32_t slot = 0; slot < finding->problem->slot_count; slot++) {
        int64_t saved_m = finding->out->here.total_m - cost_at(finding, venue, option, slot);
        if (saved_m <= 0)
            continue;
        excluded.slots++;
        if (saved_m > excluded.saved_m)
            excluded.saved_m = saved_m;
        broken[rule_at(finding, venue, option, slot)]++;
    }
    for (int rule = 0; rule < PLAN_RULES; rule++) {
        if (broken[rule] > broken[excluded.rule])
            excluded.rule = (enum plan_rule)rule;
    }
    excluded.broken = broken[excluded.rule];
    if (excluded.broken > 0)
        insert_excluded(finding->out, &excluded);
}

static void find_excluded(struct finding *finding)
{
    struct plan_range communes = finding->problem->units[finding->unit].communes;

    for (uint32_t i = 0; i < communes.count; i++) {
        struct plan_range venues =
            finding->problem->venues_of_commune[finding->problem->communes_of_units[communes.first + i]];
        for (uint32_t k = 0; k < venues.count; k++)
            look_at_hall(finding, finding->problem->venues_by_commune[venues.first + k]);
    }
}

/* ---- the whole ---- */

void plan_alternatives_find(struct plan_state *state, uint32_t meeting, struct plan_alternatives *out)
{
    struct finding finding = {
        .state = state,
        .space = state->space,
        .problem = state->space->problem,
        .meeting = meeting,
        .unit = state->space->unit_of_meeting[meeting],
        .home = state->at[meeting],
        .out = out,
    };

    assert(plan_state_is_placed(state, meeting));
    *out = (struct plan_alternatives){.free_count = 0};
    plan_state_remove(state, meeting);
    out->here = share_of(state, finding.unit, finding.home);
    find_free(&finding);
    find_moving(&finding);
    find_excluded(&finding);
    plan_state_put(state, meeting, finding.home);
}
