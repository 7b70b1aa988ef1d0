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

static int64_t distance_m(const struct plan_problem *problem, uint32_t from_venue, uint32_t to_venue)
{
    const struct plan_venue *from = &problem->venues[from_venue];
    const struct plan_venue *to = &problem->venues[to_venue];

    return plan_distance_m(from->x_m, from->y_m, to->x_m, to->y_m);
}

/* Of all candidates of the tour. */
static int64_t way_m(const struct tour *tour, uint32_t from_venue, uint32_t to_venue)
{
    return tour->size * distance_m(tour->problem, from_venue, to_venue);
}

static int64_t tour_length_m(const struct tour *tour)
{
    int64_t length_m;

    if (tour->count == 0)
        return 0;
    length_m = tour->calls[0].homes_m + tour->calls[tour->count - 1].homes_m;
    for (uint32_t i = 1; i < tour->count; i++)
        length_m += way_m(tour, tour->calls[i - 1].venue, tour->calls[i].venue);
    return length_m;
}

static struct call call_at(const struct plan_space *space, struct plan_place place, uint32_t party_place)
{
    const struct plan_option *option = &space->options[place.option];

    return (struct call){place.start_min, option->venue, space->home_ways_m[option->first_way + party_place]};
}

/* What the unit of the seat does on the day. */
static void add_calls(struct tour *tour, const struct plan_state *state, const struct plan_seat *seat,
                      uint32_t day)
{
    struct plan_range meetings = state->space->units[seat->unit].meetings;

    for (uint32_t meeting = plan_state_first_on(state, seat->unit, day); meeting != PLAN_NONE;
         meeting = plan_state_on_day(state, meetings, day, meeting + 1))
        add_call(tour, call_at(state->space, state->at[meeting], seat->party_place));
}

/* ---- one more meeting ---- */

/* A meeting that is to be added, and what its unit does on the day already: the same for all its parties. */
struct visit {
    const struct plan_state *state;
    uint32_t unit;
    struct plan_place place;
    uint32_t day;
    uint32_t own_count;
    uint32_t own[PLAN_PER_DAY_MAX]; /* meetings */
    int64_t between_m;              /* from the only one of them */
};

/* The tour of a party on the day, as the plan stands. */
static void find_tour(const struct visit *visit, const struct plan_party *party, uint32_t party_place,
                      struct tour *out)
{
    const struct plan_space *space = visit->state->space;

    out->problem = space->problem;
    out->size = party->size;
    out->count = 0;
    for (uint32_t i = 0; i < visit->own_count; i++)
        add_call(out, call_at(space, visit->state->at[visit->own[i]], party_place));
    for (uint32_t i = 0; i < party->seats.count; i++) {
        const struct plan_seat *seat = &space->seats[party->seats.first + i];
        if (seat->unit != visit->unit)
            add_calls(out, visit->state, seat, visit->day);
    }
}

/* Whether the party is on the way for other units on that day. */
static bool has_company(const struct visit *visit, const struct plan_party *party)
{
    const struct plan_seat *seats = visit->state->space->seats + party->seats.first;

    for (uint32_t i = 0; i < party->seats.count; i++) {
        if (seats[i].unit != visit->unit && plan_state_held_on(visit->state, seats[i].unit, visit->day) > 0)
            return true;
    }
    return false;
}

static int64_t longer_tour_m(const struct visit *visit, uint32_t party_place)
{
    const struct plan_space *space = visit->state->space;
    uint32_t party = space->parties_of_units[space->units[visit->unit].parties.first + party_place];
    struct call call = call_at(space, visit->place, party_place);
    struct tour tour; /* its calls are only written as they come */
    int64_t before_m;

    find_tour(visit, &space->parties[party], party_place, &tour);
    if (tour.count == 1) /* the order does not matter */
        return way_m(&tour, tour.calls[0].venue, call.venue) + call.homes_m - tour.calls[0].homes_m;
    before_m = tour_length_m(&tour);
    add_call(&tour, call);
    return tour_length_m(&tour) - before_m;
}

/* How much longer the day of a party becomes. Most are free, or hold one other meeting of the unit. */
static int64_t detour_m(const struct visit *visit, uint32_t party_place)
{
    const struct plan_state *state = visit->state;
    const struct plan_space *space = state->space;
    const struct plan_party *party =
        &space->parties[space->parties_of_units[space->units[visit->unit].parties.first + party_place]];
    const int64_t *homes_m = space->home_ways_m + party_place;
    int64_t there_m = homes_m[space->options[visit->place.option].first_way];

    if (visit->own_count > 1 || has_company(visit, party))
        return longer_tour_m(visit, party_place);
    if (visit->own_count == 0)
        return 2 * there_m;
    return party->size * visit->between_m + there_m -
           homes_m[space->options[state->at[visit->own[0]].option].first_way];
}

static void list_own(struct visit *visit)
{
    const struct plan_state *state = visit->state;
    struct plan_range meetings = state->space->units[visit->unit].meetings;
    const struct plan_option *options = state->space->options;

    for (uint32_t meeting = plan_state_first_on(state, visit->unit, visit->day); meeting != PLAN_NONE;
         meeting = plan_state_on_day(state, meetings, visit->day, meeting + 1))
        visit->own[visit->own_count++] = meeting;
    if (visit->own_count == 1)
        visit->between_m = distance_m(state->space->problem, options[state->at[visit->own[0]].option].venue,
                                      options[visit->place.option].venue);
}

static int64_t travel_m(const struct plan_state *state, uint32_t unit, struct plan_place place)
{
    const struct plan_space *space = state->space;
    int64_t sum_m = 0;
    struct visit visit; /* its list is only written as it comes */

    visit.state = state;
    visit.unit = unit;
    visit.place = place;
    visit.day = space->slots[place.slot].day;
    visit.own_count = 0;
    visit.between_m = 0;
    list_own(&visit);
    for (uint32_t i = 0; i < space->units[unit].parties.count; i++)
        sum_m += detour_m(&visit, i);
    return sum_m;
}

/* What does not depend on the other meetings. */
static int64_t fixed_cost_m(const struct plan_space *space, struct plan_place place)
{
    const struct plan_params *params = &space->problem->params;

    return (space->slots[place.slot].holiday ? params->w_holiday_m : 0) +
           (space->options[place.option].mode == PLAN_ONLINE ? params->w_online_m : 0) +
           plan_space_wish_m(space, place.option, place.slot);
}

int64_t plan_state_cost_m(const struct plan_state *state, uint32_t unit, struct plan_place place)
{
    const struct plan_space *space = state->space;
    const struct plan_problem *problem = space->problem;
    uint32_t group = space->options[place.option].group;
    int32_t load = state->load[(size_t)group * problem->count.days + space->slots[place.slot].day];

    return problem->params.w_travel_per_m * travel_m(state, unit, place) + fixed_cost_m(space, place) +
           (load >= problem->groups[group].daily_target ? problem->params.w_imbalance_m : 0);
}

/* ---- all meetings ---- */

static int64_t all_travel_m(const struct plan_state *state)
{
    const struct plan_space *space = state->space;
    int64_t sum_m = 0;

    for (uint32_t party = 0; party < space->party_count; party++) {
        struct plan_range seats = space->parties[party].seats;
        for (uint32_t day = 0; day < space->problem->count.days; day++) {
            struct tour tour;
            tour.problem = space->problem;
            tour.size = space->parties[party].size;
            tour.count = 0;
            for (uint32_t i = 0; i < seats.count; i++)
                add_calls(&tour, state, &space->seats[seats.first + i], day);
            sum_m += tour_length_m(&tour);
        }
    }
    return sum_m;
}

static int64_t all_imbalance(const struct plan_state *state)
{
    const struct plan_problem *problem = state->space->problem;
    int64_t sum = 0;

    for (size_t i = 0; i < (size_t)problem->count.groups * problem->count.days; i++) {
        int32_t above = state->load[i] - problem->groups[i / problem->count.days].daily_target;
        sum += above > 0 ? above : 0;
    }
    return sum;
}

int64_t plan_state_objective_m(const struct plan_state *state)
{
    const struct plan_params *params = &state->space->problem->params;
    int64_t sum_m =
        params->w_travel_per_m * all_travel_m(state) + params->w_imbalance_m * all_imbalance(state);

    for (uint32_t i = 0; i < state->space->meeting_count; i++) {
        if (plan_state_is_placed(state, i))
            sum_m += fixed_cost_m(state->space, state->at[i]);
    }
    return sum_m;
}
