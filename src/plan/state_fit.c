/* Whether and when a meeting fits between those already placed. */
#include "plan/state.h"

/* A meeting of the unit that might take place from start_min on. */
struct trial {
    const struct plan_state *state;
    const struct plan_problem *problem;
    uint32_t unit;
    const struct plan_option *option;
    uint32_t day;
    int32_t length_min;
    int32_t start_min;
};

/* ---- rules that do not depend on the hour ---- */

/* Whether what the unit still has to place can give each group its quota. */
static bool quota_can_be_met(const struct trial *trial)
{
    const struct plan_unit_space *room = &trial->state->space->units[trial->unit];
    const uint16_t *in_group = trial->state->in_group + room->groups.first;
    int32_t left = trial->problem->units[trial->unit].needed - trial->state->placed_of[trial->unit] - 1;

    if (room->quota_min == 0)
        return true;
    for (uint32_t i = 0; i < room->groups.count; i++) {
        int32_t held = in_group[i] + (i == trial->option->group_place);
        left -= held < room->quota_min ? room->quota_min - held : 0;
    }
    return left >= 0;
}

/* The rule about numbers that one more meeting would break, or PLAN_RULES. */
static enum plan_rule rule_of_counts(const struct trial *trial)
{
    const struct plan_state *state = trial->state;
    const struct plan_unit *unit = &trial->problem->units[trial->unit];

    if (state->placed_of[trial->unit] >= unit->needed)
        return PLAN_RULE_COUNT;
    if (trial->option->mode == PLAN_ONLINE) {
        if (state->online_of[trial->unit] >= unit->max_online)
            return PLAN_RULE_ONLINE_MAX;
    } else if (state->direct_in[unit->communes.first + trial->option->commune_place] >=
               state->space->units[trial->unit].spread_max) {
        return PLAN_RULE_SPREAD;
    }
    return quota_can_be_met(trial) ? PLAN_RULES : PLAN_RULE_QUOTA;
}

/* Whether a unit whose candidates or voters are the same meets in the commune on the day. */
static bool kin_meets_here(const struct trial *trial)
{
    const struct plan_space *space = trial->state->space;
    struct plan_range kin = trial->problem->units[trial->unit].kin;

    for (uint32_t i = kin.first; i < kin.first + kin.count; i++) {
        uint32_t other = trial->problem->kin_of_units[i];
        struct plan_range meetings = space->units[other].meetings;
        for (uint32_t meeting = plan_state_first_on(trial->state, other, trial->day); meeting != PLAN_NONE;
             meeting = plan_state_on_day(trial->state, meetings, trial->day, meeting + 1)) {
            if (space->options[trial->state->at[meeting].option].commune == trial->option->commune)
                return true;
        }
    }
    return false;
}

/* Whether the unit, or one whose voters are the same, is in the commune on the day already. */
static bool met_here(const struct trial *trial)
{
    const struct plan_space *space = trial->state->space;
    struct plan_range meetings = space->units[trial->unit].meetings;

    if (space->units[trial->unit].often)
        return false;
    for (uint32_t meeting = plan_state_first_on(trial->state, trial->unit, trial->day); meeting != PLAN_NONE;
         meeting = plan_state_on_day(trial->state, meetings, trial->day, meeting + 1)) {
        if (space->options[trial->state->at[meeting].option].commune == trial->option->commune)
            return true;
    }
    return kin_meets_here(trial);
}

static uint32_t meetings_of_party(const struct trial *trial, const struct plan_party *party)
{
    const struct plan_seat *seats = trial->state->space->seats + party->seats.first;
    uint32_t count = 0;

    for (uint32_t i = 0; i < party->seats.count; i++)
        count += plan_state_held_on(trial->state, seats[i].unit, trial->day);
    return count;
}

/* The rule about days that one more meeting on this one would break, or PLAN_RULES. */
static enum plan_rule rule_of_day(const struct trial *trial)
{
    const struct plan_space *space = trial->state->space;
    struct plan_range parties = space->units[trial->unit].parties;
    uint32_t most = (uint32_t)trial->problem->params.candidate_max_per_day;

    if (met_here(trial))
        return PLAN_RULE_SAME_DAY;
    if (plan_state_held_on(trial->state, trial->unit, trial->day) >= most)
        return PLAN_RULE_CAND_DAY;
    for (uint32_t i = 0; i < parties.count; i++) {
        const struct plan_party *party = &space->parties[space->parties_of_units[parties.first + i]];
        if (party->seats.count > 1 && meetings_of_party(trial, party) >= most)
            return PLAN_RULE_CAND_DAY;
    }
    return PLAN_RULES;
}

/* ---- the hour: each check moves the start on past what it meets ---- */

static bool overlaps(const struct trial *trial, uint32_t meeting, int32_t gap_min)
{
    return trial->start_min < plan_state_end_min(trial->state, meeting) + gap_min &&
           trial->state->at[meeting].start_min < trial->start_min + trial->length_min + gap_min;
}

/* Between the ways of candidates, which need not be as long in both directions. */
static void pass_on_the_way(struct trial *trial, uint32_t meeting, struct plan_gaps gaps)
{
    int32_t until_min = plan_state_end_min(trial->state, meeting) + gaps.to_min;

    if (trial->start_min < until_min &&
        trial->state->at[meeting].start_min < trial->start_min + trial->length_min + gaps.from_min)
        trial->start_min = until_min;
}

static void pass(struct trial *trial, uint32_t meeting, int32_t gap_min)
{
    if (overlaps(trial, meeting, gap_min))
        trial->start_min = plan_state_end_min(trial->state, meeting) + gap_min;
}

/* How many of the meetings in the commune hold its committee at that minute. */
static int32_t chaired_at(const struct trial *trial, uint32_t commune, int32_t minute)
{
    const struct plan_state *state = trial->state;
    struct plan_crowd crowd = plan_crowd_in(state, commune, trial->day);
    int32_t count = 0;

    for (uint32_t meeting; (meeting = plan_crowd_next(&crowd)) != PLAN_NONE;)
        count += state->at[meeting].start_min <= minute &&
                 minute < plan_state_end_min(state, meeting) + trial->problem->params.changeover_min;
    return count;
}

/* Where a committee chairs several meetings at a time, the load can only rise at a start. */
static void pass_full_chair(struct trial *trial, uint32_t commune, int32_t capacity)
{
    const struct plan_state *state = trial->state;
    struct plan_crowd crowd = plan_crowd_in(state, commune, trial->day);
    int32_t gap_min = trial->problem->params.changeover_min;

    for (uint32_t meeting; (meeting = plan_crowd_next(&crowd)) != PLAN_NONE;) {
        int32_t minute = state->at[meeting].start_min;
        if (!overlaps(trial, meeting, gap_min))
            continue;
        if (chaired_at(trial, commune, minute > trial->start_min ? minute : trial->start_min) >= capacity)
            trial->start_min++;
    }
}

static void pass_commune(struct trial *trial, uint32_t commune)
{
    const struct plan_state *state = trial->state;
    struct plan_crowd crowd = plan_crowd_in(state, commune, trial->day);
    int32_t capacity = trial->problem->communes[commune].chair_capacity;
    int32_t gap_min = trial->problem->params.changeover_min;

    for (uint32_t meeting; (meeting = plan_crowd_next(&crowd)) != PLAN_NONE;) {
        if (capacity == 1 ||
            plan_state_share_hall(state, &state->space->options[state->at[meeting].option], trial->option))
            pass(trial, meeting, gap_min);
    }
    if (capacity > 1)
        pass_full_chair(trial, commune, capacity);
}

/* The venues and the committees of all sites. */
static void pass_communes(struct trial *trial)
{
    pass_commune(trial, trial->option->commune);
    for (uint32_t i = 0; i < trial->option->sites.count; i++) {
        uint32_t commune = plan_state_visited(trial->state, trial->option, i);
        if (commune != PLAN_NONE)
            pass_commune(trial, commune);
    }
}

static void pass_unit(struct trial *trial, uint32_t unit)
{
    const struct plan_space *space = trial->state->space;
    struct plan_range meetings = space->units[unit].meetings;

    for (uint32_t meeting = plan_state_first_on(trial->state, unit, trial->day); meeting != PLAN_NONE;
         meeting = plan_state_on_day(trial->state, meetings, trial->day, meeting + 1)) {
        uint32_t venue = space->options[trial->state->at[meeting].option].venue;
        pass_on_the_way(trial, meeting, plan_space_gaps(space, venue, trial->option->venue));
    }
}

static void pass_candidates(struct trial *trial)
{
    const struct plan_space *space = trial->state->space;
    struct plan_range parties = space->units[trial->unit].parties;

    pass_unit(trial, trial->unit);
    for (uint32_t i = 0; i < parties.count; i++) {
        const struct plan_party *party = &space->parties[space->parties_of_units[parties.first + i]];
        for (uint32_t k = 0; k < party->seats.count; k++) {
            uint32_t unit = space->seats[party->seats.first + k].unit;
            if (unit != trial->unit)
                pass_unit(trial, unit);
        }
    }
}

static struct trial start_trial(const struct plan_state *state, uint32_t unit, uint32_t option, uint32_t slot)
{
    const struct plan_space *space = state->space;

    return (struct trial){
        .state = state,
        .problem = space->problem,
        .unit = unit,
        .option = &space->options[option],
        .day = space->slots[slot].day,
        .length_min = space->problem->units[unit].duration_min,
        .start_min = plan_space_opens(space, option, slot),
    };
}

/* Moves the start on until nothing is in the way any more; false when that is too late. */
static bool find_hour(struct trial *trial, int32_t last_min)
{
    int32_t before;

    do {
        before = trial->start_min;
        pass_communes(trial);
        pass_candidates(trial);
        if (trial->start_min > last_min)
            return false;
    } while (trial->start_min != before);
    return true;
}

int32_t plan_state_find_start(const struct plan_state *state, uint32_t unit, uint32_t option, uint32_t slot)
{
    struct trial trial = start_trial(state, unit, option, slot);

    if (!plan_slot_in(plan_space_free_slots(state->space, option), slot) ||
        rule_of_counts(&trial) != PLAN_RULES || rule_of_day(&trial) != PLAN_RULES ||
        !find_hour(&trial, plan_space_closes(state->space, option, slot) - trial.length_min))
        return PLAN_NO_START;
    return trial.start_min;
}

bool plan_state_fits(const struct plan_state *state, uint32_t unit, struct plan_place place)
{
    struct trial trial = start_trial(state, unit, place.option, place.slot);
    int32_t first_min = trial.start_min;
    int32_t last_min = plan_space_closes(state->space, place.option, place.slot) - trial.length_min;

    trial.start_min = place.start_min;
    return plan_slot_in(plan_space_free_slots(state->space, place.option), place.slot) &&
           place.start_min >= first_min && rule_of_counts(&trial) == PLAN_RULES &&
           rule_of_day(&trial) == PLAN_RULES && find_hour(&trial, last_min) &&
           trial.start_min == place.start_min;
}

enum plan_rule plan_state_broken_rule(const struct plan_state *state, uint32_t unit, uint32_t option,
                                      uint32_t slot)
{
    struct trial trial = start_trial(state, unit, option, slot);
    int32_t last_min = plan_space_closes(state->space, option, slot) - trial.length_min;
    enum plan_rule rule = rule_of_counts(&trial);

    if (rule == PLAN_RULES)
        rule = rule_of_day(&trial);
    if (rule != PLAN_RULES || find_hour(&trial, last_min))
        return rule;
    /* Without the committee's other meetings the candidates alone decide. */
    trial.start_min = plan_space_opens(state->space, option, slot);
    pass_candidates(&trial);
    return trial.start_min > last_min ? PLAN_RULE_CAND_CLASH : PLAN_RULE_CHAIR_CLASH;
}
