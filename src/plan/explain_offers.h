/* What could be changed to undo a clash, before anything is tried out: inside plan_ways_find only. */
#ifndef PLAN_EXPLAIN_OFFERS_H
#define PLAN_EXPLAIN_OFFERS_H

#include "plan/explain_ways.h"

#define PLAN_OFFERS_MAX 64

/* A change that can be made smaller or larger: the first so many items, or one item by so much. */
struct plan_offer {
    enum plan_edit_kind kind;
    bool by_items;
    uint32_t items[PLAN_WAY_EDITS_MAX];
    uint32_t item_count;
    int32_t amount; /* to begin with */
    int32_t step;   /* of the amount, each time more */
    int32_t effort;
    int32_t more_effort; /* each time */
};

struct plan_offers {
    const struct plan_problem *problem;
    const struct plan_conflict *conflict;
    struct plan_offer items[PLAN_OFFERS_MAX];
    size_t count;
};

/* What the conditions of the conflict suggest, the least effort first. */
void plan_offers_collect(const struct plan_problem *problem, const struct plan_conflict *conflict,
                         struct plan_offers *out);

#endif
