/* What a place costs, term by term. */
#include "plan/state.h"

/* One meeting on a party's tour. */
struct call {
    int32_t start_min;
    uint32_t venue;
    int64_t homes_m; /* from all homes of the party */
};

struct tour {
    const struct plan_problem *problem;
    uint32_t size; /* candidates */
    uint32_t count;
    struct call calls[PLAN_PER_DAY_MAX + 1]; /* in order of start */
};

static void add_call(struct tour *tour, struct call call)
{
    uint32_t i = tour->count++;

    for (; i > 0 && tour->calls[i - 1].start_min > call.start_min; i--)
        tour->calls[i] = tour->calls[i - 1];
    tour->calls[i] = call;
}

static int64_t way_m(const struct tour *tour, uint32_t from_venue, uint32_t to_venue)
{
    const struct plan_venue *from = &tour->problem->venues[from_venue];
    const struct plan_venue *to = &tour->problem->venues[to_venue];

    return tour->size * plan_distance_m(from->x_m, from->y_m, to->x_m, to->y_m);
}

static int64_t tour_length_m(const struct tour *tour)
{
    int64_t length_m = tour->calls[0].homes_m + tour->calls[tour->count - 1].homes_m;

    for (uint32_t i = 1; i < tour->count; i++)
        length_m += way_m(tour, tour->calls[i - 1].venue, tour->calls[i].venue);
    return length_m;
}

static struct call call_at(const struct plan_space *space, struct plan_place place, uint32_t party_place)
{
    const struct plan_option *option = &space->options[place.option];

    return (struct call){place.start_min, option->venue, space->home_ways_m[option->first_way + party_place]};
}

static void add_unit_calls(struct tour *tour, const struct plan_state *state, const struct plan_seat *seat,
                           uint32_t day)
{
    struct plan_range meetings = state->space->units[seat->unit].meetings;

    for (uint32_t meeting = plan_state_on_day(state, meetings, day, meetings.first); meeting != PLAN_NONE;
         meeting = plan_state_on_day(state, meetings, day, meeting + 1))
        add_call(tour, call_at(state->space, state->at[meeting], seat->party_place));
}

/* The tour of a party on a day, as the plan stands. */
static void find_tour(const struct plan_state *state, const struct plan_party *party, uint32_t day,
                      struct tour *out)
{
    out->problem = state->space->problem;
    out->size = party->size;
    out->count = 0;
    for (uint32_t i = 0; i < party->seats.count; i++)
        add_unit_calls(out, state, &state->space->seats[party->seats.first + i], day);
}

/* How much longer the day of a party becomes. */
static int64_t detour_m(const struct plan_state *state, uint32_t unit, uint32_t party_place,
                        struct plan_place place)
{
    const struct plan_space *space = state->space;
    uint32_t index = space->parties_of_units[space->units[unit].parties.first + party_place];
    struct call call = call_at(space, place, party_place);
    struct tour tour; /* its calls are only written as they come */
    int64_t before_m;

    find_tour(state, &space->parties[index], space->slots[place.slot].day, &tour);
    /* Most days are free or hold one other meeting; there the order does not matter. */
    if (tour.count == 0)
        return 2 * call.homes_m;
    if (tour.count == 1)
        return way_m(&tour, tour.calls[0].venue, call.venue) + call.homes_m - tour.calls[0].homes_m;
    before_m = tour_length_m(&tour);
    add_call(&tour, call);
    return tour_length_m(&tour) - before_m;
}

int64_t plan_state_cost_m(const struct plan_state *state, uint32_t unit, struct plan_place place)
{
    const struct plan_space *space = state->space;
    const struct plan_problem *problem = space->problem;
    const struct plan_option *option = &space->options[place.option];
    const struct plan_slot *slot = &space->slots[place.slot];
    int32_t load = state->load[(size_t)option->group * problem->count.days + slot->day];
    int64_t travel_m = 0;

    for (uint32_t i = 0; i < space->units[unit].parties.count; i++)
        travel_m += detour_m(state, unit, i, place);
    return problem->params.w_travel_per_m * travel_m + (slot->holiday ? problem->params.w_holiday_m : 0) +
           (option->mode == PLAN_ONLINE ? problem->params.w_online_m : 0) +
           (load >= problem->groups[option->group].daily_target ? problem->params.w_imbalance_m : 0);
}
