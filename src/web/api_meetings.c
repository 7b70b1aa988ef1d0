#include "app/plan_show.h"
#include "web/api.h"
#include "web/api_meeting.h"
#include "web/json_judgement.h"
#include "web/json_plan.h"

#include <stdio.h>
#include <string.h>

#define KEY_CHARS 300

/* Meetings, and what became wrong with them since they were published. */
struct meetings {
    const struct shown_meeting *items;
    const struct plan_marks *marks;
};

static const char *meeting_key(const void *context, size_t index, struct arena *arena)
{
    const struct meetings *meetings = context;
    const struct shown_meeting *meeting = &meetings->items[index];
    char start[CIVIL_TIME_CHARS];
    char key[KEY_CHARS];

    civil_time_format(meeting->start, start);
    snprintf(key, sizeof key, "%s %s", start, meeting->code);
    return arena_copy_string(arena, key);
}

static json_t *meeting_of(const void *context, size_t index)
{
    const struct meetings *meetings = context;
    const struct shown_meeting *meeting = &meetings->items[index];

    return json_of_meeting(meeting, plan_marks_name(meetings->marks, meeting->code));
}

static enum error_code read_day(const struct api_call *api, const char *name, struct civil_date *out,
                                struct error *err)
{
    const char *text = api_query(api, name);

    if (text == NULL || civil_date_parse(text, out))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15", text);
    return error_at(err, NULL, 0, 0, name);
}

/* Of the plan those that begin on one of the days and have the status, where these are asked for. */
static enum error_code keep_asked(const struct api_call *api, struct shown_plan *plan, struct error *err)
{
    struct civil_date from = {.day = INT32_MIN};
    struct civil_date until = {.day = INT32_MAX};
    const char *status = api_query(api, "status");
    struct shown_meeting *kept = arena_array(api->call->arena, plan->count, sizeof *kept);
    size_t count = 0;

    if (kept == NULL)
        return error_memory(err);
    TRY(read_day(api, "from", &from, err));
    TRY(read_day(api, "until", &until, err));
    for (size_t i = 0; i < plan->count; i++) {
        const struct shown_meeting *meeting = &plan->items[i];
        if (meeting->start.date.day >= from.day && meeting->start.date.day <= until.day &&
            (status == NULL || strcmp(status, meeting->status) == 0))
            kept[count++] = *meeting;
    }
    plan->items = kept;
    plan->count = count;
    return OK;
}

enum error_code api_meetings(struct api_call *api, struct error *err)
{
    struct call *call = api->call;
    int64_t election = call->staff->election.id;
    const struct plan_filter filter = {.draft = api_query(api, "draft") != NULL,
                                       .unit = api_query(api, "unit"),
                                       .candidate = api_query(api, "candidate"),
                                       .area = api_query(api, "area")};
    struct plan_marks marks = {.count = 0};
    struct shown_plan plan;

    if (!filter.draft)
        TRY(plan_marks_read(call->app, election, call->arena, &marks, err));
    TRY(plan_show(call->app, election, &filter, call->arena, &plan, err));
    TRY(keep_asked(api, &plan, err));
    const struct meetings meetings = {plan.items, &marks};
    const struct api_list list = {"meetings", plan.count, &meetings, meeting_key, meeting_of};
    return api_reply_list(api, NULL, &list, err);
}

/* ---- one meeting ---- */

static json_t *shown_of(const struct shown_plan *plan, const struct plan_marks *marks, const char *code)
{
    for (size_t i = 0; i < plan->count; i++)
        if (strcmp(plan->items[i].code, code) == 0)
            return json_of_meeting(&plan->items[i], plan_marks_name(marks, code));
    return json_null();
}

static json_t *pin_of(const struct plan_pin *pin)
{
    if (pin == NULL)
        return json_null();
    return json_pack("{s:s,s:s,s:o}", "reason", pin->reason, "by", pin->by, "at",
                     json_of_moment(pin->pinned_utc_secs));
}

/* As a change would find it: in the newest draft, or as published. */
static enum error_code read_version(struct api_call *api, const struct plan_context *context,
                                    struct meeting_now *out, struct error *err)
{
    const char *code = api->call->parameters[1];
    struct stored_plan base;

    TRY(plan_context_base(context, true, api->call->arena, &base, err));
    const struct stored_meeting *found = stored_plan_find(&base, code);
    meeting_version_write(context->of.problem, found != NULL && !found->cancelled ? &found->meeting : NULL,
                          out->version);
    return OK;
}

enum error_code api_meeting_now(struct api_call *api, struct meeting_now *out, struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct call *call = api->call;
    int64_t election = call->staff->election.id;
    const char *code = call->parameters[1];
    struct shown_plan published;
    struct shown_plan draft = {.count = 0};
    struct plan_marks marks;
    struct meeting_now now;

    TRY(plan_context_read(call->app, election, call->arena, &context, err));
    TRY(plan_marks_read(call->app, election, call->arena, &marks, err));
    TRY(plan_show(call->app, election, &(struct plan_filter){.draft = false}, call->arena, &published, err));
    if (context.draft.id != 0)
        TRY(plan_show(call->app, election, &(struct plan_filter){.draft = true}, call->arena, &draft, err));
    TRY(read_version(api, &context, &now, err));
    now.json = json_pack("{s:s,s:s,s:o,s:o,s:o}", "code", code, "version", now.version, "published",
                         shown_of(&published, &marks, code), "draft", shown_of(&draft, &marks, code), "pin",
                         pin_of(plan_context_pin(&context, code)));
    if (json_is_null(json_object_get(now.json, "published")) &&
        json_is_null(json_object_get(now.json, "draft"))) {
        json_decref(now.json);
        return error_set(err, ERROR_NO_INPUT, "there is no meeting %s in this election", code);
    }
    *out = now;
    return OK;
}

enum error_code api_meeting(struct api_call *api, struct error *err)
{
    struct meeting_now now;

    TRY(api_meeting_now(api, &now, err));
    return api_reply(api, now.json, err);
}

/* Where else it could be, with nobody moved or one other meeting moved. */
enum error_code api_alternatives(struct api_call *api, struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct call *call = api->call;
    int64_t election = call->staff->election.id;
    struct explained_meeting meeting;

    TRY(plan_context_read(call->app, election, call->arena, &context, err));
    const struct stored_plan_choice choice = {context.of.problem, election, api_query(api, "draft") != NULL};
    struct explained_plan of = {.problem = context.of.problem};
    TRY(stored_plan_read(call->app, &choice, call->arena, &of.plan, err));
    TRY(plan_explain_meeting(&of, call->parameters[1], call->arena, &meeting, err));
    return api_reply(api, json_of_explained(call->catalog, context.of.problem, &meeting), err);
}
