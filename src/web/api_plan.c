#include "app/plan_check.h"
#include "app/plan_replan.h"
#include "app/plan_verdict.h"
#include "app/plan_weather.h"
#include "web/api.h"
#include "web/json_judgement.h"
#include "web/json_plan.h"

#include <string.h>

/* As they were found when something changed last. */
enum error_code api_plan_check(struct api_call *api, struct error *err)
{
    struct plan_marks marks;

    TRY(plan_marks_read(api->call->app, api->call->staff->election.id, api->call->arena, &marks, err));
    return api_reply(api, json_of_marks(api->call->catalog, &marks), err);
}

/* The newest draft, or what is published, as a plan without what is cancelled. */
static enum error_code read_plan(const struct api_call *api, const struct plan_context *context, bool draft,
                                 struct plan *out, struct error *err)
{
    const struct stored_plan_choice choice = {context->of.problem, api->call->staff->election.id, draft};

    return stored_plan_read(api->call->app, &choice, api->call->arena, out, err);
}

enum error_code api_plan_judge(struct api_call *api, struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct call *call = api->call;
    struct plan_judgement judgement;
    struct plan plan;

    TRY(plan_context_read(call->app, call->staff->election.id, call->arena, &context, err));
    TRY(read_plan(api, &context, api_query(api, "draft") != NULL, &plan, err));
    TRY(plan_verdict(&context, &plan, call->arena, &judgement, err));
    const struct json_judged judged = {context.of.problem, &plan, &judgement};
    return api_reply(api, json_of_judgement(call->catalog, &judged), err);
}

/* What had to move because of what changed; as a draft unless it is a rehearsal. */
enum error_code api_plan_replan(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {{"dry_run", API_BOOL, false}};
    CLEANUP(replanned_done) struct replanned replanned = {.draft = 0};
    struct call *call = api->call;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    const struct replan_request request = {.dry_run = api_bool(api, "dry_run")};
    TRY(plan_replan(call->app, call->staff->election.id, &request, call->arena, &replanned, err));
    json_t *object = json_of_mended(call->catalog, &replanned.context, &replanned.mended);
    json_object_set_new(object, "draft", json_of_count(replanned.draft));
    json_object_set_new(object, "dry_run", json_boolean(request.dry_run));
    return api_reply(api, object, err);
}

static enum error_code read_weather(struct api_call *api, struct weather_request *out, struct error *err)
{
    static const struct api_field fields[] = {
        {"on", API_BOOL, true},    {"area", API_TEXT, true},      {"first", API_TEXT, false},
        {"last", API_TEXT, false}, {"document", API_TEXT, false}, {"dry_run", API_BOOL, false},
    };
    bool has_last;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    *out = (struct weather_request){.on = api_bool(api, "on"),
                                    .area = api_text(api, "area"),
                                    .document = api_text(api, "document"),
                                    .dry_run = api_bool(api, "dry_run")};
    TRY(api_date(api, "first", &out->has_days, &out->first, err));
    TRY(api_date(api, "last", &has_last, &out->last, err));
    if (has_last && !out->has_days)
        return error_set(err, ERROR_USAGE, "name the first day, too");
    if (out->has_days && !has_last)
        out->last = out->first;
    if (out->on && !out->has_days)
        return error_set(err, ERROR_USAGE, "name the days on which nobody can come together");
    return OK;
}

enum error_code api_weather(struct api_call *api, struct error *err)
{
    CLEANUP(weather_result_done) struct weather_result result = {.online = 0};
    struct call *call = api->call;
    struct weather_request request;
    json_t *object;

    TRY(read_weather(api, &request, err));
    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    TRY(plan_weather(call->app, call->staff->election.id, &request, call->arena, &result, err));
    object = json_of_weather(call->catalog, &result);
    json_object_set_new(object, "dry_run", json_boolean(request.dry_run));
    return api_reply(api, object, err);
}
