/* One way from a plan that no longer holds, or that staff or a storm are about to change, to one that does: everybody who
 * changes a plan as a whole comes through here. What has begun and what is pinned stays; meeting codes stay; each move has its
 * reason.
 */
#ifndef APP_PLAN_MEND_H
#define APP_PLAN_MEND_H

#include "app/plan_draft.h"
#include "app/plan_verdict.h"

struct plan_move {
    const char *code;
    const struct plan_meeting *before; /* NULL: new */
    const struct plan_meeting *after;  /* NULL: it has no place */
    struct message reason;
};

/* A meeting that should return, and what it is now. */
struct plan_return {
    struct plan_meeting before;
    struct plan_meeting now;
};

struct mend_request {
    const struct plan_context *context;
    struct stored_plan base; /* the plan to be mended; by code */
    bool proposed;           /* nobody knows of it yet: moving its meetings costs nothing */
    const struct plan_return *returns;
    size_t return_count;
};

struct plan_mended {
    struct plan plan; /* by code */
    struct plan_judgement judgement;
    const struct plan_move *moves; /* by code */
    size_t move_count;
    size_t moved;                  /* meetings people know of that stand elsewhere now, or nowhere */
    size_t missing;                /* meetings without a place */
    const struct plan_move *stuck; /* meetings that should have returned and could not, with the reason */
    size_t stuck_count;
};

/* Pins that contradict each other or a rule are ERROR_DATA naming both. Nothing is stored. The result lies in the
 * arena and borrows the request. */
enum error_code plan_mend(const struct mend_request *request, struct arena *arena, struct plan_mended *out,
                          struct error *err) MUST_USE;

#endif
