/* Why a problem cannot be planned: for units that do not get their meetings, the smallest set of rules, people,
 * places and days that clash, and ways out of it. What is said to clash has been proved to, and each rule of it
 * has been found needed for the clash by planning without it, unless the explanation says otherwise.
 */
#ifndef PLAN_EXPLAIN_H
#define PLAN_EXPLAIN_H

#include "plan/budget.h"
#include "plan/explain_ways.h"

#define PLAN_KNOTS_MAX 5

struct plan_knot {
    uint32_t unit;          /* that is short */
    uint32_t asked;         /* meetings that it should have */
    uint32_t missing;       /* of them */
    const uint32_t *others; /* units that are short nearby and get what they lack by the first way, too */
    size_t other_count;
    struct plan_clashes clashes; /* none: nothing was found to clash; a longer search may plan it */
    bool proved;  /* the clash is certain; otherwise no plan was found and none was ruled out */
    bool minimal; /* without any one of the rules there is a plan */
    struct plan_way ways[PLAN_WAYS_MAX];
    size_t way_count;
};

struct plan_explanation {
    uint32_t short_units;    /* units without all their meetings, or that should have more by guidance */
    uint32_t missing;        /* meetings */
    struct plan_knot *knots; /* of different units, at most PLAN_KNOTS_MAX */
    size_t knot_count;
};

/* Plans as much as the budget allows and explains the rest. No knot when every unit has what it needs. Names
 * may be NULL. The explanation lives in the arena. */
enum error_code plan_explain(const struct plan_problem *problem, const struct plan_names *names,
                             const struct plan_budget *budget, struct arena *arena,
                             struct plan_explanation *out, struct error *err) MUST_USE;

#endif
