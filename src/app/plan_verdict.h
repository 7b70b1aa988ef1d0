/* The judge's word on a plan as staff mean it: the past is not judged again, what a document allows is no fault, and a
 * storm that is switched on forbids meetings in person.
 */
#ifndef APP_PLAN_VERDICT_H
#define APP_PLAN_VERDICT_H

#include "app/plan_context.h"
#include "plan/judge.h"

/* Every violation is kept. Written notice was given when a meeting was published: only what is new or moved is held
 * against it. */
enum error_code plan_verdict(const struct plan_context *context, const struct plan *plan, struct arena *arena,
                             struct plan_judgement *out, struct error *err) MUST_USE;

/* The same violation, whatever else has changed. */
bool plan_violation_equal(const struct plan_violation *a, const struct plan_violation *b);

/* The severity counts as something that keeps a plan from being released. */
static inline bool plan_violation_blocks(const struct plan_violation *violation)
{
    return violation->severity == PLAN_BLOCKS || violation->severity == PLAN_BLOCKS_RELEASE;
}

#endif
