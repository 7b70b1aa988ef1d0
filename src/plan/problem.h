/* What is to be planned, as plain numbered data: units that must meet voters, where, when, who comes, and
 * what stands in the way. The planner and the judge read nothing else. Things are named by their index in
 * these arrays; codes are for people.
 *
 *     plan_problem_new(&sizes, &problem, err)      arrays of those sizes, zeroed
 *     problem->units[i] = (struct plan_unit){...}  the caller fills every array and the parameters
 *     plan_problem_prepare(problem, err)           checks the values and makes the indexes
 *     plan_problem_free(problem)
 *
 * Between prepare and free the problem does not change and may be read by many threads. Codes are borrowed:
 * they must live as long as the problem. Distances are metres on a plane, times local minutes of the day.
 */
#ifndef PLAN_PROBLEM_H
#define PLAN_PROBLEM_H

#include "base/arena.h"
#include "base/error.h"
#include "calendar/civil.h"
#include "plan/rules.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLAN_NONE UINT32_MAX       /* no such thing, as an index */
#define PLAN_SESSIONS_MAX 16       /* of a day */
#define PLAN_DAYS_MAX 400          /* of a campaign */
#define PLAN_COUNT_MAX 10000000    /* of any kind of thing */
#define PLAN_PER_DAY_MAX 16        /* meetings of a candidate a day */
#define PLAN_NEEDED_MAX 1000       /* meetings of one unit */
#define PLAN_POSITION_MAX 50000000 /* metres from the origin, either way */
#define PLAN_WEIGHT_MAX 1000000000
#define PLAN_NOTICE_DAYS_MAX 60
#define PLAN_SITES_MAX 100 /* of one meeting, beside the main one */
#define PLAN_DAY_MINUTES (24 * 60)
#define PLAN_TRAVEL_MINUTES_MAX PLAN_DAY_MINUTES

/* The zero value of a member: no limit on that side. */
struct plan_window {
    struct civil_time start;
    struct civil_time end;
};

struct plan_params {
    struct civil_time campaign_start; /* no meeting begins before */
    struct civil_time campaign_end;   /* and none ends after */
    int32_t changeover_min;           /* between two meetings of one venue or one committee */
    int32_t speed_m_per_min;          /* of a candidate on the way; at least 1 */
    int32_t candidate_buffer_min;     /* between two meetings of a candidate, beside the way */
    int32_t candidate_max_per_day;    /* meetings; at least 1 */
    int64_t w_holiday_m;    /* the price of a meeting on a holiday, in metres of a candidate's way */
    int64_t w_travel_per_m; /* of a metre */
    int64_t w_imbalance_m;  /* of a meeting above the daily target of a group */
    int64_t w_online_m;     /* of an online meeting */
    /* A candidate is told in writing so many days before a meeting, in a letter that leaves on letters_from at
     * the earliest; 0: whenever. */
    int32_t notice_days;
    struct civil_date letters_from;
    bool online_conditions; /* an online meeting needs a venue whose conditions are confirmed */
    bool hybrid_per_site; /* a hybrid meeting counts once a site towards the minimum of its unit, not once */
};

/* Part of every day in which meetings are held, [start, end]; sessions may touch, not overlap. */
struct plan_session {
    const char *code;
    int32_t start_min;
    int32_t end_min;
};

struct plan_day {
    struct civil_date date;
    bool holiday;
};

/* The parent area of communes (a district; a province where there are none) over which the load is spread. */
struct plan_group {
    const char *code;
    int32_t daily_target; /* meetings a day that cost nothing */
};

/* Its Front committee chairs every meeting held in it. */
struct plan_commune {
    const char *code;
    uint32_t group;
    int32_t chair_capacity;    /* meetings it can chair at a time */
    struct plan_window window; /* of campaigning there, within the campaign */
};

struct plan_venue {
    const char *code;
    uint32_t commune;
    int32_t x_m;
    int32_t y_m;
    int32_t capacity; /* seats */
    bool online;      /* has the equipment */
    bool confirmed;   /* the conditions of online meetings; see plan_params.online_conditions */
};

enum plan_mode { PLAN_DIRECT, PLAN_ONLINE, PLAN_MODE_COUNT, PLAN_MODE_UNKNOWN = PLAN_MODE_COUNT };

/* A further site of all meetings that the unit (PLAN_NONE: each unit without sites of its own there) holds at the
 * venue: voters come together there, in person or online, connected with the main one. */
struct plan_site {
    uint32_t venue; /* the main one */
    uint32_t unit;
    uint32_t site; /* a venue */
    enum plan_mode mode;
    int32_t capacity; /* voters that count there */
};

struct plan_candidate {
    const char *code;
    int32_t home_x_m;
    int32_t home_y_m;
};

enum plan_level { PLAN_NATIONAL_ASSEMBLY, PLAN_PROVINCE, PLAN_DISTRICT, PLAN_COMMUNE, PLAN_LEVEL_COUNT };

/* Where one stretch of an index lies. */
struct plan_range {
    uint32_t first;
    uint32_t count;
};

/* An election unit: all its candidates attend all its meetings. Joint meetings of several units are those of a unit
 * made of them: it has all their candidates, and one commune that they share. */
struct plan_unit {
    const char *code;
    enum plan_level level;
    int32_t needed; /* meetings, exactly, without those it holds jointly with others */
    int32_t duration_min;
    int32_t attendance;           /* voters expected at a meeting */
    int32_t max_online;           /* meetings */
    int32_t minimum;              /* meetings that guidance asks for, or a waiver leaves; 0: none */
    const char *minimum_document; /* where that stands */
    struct plan_window window;    /* of its candidates, within the campaign */
    struct plan_range communes;   /* of problem->communes_of_units; made by prepare */
    struct plan_range candidates; /* of problem->candidates_of_units; made by prepare */
    bool joint;                   /* it is made of others; made by prepare, as are the following */
    int32_t held_jointly;         /* meetings, beside those needed */
    struct plan_range joints;     /* of problem->joints */
    struct plan_range kin; /* of problem->kin_of_units: who else meets the same voters with its candidates */
};

/* `item` (a commune, a candidate) belongs to `unit`. */
struct plan_member {
    uint32_t unit;
    uint32_t item;
};

/* The unit holds so many of its meetings in the commune jointly with others: as those of a unit made of them all. */
struct plan_joint {
    uint32_t unit;
    uint32_t joint; /* the unit made of them; PLAN_NONE: it is not part of this problem */
    uint32_t commune;
    int32_t meetings;
};

enum plan_block_kind {
    PLAN_BLOCK_VENUE,
    PLAN_BLOCK_COMMUNE, /* its committee */
    PLAN_BLOCK_CANDIDATE,
    PLAN_BLOCK_UNIT,
    PLAN_BLOCK_GROUP, /* nobody can come together in it: a storm; online meetings are held all the same */
    PLAN_BLOCK_KIND_COUNT
};

/* Something or somebody is not available. */
struct plan_block {
    enum plan_block_kind kind;
    uint32_t item;
    uint32_t day;
    uint32_t sessions; /* bit i: session i */
};

enum plan_wish {
    PLAN_FORBID,
    PLAN_AVOID,  /* each meeting then costs the price */
    PLAN_PREFER, /* each meeting at another time costs the price */
    PLAN_WISH_COUNT
};

enum plan_scope {
    PLAN_SCOPE_ALL,
    PLAN_SCOPE_LEVEL,
    PLAN_SCOPE_UNIT,
    PLAN_SCOPE_GROUP,   /* meetings held there */
    PLAN_SCOPE_COMMUNE, /* meetings held there */
    PLAN_SCOPE_COUNT
};

/* What staff wish of the time of some meetings. Several wishes to avoid a time add up; of several preferred
 * times one is enough, and a lesser one costs the difference. */
struct plan_preference {
    enum plan_wish wish;
    enum plan_scope scope;
    uint32_t item;     /* of the scope: a plan_level, a unit, a group, a commune */
    uint32_t day;      /* PLAN_NONE: every day */
    uint32_t weekdays; /* bit i: civil_weekday i; of every day */
    uint32_t sessions; /* bit i: session i */
    int64_t price_m;   /* 0 where it is forbidden */
};

/* Minutes that are known better than by the distance: a ferry, a pass. One way. */
struct plan_travel {
    bool communes; /* between any venues of two communes; otherwise between two venues, which comes first */
    uint32_t from;
    uint32_t to;
    int32_t minutes;
};

/* A rule that staff gave another severity. */
struct plan_rule_setting {
    bool given;
    enum plan_severity severity;
    const char *reason;
    const char *document;
};

struct plan_code {
    const char *code;
    uint32_t index;
};

struct plan_sizes {
    uint32_t sessions, days, groups, communes, venues, candidates, units;
    uint32_t unit_communes, candidacies, blocks;
    uint32_t preferences, travels;
    uint32_t sites, joints;
};

struct plan_problem {
    /* Filled by the caller. */
    struct plan_params params;
    struct plan_sizes count;
    struct plan_session *sessions;
    struct plan_day *days; /* in order of date */
    struct plan_group *groups;
    struct plan_commune *communes;
    struct plan_venue *venues;
    struct plan_candidate *candidates;
    struct plan_unit *units;
    struct plan_member *unit_communes; /* pairs, in any order */
    struct plan_member *candidacies;   /* pairs, in any order */
    struct plan_block *blocks;
    struct plan_preference *preferences;
    struct plan_travel *travels; /* in any order; prepare sorts them */
    struct plan_site *sites;     /* in any order; prepare sorts them */
    struct plan_joint *joints;   /* in any order; prepare sorts them */
    struct plan_rule_setting rule_settings[PLAN_RULES];

    /* Made by plan_problem_prepare; a slot is one session of one day, day * count.sessions + session. */
    uint32_t slot_count;
    uint32_t slot_words;                  /* 64-bit words of a set of slots */
    uint32_t *communes_of_units;          /* plan_unit.communes, ascending within a unit */
    uint32_t *candidates_of_units;        /* plan_unit.candidates, ascending within a unit */
    uint32_t *kin_of_units;               /* plan_unit.kin */
    struct plan_range *venues_of_commune; /* by commune, of venues_by_commune */
    uint32_t *venues_by_commune;
    struct plan_range *communes_of_group; /* by group, of communes_by_group */
    uint32_t *communes_by_group;
    struct plan_range *units_of_candidate; /* by candidate, of units_by_candidate */
    uint32_t *units_by_candidate;
    uint64_t *blocked[PLAN_BLOCK_KIND_COUNT]; /* slot_words words an item */
    struct plan_code *units_by_code;          /* sorted, for plan_problem_find_unit */
    struct plan_code *venues_by_code;
    uint32_t day_span;       /* days from the first to the last */
    uint32_t *day_of_offset; /* by days after the first; PLAN_NONE where the date is not listed */

    struct arena memory; /* of all of the above */
};

/* ERROR_DATA when there are more things than the program is made for. */
enum error_code plan_problem_new(const struct plan_sizes *sizes, struct plan_problem **out,
                                 struct error *err) MUST_USE;
void plan_problem_free(struct plan_problem *problem);
DEFINE_CLEANUP(struct plan_problem, plan_problem_free)

/* ERROR_DATA, with a message naming the thing by its code, when a value makes no sense: a unit without
 * commune or candidate, a day twice, a session that ends before it starts, coordinates of another planet.
 * Indexes out of range are a fault of the caller. */
enum error_code plan_problem_prepare(struct plan_problem *problem, struct error *err) MUST_USE;

/* Whether each unit may hold so many meetings in one commune as are asked for jointly. Only after prepare. */
enum error_code plan_problem_check_joints(const struct plan_problem *problem, struct error *err) MUST_USE;

/* By code or date; PLAN_NONE when there is none. Only after prepare. */
uint32_t plan_problem_find_unit(const struct plan_problem *problem, const char *code);
uint32_t plan_problem_find_venue(const struct plan_problem *problem, const char *code);
uint32_t plan_problem_find_day(const struct plan_problem *problem, struct civil_date date);

/* The set of slots in which the item is not available. */
static inline const uint64_t *plan_blocked_slots(const struct plan_problem *problem,
                                                 enum plan_block_kind kind, uint32_t item)
{
    return problem->blocked[kind] + (size_t)item * problem->slot_words;
}

static inline bool plan_slot_in(const uint64_t *set, uint32_t slot)
{
    return set[slot / 64] >> slot % 64 & 1;
}

/* The straight line, rounded up to a whole metre, so that no detour is shorter than the direct way. */
int64_t plan_distance_m(int32_t ax_m, int32_t ay_m, int32_t bx_m, int32_t by_m);
/* From one venue to another: the minutes that are given for them, or for their communes, or the distance at
 * the speed of candidates, rounded up to a whole minute. */
int64_t plan_travel_min(const struct plan_problem *problem, uint32_t from_venue, uint32_t to_venue);

/* The first moment at which a meeting may begin, and the last at which it may end, whatever its day: the
 * campaign, and the windows of the unit and of the commune. Notice is not part of it. */
struct plan_window plan_window_of(const struct plan_problem *problem, uint32_t unit, uint32_t commune);
/* The same of a meeting at the venue, where it may have further sites in other communes. */
struct plan_window plan_window_at(const struct plan_problem *problem, uint32_t unit, uint32_t venue);
/* The first day of meetings for which the candidates can have their letters in time. */
struct civil_date plan_first_noticed_day(const struct plan_params *params);

/* The sites beside the main one of a meeting of the unit at the venue, of problem->sites, in order of venue. */
struct plan_range plan_sites_of(const struct plan_problem *problem, uint32_t unit, uint32_t venue);
/* Seats of a meeting of the unit whose main site is the venue, in all its sites together. */
int64_t plan_seats_of(const struct plan_problem *problem, uint32_t unit, uint32_t venue);

/* What a broken rule means for this plan: as staff set it, or as it stands in the table of rules. */
enum plan_severity plan_rule_severity(const struct plan_problem *problem, enum plan_rule rule);

#endif
