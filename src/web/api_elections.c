#include "app/contact_report.h"
#include "app/election_list.h"
#include "app/election_show.h"
#include "app/feed_list.h"
#include "app/places.h"
#include "app/plan_equality.h"
#include "app/plan_show.h"
#include "app/tables_from_store.h"
#include "app/unit_list.h"
#include "web/api.h"
#include "web/json_election.h"
#include "web/json_plan.h"

#include <stdio.h>
#include <string.h>

#define KEY_CHARS 300

static const char *election_code(const struct api_call *api)
{
    return api->call->staff->election.code;
}

static int64_t election_id(const struct api_call *api)
{
    return api->call->staff->election.id;
}

/* ---- elections ---- */

enum error_code api_self(struct api_call *api, struct error *err)
{
    json_t *scopes = json_array();

    for (size_t i = 0; i < API_SCOPE_COUNT; i++)
        if ((api->token.scopes >> i & 1) != 0)
            json_array_append_new(scopes, json_string(api_scope_names[i]));
    return api_reply(
        api,
        json_pack("{s:s,s:s,s:o}", "token", api->token.name, "login", api->token.login, "scopes", scopes),
        err);
}

/* Those in which the account has a role. */
enum error_code api_elections(struct api_call *api, struct error *err)
{
    struct call *call = api->call;
    struct election *elections;
    size_t count;

    TRY(election_list(call->app, call->arena, &elections, &count, err));
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        uint32_t may = 0;
        enum error_code code =
            rights_in_election(call->app, &call->staff->rights, elections[i].id, &may, err);
        if (code != OK) {
            json_decref(list);
            return code;
        }
        if (may != 0)
            json_array_append_new(list, json_of_election(&elections[i]));
    }
    return api_reply(api, json_pack("{s:o}", "elections", list), err);
}

enum error_code api_election(struct api_call *api, struct error *err)
{
    struct election_counts counts;

    TRY(election_show(api->call->app, election_id(api), &counts, err));
    json_t *object = json_of_election(&api->call->staff->election);
    json_add_counts(object, &counts);
    return api_reply(api, object, err);
}

/* ---- areas and venues ---- */

static const char *area_key(const void *context, size_t index, struct arena *arena)
{
    const struct places *places = context;
    const struct place *place = &places->items[index + 1];
    char key[KEY_CHARS];

    snprintf(key, sizeof key, "%d %s", (int)place->level, place->code);
    return arena_copy_string(arena, key);
}

static json_t *area_of(const void *context, size_t index)
{
    const struct places *places = context;
    const struct place *place = &places->items[index + 1];

    return json_pack("{s:s,s:s,s:s,s:o}", "code", place->code, "level", law_level_name(place->level), "name",
                     place->name, "within", json_of_code(places->items[place->parent].code));
}

enum error_code api_areas(struct api_call *api, struct error *err)
{
    struct places places;

    TRY(places_load(api->call->app, election_id(api), api->call->arena, &places, err));
    /* The first is the whole election, which is no area. */
    const struct api_list list = {"areas", places.count > 0 ? places.count - 1 : 0, &places, area_key,
                                  area_of};
    return api_reply_list(api, NULL, &list, err);
}

static const char *venue_key(const void *context, size_t index, struct arena *arena)
{
    const struct tables *tables = context;

    (void)arena;
    return tables->venues[index].id;
}

static json_t *venue_of(const void *context, size_t index)
{
    const struct tables *tables = context;
    const struct tables_venue *venue = &tables->venues[index];
    const struct tables_area *commune = &tables->areas[venue->commune];

    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:i,s:b}", "code", venue->id, "name", venue->name, "address",
                     venue->address, "commune", commune->id, "commune_name", commune->name, "capacity",
                     (int)venue->capacity, "online", venue->online);
}

static enum error_code read_tables(struct api_call *api, struct stored_tables *out, struct error *err)
{
    return tables_from_store(api->call->app, election_id(api), api->call->arena, out, err);
}

enum error_code api_venues(struct api_call *api, struct error *err)
{
    struct stored_tables stored;

    TRY(read_tables(api, &stored, err));
    const struct api_list list = {"venues", stored.tables.venue_count, &stored.tables, venue_key, venue_of};
    return api_reply_list(api, NULL, &list, err);
}

/* ---- units ---- */

static const char *unit_key(const void *context, size_t index, struct arena *arena)
{
    const struct listed_unit *units = context;

    (void)arena;
    return units[index].code;
}

static json_t *unit_of(const void *context, size_t index)
{
    const struct listed_unit *units = context;

    return json_of_unit(&units[index]);
}

enum error_code api_units(struct api_call *api, struct error *err)
{
    const char *level = api_query(api, "level");
    struct listed_unit *units;
    size_t count;
    size_t kept = 0;

    TRY(unit_list(api->call->app, election_id(api), api->call->arena, &units, &count, err));
    for (size_t i = 0; i < count; i++)
        if (level == NULL || strcmp(level, units[i].level) == 0)
            units[kept++] = units[i];
    const struct api_list list = {"units", kept, units, unit_key, unit_of};
    return api_reply_list(api, NULL, &list, err);
}

static enum error_code find_unit(struct api_call *api, const char *code, struct listed_unit *out,
                                 struct error *err)
{
    struct listed_unit *units;
    size_t count;

    TRY(unit_list(api->call->app, election_id(api), api->call->arena, &units, &count, err));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(units[i].code, code) == 0) {
            *out = units[i];
            return OK;
        }
    }
    return error_set(err, ERROR_NO_INPUT, "there is no unit %s in the election %s", code, election_code(api));
}

/* With what each of its candidates is given, in the order A, B, C. */
enum error_code api_unit(struct api_call *api, struct error *err)
{
    const char *code = api->call->parameters[1];
    const struct equality_question question = {.unit = code};
    struct plan_equality equality;
    struct listed_unit unit;

    TRY(find_unit(api, code, &unit, err));
    TRY(plan_equality(api->call->app, election_id(api), &question, api->call->arena, &equality, err));
    json_t *object = json_of_unit(&unit);
    json_object_set_new(object, "equality", json_of_equality(&equality));
    return api_reply(api, object, err);
}

enum error_code api_equality(struct api_call *api, struct error *err)
{
    const char *draft = api_query(api, "draft");
    const struct equality_question question = {.unit = api_query(api, "unit"), .draft = draft != NULL};
    struct plan_equality equality;

    TRY(plan_equality(api->call->app, election_id(api), &question, api->call->arena, &equality, err));
    return api_reply(api, json_of_equality(&equality), err);
}

enum error_code api_contact(struct api_call *api, struct error *err)
{
    const struct contact_question question = {.unit = api_query(api, "unit"), .area = api_query(api, "area")};
    struct contact_report report;

    TRY(contact_report(api->call->app, election_id(api), &question, api->call->arena, &report, err));
    return api_reply(api, json_of_contact(&report), err);
}

/* ---- candidates ---- */

static const char *candidate_key(const void *context, size_t index, struct arena *arena)
{
    const struct tables *tables = context;

    (void)arena;
    return tables->candidates[index].id;
}

/* What stands on the official list, and no more. */
static json_t *candidate_of(const void *context, size_t index)
{
    const struct tables *tables = context;
    json_t *units = json_array();

    for (size_t i = 0; i < tables->candidacy_count; i++)
        if (tables->candidacies[i].candidate == index)
            json_array_append_new(units, json_string(tables->units[tables->candidacies[i].unit].id));
    return json_pack("{s:s,s:s,s:o}", "code", tables->candidates[index].id, "name",
                     tables->candidates[index].full_name, "units", units);
}

enum error_code api_candidates(struct api_call *api, struct error *err)
{
    struct stored_tables stored;

    TRY(read_tables(api, &stored, err));
    const struct api_list list = {"candidates", stored.tables.candidate_count, &stored.tables, candidate_key,
                                  candidate_of};
    return api_reply_list(api, NULL, &list, err);
}

static enum error_code find_candidate(const struct tables *tables, const char *code, size_t *out,
                                      struct error *err)
{
    for (size_t i = 0; i < tables->candidate_count; i++) {
        if (strcmp(tables->candidates[i].id, code) == 0) {
            *out = i;
            return OK;
        }
    }
    return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", code);
}

/* The calendar address in use; the address itself is a secret that is shown once. */
static enum error_code feed_of(struct api_call *api, const char *code, json_t **out, struct error *err)
{
    struct feed_state *feeds;
    size_t count;

    TRY(feed_list(api->call->app, election_id(api), api->call->arena, &feeds, &count, err));
    *out = json_null();
    for (size_t i = 0; i < count; i++) {
        const struct feed_state *feed = &feeds[i];
        if (feed->kind == FEED_CANDIDATE && feed->revoked_utc_secs == 0 && strcmp(feed->owner, code) == 0)
            *out = json_pack("{s:s,s:b,s:o,s:o,s:s}", "language", feed->language, "alarms", feed->alarms,
                             "created", json_of_moment(feed->created_utc_secs), "last_fetch",
                             json_of_passed(feed->last_fetch_utc_secs), "last_client", feed->last_client);
    }
    return OK;
}

enum error_code api_candidate(struct api_call *api, struct error *err)
{
    const char *code = api->call->parameters[1];
    const struct plan_filter filter = {.candidate = code};
    struct stored_tables stored;
    struct shown_plan plan;
    json_t *feed = NULL;
    size_t index = 0;

    TRY(read_tables(api, &stored, err));
    TRY(find_candidate(&stored.tables, code, &index, err));
    TRY(plan_show(api->call->app, election_id(api), &filter, api->call->arena, &plan, err));
    TRY(feed_of(api, code, &feed, err));
    json_t *meetings = json_array();
    for (size_t i = 0; i < plan.count; i++)
        json_array_append_new(meetings, json_of_meeting(&plan.items[i], false));
    json_t *object = candidate_of(&stored.tables, index);
    json_object_set_new(object, "meetings", meetings);
    json_object_set_new(object, "feed", feed);
    return api_reply(api, object, err);
}
