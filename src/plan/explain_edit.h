/* A problem with a few things changed: one more hall, a committee free on a day, a unit that needs fewer
 * meetings. With edits an explanation asks "would it work without this rule?" and "would it work with this
 * change?"; both are answered by planning the edited problem.
 */
#ifndef PLAN_EXPLAIN_EDIT_H
#define PLAN_EXPLAIN_EDIT_H

#include "plan/space.h"

/* In the order in which edits are made: what is freed or raised comes before what is copied. */
enum plan_edit_kind {
    PLAN_EDIT_NEEDED,         /* unit: needs `amount` meetings */
    PLAN_EDIT_DURATION,       /* unit: a meeting lasts `amount` minutes */
    PLAN_EDIT_ATTENDANCE,     /* unit: `amount` voters are expected */
    PLAN_EDIT_ONLINE_MAX,     /* unit: `amount` meetings may be online */
    PLAN_EDIT_SPREAD,         /* unit: any number of its meetings in one commune */
    PLAN_EDIT_QUOTA,          /* unit: no number of meetings in each group */
    PLAN_EDIT_SAME_DAY,       /* unit: several meetings in one commune on one day */
    PLAN_EDIT_SEATS,          /* venue: seats `amount` voters */
    PLAN_EDIT_EQUIP,          /* venue: has the equipment for online meetings */
    PLAN_EDIT_CHAIRS,         /* commune: its committee chairs `amount` meetings at a time */
    PLAN_EDIT_PER_DAY,        /* a candidate may have `amount` meetings a day */
    PLAN_EDIT_NO_WAYS,        /* candidates are at the next venue at once */
    PLAN_EDIT_NO_NOTICE,      /* candidates need not be told in writing beforehand */
    PLAN_EDIT_NO_CONDITIONS,  /* online meetings need no confirmed conditions */
    PLAN_EDIT_UNIT_WINDOW,    /* unit: no narrower window than the campaign */
    PLAN_EDIT_AREA_WINDOW,    /* nor for meetings in this commune */
    PLAN_EDIT_ALLOW,          /* what row `item` of the preferences forbids */
    PLAN_EDIT_UNBLOCK,        /* row `item` of the blocks does not hold */
    PLAN_EDIT_FREE_VENUE,     /* no row of this venue does */
    PLAN_EDIT_FREE_COMMITTEE, /* nor of this commune's committee */
    PLAN_EDIT_FREE_CANDIDATE, /* nor of this candidate */
    PLAN_EDIT_FREE_UNIT,      /* nor of this unit */
    PLAN_EDIT_FREE_AREA,      /* nor of this group */
    PLAN_EDIT_SPLIT,          /* candidate: could be in all of his or her units at the same time */
    PLAN_EDIT_MORE_HALLS,     /* venue: `amount` more halls like it */
    PLAN_EDIT_NEW_HALL,       /* commune: one more hall, with `amount` seats and equipment */
    PLAN_EDIT_DAY,            /* a meeting may be held on the day with the civil number `amount`, too */
    PLAN_EDIT_MORE_DAYS,      /* `amount` days follow the last one, on which everybody is free */
    PLAN_EDIT_KINDS
};

struct plan_edit {
    enum plan_edit_kind kind;
    uint32_t item;
    int32_t amount;
};

/* What the item of an edit is. */
enum plan_thing {
    PLAN_THING_NONE,
    PLAN_THING_UNIT,
    PLAN_THING_VENUE,
    PLAN_THING_COMMUNE,
    PLAN_THING_CANDIDATE,
    PLAN_THING_GROUP,
    PLAN_THING_BLOCK,
    PLAN_THING_PREFERENCE,
    PLAN_THINGS
};

enum plan_thing plan_edit_thing(enum plan_edit_kind kind);

struct plan_edits {
    const struct plan_edit *items;
    size_t count;
};

/* A prepared copy with all edits made. Things keep their indexes; what is new comes after them, only an added
 * day moves the days behind it. The codes are borrowed from the problem. The rules that edits wave are waved by
 * plan_edit_space alone. */
enum error_code plan_edit_problem(const struct plan_problem *problem, const struct plan_edits *edits,
                                  struct plan_problem **out, struct error *err) MUST_USE;
/* For the space of the edited problem: the rules of units that are waved. */
void plan_edit_space(struct plan_space *space, const struct plan_edits *edits);
/* Whether the edits wave the rule for the unit, so that the judge's word on it does not count. */
bool plan_edits_waive(const struct plan_edits *edits, enum plan_edit_kind kind, uint32_t unit);

#endif
