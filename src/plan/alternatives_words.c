/* Why a cheaper hall does not serve: one sentence a rule. */
#include "plan/alternatives.h"

#include <stdio.h>

/* Never the reason against a hall of the unit's own area. */
#define OTHERWISE N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions it breaks a rule.")

static const char *const sentences[] = {
    [PLAN_RULE_ID] = OTHERWISE,
    [PLAN_RULE_UNIT] = OTHERWISE,
    [PLAN_RULE_VENUE] = OTHERWISE,
    [PLAN_RULE_MODE] = OTHERWISE,
    [PLAN_RULE_TIME] = OTHERWISE,
    [PLAN_RULE_COUNT] = OTHERWISE,
    [PLAN_RULE_DURATION] = OTHERWISE,
    [PLAN_RULE_SESSION] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the meeting is too long."),
    [PLAN_RULE_WINDOW] =
        N_("Hall %s would be up to %s km cheaper, but %u of %u sessions lie outside the campaign."),
    [PLAN_RULE_PLACE] = OTHERWISE,
    [PLAN_RULE_CAPACITY] =
        N_("Hall %s would be up to %s km cheaper, but has too few seats (%u of %u sessions)."),
    [PLAN_RULE_ONLINE_VENUE] = OTHERWISE,
    [PLAN_RULE_ONLINE_MAX] = OTHERWISE,
    [PLAN_RULE_VENUE_BLOCKED] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions it is not free."),
    [PLAN_RULE_CHAIR_BLOCKED] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the committee cannot chair."),
    [PLAN_RULE_CAND_BLOCKED] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions a candidate cannot come."),
    [PLAN_RULE_VENUE_CLASH] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions it holds another meeting."),
    [PLAN_RULE_CHAIR_CLASH] = N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the "
                                 "committee chairs another meeting."),
    [PLAN_RULE_CAND_DAY] = N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the candidates "
                              "have their meetings of "
                              "that day."),
    [PLAN_RULE_CAND_CLASH] = N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the "
                                "candidates cannot get there in time."),
    [PLAN_RULE_SPREAD] = N_("Hall %s would be up to %s km cheaper, but its commune has its share of the "
                            "meetings (%u of %u sessions)."),
    [PLAN_RULE_SAME_DAY] = N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the unit meets "
                              "voters of the commune that "
                              "day."),
    [PLAN_RULE_QUOTA] = N_(
        "Hall %s would be up to %s km cheaper, but another district needs the meeting (%u of %u sessions)."),
    [PLAN_RULE_NOTICE] =
        N_("Hall %s would be up to %s km cheaper, but for %u of %u sessions the letters would be late."),
    [PLAN_RULE_MINIMUM] = OTHERWISE,
    [PLAN_RULE_UNIT_BLOCKED] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions the unit holds no meeting."),
    [PLAN_RULE_AREA_BLOCKED] =
        N_("Hall %s would be up to %s km cheaper, but in %u of %u sessions nobody can come together there."),
    [PLAN_RULE_FORBIDDEN] = N_("Hall %s would be up to %s km cheaper, but staff forbid %u of %u sessions."),
    [PLAN_RULE_ONLINE_CONDITIONS] = OTHERWISE,
};
_Static_assert(PLAN_RULES == 29 && COUNT_OF(sentences) == PLAN_RULES,
               "a new rule needs its sentence in this table");

void plan_exclusion_write(const struct plan_problem *problem, const struct plan_names *names,
                          const struct plan_excluded *excluded, struct message *out)
{
    char km[24];

    snprintf(km, sizeof km, "%lld.%lld", (long long)(excluded->saved_m / 1000),
             (long long)(excluded->saved_m % 1000 / 100));
    message_set(out, OTHERWISE, plan_name(problem, names, PLAN_THING_VENUE, excluded->venue), km,
                excluded->broken, excluded->slots);
    out->format = sentences[excluded->rule]; /* all have the same arguments */
}
