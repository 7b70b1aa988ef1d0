/* What staff forbid (FORBIDDEN), would rather avoid, and prefer (P of the objective). */
#include "plan/judging.h"

/* The sessions that a meeting touches. */
static uint32_t sessions_of(const struct plan_problem *problem, const struct plan_meeting *meeting)
{
    uint32_t sessions = 0;

    for (uint32_t i = 0; i < problem->count.sessions; i++) {
        const struct plan_session *session = &problem->sessions[i];
        if (meeting->start.minute < session->end_min && session->start_min < meeting->end.minute)
            sessions |= 1u << i;
    }
    return sessions;
}

static bool in_scope(const struct judging *judging, const struct plan_preference *wish, uint32_t i)
{
    struct plan_about about = judging_about_meeting(judging, i);

    switch (wish->scope) {
    case PLAN_SCOPE_LEVEL: return (uint32_t)judging->problem->units[about.unit].level == wish->item;
    case PLAN_SCOPE_UNIT: return about.unit == wish->item;
    case PLAN_SCOPE_GROUP: return about.group == wish->item;
    case PLAN_SCOPE_COMMUNE: return about.commune == wish->item;
    default: return true;
    }
}

static bool at_that_time(const struct judging *judging, const struct plan_preference *wish, uint32_t i)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    uint32_t weekday = 1u << civil_date_weekday(meeting->start.date);

    if (wish->day != PLAN_NONE && problem->days[wish->day].date.day != meeting->start.date.day)
        return false;
    return (wish->weekdays & weekday) != 0 && (wish->sessions & sessions_of(problem, meeting)) != 0;
}

static void report_forbidden(struct judging *judging, uint32_t i)
{
    const struct plan_meeting *meeting = &judging->plan->meetings[i];

    judging_report(judging, PLAN_RULE_FORBIDDEN, judging_about_meeting(judging, i),
                   "Meeting %s, from %s to %s, lies where staff forbid a meeting of unit %s.", meeting->code,
                   judging_time(meeting->start).text, judging_time(meeting->end).text,
                   judging->problem->units[meeting->unit].code);
}

static void judge_meeting(struct judging *judging, uint32_t i)
{
    const struct plan_problem *problem = judging->problem;
    int64_t best_m = 0;  /* the dearest preference there is for the meeting */
    int64_t found_m = 0; /* and the dearest that it meets */
    bool forbidden = false;

    for (uint32_t k = 0; k < problem->count.preferences; k++) {
        const struct plan_preference *wish = &problem->preferences[k];
        if (!in_scope(judging, wish, i))
            continue;
        bool then = at_that_time(judging, wish, i);
        forbidden |= wish->wish == PLAN_FORBID && then;
        if (wish->wish == PLAN_AVOID && then)
            judging->judgement.terms.wishes_m += wish->price_m;
        if (wish->wish == PLAN_PREFER && wish->price_m > best_m)
            best_m = wish->price_m;
        if (wish->wish == PLAN_PREFER && then && wish->price_m > found_m)
            found_m = wish->price_m;
    }
    judging->judgement.terms.wishes_m += best_m - found_m;
    if (forbidden)
        report_forbidden(judging, i);
}

void judge_wishes(struct judging *judging)
{
    for (size_t i = 0; i < judging->good_count; i++)
        judge_meeting(judging, judging->good[i]);
}
