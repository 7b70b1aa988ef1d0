/* One step of a search: a few meetings are lifted, dropped elsewhere, and it is decided whether they stay there.
 * What it costs is summed up on the way; what is not wanted is undone. No rule is ever broken on the way.
 *
 * Dropping a meeting never costs less than nothing, since no detour is shorter than the direct way; so a step is
 * given up as soon as it costs more than it may.
 */
#ifndef PLAN_STEP_H
#define PLAN_STEP_H

#include "plan/best.h"

/* A meeting that is not placed is worth any price. */
#define STEP_MISSING_M INT64_C(10000000000000)

struct step {
    struct plan_state *state;
    double limit_m;               /* what the step may cost */
    int64_t change_m;             /* of the objective, so far */
    const uint32_t *part_of_unit; /* only units of `part` may be moved; NULL: all */
    uint32_t part;
    uint32_t count;
    struct best_change items[BEST_CHANGES_MAX];
};

enum step_drop { STEP_DROPPED, STEP_NO_ROOM, STEP_TOO_DEAR };

void step_begin(struct step *step, struct plan_state *state, double limit_m);
/* Takes a meeting out, if it is placed; false, with nothing done, when the step has too many meetings, or when this
 * one must not be moved. */
bool step_lift(struct step *step, uint32_t meeting) MUST_USE;
/* Puts a lifted meeting into a session of the day: the first of those from number `turn` on, and round, in which
 * it fits. When there is none, or the step would cost too much, nothing is done. */
enum step_drop step_drop(struct step *step, uint32_t meeting, uint32_t option, uint32_t day,
                         uint32_t turn) MUST_USE;
bool step_has(const struct step *step, uint32_t meeting);
/* Every lifted meeting must be placed again. */
void step_keep(const struct step *step, struct best *best);
/* Undoes all but the first `count` lifts, with which the step cost `change_m`. */
void step_undo(struct step *step, uint32_t count, int64_t change_m);

#endif
