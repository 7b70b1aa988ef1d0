/* The best plan a search has passed through. Copying every new one would cost more than the search, so only the
 * way from the best to the present plan is noted, and undone at the end; when that way becomes too long, the
 * best is copied, once until there is a better one. Only the meetings that are searched are looked at: others of
 * the same state may be moved by other threads.
 */
#ifndef PLAN_BEST_H
#define PLAN_BEST_H

#include "plan/state.h"

#define BEST_CHANGES_MAX 16 /* meetings that one step moves */

struct best_change {
    uint32_t meeting;
    struct plan_place before; /* its option is PLAN_NONE when the meeting was not placed */
};

struct best {
    struct plan_state *state;
    const uint32_t *meetings; /* that are searched */
    uint32_t meeting_count;
    struct best_change *way; /* from the best plan to the present one */
    uint32_t way_count;
    uint32_t way_max;
    struct plan_place *copy; /* by meeting; of the best plan when the way was too long */
    bool copied;
};

/* Its arrays come from the arena; false: no memory. */
bool best_init(struct best *best, struct plan_state *state, struct arena *memory) MUST_USE;
/* The present plan is the best, and from now on these meetings are searched. */
void best_begin(struct best *best, const uint32_t *meetings, uint32_t meeting_count);
/* The meeting stood there until this step. At most BEST_CHANGES_MAX a step, in order, then best_settle. */
void best_note(struct best *best, uint32_t meeting, struct plan_place before);
void best_settle(struct best *best);
/* The present plan is the best now. */
void best_mark(struct best *best);
/* Makes the best plan the present one. */
void best_restore(struct best *best);
/* Where the searched meetings are in the best plan, in their order. */
void best_copy(struct best *best, struct plan_place *out);
/* The same, by meeting. */
void best_write(struct best *best, struct plan_place *out_by_meeting);
void best_take_places(struct best *best, const struct plan_place *by_meeting);
/* Makes this plan of them the best and the present one. */
void best_take(struct best *best, const struct plan_place *places);

#endif
