/* A plan that changes: after a disturbance, in a storm, one meeting at a time. */
#include "app/election_find.h"
#include "app/plan_edit.h"
#include "app/plan_explain_meeting.h"
#include "app/plan_replan.h"
#include "app/plan_weather.h"
#include "cli/commands.h"
#include "cli/judgement.h"
#include "cli/move_put.h"
#include "web/json_judgement.h"

#include <jansson.h>
#include <string.h>

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }
#define DRY_RUN_OPTION                                                                                       \
    {                                                                                                        \
        "dry-run", NULL, N_("say what would change and change nothing"), 0                                   \
    }
#define BLOCKS_MAX 100

static enum error_code find_election(struct command_run *run, struct election *out, struct error *err)
{
    return election_find(run->app, command_option(run, "election"), run->arena, out, err);
}

/* The end of every command that may have made a draft. */
static void say_draft(struct command_run *run, int64_t draft, bool dry_run)
{
    if (dry_run)
        command_say(run, run->notes, "This was a rehearsal; nothing was stored.");
    else if (draft == 0)
        command_say(run, run->notes, "Nothing has to move; there is no new draft.");
    else
        command_say(run, run->notes, "Draft %lld is kept; `hiepthuong plan publish` makes it public.",
                    (long long)draft);
}

static enum error_code fail_incomplete(const struct plan_mended *mended, struct error *err)
{
    if (plan_judgement_blocking(&mended->judgement) == 0)
        return OK;
    return error_set(err, ERROR_FOUND,
                     "the draft cannot be published as it is; violations: %zu; meetings without a place: %zu",
                     plan_judgement_blocking(&mended->judgement), mended->missing);
}

/* ---- plan replan ---- */

static const struct command_option replan_options[] = {
    {"block", "KIND:CODE:DAYS",
     N_("a venue, commune or candidate that is not to be had, as in venue:V12:2021-05-04; stored with the "
        "draft"),
     OPTION_REPEATED},
    DRY_RUN_OPTION,
    ELECTION_OPTION,
};

static enum error_code read_blocks(struct command_run *run, struct plan_block_request blocks[BLOCKS_MAX],
                                   size_t *out_count, struct error *err)
{
    size_t count = 0;

    for (const char *text = command_option_nth(run, "block", 0); text != NULL;
         text = command_option_nth(run, "block", count)) {
        if (count == BLOCKS_MAX)
            return error_set(err, ERROR_USAGE, "at most %d blocks can be given at once", BLOCKS_MAX);
        TRY(plan_block_parse(text, run->arena, &blocks[count++], err));
    }
    *out_count = count;
    return OK;
}

static enum error_code run_replan(struct command_run *run, struct error *err)
{
    CLEANUP(replanned_done) struct replanned replanned = {.draft = 0};
    struct plan_block_request blocks[BLOCKS_MAX];
    struct replan_request request = {.blocks = blocks, .dry_run = command_option(run, "dry-run") != NULL};
    struct election election;

    TRY(read_blocks(run, blocks, &request.block_count, err));
    TRY(find_election(run, &election, err));
    TRY(plan_replan(run->app, election.id, &request, run->arena, &replanned, err));
    if (run->json) {
        json_t *object = json_of_mended(run->catalog, &replanned.context, &replanned.mended);
        json_object_set_new(object, "draft", json_integer((json_int_t)replanned.draft));
        TRY(command_put_json(run, object, err));
    } else {
        mended_put(run, &replanned.context, &replanned.mended);
        command_say(run, run->out, "Meetings that move: %zu; meetings without a place: %zu.",
                    replanned.mended.moved, replanned.mended.missing);
    }
    say_draft(run, replanned.draft, request.dry_run);
    return fail_incomplete(&replanned.mended, err);
}

/* ---- plan weather ---- */

static const struct command_option weather_options[] = {
    {"area", "CODE", N_("the district or commune, or the whole province"), OPTION_REQUIRED},
    {"day", "DATE", N_("the first day; needed to switch on"), 0},
    {"until", "DATE", N_("the last day; the first when it is left out"), 0},
    {"document", "NUMBER",
     N_("the document that allows more online meetings and fewer meetings than the rules; needed for those "
        "only"),
     0},
    DRY_RUN_OPTION,
    ELECTION_OPTION,
};

static enum error_code read_date(struct command_run *run, const char *name, struct civil_date *out,
                                 bool *out_given, struct error *err)
{
    const char *text = command_option(run, name);

    *out_given = text != NULL;
    if (text == NULL || civil_date_parse(text, out))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2021-05-04", text);
    return error_at(err, NULL, 0, 0, name);
}

static enum error_code read_weather(struct command_run *run, struct weather_request *out, struct error *err)
{
    const char *state = run->operands[0];
    bool has_until;

    out->on = strcmp(state, "on") == 0;
    if (!out->on && strcmp(state, "off") != 0)
        return error_set(err, ERROR_USAGE, "the weather is switched on or off, not \"%s\"", state);
    out->area = command_option(run, "area");
    out->document = command_option(run, "document");
    out->dry_run = command_option(run, "dry-run") != NULL;
    TRY(read_date(run, "day", &out->first, &out->has_days, err));
    TRY(read_date(run, "until", &out->last, &has_until, err));
    if (!has_until)
        out->last = out->first;
    if (out->on && !out->has_days)
        return error_set(err, ERROR_USAGE, "give the day: --day 2021-05-04");
    if (out->document != NULL && out->document[0] == '\0')
        return error_set(err, ERROR_USAGE, "the number of the document is empty");
    return OK;
}

static void put_weather(struct command_run *run, const struct weather_request *request,
                        const struct weather_result *result)
{
    mended_put(run, &result->plan.context, &result->plan.mended);
    if (request->on)
        command_say(run, run->out, "Meetings that go online: %zu; that move: %zu; that are suspended: %zu.",
                    result->online, result->elsewhere, result->suspended);
    else
        command_say(run, run->out, "Meetings that return to where they were: %zu; that cannot: %zu.",
                    result->returned, result->plan.mended.stuck_count);
}

static enum error_code run_weather(struct command_run *run, struct error *err)
{
    CLEANUP(weather_result_done) struct weather_result result = {.online = 0};
    struct weather_request request = {.on = false};
    struct election election;

    TRY(read_weather(run, &request, err));
    TRY(find_election(run, &election, err));
    TRY(plan_weather(run->app, election.id, &request, run->arena, &result, err));
    if (run->json) {
        TRY(command_put_json(run, json_of_weather(run->catalog, &result), err));
    } else {
        put_weather(run, &request, &result);
    }
    say_draft(run, result.plan.draft, request.dry_run);
    return fail_incomplete(&result.plan.mended, err);
}

/* ---- one meeting ---- */

#define REASON_OPTION                                                                                        \
    {                                                                                                        \
        "reason", "TEXT", N_("why; stands in the changelog"), 0                                              \
    }

static const struct command_option move_options[] = {
    {"venue", "CODE", N_("where to; the same venue when it is left out"), 0},
    {"at", "TIME", N_("when it begins, as in 2021-05-04T07:30; the same time when it is left out"), 0},
    REASON_OPTION,
    DRY_RUN_OPTION,
    ELECTION_OPTION,
};
static const struct command_option switch_options[] = {
    {"to", "direct|online", N_("in person or online"), OPTION_REQUIRED},
    {"venue", "CODE", N_("where to; the same venue when it is left out"), 0},
    {"at", "TIME", N_("when it begins, as in 2021-05-04T07:30; the same time when it is left out"), 0},
    {"document", "NUMBER", N_("the document that allows one more online meeting"), 0},
    REASON_OPTION,
    DRY_RUN_OPTION,
    ELECTION_OPTION,
};
static const struct command_option cancel_options[] = {
    {"document", "NUMBER", N_("the document that lets the unit hold one meeting fewer"), 0},
    REASON_OPTION,
    DRY_RUN_OPTION,
    ELECTION_OPTION,
};

static enum error_code read_edit(struct command_run *run, struct meeting_edit *out, struct error *err)
{
    const char *at = out->kind != MEETING_EDIT_CANCEL ? command_option(run, "at") : NULL;

    out->meeting = run->operands[0];
    out->reason = command_option(run, "reason");
    out->dry_run = command_option(run, "dry-run") != NULL;
    if (out->kind != MEETING_EDIT_CANCEL)
        out->venue = command_option(run, "venue");
    if (out->kind == MEETING_EDIT_CANCEL || out->kind == MEETING_EDIT_SWITCH)
        out->document = command_option(run, "document");
    if (out->kind == MEETING_EDIT_SWITCH)
        out->mode = strcmp(command_option(run, "to"), "online") == 0 ? PLAN_ONLINE : PLAN_DIRECT;
    out->has_start = at != NULL;
    if (at == NULL || civil_time_parse(at, &out->start))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not a time such as 2021-05-04T07:30", at);
    return error_at(err, NULL, 0, 0, "--at");
}

/* Where the meeting could go instead, with nobody else moved. */
static void put_places(struct command_run *run, const struct plan_edited *edited)
{
    const struct explained_plan of = {.problem = edited->context.of.problem, .plan = edited->plan_before};
    struct explained_meeting found;
    struct error ignored;
    size_t count = 0;

    if (edited->move.before == NULL || edited->move.after == NULL ||
        plan_explain_meeting(&of, edited->move.code, run->arena, &found, &ignored) != OK)
        return;
    for (size_t i = 0; i < found.alone_count; i++) {
        const struct explained_place *at = &found.alone[i].place;
        const struct plan_meeting meeting = {
            .venue = at->venue, .mode = at->mode, .start = at->start, .end = at->end};
        if (civil_time_compare(at->start, edited->context.now) <= 0)
            continue;
        if (count++ == 0)
            command_say(run, run->out, "Places where it could be held, the cheapest first:");
        text_put(run->out, "    ");
        place_put(run, &edited->context, &meeting);
        text_put_char(run->out, '\n');
    }
}

/* Why not, and where else. */
static enum error_code put_refused(struct command_run *run, const struct plan_edited *edited,
                                   struct error *err)
{
    const struct plan_judgement added = {.first = edited->added};

    if (run->json)
        return command_put_json(
            run,
            json_of_judgement(run->catalog, &(struct json_judged){edited->context.of.problem, &edited->plan,
                                                                  &edited->judgement}),
            err);
    judgement_put_violations(run, edited->context.of.problem, &edited->plan, &added, NULL);
    put_places(run, edited);
    return OK;
}

static enum error_code edit(struct command_run *run, enum meeting_edit_kind kind, struct error *err)
{
    CLEANUP(plan_edited_done) struct plan_edited edited = {.draft = 0};
    struct meeting_edit change = {.kind = kind};
    struct election election;
    struct error write_err;

    TRY(read_edit(run, &change, err));
    if (kind == MEETING_EDIT_MOVE && change.venue == NULL && !change.has_start)
        return error_set(err, ERROR_USAGE, "say where to with --venue, or when with --at");
    TRY(find_election(run, &election, err));
    enum error_code code = plan_edit(run->app, election.id, &change, run->arena, &edited, err);
    if (code == ERROR_FOUND && put_refused(run, &edited, &write_err) != OK)
        *err = write_err;
    if (code != OK)
        return code;
    if (run->json) {
        json_t *object = json_of_move(run->catalog, edited.context.of.problem, &edited.move);
        json_object_set_new(object, "draft", json_integer((json_int_t)edited.draft));
        TRY(command_put_json(run, object, err));
    } else {
        move_put(run, &edited.context, &edited.move);
    }
    say_draft(run, edited.draft, change.dry_run);
    return OK;
}

static enum error_code run_move(struct command_run *run, struct error *err)
{
    return edit(run, MEETING_EDIT_MOVE, err);
}

static enum error_code run_switch(struct command_run *run, struct error *err)
{
    return edit(run, MEETING_EDIT_SWITCH, err);
}

static enum error_code run_cancel(struct command_run *run, struct error *err)
{
    return edit(run, MEETING_EDIT_CANCEL, err);
}

static enum error_code run_restore(struct command_run *run, struct error *err)
{
    return edit(run, MEETING_EDIT_RESTORE, err);
}

const struct command plan_change_commands[] = {
    {"plan replan", "", N_("mend the plan after something changed, moving as little as possible"),
     COMMAND_OPTIONS(replan_options), STORE_OPEN, run_replan},
    {"plan weather", "STATE", N_("have an area's meetings of some days online (on), or back (off)"),
     COMMAND_OPTIONS(weather_options), STORE_OPEN, run_weather},
    {"plan move", "MEETING", N_("move a meeting to another place or time"), COMMAND_OPTIONS(move_options),
     STORE_OPEN, run_move},
    {"plan switch", "MEETING", N_("hold a meeting online, or in person"), COMMAND_OPTIONS(switch_options),
     STORE_OPEN, run_switch},
    {"plan cancel", "MEETING", N_("cancel a meeting"), COMMAND_OPTIONS(cancel_options), STORE_OPEN,
     run_cancel},
    {"plan restore", "MEETING", N_("hold a cancelled meeting after all"), COMMAND_OPTIONS(move_options),
     STORE_OPEN, run_restore},
    COMMANDS_END};
