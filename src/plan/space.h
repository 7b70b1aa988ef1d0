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
    int32_t start_min; /* of the session, or of the campaign on its first day */
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
};

struct plan_unit_space {
    struct plan_range options;  /* of space->options */
    struct plan_range parties;  /* of space->parties_of_units */
    struct plan_range groups;   /* of space->groups_of_units */
    struct plan_range meetings; /* the unit's meetings have these numbers */
    int32_t spread_max;         /* direct meetings in one commune */
    int32_t quota_min;          /* meetings in each group; 0 where there is one group */
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
    struct plan_party *parties;
    uint32_t party_count;
    uint32_t *parties_of_units;
    struct plan_seat *seats;
    uint32_t *groups_of_units;
    uint32_t meeting_count;
    uint32_t *unit_of_meeting;
    struct arena memory;
};

/* Borrows the prepared problem. */
enum error_code plan_space_new(const struct plan_problem *problem, struct plan_space **out,
                               struct error *err) MUST_USE;
void plan_space_free(struct plan_space *space);
DEFINE_CLEANUP(struct plan_space, plan_space_free)

static inline const uint64_t *plan_space_free_slots(const struct plan_space *space, uint32_t option)
{
    return space->free_slots + (size_t)option * space->problem->slot_words;
}

#endif
