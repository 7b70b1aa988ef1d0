/* Invented problems that cannot be planned for one reason, which is known: a comfortable world with room for
 * everybody, into which one cause is put. The same seed gives the same problem.
 */
#ifndef TESTS_PLAN_IMPOSSIBLE_PROBLEM_H
#define TESTS_PLAN_IMPOSSIBLE_PROBLEM_H

#include "plan/explain_words.h"

enum cause {
    CAUSE_NONE, /* it can be planned */
    CAUSE_COMMITTEE_AWAY,
    CAUSE_COMMITTEE_OVERLOADED,
    CAUSE_COMMITTEE_NONE,
    CAUSE_HALLS_SMALL,
    CAUSE_HALL_BLOCKED,
    CAUSE_HALL_OVERLOADED,
    CAUSE_CANDIDATE_AWAY,
    CAUSE_CANDIDATE_OF_TWO_UNITS,
    CAUSE_ONE_A_DAY,
    CAUSE_WINDOW_SHORT,
    CAUSE_SPREAD,
    CAUSE_QUOTA,
    CAUSE_ONLINE_CAP,
    CAUSE_WAYS,
    CAUSE_LENGTH,
    CAUSES
};

/* What the explanation must name. */
struct known_cause {
    const char *name;
    enum plan_rule rule;
    enum plan_thing thing;
    uint32_t item;
};

/* Prepared. */
struct plan_problem *impossible_problem(uint64_t seed, enum cause cause, struct known_cause *out);

#endif
