/* A proof by counting that a problem cannot be planned: however the meetings are spread over communes and
 * sessions, the committees and halls cannot take them all. Ways, people who stand in several units and the
 * exact hours are left out, so that a full count proves nothing, but a short one proves that there is no plan.
 */
#ifndef PLAN_CONFLICT_FLOW_H
#define PLAN_CONFLICT_FLOW_H

#include "plan/space.h"

/* The most meetings that could be held by that count; fewer than space->meeting_count: there is no plan. */
enum error_code plan_flow_count(const struct plan_space *space, uint32_t *out, struct error *err) MUST_USE;

#endif
