#include "plan/why_not.h"

struct tally {
    uint32_t broken[PLAN_RULES];
    uint32_t looked_at; /* venues times sessions */
    uint32_t venues;
};

static bool candidate_is_away(const struct plan_problem *problem, const struct plan_unit *unit, uint32_t slot)
{
    for (uint32_t i = 0; i < unit->candidates.count; i++) {
        uint32_t candidate = problem->candidates_of_units[unit->candidates.first + i];
        if (plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_CANDIDATE, candidate), slot))
            return true;
    }
    return false;
}

static bool blocked(const struct plan_problem *problem, enum plan_block_kind kind, uint32_t item,
                    uint32_t slot)
{
    return plan_slot_in(plan_blocked_slots(problem, kind, item), slot);
}

/* The minutes of the slot that the windows of the unit and of the communes of all sites leave. */
static int32_t room_in_window(const struct plan_space *space, uint32_t unit, uint32_t venue, uint32_t slot)
{
    const struct plan_slot *room = &space->slots[slot];
    struct plan_window window = plan_window_at(space->problem, unit, venue);
    int32_t opens_min = window.start.date.day * PLAN_DAY_MINUTES + window.start.minute - room->midnight_min;
    int32_t closes_min = window.end.date.day * PLAN_DAY_MINUTES + window.end.minute - room->midnight_min;

    return (closes_min < room->end_min ? closes_min : room->end_min) -
           (opens_min > room->start_min ? opens_min : room->start_min);
}

/* The rule about the time of one meeting that a slot breaks, or PLAN_RULES. */
static enum plan_rule rule_of_time(const struct plan_space *space, uint32_t unit_index, uint32_t venue,
                                   uint32_t slot)
{
    const struct plan_problem *problem = space->problem;
    const struct plan_unit *unit = &problem->units[unit_index];
    const struct plan_session *session = &problem->sessions[slot % problem->count.sessions];
    uint32_t commune = problem->venues[venue].commune;

    if (session->end_min - session->start_min < unit->duration_min)
        return PLAN_RULE_SESSION;
    if (room_in_window(space, unit_index, venue, slot) < unit->duration_min)
        return PLAN_RULE_WINDOW;
    if (problem->days[slot / problem->count.sessions].date.day < plan_first_noticed_day(&problem->params).day)
        return PLAN_RULE_NOTICE;
    if (plan_space_forbids(problem, unit_index, commune, slot))
        return PLAN_RULE_FORBIDDEN;
    if (blocked(problem, PLAN_BLOCK_UNIT, unit_index, slot))
        return PLAN_RULE_UNIT_BLOCKED;
    if (blocked(problem, PLAN_BLOCK_GROUP, problem->communes[commune].group, slot))
        return PLAN_RULE_AREA_BLOCKED;
    return candidate_is_away(problem, unit, slot) ? PLAN_RULE_CAND_BLOCKED : PLAN_RULES;
}

/* Of the further sites of the unit's meetings at the venue. */
static enum plan_rule rule_of_sites(const struct plan_problem *problem, uint32_t unit, uint32_t venue,
                                    uint32_t slot)
{
    struct plan_range sites = plan_sites_of(problem, unit, venue);
    enum plan_rule rule = sites.count > 0 ? plan_space_rule_of_link(problem, venue) : PLAN_RULES;

    for (uint32_t i = sites.first; i < sites.first + sites.count && rule == PLAN_RULES; i++) {
        rule = plan_space_rule_of_site(problem, unit, &problem->sites[i]);
        if (rule == PLAN_RULES)
            rule = plan_space_rule_of_site_slot(problem, &problem->sites[i], slot);
    }
    return rule;
}

enum plan_rule plan_rule_of_slot(const struct plan_space *space, uint32_t unit, uint32_t venue_index,
                                 uint32_t slot)
{
    const struct plan_problem *problem = space->problem;
    const struct plan_venue *venue = &problem->venues[venue_index];
    enum plan_rule rule;

    if (plan_seats_of(problem, unit, venue_index) < problem->units[unit].attendance)
        return PLAN_RULE_CAPACITY;
    rule = rule_of_time(space, unit, venue_index, slot);
    if (rule != PLAN_RULES)
        return rule;
    if (blocked(problem, PLAN_BLOCK_VENUE, venue_index, slot))
        return PLAN_RULE_VENUE_BLOCKED;
    if (blocked(problem, PLAN_BLOCK_COMMUNE, venue->commune, slot))
        return PLAN_RULE_CHAIR_BLOCKED;
    if (problem->communes[venue->commune].chair_capacity == 0)
        return PLAN_RULE_CHAIR_CLASH;
    return rule_of_sites(problem, unit, venue_index, slot);
}

static uint32_t direct_option(const struct plan_space *space, uint32_t unit, uint32_t venue)
{
    struct plan_range options = space->units[unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        if (space->options[i].venue == venue && space->options[i].mode == PLAN_DIRECT)
            return i;
    }
    return PLAN_NONE;
}

static void tally_venue(struct tally *tally, const struct plan_state *state, uint32_t unit, uint32_t venue)
{
    const struct plan_space *space = state->space;
    uint32_t option = direct_option(space, unit, venue);

    tally->venues++;
    for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
        enum plan_rule rule = plan_rule_of_slot(space, unit, venue, slot);
        tally->looked_at++;
        if (rule == PLAN_RULES)
            rule = plan_state_broken_rule(state, unit, option, slot);
        if (rule != PLAN_RULES)
            tally->broken[rule]++;
    }
}

static struct tally tally_unit(const struct plan_state *state, uint32_t unit)
{
    const struct plan_problem *problem = state->space->problem;
    struct plan_range communes = problem->units[unit].communes;
    struct tally tally = {.venues = 0};

    for (uint32_t i = 0; i < communes.count; i++) {
        struct plan_range venues = problem->venues_of_commune[problem->communes_of_units[communes.first + i]];
        for (uint32_t k = 0; k < venues.count; k++)
            tally_venue(&tally, state, unit, problem->venues_by_commune[venues.first + k]);
    }
    return tally;
}

void plan_explain_shortage(const struct plan_state *state, uint32_t unit_index, struct plan_shortage *out)
{
    const struct plan_unit *unit = &state->space->problem->units[unit_index];
    struct tally tally = tally_unit(state, unit_index);
    uint32_t missing = (uint32_t)unit->needed - state->placed_of[unit_index];
    enum plan_rule most = PLAN_RULE_PLACE;

    for (int rule = 0; rule < PLAN_RULES; rule++) {
        if (tally.broken[rule] > tally.broken[most])
            most = (enum plan_rule)rule;
    }
    *out = (struct plan_shortage){.unit = unit_index, .missing = missing, .rule = most};
    if (tally.venues == 0)
        message_set(&out->message, "Unit %s lacks %u of its %d meetings: its communes have no venue.",
                    unit->code, missing, unit->needed);
    else
        message_set(
            &out->message,
            "Unit %s lacks %u of its %d meetings: of %u venues and sessions in its communes, %u would "
            "break the rule %s.",
            unit->code, missing, unit->needed, tally.looked_at, tally.broken[most],
            plan_rule_info(most)->code);
}
