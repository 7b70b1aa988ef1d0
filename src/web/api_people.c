#include "app/account.h"
#include "app/audit_show.h"
#include "base/parse.h"
#include "web/api.h"
#include "web/json_election.h"

#include <stdio.h>
#include <string.h>

#define KEY_CHARS 400
#define ENTRIES_MAX 100000

/* ---- people and rights ---- */

static const char *account_key(const void *context, size_t index, struct arena *arena)
{
    const struct account_shown *accounts = context;
    const struct account_shown *account = &accounts[index];
    char key[KEY_CHARS];

    snprintf(key, sizeof key, "%s %s %s %s %s", account->login, account->role, account->election,
             account->level, account->area);
    return arena_copy_string(arena, key);
}

static json_t *account_of(const void *context, size_t index)
{
    const struct account_shown *accounts = context;

    return json_of_account(&accounts[index]);
}

enum error_code api_people(struct api_call *api, struct error *err)
{
    struct account_shown *accounts;
    size_t count;

    TRY(staff_must(api->call, RIGHTS_ACCOUNTS, 0, err));
    TRY(account_list(api->call->app, api->call->arena, &accounts, &count, err));
    const struct api_list list = {"accounts", count, accounts, account_key, account_of};
    return api_reply_list(api, NULL, &list, err);
}

static enum error_code reply_login(struct api_call *api, const char *login, struct error *err)
{
    return api_reply(api, json_pack("{s:s}", "login", login), err);
}

/* Without a password: the person sets one with the help of an administrator, never over this way. */
enum error_code api_person_add(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {{"login", API_TEXT, true}};

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(api->call, RIGHTS_ACCOUNTS, 0, err));
    TRY(account_add(api->call->app, api_text(api, "login"), NULL, err));
    return reply_login(api, api_text(api, "login"), err);
}

static enum error_code change_role(struct api_call *api, bool give, struct error *err)
{
    static const struct api_field fields[] = {
        {"role", API_TEXT, true}, {"election", API_TEXT, false}, {"area", API_TEXT, false}};
    struct account_grant grant = {.login = api->call->parameters[0]};
    size_t role;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(api->call, RIGHTS_ACCOUNTS, 0, err));
    if (!parse_choice(api_text(api, "role"), rights_role_names, ROLE_COUNT, &role)) {
        error_set(err, ERROR_USAGE,
                  "\"%s\" is no role; there are administrator, auditor, province, district, commune, viewer",
                  api_text(api, "role"));
        return error_at(err, NULL, 0, 0, "role");
    }
    grant.role = (enum rights_role)role;
    grant.election = api_text(api, "election");
    grant.area = api_text(api, "area");
    TRY(account_grant(api->call->app, &grant, give, api->call->arena, err));
    return reply_login(api, grant.login, err);
}

enum error_code api_person_grant(struct api_call *api, struct error *err)
{
    return change_role(api, true, err);
}

enum error_code api_person_revoke(struct api_call *api, struct error *err)
{
    return change_role(api, false, err);
}

static enum error_code disable(struct api_call *api, bool disable, struct error *err)
{
    const char *login = api->call->parameters[0];

    TRY(api_check_fields(api, NULL, 0, err));
    TRY(staff_must(api->call, RIGHTS_ACCOUNTS, 0, err));
    TRY(account_disable(api->call->app, login, disable, err));
    return reply_login(api, login, err);
}

enum error_code api_person_disable(struct api_call *api, struct error *err)
{
    return disable(api, true, err);
}

enum error_code api_person_enable(struct api_call *api, struct error *err)
{
    return disable(api, false, err);
}

/* ---- the log of changes ---- */

struct gathering {
    const struct catalog *catalog;
    json_t *items;
};

static enum error_code gather(void *context, const struct audit_shown *shown, struct error *err)
{
    struct gathering *gathering = context;

    if (json_array_size(gathering->items) >= ENTRIES_MAX)
        return error_set(err, ERROR_DATA, "there are more than %d entries; ask for those since a time",
                         ENTRIES_MAX);
    return json_array_append_new(gathering->items, json_of_audit(gathering->catalog, shown)) == 0
               ? OK
               : error_memory(err);
}

static const char *entry_key(const void *context, size_t index, struct arena *arena)
{
    const struct gathering *gathering = context;
    char key[KEY_CHARS];

    snprintf(
        key, sizeof key, "%012lld",
        (long long)json_integer_value(json_object_get(json_array_get(gathering->items, index), "number")));
    return arena_copy_string(arena, key);
}

static json_t *entry_at(const void *context, size_t index)
{
    const struct gathering *gathering = context;

    return json_incref(json_array_get(gathering->items, index));
}

static const char *or_none(const char *text)
{
    return text != NULL ? text : "";
}

enum error_code api_audit(struct api_call *api, struct error *err)
{
    const char *since = api_query(api, "since");
    struct audit_filter filter = {.since_utc_secs = INT64_MIN,
                                  .who = or_none(api_query(api, "who")),
                                  .kind = or_none(api_query(api, "kind")),
                                  .about = or_none(api_query(api, "about"))};
    struct gathering gathering = {.catalog = api->call->catalog, .items = NULL};

    TRY(staff_must(api->call, RIGHTS_AUDIT, 0, err));
    if (since != NULL && !civil_moment_parse(since, &filter.since_utc_secs)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a time such as 2026-03-15 or 2026-03-15T07:00", since);
        return error_at(err, NULL, 0, 0, "since");
    }
    gathering.items = json_array();
    enum error_code code = audit_each(api->call->app, &filter, gather, &gathering, err);
    if (code == OK) {
        const struct api_list list = {"entries", json_array_size(gathering.items), &gathering, entry_key,
                                      entry_at};
        code = api_reply_list(api, NULL, &list, err);
    }
    json_decref(gathering.items);
    return code;
}
