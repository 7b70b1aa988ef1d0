/* A plan in the making: some meetings of the space placed, none of them breaking a rule with another. Placing
 * and removing one meeting, asking whether and when it fits, and what it costs, take time by the meetings of
 * the same unit, the same commune and day, and the same candidates, never by the size of the plan.
 *
 * The meetings of a unit are alike, so questions name the unit; when one of its meetings is to move, remove it
 * first.
 */
#ifndef PLAN_STATE_H
#define PLAN_STATE_H

#include "plan/rules.h"
#include "plan/space.h"

#define PLAN_NO_START INT32_MIN

struct plan_place {
    uint32_t option; /* PLAN_NONE: nowhere */
    uint32_t slot;
    int32_t start_min; /* the end follows from the unit's duration */
};

struct plan_state {
    const struct plan_space *space;
    struct plan_place *at; /* by meeting */
    uint16_t *day_of;      /* by meeting; PLAN_NO_DAY while not placed */
    uint32_t *first_in;    /* by commune and day: a meeting chaired there, or PLAN_NONE */
    uint32_t *next_in;     /* by meeting: the next one of its commune and day */
    uint32_t
        *first_visit; /* by commune and day: a visit, or PLAN_NONE; NULL where no meeting has several sites */
    uint32_t *next_visit; /* by visit: the next one of its commune and day */
    uint32_t *visitor;    /* by visit: the meeting that has a site in another commune than its own */
    uint32_t *visits_of;  /* by meeting: its first visit; it may have one for each of its sites */
    int32_t *load;        /* by group and day: meetings */
    uint16_t *direct_in;  /* by commune of a unit: its direct meetings there, with joint ones */
    uint16_t *in_group;   /* by group of a unit: its meetings there, with joint ones */
    uint16_t *online_of;  /* by unit: its online meetings */
    uint16_t *placed_of;  /* by unit */
    uint8_t *held_on;     /* by unit and day: meetings, at most PLAN_PER_DAY_MAX */
    struct arena memory;
};

#define PLAN_NO_DAY UINT16_MAX

/* Borrows the space; no meeting is placed. */
enum error_code plan_state_new(const struct plan_space *space, struct plan_state **out,
                               struct error *err) MUST_USE;
void plan_state_free(struct plan_state *state);
DEFINE_CLEANUP(struct plan_state, plan_state_free)

/* The earliest start in the slot at which a meeting of the unit breaks no rule, or PLAN_NO_START. */
int32_t plan_state_find_start(const struct plan_state *state, uint32_t unit, uint32_t option, uint32_t slot);

/* Whether a meeting of the unit breaks no rule at just that time; the slot need not be one of the option's. */
bool plan_state_fits(const struct plan_state *state, uint32_t unit, struct plan_place place);

/* The rule that keeps a meeting of the unit from a slot in which its option is free, or PLAN_RULES when it fits
 * there. */
enum plan_rule plan_state_broken_rule(const struct plan_state *state, uint32_t unit, uint32_t option,
                                      uint32_t slot);

/* What a meeting of the unit adds to the objective there, in metres. */
int64_t plan_state_cost_m(const struct plan_state *state, uint32_t unit, struct plan_place place);

/* F of the meetings that are placed. */
int64_t plan_state_objective_m(const struct plan_state *state);

/* The place must come from plan_state_find_start, or plan_state_fits must say so. */
void plan_state_put(struct plan_state *state, uint32_t meeting, struct plan_place place);
void plan_state_remove(struct plan_state *state, uint32_t meeting);

/* Puts every meeting where `places` says, by meeting; they must be a plan that was in this state before. */
void plan_state_restore(struct plan_state *state, const struct plan_place *places);

/* Goes through the meetings that have a site in the commune on the day; PLAN_NONE after the last:
 *
 *     struct plan_crowd crowd = plan_crowd_in(state, commune, day);
 *     for (uint32_t meeting; (meeting = plan_crowd_next(&crowd)) != PLAN_NONE;)
 */
struct plan_crowd {
    const struct plan_state *state;
    uint32_t meeting; /* the next one that is held there */
    uint32_t visit;   /* and of those held elsewhere */
};

static inline struct plan_crowd plan_crowd_in(const struct plan_state *state, uint32_t commune, uint32_t day)
{
    size_t at = (size_t)commune * state->space->problem->count.days + day;

    return (struct plan_crowd){state, state->first_in[at],
                               state->first_visit != NULL ? state->first_visit[at] : PLAN_NONE};
}

static inline uint32_t plan_crowd_next(struct plan_crowd *crowd)
{
    uint32_t meeting = crowd->meeting;

    if (meeting != PLAN_NONE) {
        crowd->meeting = crowd->state->next_in[meeting];
    } else if (crowd->visit != PLAN_NONE) {
        meeting = crowd->state->visitor[crowd->visit];
        crowd->visit = crowd->state->next_visit[crowd->visit];
    }
    return meeting;
}

/* The commune of the i-th further site of the option, or PLAN_NONE when the main site or an earlier one lies there. */
uint32_t plan_state_visited(const struct plan_state *state, const struct plan_option *option, uint32_t i);
/* Whether two meetings would need the same hall. */
bool plan_state_share_site(const struct plan_state *state, const struct plan_option *a,
                           const struct plan_option *b);
static inline bool plan_state_share_hall(const struct plan_state *state, const struct plan_option *a,
                                         const struct plan_option *b)
{
    return a->venue == b->venue ||
           (a->sites.count + b->sites.count > 0 && plan_state_share_site(state, a, b));
}

static inline bool plan_state_is_placed(const struct plan_state *state, uint32_t meeting)
{
    return state->day_of[meeting] != PLAN_NO_DAY;
}

/* Meetings of the unit on the day. */
static inline uint32_t plan_state_held_on(const struct plan_state *state, uint32_t unit, uint32_t day)
{
    return state->held_on[(size_t)unit * state->space->problem->count.days + day];
}

/* The next meeting of `meetings` on the day, from the number `from` on, or PLAN_NONE. */
static inline uint32_t plan_state_on_day(const struct plan_state *state, struct plan_range meetings,
                                         uint32_t day, uint32_t from)
{
    for (uint32_t meeting = from; meeting < meetings.first + meetings.count; meeting++) {
        if (state->day_of[meeting] == day)
            return meeting;
    }
    return PLAN_NONE;
}

/* The first meeting of the unit on the day, or PLAN_NONE. */
static inline uint32_t plan_state_first_on(const struct plan_state *state, uint32_t unit, uint32_t day)
{
    struct plan_range meetings = state->space->units[unit].meetings;

    return plan_state_held_on(state, unit, day) == 0
               ? PLAN_NONE
               : plan_state_on_day(state, meetings, day, meetings.first);
}

static inline int32_t plan_state_end_min(const struct plan_state *state, uint32_t meeting)
{
    uint32_t unit = state->space->unit_of_meeting[meeting];

    return state->at[meeting].start_min + state->space->problem->units[unit].duration_min;
}

#endif
