#include "plan/explain_tell.h"

#include <stdio.h>

static const char *name(const struct plan_telling *telling, enum plan_thing thing, uint32_t index)
{
    return plan_name(telling->problem, telling->names, thing, index);
}

static uint32_t item(const struct plan_telling *telling)
{
    return telling->conditions[0].without.item;
}

static const struct plan_unit *unit_of(const struct plan_telling *telling)
{
    return &telling->problem->units[item(telling)];
}

static const char *unit_name(const struct plan_telling *telling)
{
    return name(telling, PLAN_THING_UNIT, item(telling));
}

static const char *commune_name(const struct plan_telling *telling)
{
    return name(telling, PLAN_THING_COMMUNE, item(telling));
}

/* ---- numbers ---- */

static void tell_count(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "Unit %s must hold %d voter-contact meetings.", unit_name(telling),
                unit_of(telling)->needed);
}

static void tell_duration(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "A meeting of unit %s lasts %d minutes, longer than any session.", unit_name(telling),
                unit_of(telling)->duration_min);
}

static void tell_spread(const struct plan_telling *telling, struct message *out)
{
    const struct plan_unit *unit = unit_of(telling);
    int32_t communes = (int32_t)unit->communes.count;
    int32_t all = unit->needed + unit->held_jointly;

    message_set(out, "Unit %s may hold at most %d direct meetings in one commune, so that they are spread.",
                unit_name(telling), (all + communes - 1) / communes);
}

static void tell_quota(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "Unit %s must hold an equal share of its %d meetings in each of its districts.",
                unit_name(telling), unit_of(telling)->needed + unit_of(telling)->held_jointly);
}

static void tell_same_day(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "Unit %s meets the voters of one commune at most once a day.", unit_name(telling));
}

static void tell_online_max(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "Unit %s may hold at most %d of its meetings online.", unit_name(telling),
                unit_of(telling)->max_online);
}

static void tell_minimum(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "Guidance asks unit %s for at least %d meetings, but the tables ask for %d.",
                unit_name(telling), unit_of(telling)->minimum,
                unit_of(telling)->needed + unit_of(telling)->held_jointly);
}

static void tell_online_conditions(const struct plan_telling *telling, struct message *out)
{
    (void)telling;
    message_set(out, "Online meetings are held only where the conditions of law are confirmed, and halls "
                     "lack that.");
}

/* ---- places ---- */

static void tell_place(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "Commune %s has no hall.", commune_name(telling));
}

static void tell_capacity(const struct plan_telling *telling, struct message *out)
{
    struct plan_list halls = {.length = 0};

    for (size_t i = 0; i < telling->count; i++) {
        uint32_t venue = telling->conditions[i].without.item;
        char text[200];
        snprintf(text, sizeof text, "%s (%d)", name(telling, PLAN_THING_VENUE, venue),
                 telling->problem->venues[venue].capacity);
        plan_list_add(&halls, text);
    }
    message_set(out, "These halls have too few seats for the voters expected (%d): %s.",
                telling->conditions[0].without.amount, plan_list_finish(&halls));
}

static const char *list_halls(const struct plan_telling *telling, struct plan_list *halls)
{
    for (size_t i = 0; i < telling->count; i++)
        plan_list_add(halls, name(telling, PLAN_THING_VENUE, telling->conditions[i].without.item));
    return plan_list_finish(halls);
}

static void tell_equipment(const struct plan_telling *telling, struct message *out)
{
    struct plan_list halls = {.length = 0};

    message_set(out, "These halls have no equipment for online meetings: %s.", list_halls(telling, &halls));
}

static void tell_venue_clash(const struct plan_telling *telling, struct message *out)
{
    struct plan_list halls = {.length = 0};

    message_set(out, "Each of these halls holds one meeting at a time: %s.", list_halls(telling, &halls));
}

static void tell_chair_clash(const struct plan_telling *telling, struct message *out)
{
    int32_t chairs = telling->problem->communes[item(telling)].chair_capacity;

    if (chairs == 0)
        message_set(out, "The committee of commune %s chairs no meeting.", commune_name(telling));
    else
        message_set(out, "The committee of commune %s chairs at most %d meetings at a time.",
                    commune_name(telling), chairs);
}

/* ---- people ---- */

static void tell_per_day(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "A candidate has at most %d meetings a day.",
                telling->problem->params.candidate_max_per_day);
}

static void tell_candidate_clash(const struct plan_telling *telling, struct message *out)
{
    const struct plan_problem *problem = telling->problem;
    struct plan_list units = {.length = 0};

    if (telling->conditions[0].without.kind == PLAN_EDIT_NO_WAYS) {
        message_set(out, "Between two meetings a candidate needs the time of the way and %d minutes more.",
                    problem->params.candidate_buffer_min);
        return;
    }
    struct plan_range range = problem->units_of_candidate[item(telling)];
    for (uint32_t i = 0; i < range.count; i++)
        plan_list_add(&units, name(telling, PLAN_THING_UNIT, problem->units_by_candidate[range.first + i]));
    message_set(out, "Candidate %s stands in several units (%s) and can be at one meeting at a time.",
                name(telling, PLAN_THING_CANDIDATE, item(telling)), plan_list_finish(&units));
}

/* ---- the table ---- */

/* A rule about what a plan says, not about what can be planned, is never part of a clash. */
static void tell_nothing(const struct plan_telling *telling, struct message *out)
{
    message_set(out, "The plan keeps the rule %s.", plan_rule_info(telling->conditions[0].rule)->code);
}

/* In the order in which sentences are read. */
struct row {
    int place;
    bool together; /* one sentence for all things */
    void (*tell)(const struct plan_telling *telling, struct message *out);
};

static const struct row rows[] = {
    [PLAN_RULE_ID] = {99, false, tell_nothing},
    [PLAN_RULE_UNIT] = {99, false, tell_nothing},
    [PLAN_RULE_VENUE] = {99, false, tell_nothing},
    [PLAN_RULE_MODE] = {99, false, tell_nothing},
    [PLAN_RULE_TIME] = {99, false, tell_nothing},
    [PLAN_RULE_COUNT] = {0, false, tell_count},
    [PLAN_RULE_DURATION] = {1, false, tell_duration},
    [PLAN_RULE_SESSION] = {99, false, tell_nothing},
    [PLAN_RULE_WINDOW] = {2, false, plan_tell_window},
    [PLAN_RULE_PLACE] = {3, false, tell_place},
    [PLAN_RULE_CAPACITY] = {4, true, tell_capacity},
    [PLAN_RULE_ONLINE_VENUE] = {14, true, tell_equipment},
    [PLAN_RULE_ONLINE_MAX] = {13, false, tell_online_max},
    [PLAN_RULE_VENUE_BLOCKED] = {5, false, plan_tell_blocked},
    [PLAN_RULE_CHAIR_BLOCKED] = {7, false, plan_tell_blocked},
    [PLAN_RULE_CAND_BLOCKED] = {9, false, plan_tell_blocked},
    [PLAN_RULE_VENUE_CLASH] = {6, true, tell_venue_clash},
    [PLAN_RULE_CHAIR_CLASH] = {8, false, tell_chair_clash},
    [PLAN_RULE_CAND_DAY] = {11, false, tell_per_day},
    [PLAN_RULE_CAND_CLASH] = {10, false, tell_candidate_clash},
    [PLAN_RULE_SPREAD] = {12, false, tell_spread},
    [PLAN_RULE_SAME_DAY] = {12, false, tell_same_day},
    [PLAN_RULE_QUOTA] = {12, false, tell_quota},
    [PLAN_RULE_NOTICE] = {3, false, plan_tell_notice},
    [PLAN_RULE_MINIMUM] = {1, false, tell_minimum},
    [PLAN_RULE_UNIT_BLOCKED] = {9, false, plan_tell_blocked},
    [PLAN_RULE_AREA_BLOCKED] = {5, false, plan_tell_blocked},
    [PLAN_RULE_FORBIDDEN] = {5, false, plan_tell_forbidden},
    [PLAN_RULE_ONLINE_CONDITIONS] = {15, false, tell_online_conditions},
};
_Static_assert(PLAN_RULES == 29 && COUNT_OF(rows) == PLAN_RULES,
               "a new rule needs its sentence in this table");

void plan_tell(const struct plan_telling *telling, struct message *out)
{
    rows[telling->conditions[0].rule].tell(telling, out);
}

int plan_tell_place(enum plan_rule rule)
{
    return rows[rule].place;
}

bool plan_tell_together(enum plan_rule rule)
{
    return rows[rule].together;
}
