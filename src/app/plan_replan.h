/* A new draft after something went wrong: what no longer holds is put elsewhere, as few published meetings as possible
 * move, and what has begun or is pinned stays (app/plan_mend.h).
 */
#ifndef APP_PLAN_REPLAN_H
#define APP_PLAN_REPLAN_H

#include "app/plan_block.h"
#include "app/plan_mend.h"

struct replan_request {
    const struct plan_block_request *blocks; /* stored with the draft */
    size_t block_count;
    bool dry_run; /* shows what would move, and stores nothing */
};

struct replanned {
    struct plan_context context; /* what the indexes mean */
    struct plan_mended mended;
    int64_t draft; /* 0: nothing had to move, so there is no new one */
};

/* Starts from what changes start from (plan_context_base). The result lies in the arena and is released with
 * replanned_done. A plan in which a meeting has no place becomes a draft, too; it cannot be published. */
enum error_code plan_replan(const struct app *app, int64_t election, const struct replan_request *request,
                            struct arena *arena, struct replanned *out, struct error *err) MUST_USE;
void replanned_done(struct replanned *replanned);

/* Stores what was mended as a draft of that origin, with the reasons of its moves; sets `replanned->draft`. */
enum error_code plan_mended_store(const struct app *app, struct replanned *replanned, const char *origin,
                                  struct arena *arena, struct error *err) MUST_USE;

#endif
