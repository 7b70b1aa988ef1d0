/* One step of a search: a few meetings are lifted, dropped elsewhere, and it is decided whether they stay there.
 * What it costs is summed up on the way; what is not wanted is undone.
 */
#ifndef PLAN_STEP_H
#define PLAN_STEP_H

#include "plan/best.h"

struct step_item {
    uint32_t meeting;
    struct plan_place before;
};

struct step {
    struct plan_state *state;
    int64_t change_m; /* of the objective */
    uint32_t count;
    struct step_item items[BEST_CHANGES_MAX];
};

void step_begin(struct step *step, struct plan_state *state);
/* Removes a placed meeting. */
void step_lift(struct step *step, uint32_t meeting);
/* Puts a lifted meeting at the option and slot; false, with nothing done, when it does not fit there. */
bool step_drop(struct step *step, uint32_t meeting, uint32_t option, uint32_t slot) MUST_USE;
/* Every lifted meeting must be placed again. */
void step_keep(const struct step *step, struct best *best);
void step_undo(struct step *step);

#endif
