/* Everything a search may choose from, worked out once: for each unit its options (a venue and a mode that
 * the rules about one meeting allow), the slots in which each option is free, and the ways of its candidates
 * to each. What is left to the search are the rules about several meetings.
 *
 * A party is what travels together: the candidates of a unit who stand nowhere else are one, a candidate of
 * several units is one alone. A party's tours add up, so their sums are kept and not their members.
 */
#ifndef PLAN_SPACE_H
#define PLAN_SPACE_H

#include "plan/plan.h"

struct plan_slot {
    uint32_t day;
    int32_t midnight_min; /* of its day, in minutes since 1970 */
    int32_t start_min;    /* of the session, or of the campaign on its first day */
    int32_t end_min;
    bool holiday;
};

struct plan_option {
    uint32_t venue;
    uint32_t commune;
    uint32_t group;
    enum plan_mode mode;
    uint32_t commune_place; /* place of the commune in the unit's list; PLAN_NONE online */
    uint32_t group_place;   /* place of the group in the unit's list */
    uint32_t first_way;     /* of home_ways_m: one a party of the unit */
    int32_t opens_min; /* the unit may meet there from this minute since 1970 on: its window, and notice */
    int32_t closes_min;
    uint32_t prices;         /* of wish_prices_m, by slot; PLAN_NONE: no wish has a price */
    struct plan_range sites; /* of problem->sites: beside the venue */
};

struct plan_unit_space {
    struct plan_range options;  /* of space->options */
    struct plan_range parties;  /* of space->parties_of_units */
    struct plan_range groups;   /* of space->groups_of_units */
    struct plan_range meetings; /* the unit's meetings have these numbers */
    int32_t spread_max;         /* direct meetings in one commune */
    int32_t quota_min;          /* meetings in each group; 0 where there is one group */
    int32_t quota_own;          /* of these, at least so many are not held jointly, in whatever group */
    uint32_t sites_max;         /* of an option, beside the main one */
    bool often;                 /* may meet in one commune several times a day; only to explain */
};

struct plan_party {
    uint32_t size;           /* candidates */
    struct plan_range seats; /* of space->seats */
};

/* A unit in which a party stands, and the place of the party in that unit's list. */
struct plan_seat {
    uint32_t unit;
    uint32_t party_place;
};

struct plan_space {
    const struct plan_problem *problem;
    struct plan_slot *slots;
    struct plan_unit_space *units;
    struct plan_option *options;
    uint32_t option_count;
    uint64_t *free_slots; /* slot_words an option */
    int64_t *home_ways_m; /* of all of a party's homes to the venue */
    int64_t *wish_prices_m;
    struct plan_party *parties;
    uint32_t party_count;
    uint32_t *parties_of_units;
    struct plan_seat *seats;
    uint32_t *groups_of_units;
    uint16_t *joint_in_commune; /* by commune of a unit: its joint meetings there */
    uint16_t *joint_in_group;   /* by group of a unit */
    uint32_t meeting_count;
    uint32_t *unit_of_meeting;
    struct arena memory;
};

/* Borrows the prepared problem. */
enum error_code plan_space_new(const struct plan_problem *problem, struct plan_space **out,
                               struct error *err) MUST_USE;
void plan_space_free(struct plan_space *space);
DEFINE_CLEANUP(struct plan_space, plan_space_free)

/* Minutes that a candidate needs between meetings at two venues, one after the other and the other way round. */
struct plan_gaps {
    int32_t to_min;   /* from the first venue to the second */
    int32_t from_min; /* and back */
};

static inline struct plan_gaps plan_space_gaps(const struct plan_space *space, uint32_t venue,
                                               uint32_t other_venue)
{
    const struct plan_problem *problem = space->problem;
    int32_t to_min =
        (int32_t)plan_travel_min(problem, venue, other_venue) + problem->params.candidate_buffer_min;
    int32_t from_min = to_min;

    if (problem->count.travels > 0)
        from_min =
            (int32_t)plan_travel_min(problem, other_venue, venue) + problem->params.candidate_buffer_min;
    return (struct plan_gaps){to_min, from_min};
}

/* The first minute of the slot's day at which a meeting of the option may begin, and the last at which it may
 * end. */
static inline int32_t plan_option_opens(const struct plan_option *option, const struct plan_slot *slot)
{
    int32_t opens_min = option->opens_min - slot->midnight_min;

    return opens_min > slot->start_min ? opens_min : slot->start_min;
}

static inline int32_t plan_option_closes(const struct plan_option *option, const struct plan_slot *slot)
{
    int32_t closes_min = option->closes_min - slot->midnight_min;

    return closes_min < slot->end_min ? closes_min : slot->end_min;
}

static inline int32_t plan_space_opens(const struct plan_space *space, uint32_t option, uint32_t slot)
{
    return plan_option_opens(&space->options[option], &space->slots[slot]);
}

static inline int32_t plan_space_closes(const struct plan_space *space, uint32_t option, uint32_t slot)
{
    return plan_option_closes(&space->options[option], &space->slots[slot]);
}

/* What staff would give for another time. */
static inline int64_t plan_space_wish_m(const struct plan_space *space, uint32_t option, uint32_t slot)
{
    uint32_t prices = space->options[option].prices;

    return prices == PLAN_NONE ? 0 : space->wish_prices_m[prices + slot];
}

/* The rule that a further site of the unit's meetings at the venue breaks by itself, or in that slot, or PLAN_RULES. */
enum plan_rule plan_space_rule_of_site(const struct plan_problem *problem, uint32_t unit,
                                       const struct plan_site *site);
enum plan_rule plan_space_rule_of_site_slot(const struct plan_problem *problem, const struct plan_site *site,
                                            uint32_t slot);
/* Whether the venue may be a site of a meeting that is online, or connected with others. */
enum plan_rule plan_space_rule_of_link(const struct plan_problem *problem, uint32_t venue);

/* Whether staff forbid the unit to meet in the commune in that slot. */
bool plan_space_forbids(const struct plan_problem *problem, uint32_t unit, uint32_t commune, uint32_t slot);

static inline const uint64_t *plan_space_free_slots(const struct plan_space *space, uint32_t option)
{
    return space->free_slots + (size_t)option * space->problem->slot_words;
}

#endif
