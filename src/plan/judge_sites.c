/* The further sites of a meeting: what they must be like, and whether they are to be had. */
#include "plan/judging.h"

struct site {
    const struct plan_site *site;
    uint32_t meeting;
    uint32_t commune;
    uint32_t group;
    struct plan_about about;
};

static const char *venue_code(const struct judging *judging, uint32_t venue)
{
    return judging->problem->venues[venue].code;
}

static const char *code_of(const struct judging *judging, uint32_t meeting)
{
    return judging->plan->meetings[meeting].code;
}

/* ---- by itself ---- */

/* A connection asks of each site what an online meeting asks of its place. */
static void judge_link(struct judging *judging, uint32_t meeting, uint32_t venue, struct plan_about about)
{
    const struct plan_problem *problem = judging->problem;

    if (!problem->venues[venue].online)
        judging_report(judging, PLAN_RULE_ONLINE_VENUE, about,
                       "Meeting %s has connected sites, but venue %s has no equipment for it.",
                       code_of(judging, meeting), venue_code(judging, venue));
    else if (problem->params.online_conditions && !problem->venues[venue].confirmed)
        judging_report(judging, PLAN_RULE_ONLINE_CONDITIONS, about,
                       "Meeting %s has connected sites, and the technical, network-safety and cyber-security "
                       "conditions of venue %s are not confirmed.",
                       code_of(judging, meeting), venue_code(judging, venue));
}

static bool lies_in_area(const struct plan_problem *problem, const struct site *of, uint32_t unit)
{
    struct plan_range communes = problem->units[unit].communes;

    for (uint32_t i = 0; i < communes.count; i++) {
        uint32_t commune = problem->communes_of_units[communes.first + i];
        bool here = of->site->mode == PLAN_DIRECT ? commune == of->commune
                                                  : problem->communes[commune].group == of->group;
        if (here)
            return true;
    }
    return false;
}

static void judge_place(struct judging *judging, const struct site *of)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[of->meeting];
    const struct plan_window *window = &problem->communes[of->commune].window;

    if (!lies_in_area(problem, of, meeting->unit))
        judging_report(judging, PLAN_RULE_PLACE, of->about,
                       "Meeting %s: the connected site %s lies in %s, outside the area of unit %s.",
                       meeting->code, venue_code(judging, of->site->site),
                       problem->communes[of->commune].code, problem->units[meeting->unit].code);
    if ((window->start.date.day != 0 && civil_time_compare(meeting->start, window->start) < 0) ||
        (window->end.date.day != 0 && civil_time_compare(meeting->end, window->end) > 0))
        judging_report(judging, PLAN_RULE_WINDOW, of->about,
                       "Meeting %s, from %s to %s, lies outside the campaign in %s.", meeting->code,
                       judging_time(meeting->start).text, judging_time(meeting->end).text,
                       problem->communes[of->commune].code);
}

/* ---- at that time ---- */

static bool is_blocked(const struct judging *judging, enum plan_block_kind kind, uint32_t item, uint32_t slot)
{
    return plan_slot_in(plan_blocked_slots(judging->problem, kind, item), slot);
}

static void judge_slot(struct judging *judging, const struct site *of, uint32_t slot)
{
    const struct plan_problem *problem = judging->problem;
    const char *session = problem->sessions[slot % problem->count.sessions].code;
    struct judging_time date = judging_date(problem->days[slot / problem->count.sessions].date.day);

    if (is_blocked(judging, PLAN_BLOCK_VENUE, of->site->site, slot))
        judging_report(judging, PLAN_RULE_VENUE_BLOCKED, of->about,
                       "Meeting %s: the connected site %s is not available in session %s of %s.",
                       code_of(judging, of->meeting), venue_code(judging, of->site->site), session,
                       date.text);
    if (is_blocked(judging, PLAN_BLOCK_COMMUNE, of->commune, slot))
        judging_report(judging, PLAN_RULE_CHAIR_BLOCKED, of->about,
                       "Meeting %s: the committee of %s, which receives the connected site %s, is not "
                       "available in session %s of %s.",
                       code_of(judging, of->meeting), problem->communes[of->commune].code,
                       venue_code(judging, of->site->site), session, date.text);
    if (of->site->mode == PLAN_DIRECT && is_blocked(judging, PLAN_BLOCK_GROUP, of->group, slot))
        judging_report(judging, PLAN_RULE_AREA_BLOCKED, of->about,
                       "Meeting %s: nobody can come together at the connected site %s in session %s of %s.",
                       code_of(judging, of->meeting), venue_code(judging, of->site->site), session,
                       date.text);
}

static void judge_times(struct judging *judging, const struct site *of)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[of->meeting];
    uint32_t day = plan_problem_find_day(problem, meeting->start.date);

    for (uint32_t s = 0; day != PLAN_NONE && s < problem->count.sessions; s++) {
        const struct plan_session *session = &problem->sessions[s];
        if (meeting->start.minute < session->end_min && session->start_min < meeting->end.minute)
            judge_slot(judging, of, day * problem->count.sessions + s);
    }
}

/* ---- all sites of a meeting ---- */

static void judge_seats(struct judging *judging, uint32_t i, struct plan_range sites)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    const struct plan_unit *unit = &problem->units[meeting->unit];
    int64_t seats = problem->venues[meeting->venue].capacity;

    for (uint32_t k = 0; k < sites.count; k++)
        seats += problem->sites[sites.first + k].capacity;
    if (meeting->mode == PLAN_DIRECT && seats < unit->attendance)
        judging_report(judging, PLAN_RULE_CAPACITY, judging_about_meeting(judging, i),
                       "Meeting %s: its %u sites together seat %lld; unit %s expects %d voters.",
                       meeting->code, sites.count + 1, (long long)seats, unit->code, unit->attendance);
}

static void judge_meeting(struct judging *judging, uint32_t i)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    struct plan_range sites = judging_sites(judging, i);

    if (sites.count == 0)
        return;
    judge_seats(judging, i, sites);
    if (meeting->mode == PLAN_DIRECT) /* of an online one it is asked anyway */
        judge_link(judging, i, meeting->venue, judging_about_meeting(judging, i));
    for (uint32_t k = 0; k < sites.count; k++) {
        struct site of = {&problem->sites[sites.first + k], i, 0, 0, judging_about_meeting(judging, i)};
        of.commune = problem->venues[of.site->site].commune;
        of.group = problem->communes[of.commune].group;
        of.about.venue = of.site->site;
        of.about.commune = of.commune;
        of.about.group = of.group;
        judge_link(judging, i, of.site->site, of.about);
        judge_place(judging, &of);
        judge_times(judging, &of);
    }
}

void judge_sites(struct judging *judging)
{
    for (size_t i = 0; i < judging->good_count && judging->problem->count.sites > 0; i++)
        judge_meeting(judging, judging->good[i]);
}
