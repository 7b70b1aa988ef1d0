/* Plans the meetings of an election of the store and keeps the plan as its newest draft. */
#ifndef APP_PLAN_MAKE_H
#define APP_PLAN_MAKE_H

#include "app/plan_search.h"
#include "app/plan_store.h"

struct plan_made {
    struct stored_problem of; /* what the outcome's indexes mean */
    struct plan_outcome outcome;
    int64_t draft; /* id */
};

/* Replaces no older draft and no release. Meetings that have begun, and pinned ones, stay where they are. A plan
 * that lacks meetings becomes a draft, too; it cannot be published. Nothing is written before the search has ended.
 * ERROR_NO_INPUT when there is no draft to go on from. The result lies in the arena and is released with
 * plan_made_done. */
enum error_code plan_make(const struct app *app, int64_t election, const struct plan_search *search,
                          struct arena *arena, struct plan_made *out, struct error *err) MUST_USE;
void plan_made_done(struct plan_made *made);

#endif
