/* The rules that one meeting keeps or breaks by itself. */
#include "plan/judging.h"

#include <stdlib.h>
#include <string.h>

/* ---- ID, UNIT, VENUE, MODE, TIME: of every row, even one that names nothing known ---- */

struct coded_row {
    const char *code;
    uint32_t meeting;
};

static int compare_coded_rows(const void *a, const void *b)
{
    const struct coded_row *left = a;
    const struct coded_row *right = b;
    int order = strcmp(left->code, right->code);

    return order != 0 ? order : (left->meeting > right->meeting) - (left->meeting < right->meeting);
}

static void judge_codes(struct judging *judging)
{
    size_t count = judging->plan->count;
    struct coded_row *rows = arena_array(judging->arena, count, sizeof *rows);

    if (rows == NULL) {
        judging->out_of_memory = true;
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        rows[i] = (struct coded_row){judging->plan->meetings[i].code, i};
    qsort(rows, count, sizeof *rows, compare_coded_rows);
    for (size_t i = 0; i < count; i++) {
        struct plan_about about = judging_about_meeting(judging, rows[i].meeting);
        if (rows[i].code[0] == '\0') {
            judging_report(judging, PLAN_RULE_ID, about, "A meeting has no code; give it one of its own.");
        } else if (i > 0 && strcmp(rows[i - 1].code, rows[i].code) == 0) {
            about.other_meeting = rows[i - 1].meeting;
            judging_report(judging, PLAN_RULE_ID, about,
                           "Meeting code %s stands twice; give each meeting its own.", rows[i].code);
        }
    }
}

static void judge_names(struct judging *judging, uint32_t i)
{
    static const struct plan_row unnamed = {.unit = "?", .mode = "?", .venue = "?", .start = "?", .end = "?"};
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    const struct plan_row *row = judging->plan->rows != NULL ? &judging->plan->rows[i] : &unnamed;
    struct plan_about about = judging_about_meeting(judging, i);

    if (meeting->unit == PLAN_NONE)
        judging_report(judging, PLAN_RULE_UNIT, about, "Meeting %s: there is no unit %s.", meeting->code,
                       row->unit);
    if (meeting->venue == PLAN_NONE)
        judging_report(judging, PLAN_RULE_VENUE, about, "Meeting %s: there is no venue %s.", meeting->code,
                       row->venue);
    if (meeting->mode >= PLAN_MODE_UNKNOWN)
        judging_report(judging, PLAN_RULE_MODE, about,
                       "Meeting %s: the mode must be direct or online, not %s.", meeting->code, row->mode);
    if (meeting->time_unreadable)
        judging_report(judging, PLAN_RULE_TIME, about,
                       "Meeting %s: %s and %s must be times like 2021-05-04T07:30.", meeting->code,
                       row->start, row->end);
    else if (meeting->start.date.day != meeting->end.date.day || meeting->end.minute <= meeting->start.minute)
        judging_report(judging, PLAN_RULE_TIME, about,
                       "Meeting %s must end after it starts, on the same date; it stands from %s to %s.",
                       meeting->code, judging_time(meeting->start).text, judging_time(meeting->end).text);
}

/* ---- when: DURATION, WINDOW, SESSION and the three kinds of blocks ---- */

static bool inside_campaign(const struct plan_problem *problem, const struct plan_meeting *meeting)
{
    return civil_time_compare(meeting->start, problem->params.campaign_start) >= 0 &&
           civil_time_compare(meeting->end, problem->params.campaign_end) <= 0 &&
           plan_problem_find_day(problem, meeting->start.date) != PLAN_NONE;
}

static bool inside_one_session(const struct plan_problem *problem, const struct plan_meeting *meeting)
{
    for (uint32_t i = 0; i < problem->count.sessions; i++) {
        const struct plan_session *session = &problem->sessions[i];
        if (session->start_min <= meeting->start.minute && meeting->end.minute <= session->end_min)
            return true;
    }
    return false;
}

/* Whether the meeting lies in the part of the campaign that the window leaves. */
static bool inside_window(const struct plan_window *window, const struct plan_meeting *meeting)
{
    return (window->start.date.day == 0 || civil_time_compare(meeting->start, window->start) >= 0) &&
           (window->end.date.day == 0 || civil_time_compare(meeting->end, window->end) <= 0);
}

/* Of the unit and of the commune: each may be later or end earlier than the campaign. */
static void judge_windows(struct judging *judging, uint32_t i)
{
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    const struct plan_unit *unit = &judging->problem->units[meeting->unit];
    struct plan_about about = judging_about_meeting(judging, i);
    const struct plan_commune *commune = &judging->problem->communes[about.commune];

    if (!inside_window(&unit->window, meeting))
        judging_report(judging, PLAN_RULE_WINDOW, about,
                       "Meeting %s, from %s to %s, lies outside the campaign of unit %s.", meeting->code,
                       judging_time(meeting->start).text, judging_time(meeting->end).text, unit->code);
    if (!inside_window(&commune->window, meeting))
        judging_report(judging, PLAN_RULE_WINDOW, about,
                       "Meeting %s, from %s to %s, lies outside the campaign in %s.", meeting->code,
                       judging_time(meeting->start).text, judging_time(meeting->end).text, commune->code);
}

static void judge_notice(struct judging *judging, uint32_t i)
{
    const struct plan_params *params = &judging->problem->params;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];

    if (params->notice_days == 0 || meeting->start.date.day - params->letters_from.day >= params->notice_days)
        return;
    judging_report(judging, PLAN_RULE_NOTICE, judging_about_meeting(judging, i),
                   "Meeting %s is on %s; letters leave on %s at the earliest, and candidates are told %d "
                   "days before.",
                   meeting->code, judging_date(meeting->start.date.day).text,
                   judging_date(params->letters_from.day).text, params->notice_days);
}

static void judge_time(struct judging *judging, uint32_t i)
{
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    const struct plan_unit *unit = &judging->problem->units[meeting->unit];
    struct plan_about about = judging_about_meeting(judging, i);
    int32_t length_min = meeting->end.minute - meeting->start.minute;

    if (length_min < unit->duration_min)
        judging_report(judging, PLAN_RULE_DURATION, about,
                       "Meeting %s lasts %d minutes; a meeting of unit %s needs %d.", meeting->code,
                       length_min, unit->code, unit->duration_min);
    if (!inside_campaign(judging->problem, meeting))
        judging_report(judging, PLAN_RULE_WINDOW, about,
                       "Meeting %s, from %s to %s, lies outside the days of the campaign (%s to %s).",
                       meeting->code, judging_time(meeting->start).text, judging_time(meeting->end).text,
                       judging_time(judging->problem->params.campaign_start).text,
                       judging_time(judging->problem->params.campaign_end).text);
    else
        judge_windows(judging, i);
    if (!inside_one_session(judging->problem, meeting))
        judging_report(judging, PLAN_RULE_SESSION, about,
                       "Meeting %s, from %s to %s, does not lie inside one session.", meeting->code,
                       judging_time(meeting->start).text, judging_time(meeting->end).text);
}

static bool blocked(const struct judging *judging, enum plan_block_kind kind, uint32_t item, uint32_t slot)
{
    return plan_slot_in(plan_blocked_slots(judging->problem, kind, item), slot);
}

static void judge_candidate_blocks(struct judging *judging, uint32_t i, uint32_t slot)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    struct plan_range candidates = problem->units[meeting->unit].candidates;

    for (uint32_t k = 0; k < candidates.count; k++) {
        uint32_t candidate = problem->candidates_of_units[candidates.first + k];
        if (blocked(judging, PLAN_BLOCK_CANDIDATE, candidate, slot)) {
            struct plan_about about = judging_about_meeting(judging, i);
            about.candidate = candidate;
            judging_report(judging, PLAN_RULE_CAND_BLOCKED, about,
                           "Meeting %s: candidate %s is not available in session %s of %s.", meeting->code,
                           problem->candidates[candidate].code,
                           problem->sessions[slot % problem->count.sessions].code,
                           judging_date(meeting->start.date.day).text);
        }
    }
}

/* Of the whole unit, and of the area for whoever must come there. */
static void judge_wider_blocks(struct judging *judging, uint32_t i, uint32_t slot)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    struct plan_about about = judging_about_meeting(judging, i);
    const char *session = problem->sessions[slot % problem->count.sessions].code;

    if (blocked(judging, PLAN_BLOCK_UNIT, meeting->unit, slot))
        judging_report(judging, PLAN_RULE_UNIT_BLOCKED, about,
                       "Meeting %s: unit %s holds no meeting in session %s of %s.", meeting->code,
                       problem->units[meeting->unit].code, session,
                       judging_date(meeting->start.date.day).text);
    if (meeting->mode == PLAN_DIRECT && blocked(judging, PLAN_BLOCK_GROUP, about.group, slot))
        judging_report(judging, PLAN_RULE_AREA_BLOCKED, about,
                       "Meeting %s: nobody can come together in %s in session %s of %s; an online meeting "
                       "could be held.",
                       meeting->code, problem->groups[about.group].code, session,
                       judging_date(meeting->start.date.day).text);
}

/* Every session the meeting touches counts, so that one that breaks SESSION is judged all the same. */
static void judge_blocks(struct judging *judging, uint32_t i)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    struct plan_about about = judging_about_meeting(judging, i);
    uint32_t day = plan_problem_find_day(problem, meeting->start.date);

    if (day == PLAN_NONE)
        return;
    for (uint32_t s = 0; s < problem->count.sessions; s++) {
        const struct plan_session *session = &problem->sessions[s];
        uint32_t slot = day * problem->count.sessions + s;
        if (meeting->start.minute >= session->end_min || meeting->end.minute <= session->start_min)
            continue;
        if (blocked(judging, PLAN_BLOCK_VENUE, meeting->venue, slot))
            judging_report(judging, PLAN_RULE_VENUE_BLOCKED, about,
                           "Meeting %s: venue %s is not available in session %s of %s.", meeting->code,
                           problem->venues[meeting->venue].code, session->code,
                           judging_date(meeting->start.date.day).text);
        if (blocked(judging, PLAN_BLOCK_COMMUNE, about.commune, slot))
            judging_report(judging, PLAN_RULE_CHAIR_BLOCKED, about,
                           "Meeting %s: the committee of %s is not available in session %s of %s.",
                           meeting->code, problem->communes[about.commune].code, session->code,
                           judging_date(meeting->start.date.day).text);
        judge_candidate_blocks(judging, i, slot);
        judge_wider_blocks(judging, i, slot);
    }
}

/* ---- where: PLACE, CAPACITY, ONLINE_VENUE ---- */

static bool unit_has_commune(const struct plan_problem *problem, const struct plan_unit *unit,
                             uint32_t commune)
{
    for (uint32_t i = 0; i < unit->communes.count; i++) {
        if (problem->communes_of_units[unit->communes.first + i] == commune)
            return true;
    }
    return false;
}

static bool unit_has_group(const struct plan_problem *problem, const struct plan_unit *unit, uint32_t group)
{
    for (uint32_t i = 0; i < unit->communes.count; i++) {
        uint32_t commune = problem->communes_of_units[unit->communes.first + i];
        if (problem->communes[commune].group == group)
            return true;
    }
    return false;
}

static void judge_direct_place(struct judging *judging, uint32_t i)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    const struct plan_unit *unit = &problem->units[meeting->unit];
    const struct plan_venue *venue = &problem->venues[meeting->venue];
    struct plan_about about = judging_about_meeting(judging, i);

    if (!unit_has_commune(problem, unit, venue->commune))
        judging_report(judging, PLAN_RULE_PLACE, about,
                       "Meeting %s: venue %s lies in %s, which is no commune of unit %s.", meeting->code,
                       venue->code, problem->communes[venue->commune].code, unit->code);
    /* With further sites the seats of all of them count; judge_sites adds them up. */
    if (judging_sites(judging, i).count == 0 && venue->capacity < unit->attendance)
        judging_report(judging, PLAN_RULE_CAPACITY, about,
                       "Meeting %s: venue %s seats %d; unit %s expects %d voters.", meeting->code,
                       venue->code, venue->capacity, unit->code, unit->attendance);
}

static void judge_online_place(struct judging *judging, uint32_t i)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meeting = &judging->plan->meetings[i];
    const struct plan_unit *unit = &problem->units[meeting->unit];
    const struct plan_venue *venue = &problem->venues[meeting->venue];
    struct plan_about about = judging_about_meeting(judging, i);

    if (!venue->online)
        judging_report(judging, PLAN_RULE_ONLINE_VENUE, about,
                       "Meeting %s is online, but venue %s has no equipment for it.", meeting->code,
                       venue->code);
    else if (problem->params.online_conditions && !venue->confirmed)
        judging_report(judging, PLAN_RULE_ONLINE_CONDITIONS, about,
                       "Meeting %s is online from venue %s, whose technical, network-safety and "
                       "cyber-security conditions are not confirmed.",
                       meeting->code, venue->code);
    if (!unit_has_group(problem, unit, about.group))
        judging_report(judging, PLAN_RULE_PLACE, about,
                       "Meeting %s is online from venue %s in %s, where unit %s has no commune.",
                       meeting->code, venue->code, problem->groups[about.group].code, unit->code);
}

void judge_rows(struct judging *judging)
{
    judge_codes(judging);
    for (uint32_t i = 0; i < judging->plan->count; i++)
        judge_names(judging, i);
    for (size_t k = 0; k < judging->good_count; k++) {
        uint32_t i = judging->good[k];
        judge_time(judging, i);
        judge_notice(judging, i);
        judge_blocks(judging, i);
        if (judging->plan->meetings[i].mode == PLAN_DIRECT)
            judge_direct_place(judging, i);
        else
            judge_online_place(judging, i);
    }
}
