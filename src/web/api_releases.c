#include "app/plan_publish.h"
#include "app/plan_releases.h"
#include "app/publish_check.h"
#include "base/parse.h"
#include "web/api.h"
#include "web/json_judgement.h"
#include "web/json_plan.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_MAX 1000000000
#define WORDS_BYTES_MAX 1000
#define KEY_CHARS 24

static int64_t election_id(const struct api_call *api)
{
    return api->call->staff->election.id;
}

static const char *release_key(const void *context, size_t index, struct arena *arena)
{
    const struct plan_release *releases = context;
    char key[KEY_CHARS];

    snprintf(key, sizeof key, "%010lld", (long long)releases[index].number);
    return arena_copy_string(arena, key);
}

static json_t *release_of(const void *context, size_t index)
{
    const struct plan_release *releases = context;

    return json_of_release(&releases[index]);
}

enum error_code api_releases(struct api_call *api, struct error *err)
{
    struct plan_releases releases;

    TRY(plan_releases_list(api->call->app, election_id(api), api->call->arena, &releases, err));
    const struct api_list list = {"releases", releases.count, releases.items, release_key, release_of};
    return api_reply_list(api, NULL, &list, err);
}

enum error_code api_release(struct api_call *api, struct error *err)
{
    struct release_changes changes;
    int64_t number;

    if (!parse_int(api->call->parameters[1], 1, NUMBER_MAX, &number))
        return error_set(err, ERROR_USAGE, "\"%s\" is not the number of a release", api->call->parameters[1]);
    TRY(release_changes_list(api->call->app, election_id(api), number, api->call->arena, &changes, err));
    json_t *list = json_array();
    for (size_t i = 0; i < changes.count; i++)
        json_array_append_new(list, json_of_change(api->call->catalog, &changes.items[i]));
    return api_reply(api, json_pack("{s:I,s:o}", "release", (json_int_t)number, "changes", list), err);
}

/* ---- what a release would do ---- */

static json_t *change_of(const struct publish_check *check, const struct plan_change *change)
{
    CLEANUP(text_done) struct text before = {0};
    CLEANUP(text_done) struct text after = {0};
    json_t *kinds = json_array();

    for (int kind = 0; kind < CHANGE_KINDS; kind++) {
        if ((change->kinds >> kind & 1) == 0)
            continue;
        text_init(&before, WORDS_BYTES_MAX);
        text_init(&after, WORDS_BYTES_MAX);
        plan_change_words(&check->context.of, change, (enum change_kind)kind, &before, &after);
        json_array_append_new(kinds, json_pack("{s:s,s:s,s:s}", "kind", change_kind_names[kind], "before",
                                               before.data, "after", after.data));
        text_done(&before);
        text_done(&after);
    }
    before = after = (struct text){0};
    return json_pack("{s:s,s:o}", "meeting",
                     change->after != NULL ? change->after->code : change->before->meeting.code, "changes",
                     kinds);
}

static json_t *told_of(const struct publish_told *told)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:o}", "candidates", (json_int_t)told->candidates, "unreachable",
                     (json_int_t)told->unreachable, "texts", (json_int_t)told->texts, "mails",
                     (json_int_t)told->mails, "price_dong", json_of_known(told->price_dong));
}

enum error_code api_release_preview(struct api_call *api, struct error *err)
{
    CLEANUP(publish_check_done) struct publish_check check = {.refusal = OK};
    struct call *call = api->call;
    struct publish_told told;

    TRY(publish_check(call->app, election_id(api), call->arena, &check, err));
    TRY(publish_told(call->app, &check, call->arena, &told, err));
    const struct json_judged judged = {check.context.of.problem, &check.plan, &check.judgement};
    json_t *changes = json_array();
    for (size_t i = 0; i < check.changes.count; i++)
        json_array_append_new(changes, change_of(&check, &check.changes.items[i]));
    return api_reply(
        api,
        json_pack("{s:b,s:o,s:I,s:o,s:o,s:o}", "allowed", check.refusal == OK, "why_not",
                  check.refusal != OK ? json_of_message(call->catalog, &check.why.message) : json_null(),
                  "newest_release", (json_int_t)check.newest_release, "changes", changes, "told",
                  told_of(&told), "judgement", json_of_judgement(call->catalog, &judged)),
        err);
}

/* ---- publishing ---- */

enum error_code api_publish(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {{"note", API_TEXT, false}};
    CLEANUP(plan_publication_done) struct plan_publication publication = {.release_number = 0};
    struct call *call = api->call;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(call, RIGHTS_PUBLISH, 0, err));
    const char *note = api_text(api, "note");
    enum error_code code = plan_publish(call->app, &call->staff->election, note != NULL ? note : "",
                                        call->arena, &publication, err);
    const struct json_judged judged = {publication.of.problem, &publication.plan, &publication.judgement};
    if (code == ERROR_FOUND && publication.of.problem != NULL)
        api->more = json_pack("{s:o}", "judgement", json_of_judgement(call->catalog, &judged));
    if (code != OK)
        return code;
    return api_reply(api, json_of_publication(&publication), err);
}
