#include "app/timetable_show.h"
#include "web/api.h"
#include "web/json_timetable.h"

#include <stdio.h>
#include <string.h>

#define KEY_CHARS 400

static const char *step_key(const void *context, size_t index, struct arena *arena)
{
    const struct shown_timetable *shown = context;
    const struct shown_step *step = &shown->items[index];
    struct timetable_moment moment = {.state = TIMETABLE_NONE};
    char day[CIVIL_TIME_CHARS] = "";
    char key[KEY_CHARS];

    if (shown_step_moment(step, &moment))
        timetable_moment_format(&moment, day);
    snprintf(key, sizeof key, "%s %s %d %s", day[0] != '\0' ? day : "~", step->duty->id, (int)step->level,
             step->place->code);
    return arena_copy_string(arena, key);
}

static json_t *step_of(const void *context, size_t index)
{
    const struct shown_timetable *shown = context;

    return json_of_step(&shown->items[index]);
}

static enum error_code read_state(const struct api_call *api, int *out, struct error *err)
{
    const char *state = api_query(api, "state");

    *out = -1;
    if (state == NULL)
        return OK;
    for (int i = 0; i < STEP_STATE_COUNT; i++) {
        if (strcmp(step_state_name((enum step_state)i), state) == 0) {
            *out = i;
            return OK;
        }
    }
    error_set(err, ERROR_USAGE, "\"%s\" is no state; there are done, late, at-risk, due, waiting", state);
    return error_at(err, NULL, 0, 0, "state");
}

/* Those of the step, NULL: of every step. */
static enum error_code reply_steps(struct api_call *api, const char *step, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {.items = NULL};
    struct timetable_filter filter = {.election = api->call->staff->election.code,
                                      .area = api_query(api, "area"),
                                      .level = api_query(api, "level"),
                                      .as_stored = true};
    size_t kept = 0;

    TRY(read_state(api, &filter.state, err));
    TRY(timetable_show(api->call->app, &filter, api->call->arena, &shown, err));
    for (size_t i = 0; i < shown.count; i++)
        if (step == NULL || strcmp(shown.items[i].duty->id, step) == 0)
            shown.items[kept++] = shown.items[i];
    if (step != NULL && kept == 0)
        return error_set(err, ERROR_NO_INPUT, "the timetable has no step %s here", step);
    const struct api_list list = {"steps", kept, &shown, step_key, step_of};
    return api_reply_list(api, json_of_timetable(&shown), &list, err);
}

enum error_code api_timetable(struct api_call *api, struct error *err)
{
    return reply_steps(api, NULL, err);
}

enum error_code api_step(struct api_call *api, struct error *err)
{
    return reply_steps(api, api->call->parameters[1], err);
}

/* ---- recording ---- */

static enum error_code read_change(struct api_call *api, struct timetable_change *out, struct error *err)
{
    static const struct api_field fields[] = {
        {"date", API_TEXT, true},      {"hour", API_TEXT, false},     {"area", API_TEXT, false},
        {"level", API_TEXT, false},    {"document", API_TEXT, false}, {"dry_run", API_BOOL, false},
        {"withdraw", API_BOOL, false},
    };
    bool given;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    *out = (struct timetable_change){
        .election = api->call->staff->election.code,
        .step = api->call->parameters[1],
        .kind = RECORD_ACT,
        .area = api_text(api, "area"),
        .level = api_text(api, "level"),
        .has_hour = api_text(api, "hour") != NULL,
        .document = api_text(api, "document"),
        .by = api->call->staff->session.login,
        .withdraw = api_bool(api, "withdraw"),
        .accept = !api_bool(api, "dry_run"),
    };
    TRY(api_date(api, "date", &given, &out->time.date, err));
    if (!out->has_hour || civil_minute_parse(api_text(api, "hour"), &out->time.minute))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not an hour from 00:00 to 23:59, such as 07:00",
              api_text(api, "hour"));
    return error_at(err, NULL, 0, 0, "hour");
}

enum error_code api_step_record(struct api_call *api, struct error *err)
{
    struct timetable_change change;
    struct timetable_moved moved;
    struct places places;
    size_t place;

    TRY(read_change(api, &change, err));
    TRY(places_load(api->call->app, api->call->staff->election.id, api->call->arena, &places, err));
    TRY(places_find(&places, change.area, UINT32_MAX, &place, err));
    TRY(staff_must(api->call, RIGHTS_RECORD, places.items[place].id, err));
    TRY(timetable_change(api->call->app, &change, api->call->arena, &moved, err));
    return api_reply(api, json_of_moved(&moved), err);
}
