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

/* The first rule about one meeting by itself that a meeting of the unit in person would break in the hall and slot,
 * or PLAN_RULES. */
enum plan_rule plan_rule_of_slot(const struct plan_space *space, uint32_t unit, uint32_t venue,
                                 uint32_t slot);

#endif
