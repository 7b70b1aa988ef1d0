/* A few units of a problem as a problem of their own, small enough to be looked through: with their communes,
 * halls, candidates and whatever stands in their way, and nothing else. Whatever is impossible for the part is
 * impossible for the whole.
 */
#ifndef PLAN_CONFLICT_PART_H
#define PLAN_CONFLICT_PART_H

#include "plan/problem.h"

/* Indexes of the part -> indexes of the whole. Days, sessions and parameters are the same. */
struct plan_part {
    struct plan_problem *problem;
    uint32_t *units;
    uint32_t *groups;
    uint32_t *communes;
    uint32_t *venues;
    uint32_t *candidates;
    uint32_t *blocks;
    uint32_t *preferences;
    struct arena memory;
};

/* `units` lists indexes of the whole, without a twin. */
enum error_code plan_part_new(const struct plan_problem *whole, const uint32_t *units, uint32_t count,
                              struct plan_part *out, struct error *err) MUST_USE;
void plan_part_done(struct plan_part *part);

#endif
