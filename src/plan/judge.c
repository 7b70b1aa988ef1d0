#include "plan/judge.h"

#include "plan/judging.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* ---- appearances ---- */

static int compare_places(const struct appearance *left, const struct appearance *right)
{
    if (left->key != right->key)
        return COMPARE(left->key, right->key);
    if (left->second_key != right->second_key)
        return COMPARE(left->second_key, right->second_key);
    return COMPARE(left->day, right->day);
}

static int compare_appearances(const void *a, const void *b)
{
    const struct appearance *left = a;
    const struct appearance *right = b;
    int order = compare_places(left, right);

    if (order == 0)
        order = COMPARE(left->start_min, right->start_min);
    if (order == 0)
        order = COMPARE(left->end_min, right->end_min);
    if (order == 0)
        order = strcmp(left->code, right->code);
    return order != 0 ? order : COMPARE(left->meeting, right->meeting);
}

void judging_sort(struct appearance *items, size_t count)
{
    qsort(items, count, sizeof *items, compare_appearances);
}

size_t judging_run_end(const struct appearance *items, size_t count, size_t first)
{
    size_t end = first + 1;

    while (end < count && compare_places(&items[first], &items[end]) == 0)
        end++;
    return end;
}

struct appearance judging_appearance(const struct judging *judging, uint32_t meeting, uint32_t key)
{
    const struct plan_meeting *m = &judging->plan->meetings[meeting];

    return (struct appearance){
        .key = key,
        .day = m->start.date.day,
        .start_min = m->start.minute,
        .end_min = m->end.minute,
        .meeting = meeting,
        .code = m->code,
    };
}

/* ---- reporting ---- */

struct plan_range judging_sites(const struct judging *judging, uint32_t meeting)
{
    const struct plan_meeting *m = &judging->plan->meetings[meeting];

    return plan_sites_of(judging->problem, m->unit, m->venue);
}

struct plan_about judging_about_unit(uint32_t unit)
{
    return (struct plan_about){PLAN_NONE, PLAN_NONE, unit, PLAN_NONE, PLAN_NONE, PLAN_NONE, PLAN_NONE};
}

struct plan_about judging_about_meeting(const struct judging *judging, uint32_t meeting)
{
    const struct plan_meeting *m = &judging->plan->meetings[meeting];
    struct plan_about about = judging_about_unit(m->unit);

    about.meeting = meeting;
    about.venue = m->venue;
    if (m->venue != PLAN_NONE) {
        about.commune = judging->problem->venues[m->venue].commune;
        about.group = judging->problem->communes[about.commune].group;
    }
    return about;
}

void judging_report(struct judging *judging, enum plan_rule rule, struct plan_about about, const char *format,
                    ...)
{
    enum plan_severity severity = plan_rule_severity(judging->problem, rule);
    struct plan_violation *violation;
    va_list args;

    judging->judgement.violation_count++;
    judging->judgement.by_severity[severity]++;
    if (++judging->judgement.counts[rule] > judging->keep_per_rule)
        return;
    violation = arena_alloc(judging->arena, sizeof *violation);
    if (violation == NULL) {
        judging->out_of_memory = true;
        return;
    }
    violation->rule = rule;
    violation->severity = severity;
    violation->about = about;
    va_start(args, format);
    message_set_va(&violation->message, format, args);
    va_end(args);
    *judging->tail = violation;
    judging->tail = &violation->next;
}

struct judging_time judging_time(struct civil_time time)
{
    struct judging_time written;

    civil_time_format(time, written.text);
    return written;
}

struct judging_time judging_date(int32_t day)
{
    struct judging_time written;

    civil_date_format((struct civil_date){day}, written.text);
    return written;
}

/* ---- the whole ---- */

static bool time_is_good(const struct plan_meeting *meeting)
{
    return !meeting->time_unreadable && meeting->start.date.day == meeting->end.date.day &&
           meeting->start.minute < meeting->end.minute;
}

static enum error_code find_good_meetings(struct judging *judging, struct error *err)
{
    const struct plan *plan = judging->plan;
    uint32_t *good = arena_array(judging->arena, plan->count, sizeof *good);

    if (good == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < plan->count; i++) {
        const struct plan_meeting *meeting = &plan->meetings[i];
        if (meeting->unit != PLAN_NONE && meeting->venue != PLAN_NONE && meeting->mode < PLAN_MODE_UNKNOWN &&
            time_is_good(meeting))
            good[judging->good_count++] = i;
    }
    judging->good = good;
    return OK;
}

int64_t plan_objective_m(const struct plan_params *params, const struct plan_terms *terms)
{
    return params->w_holiday_m * terms->holiday + params->w_travel_per_m * terms->travel_m +
           params->w_imbalance_m * terms->imbalance + params->w_online_m * terms->online + terms->wishes_m;
}

enum error_code plan_judge(const struct plan_problem *problem, const struct plan *plan, size_t keep_per_rule,
                           struct arena *arena, struct plan_judgement *out, struct error *err)
{
    struct judging judging = {
        .problem = problem, .plan = plan, .keep_per_rule = keep_per_rule, .arena = arena};

    judging.tail = &judging.judgement.first;
    TRY(find_good_meetings(&judging, err));
    judge_rows(&judging);
    judge_sites(&judging);
    judge_units(&judging);
    judge_venues_and_chairs(&judging);
    judge_candidates(&judging);
    judge_calendar(&judging);
    judge_wishes(&judging);
    if (judging.out_of_memory)
        return error_memory(err);
    judging.judgement.terms.meetings = (int64_t)judging.good_count;
    judging.judgement.terms.objective_m = plan_objective_m(&problem->params, &judging.judgement.terms);
    *out = judging.judgement;
    return OK;
}
