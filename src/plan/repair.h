/* A plan mended after something changed: a hall is blocked, a candidate is ill, a storm comes, a unit is new. What
 * stands stays: meetings that have begun and pinned ones always, the others unless their place breaks a rule. What
 * must go is put where nobody else has to move; where there is no such place, as few others move as can be found, by
 * chains of meetings that push each other on, shortest first; among equals the cheaper place is taken. At the end
 * only what moved is made better (minimal perturbation: Barták, Müller and Rudová, "A New Approach to Modeling and
 * Solving Minimal Perturbation Problems", 2004).
 *
 * It asks the same state for what fits as the search does, so it knows the same rules. It trusts nobody's plan, and
 * its own is still for the judge.
 */
#ifndef PLAN_REPAIR_H
#define PLAN_REPAIR_H

#include "plan/plan.h"
#include "plan/rules.h"

enum repair_hold {
    REPAIR_LOOSE,     /* a proposal: moving it costs nothing */
    REPAIR_PUBLISHED, /* people know of it: moved only when it must be */
    REPAIR_PINNED,    /* never moved; its place must be within the rules */
    REPAIR_BEGUN,     /* never moved, whatever the rules say by now */
};

/* A meeting and how firmly it stands. Unit, venue and mode must be known, start and end lie on one date. */
struct repair_wish {
    struct plan_meeting meeting;
    enum repair_hold hold;
    bool tolerated; /* stays though its place breaks a rule by itself: staff made that rule weaker */
    bool back;      /* brought back to `meeting` if that hurts nobody, */
    struct plan_meeting stay; /* and otherwise left here */
};

/* On that day the commune has no meetings in person. */
struct repair_ban {
    uint32_t commune;
    uint32_t day;
};

struct repair_request {
    const struct plan_problem *problem;
    const struct repair_wish *wishes;
    size_t wish_count;
    const struct repair_ban *bans; /* what they hit goes online at its hour if it can */
    size_t ban_count;
    struct civil_time from; /* nothing is moved to before */
};

enum repair_cause {
    REPAIR_KEPT,
    REPAIR_BROKEN,       /* its place broke a rule by itself */
    REPAIR_CLASHED,      /* its place broke a rule with another meeting, which stays */
    REPAIR_BANNED,       /* no meetings in person there that day */
    REPAIR_MADE_ROOM,    /* for another meeting */
    REPAIR_SURPLUS,      /* its unit needs fewer meetings */
    REPAIR_ADDED,        /* its unit needs more */
    REPAIR_RETURNED,     /* `back`, and it could be */
    REPAIR_NOT_RETURNED, /* `back`, and it could not: a rule, or another meeting, is in the way */
};

/* What became of a wish, or a meeting that was added. */
struct repair_item {
    uint32_t wish;    /* PLAN_NONE: added */
    uint32_t meeting; /* of the plan; PLAN_NONE: it has no place */
    enum repair_cause cause;
    uint32_t because; /* the wish that clashed, or for which room was made; PLAN_NONE: none, or one added */
    bool moved;       /* its time, place or mode is another one */
};

/* Two pins that cannot both hold, or one that cannot hold by itself (`other` is PLAN_NONE). */
struct repair_conflict {
    uint32_t wish; /* PLAN_NONE: there is no conflict */
    uint32_t other;
    enum plan_rule rule; /* PLAN_RULES: not known */
};

struct repair_outcome {
    struct repair_conflict conflict; /* if there is one, nothing else is set */
    struct plan plan;                /* an added meeting has no code yet: NULL */
    const struct repair_item *items; /* the wishes in their order, then what was added */
    size_t item_count;
    size_t lifted;  /* published meetings that could not stay where they were */
    size_t moved;   /* published meetings that stand elsewhere now */
    size_t missing; /* meetings without a place, wished or needed */
};

/* The outcome lives in the arena. */
enum error_code plan_repair(const struct repair_request *request, struct arena *arena,
                            struct repair_outcome *out, struct error *err) MUST_USE;

#endif
