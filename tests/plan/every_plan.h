/* The cheapest of all plans of a tiny problem, by trying every one. */
#ifndef TESTS_PLAN_EVERY_PLAN_H
#define TESTS_PLAN_EVERY_PLAN_H

#include "plan/state.h"

/* So small that every plan can be looked at; at least two meetings. */
bool every_plan_can_be_tried(const struct plan_state *state);
/* The objective of the best complete plan, or INT64_MAX when there is none. No meeting may be placed; none is
 * afterwards. */
int64_t every_plan_cheapest_m(struct plan_state *state);

#endif
