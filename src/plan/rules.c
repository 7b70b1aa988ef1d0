#include "plan/rules.h"

#include "base/message.h"

#include <string.h>

static const struct plan_rule_info rules[PLAN_RULES] = {
    [PLAN_RULE_ID] = {"ID", N_("every meeting has a code of its own"), PLAN_BLOCKS, ""},
    [PLAN_RULE_UNIT] = {"UNIT", N_("the election unit is known"), PLAN_BLOCKS, ""},
    [PLAN_RULE_VENUE] = {"VENUE", N_("the venue is known"), PLAN_BLOCKS, ""},
    [PLAN_RULE_MODE] = {"MODE", N_("a meeting is direct or online"), PLAN_BLOCKS, ""},
    [PLAN_RULE_TIME] = {"TIME", N_("a meeting starts and ends on one date"), PLAN_BLOCKS, ""},
    [PLAN_RULE_COUNT] = {"COUNT", N_("each unit has the number of meetings it needs"), PLAN_BLOCKS_RELEASE,
                         "85/2015/QH13 63.1"},
    [PLAN_RULE_DURATION] = {"DURATION", N_("a meeting lasts as long as its unit needs"), PLAN_BLOCKS_RELEASE,
                            ""},
    [PLAN_RULE_SESSION] = {"SESSION", N_("a meeting lies inside one session"), PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_WINDOW] = {"WINDOW", N_("a meeting lies inside the campaign"), PLAN_BLOCKS_RELEASE,
                          "85/2015/QH13 64"},
    [PLAN_RULE_PLACE] = {"PLACE", N_("a unit meets the voters of its own area"), PLAN_BLOCKS_RELEASE,
                         "85/2015/QH13 63.2"},
    [PLAN_RULE_CAPACITY] = {"CAPACITY", N_("the venue seats the voters expected"), PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_ONLINE_VENUE] = {"ONLINE_VENUE", N_("an online meeting is held where there is equipment"),
                                PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_ONLINE_MAX] = {"ONLINE_MAX", N_("a unit has no more online meetings than allowed"),
                              PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_VENUE_BLOCKED] = {"VENUE_BLOCKED", N_("the venue is available"), PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_CHAIR_BLOCKED] = {"CHAIR_BLOCKED", N_("the committee of the commune is available"),
                                 PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_CAND_BLOCKED] = {"CAND_BLOCKED", N_("every candidate of the unit is available"),
                                PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_VENUE_CLASH] = {"VENUE_CLASH", N_("a venue holds one meeting at a time"), PLAN_BLOCKS_RELEASE,
                               ""},
    [PLAN_RULE_CHAIR_CLASH] = {"CHAIR_CLASH", N_("a committee chairs as many meetings at a time as it can"),
                               PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_CAND_DAY] = {"CAND_DAY", N_("a candidate has no more meetings a day than allowed"),
                            PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_CAND_CLASH] = {"CAND_CLASH", N_("a candidate can get from one meeting to the next"),
                              PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_SPREAD] = {"SPREAD", N_("the meetings of a unit are spread over its communes"),
                          PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_SAME_DAY] = {"SAME_DAY", N_("a unit meets the voters of a commune once a day"),
                            PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_QUOTA] = {"QUOTA", N_("the meetings of a unit are spread over its districts"),
                         PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_NOTICE] = {"NOTICE", N_("the candidates are told in writing in time"), PLAN_BLOCKS_RELEASE,
                          ""},
    [PLAN_RULE_MINIMUM] = {"MINIMUM", N_("each unit has the meetings that guidance asks for"),
                           PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_UNIT_BLOCKED] = {"UNIT_BLOCKED", N_("the unit holds meetings at that time"),
                                PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_AREA_BLOCKED] = {"AREA_BLOCKED", N_("people can come together in the area at that time"),
                                PLAN_BLOCKS_RELEASE, ""},
    [PLAN_RULE_FORBIDDEN] = {"FORBIDDEN", N_("no meeting is held when staff forbid it"), PLAN_BLOCKS_RELEASE,
                             ""},
    [PLAN_RULE_ONLINE_CONDITIONS] = {"ONLINE_CONDITIONS",
                                     N_("the conditions of an online meeting are confirmed"),
                                     PLAN_BLOCKS_RELEASE, "83/2025/QH15 1.20"},
};

const char *const plan_severity_names[PLAN_SEVERITIES] = {
    [PLAN_BLOCKS] = "block",
    [PLAN_BLOCKS_RELEASE] = "block_release",
    [PLAN_WARNS] = "warn",
    [PLAN_IGNORED] = "ignored",
};

const struct plan_rule_info *plan_rule_info(enum plan_rule rule)
{
    return &rules[rule];
}

enum plan_rule plan_rule_find(const char *code)
{
    int rule = 0;

    while (rule < PLAN_RULES && strcmp(rules[rule].code, code) != 0)
        rule++;
    return (enum plan_rule)rule;
}

enum plan_lowering plan_rule_may_be_set(enum plan_rule rule, enum plan_severity severity)
{
    if (severity <= rules[rule].severity)
        return PLAN_MAY_BE_SET;
    if (rules[rule].citation[0] != '\0')
        return PLAN_RULE_OF_LAW;
    return rules[rule].severity == PLAN_BLOCKS ? PLAN_RULE_OF_READING : PLAN_MAY_BE_SET;
}
