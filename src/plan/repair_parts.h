/* What the parts of the repair share; nobody else includes this. */
#ifndef PLAN_REPAIR_PARTS_H
#define PLAN_REPAIR_PARTS_H

#include "plan/obstacles.h"
#include "plan/repair.h"

/* One meeting of the state. */
struct repair_meeting {
    uint32_t wish; /* PLAN_NONE: added */
    enum repair_hold hold;
    enum repair_cause cause;
    uint32_t because;       /* a meeting of the state, or PLAN_NONE */
    struct plan_place home; /* where it stood; its option is PLAN_NONE where that is no place any more */
    bool used;              /* the unit has this meeting */
    bool lifted;            /* it may go anywhere: it could not stay, had to make room, or is new */
    bool locked;            /* being placed at the moment: it must not make room */
    bool settled;           /* stays where it is though cheaper places may exist */
};

/* What was changed, so that it can be undone. */
struct repair_change {
    uint32_t meeting;
    struct plan_place before;
};

struct repair {
    const struct repair_request *request;
    const struct plan_problem *problem;
    struct plan_space *space;
    struct plan_state *state;
    struct repair_meeting *meetings; /* of the state */
    uint32_t *meeting_of_wish;       /* PLAN_NONE: not in the state */
    uint32_t *guest_of_wish;         /* the option made for it; PLAN_NONE: it needs none */
    uint64_t *banned;                /* a bit a commune and day */
    struct repair_change *trail;     /* grows with each step */
    uint32_t trail_count;
    uint32_t trail_max;
    int64_t change_m; /* of the objective, along the trail */
    uint64_t looked;  /* places weighed so far */
    struct arena memory;
};

/* What stays and what does not, before anything is put elsewhere. */
struct repair_sorting {
    struct repair *repair;
    uint32_t *order; /* wishes: the firmest first, then by time */
    struct repair_item *items;
    uint32_t *placed_of; /* by unit: meetings of the state in use */
    uint32_t *waiting;   /* meetings of the state without a place */
    uint32_t waiting_count;
    struct repair_conflict conflict;
};

/* ---- repair_stay.c ---- */

/* The order in which the wishes are looked at. False: no memory. */
bool repair_sort(struct repair_sorting *sorting) MUST_USE;
/* The next meeting of the unit, or PLAN_NONE when it has all it needs. */
uint32_t repair_take(struct repair_sorting *sorting, uint32_t unit);
/* The meeting is that of the wish. */
struct repair_meeting *repair_use(struct repair_sorting *sorting, uint32_t wish, uint32_t meeting);
/* Puts what has begun, then all that can stay, the firmest first. A pin that cannot is a conflict. */
void repair_put_standing(struct repair_sorting *sorting);
/* Where one stays and several others therefore cannot, it goes instead of them. */
void repair_free_blocked(struct repair_sorting *sorting);

/* ---- repair_space.c ---- */

/* Masks what is banned and adds the places of meetings that have begun where the rules of today have none. */
enum error_code repair_space_prepare(struct repair *repair, struct error *err) MUST_USE;
/* The option of the unit, or PLAN_NONE. */
uint32_t repair_find_option(const struct plan_space *space, uint32_t unit, uint32_t venue,
                            enum plan_mode mode);
/* The slot in which the meeting lies, or PLAN_NONE. */
uint32_t repair_find_slot(const struct plan_problem *problem, const struct plan_meeting *meeting);
/* Where the meeting is held, if that is a place for its unit by itself; otherwise the option is PLAN_NONE. */
struct plan_place repair_find_home(const struct repair *repair, const struct plan_meeting *meeting);
bool repair_is_banned(const struct repair *repair, const struct plan_meeting *meeting);

/* ---- repair_insert.c ---- */

/* Lifts and puts, with a way back. */
uint32_t repair_mark(const struct repair *repair);
void repair_lift(struct repair *repair, uint32_t meeting);
void repair_put(struct repair *repair, uint32_t meeting, struct plan_place place);
void repair_undo(struct repair *repair, uint32_t mark);

/* The cheapest place for a meeting that is not placed where nobody has to move, or one whose option is
 * PLAN_NONE. */
struct plan_place repair_cheapest(const struct repair *repair, uint32_t meeting);
/* Finds a place for a meeting that is not placed, moving as few published meetings as it can. */
bool repair_insert(struct repair *repair, uint32_t meeting) MUST_USE;
/* Makes what was lifted cheaper, and brings home what can go there. */
void repair_improve(struct repair *repair);

static inline uint32_t repair_unit(const struct repair *repair, uint32_t meeting)
{
    return repair->space->unit_of_meeting[meeting];
}

static inline bool repair_stands_fast(const struct repair *repair, uint32_t meeting)
{
    return repair->meetings[meeting].hold >= REPAIR_PINNED || repair->meetings[meeting].locked;
}

#endif
