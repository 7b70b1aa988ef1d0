/* What a step of the search may try. */
#include "plan/room.h"

#define DRAW_TRIES 12

/* ---- one meeting ---- */

static bool move_anywhere(struct annealing *annealing, uint32_t meeting)
{
    uint32_t option = some_option(annealing, meeting);

    return lift(annealing, meeting) && drop(annealing, meeting, option, any_day(annealing));
}

/* On the day on which it is. */
static bool move_venue(struct annealing *annealing, uint32_t meeting)
{
    uint32_t day = annealing->state->day_of[meeting];

    return day != PLAN_NO_DAY && lift(annealing, meeting) &&
           drop(annealing, meeting, any_option(annealing, meeting), day);
}

/* ---- exchanges ---- */

/* To another day, from where a meeting of the same commune or group comes in return, so that the committee finds
 * time and the load of the days stays as it is. */
static bool exchange(struct annealing *annealing, uint32_t meeting, uint32_t day)
{
    uint32_t back = annealing->state->day_of[meeting];
    uint32_t option = some_option(annealing, meeting);
    const struct plan_option *to = &space_of(annealing)->options[option];
    uint32_t other = PLAN_NONE;

    if (back == day)
        return false;
    if (back == PLAN_NO_DAY)
        back = any_day(annealing);
    if (below(annealing, 4) != 0)
        other = draw_in_commune(annealing, to->commune, day);
    if (other == PLAN_NONE)
        other = draw_in_group(annealing, to->group, day);
    if (other == PLAN_NONE || other == meeting)
        return false;
    uint32_t other_option = some_option(annealing, other);
    return lift(annealing, meeting) && lift(annealing, other) && drop(annealing, meeting, option, day) &&
           settle(annealing, other, other_option, back);
}

static bool exchange_days(struct annealing *annealing, uint32_t meeting)
{
    return exchange(annealing, meeting, any_day(annealing));
}

/* To a day on which some of the candidates are on the way anyway, for this unit or another. */
static bool join_company(struct annealing *annealing, uint32_t meeting)
{
    const struct plan_space *space = space_of(annealing);
    struct plan_range parties = space->units[space->unit_of_meeting[meeting]].parties;
    uint32_t party = space->parties_of_units[parties.first + below(annealing, parties.count)];
    struct plan_range seats = space->parties[party].seats;
    uint32_t unit = space->seats[seats.first + below(annealing, seats.count)].unit;
    struct plan_range meetings = space->units[unit].meetings;

    if (meetings.count == 0)
        return false;
    uint32_t company = meetings.first + below(annealing, meetings.count);
    if (company == meeting || !plan_state_is_placed(annealing->state, company))
        return false;
    return exchange(annealing, meeting, annealing->state->day_of[company]);
}

/* ---- two meetings of a unit ---- */

/* In the group of another option, if one is found. */
static uint32_t near_option(struct annealing *annealing, uint32_t meeting, uint32_t present)
{
    const struct plan_option *options = space_of(annealing)->options;

    for (int i = 0; i < DRAW_TRIES; i++) {
        uint32_t option = any_option(annealing, meeting);
        if (options[option].group == options[present].group)
            return option;
    }
    return annealing->state->at[meeting].option;
}

static struct plan_range siblings_of(const struct annealing *annealing, uint32_t meeting)
{
    const struct plan_space *space = space_of(annealing);

    return space->units[space->unit_of_meeting[meeting]].meetings;
}

/* The two of a day go elsewhere in their groups, or both to the group of one of them. */
static bool move_pair(struct annealing *annealing, uint32_t meeting)
{
    const struct plan_state *state = annealing->state;
    struct plan_range siblings = siblings_of(annealing, meeting);
    uint32_t day = state->day_of[meeting];

    if (day == PLAN_NO_DAY)
        return false;
    uint32_t other = plan_state_on_day(state, siblings, day, siblings.first);
    if (other == meeting)
        other = plan_state_on_day(state, siblings, day, meeting + 1);
    if (other == PLAN_NONE)
        return false;
    uint32_t near_whom = below(annealing, 2) == 0 ? meeting : other;
    uint32_t option = near_option(annealing, meeting, state->at[meeting].option);
    uint32_t other_option = near_option(annealing, other, state->at[near_whom].option);
    return lift(annealing, meeting) && lift(annealing, other) && drop(annealing, meeting, option, day) &&
           drop(annealing, other, other_option, day);
}

/* Two exchange their days and stay where they are, or nearly so. */
static bool cross_days(struct annealing *annealing, uint32_t meeting)
{
    const struct plan_state *state = annealing->state;
    struct plan_range siblings = siblings_of(annealing, meeting);
    uint32_t other = siblings.first + below(annealing, siblings.count);
    uint32_t day = state->day_of[meeting];
    uint32_t other_day = state->day_of[other];
    uint32_t option = state->at[meeting].option;
    uint32_t other_option = state->at[other].option;

    if (day == other_day || day == PLAN_NO_DAY || other_day == PLAN_NO_DAY)
        return false;
    if (below(annealing, 4) == 0)
        option = near_option(annealing, meeting, option);
    return lift(annealing, meeting) && lift(annealing, other) &&
           drop(annealing, meeting, option, other_day) && drop(annealing, other, other_option, day);
}

/* ---- whole days ---- */

static bool lift_days(struct annealing *annealing, uint32_t unit, uint32_t day, uint32_t other_day)
{
    struct plan_range meetings = space_of(annealing)->units[unit].meetings;

    for (uint32_t i = meetings.first; i < meetings.first + meetings.count; i++) {
        uint32_t on = annealing->state->day_of[i];
        if ((on == day || on == other_day) && !lift(annealing, i))
            return false;
    }
    return true;
}

/* All that the unit and those who share candidates with it do on two days changes places. */
static bool shift_day(struct annealing *annealing, uint32_t meeting)
{
    const struct plan_space *space = space_of(annealing);
    struct plan_range parties = space->units[space->unit_of_meeting[meeting]].parties;
    uint32_t day = annealing->state->day_of[meeting];
    uint32_t other_day = any_day(annealing);

    if (day == PLAN_NO_DAY || day == other_day)
        return false;
    for (uint32_t i = 0; i < parties.count; i++) {
        struct plan_range seats = space->parties[space->parties_of_units[parties.first + i]].seats;
        for (uint32_t k = 0; k < seats.count; k++) {
            if (!lift_days(annealing, space->seats[seats.first + k].unit, day, other_day))
                return false;
        }
    }
    for (uint32_t i = 0, lifted = annealing->step.count; i < lifted; i++) {
        struct best_change item = annealing->step.items[i];
        uint32_t to = space->slots[item.before.slot].day == day ? other_day : day;
        if (!drop(annealing, item.meeting, item.before.option, to))
            return false;
    }
    return true;
}

/* ---- the choice ---- */

bool annealing_propose(struct annealing *annealing, uint32_t meeting)
{
    /* Each as often as it stands here: found by experiment on provinces. */
    static bool (*const proposals[])(struct annealing *, uint32_t) = {
        move_anywhere, move_venue,   move_venue, exchange_days, exchange_days, exchange_days,
        join_company,  join_company, move_pair,  cross_days,    shift_day,
    };

    return proposals[below(annealing, COUNT_OF(proposals))](annealing, meeting);
}
