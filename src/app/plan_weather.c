#include "app/plan_weather.h"

#include "app/audit.h"
#include "app/plan_check.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define RETURNS_MAX 20000 /* meetings that one storm drives away */

struct storm {
    const struct app *app;
    const struct weather_request *request;
    int64_t election;
    struct arena *arena;
    struct weather_result *result;
    int64_t weather; /* its row */
    struct plan_return *returns;
    size_t return_count;
};

static struct plan_context *context_of(const struct storm *storm)
{
    return &storm->result->plan.context;
}

/* ---- what it is about ---- */

static const struct plan_weather *find_weather(const struct storm *storm)
{
    const struct plan_context *context = context_of(storm);
    const struct weather_request *request = storm->request;

    for (size_t i = 0; i < context->weather_count; i++) {
        const struct plan_weather *weather = &context->weathers[i];
        if (strcmp(weather->area, request->area) == 0 &&
            (!request->has_days ||
             (weather->first.day <= request->last.day && request->first.day <= weather->last.day)))
            return weather;
    }
    return NULL;
}

static enum error_code check_days(const struct storm *storm, struct error *err)
{
    const struct plan_context *context = context_of(storm);
    const struct plan_problem *problem = context->of.problem;
    const struct weather_request *request = storm->request;
    char first[CIVIL_DATE_CHARS];
    char last[CIVIL_DATE_CHARS];
    size_t planned = 0;

    civil_date_format(request->first, first);
    civil_date_format(request->last, last);
    if (request->first.day > request->last.day)
        return error_set(err, ERROR_DATA, "%s lies after %s; nothing is changed", first, last);
    if (request->last.day < context->now.date.day)
        return error_set(err, ERROR_DATA,
                         "%s is past; the weather is switched for days to come; nothing is changed", last);
    for (uint32_t i = 0; i < problem->count.days; i++) {
        int32_t day = problem->days[i].date.day;
        planned += day >= request->first.day && day <= request->last.day;
    }
    if (planned == 0)
        return error_set(err, ERROR_DATA, "there is no day of the campaign from %s to %s; nothing is changed",
                         first, last);
    const struct plan_weather *on = find_weather(storm);
    if (on == NULL)
        return OK;
    civil_date_format(on->first, first);
    civil_date_format(on->last, last);
    return error_set(
        err, ERROR_DATA,
        "the weather switch is on already in %s from %s to %s; switch it off first; nothing is changed",
        on->area, first, last);
}

/* ---- on ---- */

static enum error_code add_weather(struct storm *storm, struct error *err)
{
    struct plan_context *context = context_of(storm);
    const struct weather_request *request = storm->request;
    struct plan_weather weather = {.area = request->area,
                                   .first = request->first,
                                   .last = request->last,
                                   .document = request->document != NULL ? request->document : ""};
    struct ban_list bans = {.items = NULL};
    int64_t area;

    TRY(db_select_int(storm->app->db, QUERY_PLAN_AREA_BY_CODE,
                      DB_ARGS(DB_INT("election", storm->election), DB_TEXT("code", request->area)), 0, &area,
                      err));
    if (area == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no area %s in this election", request->area);
    for (size_t i = 0; i < context->weather_count; i++)
        TRY(plan_context_ban(context, &context->weathers[i], storm->arena, &bans, err));
    TRY(plan_context_ban(context, &weather, storm->arena, &bans, err));
    context->bans = bans.items;
    context->ban_count = bans.count;
    return db_select_int(storm->app->db, QUERY_WEATHER_INSERT,
                         DB_ARGS(DB_INT("election", storm->election), DB_INT("area", area),
                                 DB_INT("first_day", request->first.day),
                                 DB_INT("last_day", request->last.day), DB_TEXT("document", weather.document),
                                 DB_INT("begun_utc", clock_now_utc_secs(&storm->app->clock))),
                         0, &storm->weather, err);
}

/* By unit, how many meetings may go online beyond the number it is allowed. */
static void allow_online(const struct storm *storm, const struct stored_plan *base, int32_t *allowed)
{
    struct plan_problem *problem = context_of(storm)->of.problem;

    for (uint32_t unit = 0; unit < problem->count.units; unit++)
        allowed[unit] = problem->units[unit].max_online;
    for (size_t i = 0; i < base->count && storm->request->document != NULL; i++) {
        const struct plan_meeting *meeting = &base->items[i].meeting;
        if (plan_context_banned(context_of(storm), meeting))
            problem->units[meeting->unit].max_online++;
    }
}

static enum error_code put_waiver(const struct storm *storm, const struct plan_meeting *meeting,
                                  bool cancelled, struct error *err)
{
    struct plan_context *context = context_of(storm);
    struct plan_waiver *waivers = arena_array(storm->arena, context->waiver_count + 1, sizeof *waivers);

    if (waivers == NULL)
        return error_memory(err);
    if (context->waiver_count > 0)
        memcpy(waivers, context->waivers, context->waiver_count * sizeof *waivers);
    waivers[context->waiver_count++] =
        (struct plan_waiver){meeting->code, meeting->unit, cancelled, storm->request->document};
    context->waivers = waivers;
    return db_run(storm->app->db, QUERY_WAIVER_PUT,
                  DB_ARGS(DB_INT("election", storm->election), DB_TEXT("code", meeting->code),
                          DB_TEXT("kind", cancelled ? "cancelled" : "online"),
                          DB_INT("unit", context->of.stored.ids.units[meeting->unit]),
                          DB_TEXT("document", storm->request->document),
                          DB_INT("given_utc", clock_now_utc_secs(&storm->app->clock))),
                  err);
}

/* Each meeting that needs the document gets it: online ones beyond their unit's number, and those without a place. */
static enum error_code put_waivers(const struct storm *storm, const int32_t *allowed, struct error *err)
{
    const struct plan_mended *mended = &storm->result->plan.mended;
    struct plan_problem *problem = context_of(storm)->of.problem;
    int32_t *online = arena_array(storm->arena, problem->count.units, sizeof *online);

    if (online == NULL)
        return error_memory(err);
    for (size_t i = 0; i < mended->plan.count; i++)
        online[mended->plan.meetings[i].unit] += mended->plan.meetings[i].mode == PLAN_ONLINE;
    for (uint32_t unit = 0; unit < problem->count.units; unit++)
        problem->units[unit].max_online = online[unit] > allowed[unit] ? online[unit] : allowed[unit];
    for (size_t i = 0; i < mended->move_count && storm->request->document != NULL; i++) {
        const struct plan_move *move = &mended->moves[i];
        if (move->after == NULL) {
            TRY(put_waiver(storm, move->before, true, err));
        } else if (move->after->mode == PLAN_ONLINE &&
                   online[move->after->unit] > allowed[move->after->unit]) {
            online[move->after->unit]--;
            TRY(put_waiver(storm, move->after, false, err));
        }
    }
    return OK;
}

static enum error_code remember(const struct storm *storm, const struct plan_meeting *before,
                                struct error *err)
{
    const struct stored_ids *ids = &context_of(storm)->of.stored.ids;

    return db_run(storm->app->db, QUERY_WEATHER_MEETING_INSERT,
                  DB_ARGS(DB_INT("weather", storm->weather), DB_TEXT("code", before->code),
                          DB_INT("unit", ids->units[before->unit]),
                          DB_INT("venue", ids->venues[before->venue]),
                          DB_INT("start_utc", civil_time_to_utc_secs(before->start)),
                          DB_INT("end_utc", civil_time_to_utc_secs(before->end))),
                  err);
}

static enum error_code count_driven(const struct storm *storm, struct error *err)
{
    struct weather_result *result = storm->result;
    const struct plan_mended *mended = &result->plan.mended;

    for (size_t i = 0; i < mended->move_count; i++) {
        const struct plan_move *move = &mended->moves[i];
        if (move->before == NULL || !plan_context_banned(context_of(storm), move->before))
            continue;
        TRY(remember(storm, move->before, err));
        if (move->after == NULL)
            result->suspended++;
        else if (move->after->mode == PLAN_ONLINE)
            result->online++;
        else
            result->elsewhere++;
    }
    return OK;
}

static enum error_code switch_on(struct storm *storm, struct error *err)
{
    struct plan_context *context = context_of(storm);
    struct plan_mended *mended = &storm->result->plan.mended;
    struct mend_request request = {.context = context};
    int32_t *allowed = arena_array(storm->arena, context->of.problem->count.units, sizeof *allowed);

    if (allowed == NULL)
        return error_memory(err);
    TRY(check_days(storm, err));
    TRY(add_weather(storm, err));
    TRY(plan_context_base(context, false, storm->arena, &request.base, err));
    allow_online(storm, &request.base, allowed);
    TRY(plan_mend(&request, storm->arena, mended, err));
    TRY(put_waivers(storm, allowed, err));
    TRY(count_driven(storm, err));
    return plan_verdict(context, &mended->plan, storm->arena, &mended->judgement, err);
}

/* ---- off ---- */

/* What it is now; a suspended meeting is not held, and returns or finds another place. */
static enum error_code list_returns(struct storm *storm, struct stored_plan *base, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct plan_problem *problem = context_of(storm)->of.problem;
    size_t room = base->count + RETURNS_MAX;
    struct stored_meeting *items = arena_array(storm->arena, room, sizeof *items);
    size_t held = base->count;

    storm->returns = arena_array(storm->arena, room, sizeof *storm->returns);
    if (items == NULL || storm->returns == NULL)
        return error_memory(err);
    if (held > 0)
        memcpy(items, base->items, held * sizeof *items);
    TRY(db_select(&rows, storm->app->db, QUERY_WEATHER_MEETINGS, DB_ARGS(DB_INT("weather", storm->weather)),
                  err));
    while (db_rows_next(&rows) && storm->return_count + base->count < room) {
        struct plan_return *back = &storm->returns[storm->return_count++];
        TRY(stored_meeting_read(problem, &rows, storm->arena, &back->before, err));
        const struct stored_meeting *now = stored_plan_find(base, back->before.code);
        back->now = now != NULL ? now->meeting : back->before;
        if (now == NULL)
            items[held++] = (struct stored_meeting){.meeting = back->before, .link = ""};
    }
    TRY(db_rows_finish(&rows, err));
    *base = (struct stored_plan){items, held};
    return OK;
}

static enum error_code end_waivers(const struct storm *storm, const char *code, struct error *err)
{
    static const char *const kinds[] = {"online", "cancelled"};

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        TRY(db_run(
            storm->app->db, QUERY_WAIVER_DELETE,
            DB_ARGS(DB_INT("election", storm->election), DB_TEXT("code", code), DB_TEXT("kind", kinds[i])),
            err));
    return OK;
}

static int compare_code(const void *key, const void *meeting)
{
    return strcmp(key, ((const struct plan_meeting *)meeting)->code);
}

static enum error_code count_returned(const struct storm *storm, struct error *err)
{
    const struct plan *plan = &storm->result->plan.mended.plan;

    for (size_t i = 0; i < storm->return_count; i++) {
        const struct plan_meeting *before = &storm->returns[i].before;
        const struct plan_meeting *after =
            bsearch(before->code, plan->meetings, plan->count, sizeof *plan->meetings, compare_code);
        if (after == NULL || after->mode != PLAN_DIRECT)
            continue;
        TRY(end_waivers(storm, before->code, err));
        storm->result->returned +=
            after->venue == before->venue && civil_time_compare(after->start, before->start) == 0;
    }
    return OK;
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct stored_meeting *)a)->meeting.code,
                  ((const struct stored_meeting *)b)->meeting.code);
}

static enum error_code switch_off(struct storm *storm, struct error *err)
{
    struct plan_context *context = context_of(storm);
    const struct plan_weather *weather = find_weather(storm);
    struct mend_request request = {.context = context};
    struct ban_list bans = {.items = NULL};

    if (weather == NULL)
        return error_set(err, ERROR_NO_INPUT, "the weather switch is not on in %s; nothing is changed",
                         storm->request->area);
    storm->weather = weather->id;
    for (size_t i = 0; i < context->weather_count; i++) {
        if (&context->weathers[i] != weather)
            TRY(plan_context_ban(context, &context->weathers[i], storm->arena, &bans, err));
    }
    context->bans = bans.items;
    context->ban_count = bans.count;
    TRY(db_run(
        storm->app->db, QUERY_WEATHER_END,
        DB_ARGS(DB_INT("weather", weather->id), DB_INT("ended_utc", clock_now_utc_secs(&storm->app->clock))),
        err));
    TRY(plan_context_base(context, false, storm->arena, &request.base, err));
    TRY(list_returns(storm, &request.base, err));
    qsort((void *)(uintptr_t)request.base.items, request.base.count, sizeof *request.base.items,
          compare_codes);
    request.returns = storm->returns;
    request.return_count = storm->return_count;
    TRY(plan_mend(&request, storm->arena, &storm->result->plan.mended, err));
    return count_returned(storm, err);
}

/* ---- the whole ---- */

static enum error_code log_switch(const struct storm *storm, struct error *err)
{
    struct audit_entry entry = {.verb = "plan weather",
                                .election = storm->election,
                                .kind = "area",
                                .about = storm->request->area,
                                .before = storm->request->on ? "off" : "on",
                                .after = storm->request->on ? "on" : "off"};
    const struct plan_mended *mended = &storm->result->plan.mended;

    if (storm->request->on)
        message_set(&entry.words,
                    "The weather switch was turned on in %s: %zu meetings online, %zu moved, %zu suspended.",
                    storm->request->area, storm->result->online, storm->result->elsewhere,
                    storm->result->suspended);
    else
        message_set(&entry.words, "The weather switch was turned off in %s: %zu meetings moved.",
                    storm->request->area, mended->moved);
    return audit_put(storm->app, &entry, err);
}

static enum error_code run(struct storm *storm, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct replanned *plan = &storm->result->plan;
    size_t marked;

    TRY(db_transaction_begin(&change, storm->app->db, err));
    TRY(plan_context_read(storm->app, storm->election, storm->arena, &plan->context, err));
    TRY(storm->request->on ? switch_on(storm, err) : switch_off(storm, err));
    TRY(weather_check_seen(storm->request, storm->result, err));
    if (storm->request->dry_run)
        return OK;
    if (plan->mended.move_count > 0)
        TRY(plan_mended_store(storm->app, plan, "weather", storm->arena, err));
    TRY(log_switch(storm, err));
    TRY(plan_check_after(storm->app, storm->election, &marked, err));
    return db_transaction_commit(&change, err);
}

static enum error_code plan_weather_once(const struct app *app, int64_t election,
                                         const struct weather_request *request, struct arena *arena,
                                         struct weather_result *out, struct error *err)
{
    CLEANUP(weather_result_done) struct weather_result result = {.online = 0};
    struct storm storm = {
        .app = app, .request = request, .election = election, .arena = arena, .result = &result};

    TRY(run(&storm, err));
    *out = result;
    result.plan.context.of.problem = NULL;
    return OK;
}

enum error_code plan_weather(const struct app *app, int64_t election, const struct weather_request *request,
                             struct arena *arena, struct weather_result *out, struct error *err)
{
    return DB_REPEAT(app->db, plan_weather_once(app, election, request, arena, out, err));
}

void weather_result_done(struct weather_result *result)
{
    replanned_done(&result->plan);
}
