/* What the sites of a meeting that has several must be like. */
#include "plan/space.h"

enum plan_rule plan_space_rule_of_link(const struct plan_problem *problem, uint32_t venue)
{
    if (!problem->venues[venue].online)
        return PLAN_RULE_ONLINE_VENUE;
    return problem->params.online_conditions && !problem->venues[venue].confirmed
               ? PLAN_RULE_ONLINE_CONDITIONS
               : PLAN_RULES;
}

/* In person in a commune of the unit, online in a group in which it has one. */
static bool is_in_area(const struct plan_problem *problem, const struct plan_unit *unit,
                       const struct plan_site *site)
{
    uint32_t commune = problem->venues[site->site].commune;

    for (uint32_t i = 0; i < unit->communes.count; i++) {
        uint32_t own = problem->communes_of_units[unit->communes.first + i];
        if (own == commune ||
            (site->mode == PLAN_ONLINE && problem->communes[own].group == problem->communes[commune].group))
            return true;
    }
    return false;
}

enum plan_rule plan_space_rule_of_site(const struct plan_problem *problem, uint32_t unit,
                                       const struct plan_site *site)
{
    enum plan_rule rule = plan_space_rule_of_link(problem, site->site);

    if (rule == PLAN_RULES && !is_in_area(problem, &problem->units[unit], site))
        rule = PLAN_RULE_PLACE;
    if (rule == PLAN_RULES && problem->communes[problem->venues[site->site].commune].chair_capacity == 0)
        rule = PLAN_RULE_CHAIR_CLASH;
    return rule;
}

enum plan_rule plan_space_rule_of_site_slot(const struct plan_problem *problem, const struct plan_site *site,
                                            uint32_t slot)
{
    uint32_t commune = problem->venues[site->site].commune;

    if (site->mode == PLAN_DIRECT &&
        plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_GROUP, problem->communes[commune].group), slot))
        return PLAN_RULE_AREA_BLOCKED;
    if (plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_VENUE, site->site), slot))
        return PLAN_RULE_VENUE_BLOCKED;
    return plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_COMMUNE, commune), slot)
               ? PLAN_RULE_CHAIR_BLOCKED
               : PLAN_RULES;
}
