/* What a problem asks, taken apart: each rule about each thing is one condition, with the edit that makes of the
 * problem one in which it does not hold. What exists (units, halls, candidates, the length of a meeting) is
 * taken as given, unless nothing can be held because of it.
 */
#ifndef PLAN_CONFLICT_CONDITIONS_H
#define PLAN_CONFLICT_CONDITIONS_H

#include "plan/explain_edit.h"
#include "plan/rules.h"

struct plan_condition {
    enum plan_rule rule;
    struct plan_edit without;
};

/* A growing list on the heap; its memory is given back with plan_conditions_done. */
struct plan_conditions {
    struct plan_condition *items;
    size_t count;
    size_t capacity;
};

void plan_conditions_done(struct plan_conditions *conditions);
bool plan_conditions_add(struct plan_conditions *conditions, enum plan_rule rule,
                         struct plan_edit without) MUST_USE;

/* All conditions of the problem, those first which one would rather not hear of. The number of meetings of
 * `focus` comes last. */
enum error_code plan_conditions_list(const struct plan_problem *problem, uint32_t focus,
                                     struct plan_conditions *out, struct error *err) MUST_USE;

/* The blocks, row by row, in place of one condition for all rows of a thing. */
enum error_code plan_conditions_split(const struct plan_problem *problem,
                                      const struct plan_conditions *conditions, struct plan_conditions *out,
                                      struct error *err) MUST_USE;

#endif
