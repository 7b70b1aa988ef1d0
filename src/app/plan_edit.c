#include "app/plan_edit.h"

#include "app/audit.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

struct editing {
    const struct app *app;
    const struct meeting_edit *edit;
    struct arena *arena;
    struct plan_edited *edited;
    struct stored_plan base;
    const struct stored_meeting *published; /* the same meeting; NULL: never published */
    const struct plan_meeting *before;      /* in the base; NULL: not held */
    struct plan_meeting after;
    const struct plan_waiver *waiver; /* that the change needs; its document may be NULL */
};

/* ---- which meeting ---- */

static enum error_code refuse_fixed(const struct editing *editing, struct error *err)
{
    const struct plan_context *context = &editing->edited->context;
    const struct plan_pin *pin = plan_context_pin(context, editing->edit->meeting);
    char start[CIVIL_TIME_CHARS];

    if (plan_context_begun(context, editing->published)) {
        civil_time_format(editing->published->meeting.start, start);
        return error_set(err, ERROR_DATA, "meeting %s began at %s and can no longer be changed",
                         editing->edit->meeting, start);
    }
    if (pin != NULL)
        return error_set(
            err, ERROR_DATA,
            "meeting %s is pinned; nothing is changed; `hiepthuong plan pins` says by whom and why, "
            "`hiepthuong plan unpin %s` sets it free",
            editing->edit->meeting, editing->edit->meeting);
    return OK;
}

static enum error_code find_meeting(struct editing *editing, struct error *err)
{
    const struct plan_context *context = &editing->edited->context;
    const char *code = editing->edit->meeting;
    const struct stored_meeting *held;

    TRY(plan_context_base(context, true, editing->arena, &editing->base, err));
    editing->published = stored_plan_find(&context->published, code);
    held = stored_plan_find(&editing->base, code);
    if (held == NULL && editing->published == NULL)
        return error_set(err, ERROR_NO_INPUT, "there is no meeting %s in this plan", code);
    editing->before = held != NULL ? &held->meeting : NULL;
    editing->after = held != NULL ? held->meeting : editing->published->meeting;
    return OK;
}

/* ---- whether it is still what was seen ---- */

/* Whether the meeting is already what the change makes of it. */
static bool is_made(const struct editing *editing)
{
    const struct meeting_edit *edit = editing->edit;
    const struct plan_meeting *now = editing->before;
    const struct plan_problem *problem = editing->edited->context.of.problem;

    if (now == NULL || edit->kind == MEETING_EDIT_CANCEL)
        return now == NULL && edit->kind == MEETING_EDIT_CANCEL;
    return (edit->venue == NULL || strcmp(edit->venue, problem->venues[now->venue].code) == 0) &&
           (!edit->has_start || civil_time_compare(edit->start, now->start) == 0) &&
           (edit->kind != MEETING_EDIT_SWITCH || edit->mode == now->mode);
}

static enum error_code check_seen(const struct editing *editing, struct error *err)
{
    struct plan_edited *edited = editing->edited;

    meeting_version_write(edited->context.of.problem, editing->before, edited->now);
    if (editing->edit->seen == NULL || strcmp(editing->edit->seen, edited->now) == 0)
        return OK;
    edited->made_before = is_made(editing);
    edited->stale = !edited->made_before;
    if (edited->made_before)
        return OK;
    return error_set(err, ERROR_FOUND,
                     "nothing is changed, for somebody has changed meeting %s since it was shown",
                     editing->edit->meeting);
}

/* ---- whether it may be changed ---- */

static enum error_code check_state(const struct editing *editing, struct error *err)
{
    const char *code = editing->edit->meeting;
    bool held = editing->before != NULL;
    bool restore = editing->edit->kind == MEETING_EDIT_RESTORE;

    if (!held && !restore)
        return error_set(err, ERROR_DATA,
                         "meeting %s is cancelled; `hiepthuong plan restore %s` has it held again", code,
                         code);
    if (held && restore)
        return error_set(err, ERROR_DATA, "meeting %s is not cancelled; there is nothing to restore", code);
    return refuse_fixed(editing, err);
}

/* ---- the change ---- */

static enum error_code change_place(struct editing *editing, struct error *err)
{
    const struct meeting_edit *edit = editing->edit;
    struct plan_meeting *after = &editing->after;
    int64_t length_min = after->end.minute - after->start.minute;

    if (edit->venue != NULL) {
        after->venue = plan_problem_find_venue(editing->edited->context.of.problem, edit->venue);
        if (after->venue == PLAN_NONE)
            return error_set(err, ERROR_NO_INPUT, "there is no venue %s in this election", edit->venue);
    }
    if (edit->has_start) {
        after->start = edit->start;
        after->end = civil_time_add_minutes(edit->start, length_min);
    }
    if (edit->kind == MEETING_EDIT_SWITCH)
        after->mode = edit->mode;
    if (civil_time_compare(after->start, editing->edited->context.now) <= 0) {
        char start[CIVIL_TIME_CHARS];
        civil_time_format(after->start, start);
        return error_set(err, ERROR_DATA, "meeting %s would begin at %s, which is past; nothing is changed",
                         edit->meeting, start);
    }
    return OK;
}

static bool is_changed(const struct plan_meeting *a, const struct plan_meeting *b)
{
    return a->venue != b->venue || a->mode != b->mode || civil_time_compare(a->start, b->start) != 0 ||
           civil_time_compare(a->end, b->end) != 0;
}

static enum error_code make_change(struct editing *editing, struct error *err)
{
    if (editing->edit->kind == MEETING_EDIT_CANCEL)
        return OK;
    TRY(change_place(editing, err));
    if (editing->before != NULL && !is_changed(editing->before, &editing->after))
        return error_set(err, ERROR_DATA, "meeting %s stands there already; nothing is changed",
                         editing->edit->meeting);
    return OK;
}

/* ---- the judge ---- */

static enum error_code list_plan(const struct editing *editing, bool changed, struct plan *out,
                                 struct error *err)
{
    const char *code = editing->edit->meeting;
    struct plan_meeting *meetings = arena_array(editing->arena, editing->base.count + 1, sizeof *meetings);
    bool held = changed && editing->edit->kind != MEETING_EDIT_CANCEL;
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < editing->base.count; i++) {
        const struct plan_meeting *meeting = &editing->base.items[i].meeting;
        if (held && strcmp(meeting->code, code) > 0) {
            meetings[count++] = editing->after;
            held = false;
        }
        if (!changed || strcmp(meeting->code, code) != 0)
            meetings[count++] = *meeting;
    }
    if (held)
        meetings[count++] = editing->after;
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

/* What the document allows counts while the change is judged. */
static enum error_code grant(struct editing *editing, struct error *err)
{
    struct plan_context *context = &editing->edited->context;
    const struct meeting_edit *edit = editing->edit;
    struct plan_waiver *waivers = arena_array(editing->arena, context->waiver_count + 1, sizeof *waivers);
    size_t count = 0;
    bool online = edit->kind == MEETING_EDIT_SWITCH && edit->mode == PLAN_ONLINE;

    if (waivers == NULL)
        return error_memory(err);
    for (size_t i = 0; i < context->waiver_count; i++) {
        const struct plan_waiver *waiver = &context->waivers[i];
        bool same = strcmp(waiver->code, edit->meeting) == 0;
        if (same && !waiver->cancelled && edit->kind == MEETING_EDIT_SWITCH && !online)
            context->of.problem->units[editing->after.unit].max_online--;
        if (!same || (waiver->cancelled && edit->kind != MEETING_EDIT_RESTORE))
            waivers[count++] = *waiver;
    }
    if (edit->document != NULL && (online || edit->kind == MEETING_EDIT_CANCEL)) {
        waivers[count++] = (struct plan_waiver){edit->meeting, editing->after.unit, !online, edit->document};
        editing->waiver = &waivers[count - 1];
        if (online)
            context->of.problem->units[editing->after.unit].max_online++;
    }
    context->waivers = waivers;
    context->waiver_count = count;
    return OK;
}

static bool was_there(const struct plan_judgement *before, const struct plan_violation *violation)
{
    for (const struct plan_violation *old = before->first; old != NULL; old = old->next) {
        if (plan_violation_equal(old, violation))
            return true;
    }
    return false;
}

static enum error_code judge(struct editing *editing, struct error *err)
{
    struct plan_edited *edited = editing->edited;
    const struct plan_violation **tail = &edited->added;
    size_t count = 0;

    TRY(list_plan(editing, false, &edited->plan_before, err));
    TRY(plan_verdict(&edited->context, &edited->plan_before, editing->arena, &edited->before, err));
    TRY(grant(editing, err));
    TRY(list_plan(editing, true, &edited->plan, err));
    TRY(plan_verdict(&edited->context, &edited->plan, editing->arena, &edited->judgement, err));
    for (const struct plan_violation *violation = edited->judgement.first; violation != NULL;
         violation = violation->next) {
        if (!plan_violation_blocks(violation) || was_there(&edited->before, violation))
            continue;
        struct plan_violation *kept = arena_alloc(editing->arena, sizeof *kept);
        if (kept == NULL)
            return error_memory(err);
        *kept = *violation;
        kept->next = NULL;
        *tail = kept;
        tail = &kept->next;
        count++;
    }
    if (count == 0)
        return OK;
    return error_set(err, ERROR_FOUND,
                     "nothing is changed, for meeting %s would break rules; violations: %zu",
                     editing->edit->meeting, count);
}

/* ---- storing ---- */

static const char *const verbs[] = {
    [MEETING_EDIT_MOVE] = "plan move",
    [MEETING_EDIT_SWITCH] = "plan switch",
    [MEETING_EDIT_CANCEL] = "plan cancel",
    [MEETING_EDIT_RESTORE] = "plan restore",
};

static const char *describe(const struct editing *editing, const struct plan_meeting *meeting)
{
    char start[CIVIL_TIME_CHARS];
    char text[300];

    if (meeting == NULL)
        return NULL;
    civil_time_format(meeting->start, start);
    snprintf(text, sizeof text, "%s %s %s", start, plan_mode_name(meeting->mode),
             editing->edited->context.of.problem->venues[meeting->venue].code);
    return arena_copy_string(editing->arena, text);
}

static enum error_code log_edit(const struct editing *editing, struct error *err)
{
    const struct plan_edited *edited = editing->edited;
    struct audit_entry entry = {.verb = verbs[editing->edit->kind],
                                .election = edited->context.election,
                                .kind = "meeting",
                                .about = editing->edit->meeting,
                                .before = describe(editing, edited->move.before),
                                .after = describe(editing, edited->move.after)};

    message_set(&entry.words, "Meeting %s was changed in draft %lld.", editing->edit->meeting,
                (long long)edited->draft);
    return audit_put(editing->app, &entry, err);
}

static enum error_code store_waiver(const struct editing *editing, struct error *err)
{
    const struct plan_context *context = &editing->edited->context;
    struct db *db = editing->app->db;
    enum meeting_edit_kind kind = editing->edit->kind;
    const char *over = kind == MEETING_EDIT_RESTORE                                        ? "cancelled"
                       : kind == MEETING_EDIT_SWITCH && editing->edit->mode == PLAN_DIRECT ? "online"
                                                                                           : NULL;

    if (over != NULL)
        return db_run(db, QUERY_WAIVER_DELETE,
                      DB_ARGS(DB_INT("election", context->election), DB_TEXT("code", editing->edit->meeting),
                              DB_TEXT("kind", over)),
                      err);
    if (editing->waiver == NULL)
        return OK;
    return db_run(db, QUERY_WAIVER_PUT,
                  DB_ARGS(DB_INT("election", context->election), DB_TEXT("code", editing->edit->meeting),
                          DB_TEXT("kind", editing->waiver->cancelled ? "cancelled" : "online"),
                          DB_INT("unit", context->of.stored.ids.units[editing->after.unit]),
                          DB_TEXT("document", editing->waiver->document),
                          DB_INT("given_utc", clock_now_utc_secs(&editing->app->clock))),
                  err);
}

static enum error_code store(struct editing *editing, struct error *err)
{
    struct plan_edited *edited = editing->edited;
    const struct plan_draft_state *state = &edited->context.draft;
    struct plan_reason reason = {.code = editing->edit->meeting, .words = edited->move.reason};
    struct plan_draft draft = {.origin = "edited",
                               .plan = edited->plan,
                               .terms = edited->judgement.terms,
                               .reasons = &reason,
                               .reason_count = 1};

    if (state->id != 0 && state->release == 0)
        draft.instead_of = state->id;
    TRY(store_waiver(editing, err));
    TRY(plan_draft_store(editing->app, edited->context.election, &edited->context.of.stored.ids, &draft,
                         &edited->draft, err));
    return log_edit(editing, err);
}

static enum error_code write_move(struct editing *editing, struct error *err)
{
    struct plan_edited *edited = editing->edited;
    struct plan_meeting *after = arena_alloc(editing->arena, sizeof *after);

    if (after == NULL)
        return error_memory(err);
    *after = editing->after;
    edited->move = (struct plan_move){.code = editing->edit->meeting,
                                      .before = editing->before,
                                      .after = editing->edit->kind != MEETING_EDIT_CANCEL ? after : NULL};
    if (editing->edit->reason != NULL)
        message_set(&edited->move.reason, "The staff changed meeting %s: %s", editing->edit->meeting,
                    editing->edit->reason);
    else
        message_set(&edited->move.reason, "The staff changed meeting %s.", editing->edit->meeting);
    return OK;
}

/* ---- the whole ---- */

static enum error_code run(struct editing *editing, int64_t election, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, editing->app->db, err));
    TRY(plan_context_read(editing->app, election, editing->arena, &editing->edited->context, err));
    TRY(find_meeting(editing, err));
    TRY(check_seen(editing, err));
    if (editing->edited->made_before)
        return OK;
    TRY(check_state(editing, err));
    TRY(make_change(editing, err));
    TRY(write_move(editing, err));
    TRY(judge(editing, err));
    if (editing->edit->dry_run)
        return OK;
    TRY(store(editing, err));
    return db_transaction_commit(&change, err);
}

static enum error_code plan_edit_once(const struct app *app, int64_t election,
                                      const struct meeting_edit *edit, struct arena *arena,
                                      struct plan_edited *out, struct error *err)
{
    CLEANUP(plan_edited_done) struct plan_edited edited = {.draft = 0};
    struct editing editing = {.app = app, .edit = edit, .arena = arena, .edited = &edited};
    enum error_code code = run(&editing, election, err);

    if (code == OK || code == ERROR_FOUND) {
        *out = edited;
        edited.context.of.problem = NULL;
    }
    return code;
}

enum error_code plan_edit(const struct app *app, int64_t election, const struct meeting_edit *edit,
                          struct arena *arena, struct plan_edited *out, struct error *err)
{
    return DB_REPEAT(app->db, plan_edit_once(app, election, edit, arena, out, err));
}

void plan_edited_done(struct plan_edited *edited)
{
    plan_context_done(&edited->context);
}
