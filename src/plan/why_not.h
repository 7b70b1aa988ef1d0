/* Why a unit is short of meetings, in words: which rule stands in the way most often. */
#ifndef PLAN_WHY_NOT_H
#define PLAN_WHY_NOT_H

#include "plan/rules.h"
#include "plan/state.h"

struct plan_shortage {
    uint32_t unit;
    uint32_t missing;    /* meetings */
    enum plan_rule rule; /* that most of the unit's venues and sessions would break */
    struct message message;
};

/* Looks at each venue of the unit's communes in each session as the plan stands now. */
void plan_explain_shortage(const struct plan_state *state, uint32_t unit, struct plan_shortage *out);

#endif
