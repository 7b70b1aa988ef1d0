#include "plan/obstacles.h"

/* A meeting of the unit at the place, whatever stands there. */
struct claim {
    const struct plan_state *state;
    const struct plan_space *space;
    const struct plan_problem *problem;
    uint32_t unit;
    const struct plan_option *option;
    uint32_t day;
    int32_t start_min;
    int32_t end_min;
    struct plan_obstacles *found;
};

static void add(struct claim *claim, uint32_t meeting)
{
    struct plan_obstacles *found = claim->found;

    for (uint32_t i = 0; i < found->count; i++) {
        if (found->meetings[i] == meeting)
            return;
    }
    if (found->count == PLAN_OBSTACLES_MAX)
        found->too_many = true;
    else
        found->meetings[found->count++] = meeting;
}

static bool is_found(const struct claim *claim, uint32_t meeting)
{
    for (uint32_t i = 0; i < claim->found->count; i++) {
        if (claim->found->meetings[i] == meeting)
            return true;
    }
    return false;
}

static bool overlaps(const struct claim *claim, uint32_t meeting, int32_t gap_min)
{
    return claim->start_min < plan_state_end_min(claim->state, meeting) + gap_min &&
           claim->state->at[meeting].start_min < claim->end_min + gap_min;
}

/* ---- the commune: its venue and its committee ---- */

static void add_in_commune(struct claim *claim, uint32_t commune)
{
    const struct plan_state *state = claim->state;
    struct plan_crowd crowd = plan_crowd_in(state, commune, claim->day);
    int32_t capacity = claim->problem->communes[commune].chair_capacity;
    int32_t beside = 0;

    for (uint32_t meeting; (meeting = plan_crowd_next(&crowd)) != PLAN_NONE;) {
        if (!overlaps(claim, meeting, claim->problem->params.changeover_min))
            continue;
        if (plan_state_share_hall(state, &state->space->options[state->at[meeting].option], claim->option) ||
            ++beside >= capacity)
            add(claim, meeting);
    }
}

static void add_in_communes(struct claim *claim)
{
    add_in_commune(claim, claim->option->commune);
    for (uint32_t i = 0; i < claim->option->sites.count; i++) {
        uint32_t commune = plan_state_visited(claim->state, claim->option, i);
        if (commune != PLAN_NONE)
            add_in_commune(claim, commune);
    }
}

/* ---- the unit: same day, spread, online, quota ---- */

static const struct plan_option *option_of(const struct claim *claim, uint32_t meeting)
{
    return &claim->space->options[claim->state->at[meeting].option];
}

static void add_same_day(struct claim *claim, uint32_t unit)
{
    struct plan_range meetings = claim->space->units[unit].meetings;

    for (uint32_t meeting = plan_state_first_on(claim->state, unit, claim->day); meeting != PLAN_NONE;
         meeting = plan_state_on_day(claim->state, meetings, claim->day, meeting + 1)) {
        if (option_of(claim, meeting)->commune == claim->option->commune)
            add(claim, meeting);
    }
}

/* Adds own meetings of one kind until no more than `allowed` of them are left; joint ones may leave no room at all. */
static void add_surplus(struct claim *claim, bool (*alike)(const struct claim *, const struct plan_option *),
                        int32_t allowed)
{
    struct plan_range meetings = claim->space->units[claim->unit].meetings;
    int32_t left = 0;

    if (allowed < 0)
        claim->found->too_many = true;
    for (uint32_t i = 0; i < meetings.count; i++) {
        uint32_t meeting = meetings.first + i;
        if (plan_state_is_placed(claim->state, meeting) && !is_found(claim, meeting))
            left += alike(claim, option_of(claim, meeting));
    }
    for (uint32_t i = 0; i < meetings.count && left > allowed; i++) {
        uint32_t meeting = meetings.first + i;
        if (plan_state_is_placed(claim->state, meeting) && !is_found(claim, meeting) &&
            alike(claim, option_of(claim, meeting))) {
            add(claim, meeting);
            left--;
        }
    }
}

static bool is_online(const struct claim *claim, const struct plan_option *option)
{
    (void)claim;
    return option->mode == PLAN_ONLINE;
}

static bool is_direct_here(const struct claim *claim, const struct plan_option *option)
{
    return option->mode == PLAN_DIRECT && option->commune == claim->option->commune;
}

static bool is_in_group(const struct claim *claim, const struct plan_option *option)
{
    return option->group == claim->option->group;
}

/* Other groups must still get their quota, so this one may hold no more than what they leave over. */
static int32_t quota_leaves(const struct claim *claim)
{
    const struct plan_unit_space *room = &claim->space->units[claim->unit];
    const uint16_t *in_group = claim->state->in_group + room->groups.first;
    const struct plan_unit *unit = &claim->problem->units[claim->unit];
    int32_t left = unit->needed + unit->held_jointly;

    left -= claim->space->joint_in_group[room->groups.first + claim->option->group_place];
    for (uint32_t i = 0; i < room->groups.count; i++) {
        if (i != claim->option->group_place)
            left -= in_group[i] > room->quota_min ? in_group[i] : room->quota_min;
    }
    return left;
}

/* Direct meetings that the unit itself may hold in the commune. */
static int32_t spread_leaves(const struct claim *claim)
{
    const struct plan_unit *unit = &claim->problem->units[claim->unit];
    uint32_t place = unit->communes.first + claim->option->commune_place;

    return claim->space->units[claim->unit].spread_max - claim->space->joint_in_commune[place];
}

static void add_of_unit(struct claim *claim)
{
    const struct plan_unit_space *room = &claim->space->units[claim->unit];

    if (!room->often) {
        struct plan_range kin = claim->problem->units[claim->unit].kin;
        add_same_day(claim, claim->unit);
        for (uint32_t i = kin.first; i < kin.first + kin.count; i++)
            add_same_day(claim, claim->problem->kin_of_units[i]);
    }
    if (claim->option->mode == PLAN_ONLINE)
        add_surplus(claim, is_online, claim->problem->units[claim->unit].max_online - 1);
    else
        add_surplus(claim, is_direct_here, spread_leaves(claim) - 1);
    if (room->quota_min > 0)
        add_surplus(claim, is_in_group, quota_leaves(claim) - 1);
}

/* ---- the candidates: their ways and their days ---- */

/* Whether a candidate cannot get from one to the other, whichever comes first. */
static bool clashes(const struct claim *claim, uint32_t meeting)
{
    struct plan_gaps gaps =
        plan_space_gaps(claim->space, option_of(claim, meeting)->venue, claim->option->venue);

    return claim->start_min < plan_state_end_min(claim->state, meeting) + gaps.to_min &&
           claim->state->at[meeting].start_min < claim->end_min + gaps.from_min;
}

/* All meetings of the party on the day, which are at most PLAN_PER_DAY_MAX. */
static uint32_t list_day(const struct claim *claim, const struct plan_party *party, uint32_t *out)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < party->seats.count; i++) {
        uint32_t unit = claim->space->seats[party->seats.first + i].unit;
        struct plan_range meetings = claim->space->units[unit].meetings;
        for (uint32_t meeting = plan_state_first_on(claim->state, unit, claim->day); meeting != PLAN_NONE;
             meeting = plan_state_on_day(claim->state, meetings, claim->day, meeting + 1))
            out[count++] = meeting;
    }
    return count;
}

/* First what clashes, then more of the day until there is room for one. */
static void add_of_party(struct claim *claim, const struct plan_party *party)
{
    uint32_t day[PLAN_PER_DAY_MAX];
    uint32_t count = list_day(claim, party, day);
    int32_t left = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (clashes(claim, day[i]))
            add(claim, day[i]);
        left += !is_found(claim, day[i]);
    }
    for (uint32_t i = 0; i < count && left >= claim->problem->params.candidate_max_per_day; i++) {
        if (!is_found(claim, day[i])) {
            add(claim, day[i]);
            left--;
        }
    }
}

void plan_find_obstacles(const struct plan_state *state, uint32_t unit, struct plan_place place,
                         struct plan_obstacles *out)
{
    const struct plan_space *space = state->space;
    struct plan_range parties = space->units[unit].parties;
    struct claim claim = {
        .state = state,
        .space = space,
        .problem = space->problem,
        .unit = unit,
        .option = &space->options[place.option],
        .day = space->slots[place.slot].day,
        .start_min = place.start_min,
        .end_min = place.start_min + space->problem->units[unit].duration_min,
        .found = out,
    };

    *out = (struct plan_obstacles){.count = 0};
    add_in_communes(&claim);
    add_of_unit(&claim);
    for (uint32_t i = 0; i < parties.count; i++)
        add_of_party(&claim, &space->parties[space->parties_of_units[parties.first + i]]);
}
