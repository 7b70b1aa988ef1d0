#include "app/plan_edit.h"
#include "app/plan_pin.h"
#include "web/api.h"
#include "web/api_meeting.h"
#include "web/json_judgement.h"

#include <string.h>

/* ---- which version ---- */

/* If-Match (RFC 9110, 13.1.1): 412 with the meeting as it is now, unless it is the one that was read. */
static enum error_code check_match(struct api_call *api, const char **out_seen, struct error *err)
{
    const char *match = http_request_header(api->call->request, "If-Match");
    char tag[API_TAG_CHARS];
    struct meeting_now now;

    *out_seen = api_text(api, "seen");
    if (match[0] == '\0')
        return OK;
    TRY(api_meeting_now(api, &now, err));
    enum error_code code = api_tag(now.json, tag, err);
    if (code != OK || http_tags_match(match, tag)) {
        *out_seen = arena_copy_string(api->call->arena, now.version);
        json_decref(now.json);
        return code != OK ? code : *out_seen != NULL ? OK : error_memory(err);
    }
    api->status = 412;
    api->more = json_pack("{s:o}", "current", now.json);
    return error_set(err, ERROR_FOUND,
                     "the meeting %s is another than you have seen; read it again and decide anew",
                     api->call->parameters[1]);
}

/* ---- a change ---- */

/* What stands against it: another version, or the rules it would break. */
static json_t *refusal_of(const struct api_call *api, const struct meeting_edit *edit,
                          const struct plan_edited *edited)
{
    const struct json_judged judged = {edited->context.of.problem, &edited->plan, &edited->judgement};

    if (edited->stale)
        return json_pack("{s:s,s:s}", "seen", edit->seen, "current_version", edited->now);
    return json_pack("{s:o}", "judgement", json_of_judgement(api->call->catalog, &judged));
}

static enum error_code read_edit(struct api_call *api, struct meeting_edit *edit, struct error *err)
{
    const char *mode = api_text(api, "mode");

    edit->meeting = api->call->parameters[1];
    edit->venue = api_text(api, "venue");
    edit->document = api_text(api, "document");
    edit->reason = api_text(api, "reason");
    edit->dry_run = api_bool(api, "dry_run");
    edit->mode = mode != NULL && strcmp(mode, "online") == 0 ? PLAN_ONLINE : PLAN_DIRECT;
    if (mode != NULL && strcmp(mode, "online") != 0 && strcmp(mode, "direct") != 0) {
        error_set(err, ERROR_USAGE, "a meeting is held direct or online");
        return error_at(err, NULL, 0, 0, "mode");
    }
    TRY(api_time(api, "start", &edit->has_start, &edit->start, err));
    return check_match(api, &edit->seen, err);
}

static enum error_code run_edit(struct api_call *api, struct meeting_edit *edit, struct error *err)
{
    CLEANUP(plan_edited_done) struct plan_edited edited = {.draft = 0};
    struct call *call = api->call;

    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    TRY(read_edit(api, edit, err));
    enum error_code code = plan_edit(call->app, call->staff->election.id, edit, call->arena, &edited, err);
    if (code == ERROR_FOUND)
        api->more = refusal_of(api, edit, &edited);
    if (code != OK)
        return code;
    json_t *object = json_of_move(call->catalog, edited.context.of.problem, &edited.move);
    json_object_set_new(object, "draft", json_of_count(edited.draft));
    json_object_set_new(object, "dry_run", json_boolean(edit->dry_run));
    return api_reply(api, object, err);
}

#define EDIT_FIELDS                                                                                          \
    {"seen", API_TEXT, false}, {"reason", API_TEXT, false},                                                  \
    {                                                                                                        \
        "dry_run", API_BOOL, false                                                                           \
    }
#define PLACE_FIELDS                                                                                         \
    {"venue", API_TEXT, false},                                                                              \
    {                                                                                                        \
        "start", API_TEXT, false                                                                             \
    }

enum error_code api_meeting_move(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {EDIT_FIELDS, PLACE_FIELDS};
    struct meeting_edit edit = {.kind = MEETING_EDIT_MOVE};

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    if (api_text(api, "venue") == NULL && api_text(api, "start") == NULL)
        return error_set(err, ERROR_USAGE, "say where to with \"venue\", or when with \"start\"");
    return run_edit(api, &edit, err);
}

enum error_code api_meeting_switch(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {
        EDIT_FIELDS, PLACE_FIELDS, {"mode", API_TEXT, true}, {"document", API_TEXT, false}};
    struct meeting_edit edit = {.kind = MEETING_EDIT_SWITCH};

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    return run_edit(api, &edit, err);
}

enum error_code api_meeting_cancel(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {EDIT_FIELDS, {"document", API_TEXT, false}};
    struct meeting_edit edit = {.kind = MEETING_EDIT_CANCEL};

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    return run_edit(api, &edit, err);
}

enum error_code api_meeting_restore(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {EDIT_FIELDS, PLACE_FIELDS};
    struct meeting_edit edit = {.kind = MEETING_EDIT_RESTORE};

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    return run_edit(api, &edit, err);
}

/* ---- pins ---- */

enum error_code api_meeting_pin(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {{"reason", API_TEXT, true}};
    CLEANUP(plan_pinned_done) struct plan_pinned pinned = {.context = {.of = {.problem = NULL}}};
    struct call *call = api->call;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    const struct plan_pin_request request = {
        .meeting = call->parameters[1], .reason = api_text(api, "reason"), .by = call->staff->session.login};
    TRY(plan_pin_meeting(call->app, call->staff->election.id, &request, call->arena, &pinned, err));
    return api_reply(api,
                     json_pack("{s:s,s:b,s:o}", "code", request.meeting, "pinned", true, "place",
                               json_of_held(pinned.context.of.problem, &pinned.pin.meeting)),
                     err);
}

enum error_code api_meeting_unpin(struct api_call *api, struct error *err)
{
    const char *code = api->call->parameters[1];

    TRY(api_check_fields(api, NULL, 0, err));
    TRY(staff_must(api->call, RIGHTS_PLAN, 0, err));
    TRY(plan_unpin_meeting(api->call->app, api->call->staff->election.id, code, err));
    return api_reply(api, json_pack("{s:s,s:b}", "code", code, "pinned", false), err);
}
