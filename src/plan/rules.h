/* The rules a plan of meetings must keep, as data: one row a rule, with the code that tables, pages and the
 * independent checker know it by.
 */
#ifndef PLAN_RULES_H
#define PLAN_RULES_H

#include <stdbool.h>

enum plan_rule {
    PLAN_RULE_ID,
    PLAN_RULE_UNIT,
    PLAN_RULE_VENUE,
    PLAN_RULE_MODE,
    PLAN_RULE_TIME,
    PLAN_RULE_COUNT,
    PLAN_RULE_DURATION,
    PLAN_RULE_SESSION,
    PLAN_RULE_WINDOW,
    PLAN_RULE_PLACE,
    PLAN_RULE_CAPACITY,
    PLAN_RULE_ONLINE_VENUE,
    PLAN_RULE_ONLINE_MAX,
    PLAN_RULE_VENUE_BLOCKED,
    PLAN_RULE_CHAIR_BLOCKED,
    PLAN_RULE_CAND_BLOCKED,
    PLAN_RULE_VENUE_CLASH,
    PLAN_RULE_CHAIR_CLASH,
    PLAN_RULE_CAND_DAY,
    PLAN_RULE_CAND_CLASH,
    PLAN_RULE_SPREAD,
    PLAN_RULE_SAME_DAY,
    PLAN_RULE_QUOTA,
    PLAN_RULE_NOTICE,
    PLAN_RULE_MINIMUM,
    PLAN_RULE_UNIT_BLOCKED,
    PLAN_RULE_AREA_BLOCKED,
    PLAN_RULE_FORBIDDEN,
    PLAN_RULE_ONLINE_CONDITIONS,
    PLAN_RULES
};

/* What a broken rule means for the plan. */
enum plan_severity {
    PLAN_BLOCKS,         /* the plan is not one: no draft is made of it */
    PLAN_BLOCKS_RELEASE, /* may stand in a draft, not in a release */
    PLAN_WARNS,
    PLAN_IGNORED, /* by staff, with a reason */
    PLAN_SEVERITIES
};

struct plan_rule_info {
    const char *code;
    const char *name; /* key of the catalogue */
    enum plan_severity severity;
    const char
        *citation; /* of the law, whose rules cannot be lowered; "" when staff or guidance set the rule */
};

const struct plan_rule_info *plan_rule_info(enum plan_rule rule);
/* PLAN_RULES when no rule has that code. */
enum plan_rule plan_rule_find(const char *code);

/* "block", "block_release", "warn", "ignored" */
extern const char *const plan_severity_names[PLAN_SEVERITIES];

/* Whether staff may give the rule that severity. A rule of law is not made weaker, and neither is one without
 * which a plan cannot be read. */
enum plan_lowering { PLAN_MAY_BE_SET, PLAN_RULE_OF_LAW, PLAN_RULE_OF_READING };
enum plan_lowering plan_rule_may_be_set(enum plan_rule rule, enum plan_severity severity);

#endif
