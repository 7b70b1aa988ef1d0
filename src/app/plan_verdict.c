#include "app/plan_verdict.h"

#include <string.h>

struct verdict {
    const struct plan_context *context;
    const struct plan *plan;
    uint32_t *fewer; /* by unit: meetings that documents allow to be missing */
    uint32_t *held;  /* by unit */
};

/* ---- the past ---- */

static bool has_begun(const struct verdict *verdict, uint32_t meeting)
{
    const struct stored_meeting *published =
        stored_plan_find(&verdict->context->published, verdict->plan->meetings[meeting].code);

    return plan_context_begun(verdict->context, published) &&
           civil_time_compare(published->meeting.start, verdict->plan->meetings[meeting].start) == 0;
}

/* Of a rule about a whole day only when the day is over. */
static bool is_past(const struct verdict *verdict, const struct plan_violation *violation)
{
    const struct plan_about *about = &violation->about;
    const struct civil_date today = verdict->context->now.date;

    if (about->meeting == PLAN_NONE || !has_begun(verdict, about->meeting))
        return false;
    if (violation->rule == PLAN_RULE_SAME_DAY || violation->rule == PLAN_RULE_CAND_DAY)
        return verdict->plan->meetings[about->meeting].start.date.day < today.day;
    if (violation->rule == PLAN_RULE_SPREAD)
        return false;
    return about->other_meeting == PLAN_NONE || has_begun(verdict, about->other_meeting);
}

/* ---- documents ---- */

static void count_fewer(struct verdict *verdict)
{
    const struct plan_context *context = verdict->context;

    for (size_t i = 0; i < context->waiver_count; i++) {
        if (context->waivers[i].cancelled && context->waivers[i].unit != PLAN_NONE)
            verdict->fewer[context->waivers[i].unit]++;
    }
    for (size_t i = 0; i < verdict->plan->count; i++) {
        if (verdict->plan->meetings[i].unit != PLAN_NONE)
            verdict->held[verdict->plan->meetings[i].unit]++;
    }
}

static bool is_waived(const struct verdict *verdict, const struct plan_violation *violation)
{
    uint32_t unit = violation->about.unit;

    if (unit == PLAN_NONE || verdict->fewer[unit] == 0)
        return false;
    if (violation->rule != PLAN_RULE_COUNT && violation->rule != PLAN_RULE_QUOTA &&
        violation->rule != PLAN_RULE_MINIMUM)
        return false;
    uint32_t needed = (uint32_t)verdict->context->of.problem->units[unit].needed;
    return verdict->held[unit] < needed && verdict->held[unit] + verdict->fewer[unit] >= needed;
}

static bool was_noticed(const struct verdict *verdict, const struct plan_violation *violation)
{
    if (violation->rule != PLAN_RULE_NOTICE || violation->about.meeting == PLAN_NONE)
        return false;
    const struct plan_meeting *meeting = &verdict->plan->meetings[violation->about.meeting];
    const struct stored_meeting *published = stored_plan_find(&verdict->context->published, meeting->code);
    return published != NULL && !published->cancelled &&
           civil_time_compare(published->meeting.start, meeting->start) == 0;
}

/* ---- storms ---- */

static enum error_code add_storms(const struct verdict *verdict, struct arena *arena,
                                  struct plan_judgement *judgement, const struct plan_violation ***tail,
                                  struct error *err)
{
    const struct plan_problem *problem = verdict->context->of.problem;
    const struct plan *plan = verdict->plan;

    for (uint32_t i = 0; i < plan->count && verdict->context->ban_count > 0; i++) {
        const struct plan_meeting *meeting = &plan->meetings[i];
        char date[CIVIL_DATE_CHARS];
        if (!plan_context_banned(verdict->context, meeting) || has_begun(verdict, i))
            continue;
        struct plan_violation *violation = arena_alloc(arena, sizeof *violation);
        if (violation == NULL)
            return error_memory(err);
        *violation = (struct plan_violation){
            .rule = PLAN_RULE_AREA_BLOCKED,
            .severity = PLAN_BLOCKS_RELEASE,
            .about = {i, PLAN_NONE, meeting->unit, meeting->venue, problem->venues[meeting->venue].commune,
                      PLAN_NONE, PLAN_NONE},
        };
        civil_date_format(meeting->start.date, date);
        message_set(&violation->message,
                    "Meeting %s: nobody meets in person in %s on %s, for the weather switch is on.",
                    meeting->code, problem->communes[violation->about.commune].code, date);
        **tail = violation;
        *tail = &violation->next;
        judgement->violation_count++;
        judgement->by_severity[violation->severity]++;
        judgement->counts[violation->rule]++;
    }
    return OK;
}

/* ---- the whole ---- */

enum error_code plan_verdict(const struct plan_context *context, const struct plan *plan, struct arena *arena,
                             struct plan_judgement *out, struct error *err)
{
    uint32_t units = context->of.problem->count.units;
    struct verdict verdict = {.context = context,
                              .plan = plan,
                              .fewer = arena_array(arena, units, sizeof(uint32_t)),
                              .held = arena_array(arena, units, sizeof(uint32_t))};
    struct plan_judgement judged;
    const struct plan_violation **tail = &out->first;

    if (verdict.fewer == NULL || verdict.held == NULL)
        return error_memory(err);
    count_fewer(&verdict);
    TRY(plan_judge(context->of.problem, plan, SIZE_MAX, arena, &judged, err));
    *out = (struct plan_judgement){.terms = judged.terms};
    for (const struct plan_violation *violation = judged.first; violation != NULL;
         violation = violation->next) {
        if (is_past(&verdict, violation) || is_waived(&verdict, violation) ||
            was_noticed(&verdict, violation))
            continue;
        struct plan_violation *kept = arena_alloc(arena, sizeof *kept);
        if (kept == NULL)
            return error_memory(err);
        *kept = *violation;
        kept->next = NULL;
        *tail = kept;
        tail = &kept->next;
        out->violation_count++;
        out->by_severity[kept->severity]++;
        out->counts[kept->rule]++;
    }
    return add_storms(&verdict, arena, out, &tail, err);
}

bool plan_violation_equal(const struct plan_violation *a, const struct plan_violation *b)
{
    return a->rule == b->rule && a->message.arg_count == b->message.arg_count &&
           strcmp(a->message.format, b->message.format) == 0 &&
           a->message.args_bytes == b->message.args_bytes &&
           memcmp(a->message.args, b->message.args, a->message.args_bytes) == 0;
}
