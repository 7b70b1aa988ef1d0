#include "app/plan_mend.h"

#include "app/plan_codes.h"

#include <stdlib.h>
#include <string.h>

struct mending {
    const struct mend_request *request;
    const struct plan_context *context;
    struct arena *arena;
    struct repair_wish *wishes;
    size_t count;
    const struct plan_violation *
        *fault_of; /* by wish: the first fault of the meeting where it stands; NULL: none */
};

/* ---- wishes ---- */

static const struct plan_return *find_return(const struct mend_request *request, const char *code)
{
    for (size_t i = 0; i < request->return_count; i++) {
        if (strcmp(request->returns[i].before.code, code) == 0)
            return &request->returns[i];
    }
    return NULL;
}

static void add_wish(struct mending *mending, const struct plan_meeting *meeting, enum repair_hold hold)
{
    mending->wishes[mending->count++] = (struct repair_wish){.meeting = *meeting, .hold = hold};
}

static void add_of_base(struct mending *mending, const struct plan_meeting *meeting)
{
    const struct plan_pin *pin = plan_context_pin(mending->context, meeting->code);
    const struct plan_return *back = find_return(mending->request, meeting->code);
    const struct stored_meeting *known = stored_plan_find(&mending->context->published, meeting->code);
    bool missed = civil_time_compare(meeting->start, mending->context->now) <= 0;

    if (plan_context_begun(mending->context, known))
        return; /* as it was held, see add_begun */
    if (pin != NULL) {
        add_wish(mending, &pin->meeting, REPAIR_PINNED);
    } else if (back != NULL) {
        mending->wishes[mending->count++] = (struct repair_wish){
            .meeting = back->before, .hold = REPAIR_PUBLISHED, .back = true, .stay = back->now};
    } else {
        add_wish(mending, meeting, mending->request->proposed || missed ? REPAIR_LOOSE : REPAIR_PUBLISHED);
    }
}

static void add_begun(struct mending *mending)
{
    const struct stored_plan *published = &mending->context->published;

    for (size_t i = 0; i < published->count; i++) {
        if (plan_context_begun(mending->context, &published->items[i]))
            add_wish(mending, &published->items[i].meeting, REPAIR_BEGUN);
    }
}

/* A pin may be of a meeting that only an older draft had. */
static void add_other_pins(struct mending *mending)
{
    for (size_t i = 0; i < mending->context->pin_count; i++) {
        const struct plan_meeting *meeting = &mending->context->pins[i].meeting;
        const struct stored_meeting *known = stored_plan_find(&mending->context->published, meeting->code);
        if (stored_plan_find(&mending->request->base, meeting->code) == NULL &&
            !plan_context_begun(mending->context, known))
            add_wish(mending, meeting, REPAIR_PINNED);
    }
}

static enum error_code list_wishes(struct mending *mending, struct error *err)
{
    const struct stored_plan *base = &mending->request->base;
    size_t room = base->count + mending->context->published.count + mending->context->pin_count;

    mending->wishes = arena_array(mending->arena, room, sizeof *mending->wishes);
    mending->fault_of = arena_array(mending->arena, room, sizeof(const struct plan_violation *));
    if (mending->wishes == NULL || mending->fault_of == NULL)
        return error_memory(err);
    for (size_t i = 0; i < base->count; i++)
        add_of_base(mending, &base->items[i].meeting);
    add_begun(mending);
    add_other_pins(mending);
    return OK;
}

/* ---- faults ---- */

static const struct plan_meeting *standing(const struct repair_wish *wish)
{
    return wish->back ? &wish->stay : &wish->meeting;
}

/* What is wrong with the meetings where they stand. One whose only faults are of rules that staff made weaker stays. */
static enum error_code find_faults(struct mending *mending, struct error *err)
{
    struct plan_meeting *meetings = arena_array(mending->arena, mending->count, sizeof *meetings);
    bool *blocked = arena_array(mending->arena, mending->count, sizeof *blocked);
    struct plan plan = {.meetings = meetings, .count = mending->count};
    struct plan_judgement judgement;

    if (meetings == NULL || blocked == NULL)
        return error_memory(err);
    for (size_t i = 0; i < mending->count; i++)
        meetings[i] = *standing(&mending->wishes[i]);
    TRY(plan_verdict(mending->context, &plan, mending->arena, &judgement, err));
    for (const struct plan_violation *violation = judgement.first; violation != NULL;
         violation = violation->next) {
        const uint32_t about[] = {violation->about.meeting, violation->about.other_meeting};
        for (size_t i = 0; i < COUNT_OF(about); i++) {
            if (about[i] == PLAN_NONE)
                continue;
            blocked[about[i]] |= plan_violation_blocks(violation);
            if (mending->fault_of[about[i]] == NULL)
                mending->fault_of[about[i]] = violation;
        }
    }
    for (size_t i = 0; i < mending->count; i++)
        mending->wishes[i].tolerated = mending->wishes[i].hold == REPAIR_PUBLISHED &&
                                       !mending->wishes[i].back && mending->fault_of[i] != NULL &&
                                       !blocked[i];
    return OK;
}

/* ---- pins ---- */

static enum error_code refuse_pins(const struct mending *mending, const struct repair_conflict *conflict,
                                   struct error *err)
{
    const struct plan_meeting *pinned = &mending->wishes[conflict->wish].meeting;
    const struct plan_violation *fault = mending->fault_of[conflict->wish];
    char start[CIVIL_TIME_CHARS];

    civil_time_format(pinned->start, start);
    if (conflict->other != PLAN_NONE)
        return error_set(
            err, ERROR_DATA,
            "meeting %s is pinned to %s, and it cannot be held beside meeting %s, which is pinned or has "
            "begun; nothing is changed; take one of the pins away: `hiepthuong plan unpin %s`",
            pinned->code, start, mending->wishes[conflict->other].meeting.code, pinned->code);
    if (fault != NULL)
        return error_set(
            err, ERROR_DATA,
            "meeting %s is pinned to %s, and that breaks the rule %s; nothing is changed; take the pin "
            "away (`hiepthuong plan unpin %s`), or mend what the rule is about",
            pinned->code, start, plan_rule_info(fault->rule)->code, pinned->code);
    return error_set(
        err, ERROR_DATA,
        "meeting %s is pinned to %s, and its unit cannot meet there then beside its other meetings; "
        "nothing is changed; take the pin away: `hiepthuong plan unpin %s`",
        pinned->code, start, pinned->code);
}

/* ---- reasons ---- */

static const char *code_of(const struct mending *mending, uint32_t wish)
{
    return wish != PLAN_NONE ? mending->wishes[wish].meeting.code : NULL;
}

static void say_fault(const struct mending *mending, const struct repair_item *item, const char *code,
                      struct message *out)
{
    if (mending->fault_of[item->wish] != NULL)
        *out = mending->fault_of[item->wish]->message;
    else if (item->because != PLAN_NONE)
        message_set(out, "Meeting %s could not be held beside meeting %s any more.", code,
                    code_of(mending, item->because));
    else
        message_set(out, "Meeting %s could not be held there any more.", code);
}

static void give_reason(const struct mending *mending, const struct repair_item *item, const char *code,
                        const char *unit, struct message *out)
{
    const char *because = code_of(mending, item->because);

    if (item->cause == REPAIR_MADE_ROOM && because != NULL)
        message_set(out, "Meeting %s makes room for meeting %s.", code, because);
    else if (item->cause == REPAIR_MADE_ROOM)
        message_set(out, "Meeting %s makes room for a new meeting.", code);
    else if (item->cause == REPAIR_SURPLUS)
        message_set(out, "Unit %s needs fewer meetings now.", unit);
    else if (item->cause == REPAIR_ADDED)
        message_set(out, "Unit %s needs one more meeting.", unit);
    else if (item->cause == REPAIR_RETURNED)
        message_set(out, "Meeting %s is held as it was before the storm.", code);
    else if (item->cause == REPAIR_NOT_RETURNED && because != NULL)
        message_set(out, "Meeting %s stays as it is: meeting %s stands where it was before.", code, because);
    else if (item->cause == REPAIR_NOT_RETURNED)
        message_set(
            out, "Meeting %s stays as it is: the time or the hall it had before is not free any more.", code);
    else
        say_fault(mending, item, code, out);
}

/* ---- the result ---- */

static enum error_code name_new(const struct mending *mending, const struct repair_outcome *outcome,
                                struct error *err)
{
    const struct plan_context *context = mending->context;
    const struct numbered_meetings meetings = {(struct plan_meeting *)(uintptr_t)outcome->plan.meetings,
                                               outcome->plan.count};

    return plan_codes_number(context->of.problem, &context->published, &mending->request->base, meetings,
                             mending->arena, err);
}

static int compare_meetings(const void *a, const void *b)
{
    return strcmp(((const struct plan_meeting *)a)->code, ((const struct plan_meeting *)b)->code);
}

static int compare_moves(const void *a, const void *b)
{
    return strcmp(((const struct plan_move *)a)->code, ((const struct plan_move *)b)->code);
}

static struct plan_move make_move(const struct mending *mending, const struct repair_outcome *outcome,
                                  const struct repair_item *item)
{
    const struct repair_wish *wish = item->wish != PLAN_NONE ? &mending->wishes[item->wish] : NULL;
    struct plan_move move = {
        .before = wish != NULL ? standing(wish) : NULL,
        .after = item->meeting != PLAN_NONE ? &outcome->plan.meetings[item->meeting] : NULL,
    };
    const struct plan_meeting *either = move.after != NULL ? move.after : move.before;

    move.code = either != NULL ? either->code : "";
    give_reason(mending, item, move.code,
                either != NULL ? mending->context->of.problem->units[either->unit].code : "", &move.reason);
    return move;
}

static enum error_code list_moves(const struct mending *mending, const struct repair_outcome *outcome,
                                  struct plan_mended *mended, struct error *err)
{
    struct plan_move *moves = arena_array(mending->arena, outcome->item_count, sizeof *moves);
    struct plan_move *stuck = arena_array(mending->arena, outcome->item_count, sizeof *stuck);

    if (moves == NULL || stuck == NULL)
        return error_memory(err);
    for (size_t i = 0; i < outcome->item_count; i++) {
        const struct repair_item *item = &outcome->items[i];
        if (item->cause == REPAIR_NOT_RETURNED)
            stuck[mended->stuck_count++] = make_move(mending, outcome, item);
        if (item->moved && (item->wish != PLAN_NONE || item->meeting != PLAN_NONE))
            moves[mended->move_count++] = make_move(mending, outcome, item);
    }
    qsort(moves, mended->move_count, sizeof *moves, compare_moves);
    mended->moves = moves;
    mended->stuck = stuck;
    return OK;
}

static enum error_code sort_plan(const struct repair_outcome *outcome, struct arena *arena, struct plan *out,
                                 struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, outcome->plan.count, sizeof *meetings);

    if (meetings == NULL)
        return error_memory(err);
    if (outcome->plan.count > 0)
        memcpy(meetings, outcome->plan.meetings, outcome->plan.count * sizeof *meetings);
    qsort(meetings, outcome->plan.count, sizeof *meetings, compare_meetings);
    *out = (struct plan){.meetings = meetings, .count = outcome->plan.count};
    return OK;
}

/* ---- the whole ---- */

/* Letters about a move leave at once, so where notice is asked for, nothing is moved to before its time. Meetings that stay
 * were noticed when they were published. */
static enum error_code repair(struct mending *mending, struct repair_outcome *outcome, struct error *err)
{
    struct plan_problem *problem = mending->context->of.problem;
    int32_t notice_days = problem->params.notice_days;
    struct repair_request request = {
        .problem = problem,
        .wishes = mending->wishes,
        .wish_count = mending->count,
        .bans = mending->context->bans,
        .ban_count = mending->context->ban_count,
        .from = civil_time_add_minutes(mending->context->now, 1),
    };

    if (notice_days > 0 && plan_rule_severity(problem, PLAN_RULE_NOTICE) <= PLAN_BLOCKS_RELEASE) {
        struct plan_params today = problem->params;
        if (today.letters_from.day < mending->context->now.date.day)
            today.letters_from = mending->context->now.date;
        struct civil_time noticed = {plan_first_noticed_day(&today), 0};
        if (civil_time_compare(request.from, noticed) < 0)
            request.from = noticed;
    }
    problem->params.notice_days = 0;
    enum error_code code = plan_repair(&request, mending->arena, outcome, err);
    problem->params.notice_days = notice_days;
    return code;
}

enum error_code plan_mend(const struct mend_request *request, struct arena *arena, struct plan_mended *out,
                          struct error *err)
{
    struct mending mending = {.request = request, .context = request->context, .arena = arena};
    struct repair_outcome outcome;
    struct plan_mended mended = {.move_count = 0};

    TRY(list_wishes(&mending, err));
    TRY(find_faults(&mending, err));
    TRY(repair(&mending, &outcome, err));
    if (outcome.conflict.wish != PLAN_NONE)
        return refuse_pins(&mending, &outcome.conflict, err);
    TRY(name_new(&mending, &outcome, err));
    TRY(list_moves(&mending, &outcome, &mended, err));
    TRY(sort_plan(&outcome, arena, &mended.plan, err));
    TRY(plan_verdict(request->context, &mended.plan, arena, &mended.judgement, err));
    mended.moved = outcome.moved;
    mended.missing = outcome.missing;
    *out = mended;
    return OK;
}
