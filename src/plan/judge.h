/* One function judges every plan, whoever made it: every hard rule and every term of the objective. It trusts
 * nobody, the planner least: it shares no code with the search beside the problem itself.
 */
#ifndef PLAN_JUDGE_H
#define PLAN_JUDGE_H

#include "plan/plan.h"
#include "plan/rules.h"

/* What a broken rule is about, as indexes of the plan and the problem; PLAN_NONE where it does not apply. */
struct plan_about {
    uint32_t meeting;
    uint32_t other_meeting;
    uint32_t unit;
    uint32_t venue;
    uint32_t commune;
    uint32_t group;
    uint32_t candidate;
};

struct plan_violation {
    enum plan_rule rule;
    enum plan_severity severity; /* for this plan */
    struct plan_about about;
    struct message message;
    const struct plan_violation *next;
};

/* The objective, to be made small: a weighted sum in metres, and the prices of what staff wish. */
struct plan_terms {
    int64_t meetings;    /* with known unit, venue, mode and time: the only ones that count below */
    int64_t holiday;     /* H: meetings on holidays */
    int64_t travel_m;    /* T: the ways of all candidates, home to home, each day */
    int64_t imbalance;   /* B: meetings above the daily target of their group */
    int64_t online;      /* O: online meetings */
    int64_t wishes_m;    /* P: of times that staff would rather avoid, or prefer to others */
    int64_t objective_m; /* F */
};

struct plan_judgement {
    struct plan_terms terms;
    size_t violation_count; /* of any severity */
    size_t by_severity[PLAN_SEVERITIES];
    size_t counts[PLAN_RULES];
    const struct plan_violation *first; /* in the order in which they were found */
};

/* Counts every violation and keeps at most `keep_per_rule` of each rule, in the arena. Fails only for want of
 * memory. */
enum error_code plan_judge(const struct plan_problem *problem, const struct plan *plan, size_t keep_per_rule,
                           struct arena *arena, struct plan_judgement *out, struct error *err) MUST_USE;

/* How many of the violations keep the plan from being released. */
static inline size_t plan_judgement_blocking(const struct plan_judgement *judgement)
{
    return judgement->by_severity[PLAN_BLOCKS] + judgement->by_severity[PLAN_BLOCKS_RELEASE];
}

/* F of the terms. */
int64_t plan_objective_m(const struct plan_params *params, const struct plan_terms *terms);

#endif
