/* Drafts as the store keeps them: the meetings, the terms of the objective, how the draft came about, and why each
 * meeting is not where it was. Call it inside the transaction of the change.
 */
#ifndef APP_PLAN_DRAFT_H
#define APP_PLAN_DRAFT_H

#include "app/plan_store.h"
#include "plan/judge.h"

/* Why a meeting is where it is now. */
struct plan_reason {
    const char *code; /* of the meeting */
    struct message words;
};

struct plan_draft {
    const char *origin; /* made, replanned, edited, weather */
    uint64_t seed;      /* of a draft that was made; otherwise 0 */
    struct plan plan;
    struct plan_terms terms;
    int64_t bound_m; /* no plan can be below this; 0: not computed */
    const struct plan_reason *reasons;
    size_t reason_count;
    int64_t instead_of; /* changes this draft; 0: makes a new one */
    bool aside;         /* a new one does not count as the newest until it is taken (app/plan_proposal.h) */
    int64_t reasons_of; /* a new one takes over the reasons of this draft; 0: none */
};

enum error_code plan_draft_store(const struct app *app, int64_t election, const struct stored_ids *ids,
                                 const struct plan_draft *draft, int64_t *out, struct error *err) MUST_USE;

#endif
