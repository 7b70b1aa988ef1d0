#include "notify/gateway_check.h"

#include "base/parse.h"
#include "notify/gateway_result.h"
#include "notify/template.h"

#include <stdio.h>
#include <string.h>

#define LIFETIME_SECS_MAX 86400
#define WINDOW_SECS_MAX (7 * 86400)
#define NUMBER_CHARS 20      /* ".40.value" in a path */
#define WINDOW_SECS_MIN 1800 /* less would have run out before a repetition */

/* What is known before there is a message. */
static const char *const path_names[] = {"base", NULL};
static const char *const template_names[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", NULL};
static const char *const reply_names[] = {"reply", NULL};

/* A profile being checked. */
struct checking {
    const struct yaml_source *source;
    const struct gateway_profile *profile;
    struct error *err;
};

static enum error_code wrong_at(const struct checking *checking, const char *path)
{
    return yaml_source_error_at(checking->source, path, checking->err);
}

static enum error_code check_range(const struct checking *checking, const char *path, unsigned value,
                                   unsigned max)
{
    if (value >= 1 && value <= max)
        return OK;
    error_set(checking->err, ERROR_CONFIG, "%u is not from 1 to %u", value, max);
    return wrong_at(checking, path);
}

static enum error_code check_template(const struct checking *checking, const char *path, const char *template,
                                      const char *const names[])
{
    uint32_t column;

    if (template == NULL || template_check(template, names, &column, checking->err) == OK)
        return OK;
    return wrong_at(checking, path);
}

/* ---- a request ---- */

/* The path of something in a request: "send.url". */
struct place {
    char path[ERROR_KEY_MAX];
};

static struct place place_in(const char *request, const char *key)
{
    struct place place;

    snprintf(place.path, sizeof place.path, "%s.%s", request, key);
    return place;
}

static enum error_code check_fields(const struct checking *checking, const char *list,
                                    const struct gateway_field *fields, unsigned count)
{
    char path[ERROR_KEY_MAX + NUMBER_CHARS];

    for (unsigned i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s.%u.value", list, i + 1);
        TRY(check_template(checking, path, fields[i].value, checking->profile->names));
    }
    return OK;
}

/* "202" or "200-299". */
static bool read_status(const char *text, struct gateway_rule *rule)
{
    char first[4] = "";
    int64_t low;
    int64_t high;

    snprintf(first, sizeof first, "%.3s", text);
    if (!parse_int(first, 100, 599, &low))
        return false;
    const char *rest = text + strlen(first);
    high = low;
    if (*rest != '\0' && (*rest != '-' || !parse_int(rest + 1, low, 599, &high)))
        return false;
    rule->first_status = (int)low;
    rule->last_status = (int)high;
    return true;
}

static enum error_code check_rules(const struct checking *checking, const char *at,
                                   struct gateway_request *request)
{
    char path[ERROR_KEY_MAX];

    for (unsigned i = 0; i < request->result_count; i++) {
        struct gateway_rule *rule = &request->result[i];
        if (!read_status(rule->status, rule)) {
            snprintf(path, sizeof path, "%s.result.%u.status", at, i + 1);
            error_set(checking->err, ERROR_CONFIG,
                      "\"%s\" is neither an HTTP status such as 202 nor a range such as 200-299",
                      rule->status);
            return wrong_at(checking, path);
        }
        if (rule->matches != NULL && !gateway_regex_is_valid(rule->matches)) {
            snprintf(path, sizeof path, "%s.result.%u.matches", at, i + 1);
            error_set(checking->err, ERROR_CONFIG, "\"%s\" is not a regular expression", rule->matches);
            return wrong_at(checking, path);
        }
    }
    return OK;
}

static enum error_code check_url(const struct checking *checking, const char *at, const char *url)
{
    static const char *const starts[] = {"{base}", "http://", "https://"};
    struct place place = place_in(at, "url");

    TRY(check_template(checking, place.path, url, checking->profile->names));
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (strncmp(url, starts[i], strlen(starts[i])) == 0)
            return OK;
    error_set(checking->err, ERROR_CONFIG, "must begin with {base}, http:// or https://");
    return wrong_at(checking, place.path);
}

/* What is filled in, and where it goes. */
static enum error_code check_templates(const struct checking *checking, const char *at,
                                       const struct gateway_request *request)
{
    const char *const *names = checking->profile->names;

    TRY(check_fields(checking, place_in(at, "headers").path, request->headers, request->header_count));
    TRY(check_fields(checking, place_in(at, "query").path, request->query, request->query_count));
    TRY(check_fields(checking, place_in(at, "form").path, request->form, request->form_count));
    TRY(check_fields(checking, place_in(at, "json").path, request->json, request->json_count));
    TRY(check_template(checking, place_in(at, "xml").path, request->xml, names));
    TRY(check_template(checking, place_in(at, "body").path, request->body, names));
    if (request->auth == NULL)
        return OK;
    TRY(check_template(checking, place_in(at, "auth.username").path, request->auth->username, names));
    return check_template(checking, place_in(at, "auth.password").path, request->auth->password, names);
}

static enum error_code check_body(const struct checking *checking, const char *at,
                                  const struct gateway_request *request)
{
    const struct {
        const char *key;
        bool given;
    } bodies[] = {{"form", request->form_count > 0},
                  {"json", request->json_count > 0},
                  {"xml", request->xml != NULL},
                  {"body", request->body != NULL}};
    const char *first = NULL;

    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        if (!bodies[i].given)
            continue;
        if (request->method == METHOD_GET) {
            error_set(checking->err, ERROR_CONFIG,
                      "a GET request has no body; use \"query\", or the method POST");
            return wrong_at(checking, place_in(at, bodies[i].key).path);
        }
        if (first != NULL) {
            error_set(checking->err, ERROR_CONFIG, "a request has one body; leave out \"%s\" or \"%s\"",
                      first, bodies[i].key);
            return wrong_at(checking, place_in(at, bodies[i].key).path);
        }
        first = bodies[i].key;
    }
    return OK;
}

static enum error_code check_request(const struct checking *checking, const char *at,
                                     struct gateway_request *request)
{
    TRY(check_url(checking, at, request->url));
    TRY(check_range(checking, place_in(at, "total_secs").path, request->total_secs, GATEWAY_SECS_MAX));
    TRY(check_range(checking, place_in(at, "connect_secs").path, request->connect_secs, request->total_secs));
    TRY(check_templates(checking, at, request));
    TRY(check_body(checking, at, request));
    return check_rules(checking, at, request);
}

/* ---- the rest ---- */

static enum error_code check_secrets(const struct checking *checking)
{
    char path[ERROR_KEY_MAX];

    for (unsigned i = 0; i < checking->profile->secret_count; i++) {
        const char *name = checking->profile->secrets[i];
        size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-");
        if (length > 0 && name[length] == '\0' && length <= 40)
            continue;
        snprintf(path, sizeof path, "secrets.%u", i + 1);
        error_set(checking->err, ERROR_CONFIG,
                  "\"%s\" is not the name of a secret: up to 40 of a-z, 0-9, - and _", name);
        return wrong_at(checking, path);
    }
    return OK;
}

static enum error_code check_approved(const struct checking *checking)
{
    char path[ERROR_KEY_MAX];

    for (unsigned i = 0; i < checking->profile->template_count; i++) {
        const char *text = checking->profile->templates[i].text;
        snprintf(path, sizeof path, "templates.%u.text", i + 1);
        TRY(check_template(checking, path, text, template_names));
        if (strstr(text, "}{") == NULL)
            continue;
        error_set(checking->err, ERROR_CONFIG,
                  "two parameters follow each other, so nobody can say where one ends");
        return wrong_at(checking, path);
    }
    return OK;
}

static enum error_code check_hooks(const struct checking *checking)
{
    const struct gateway_report *report = checking->profile->report;
    const struct gateway_inbound *inbound = checking->profile->inbound;

    if (report != NULL && report->ref == NULL && report->id == NULL) {
        error_set(checking->err, ERROR_CONFIG,
                  "a report needs \"ref\" or \"id\", to say which message it is about");
        return wrong_at(checking, "report");
    }
    return inbound == NULL ? OK : check_template(checking, "inbound.answer", inbound->answer, reply_names);
}

static enum error_code check_parts(const struct checking *checking)
{
    const struct gateway_profile *profile = checking->profile;

    TRY(check_secrets(checking));
    TRY(check_approved(checking));
    if (profile->idempotency != NULL && profile->idempotency->window_secs > 0 &&
        (profile->idempotency->window_secs < WINDOW_SECS_MIN ||
         profile->idempotency->window_secs > WINDOW_SECS_MAX)) {
        error_set(checking->err, ERROR_CONFIG,
                  "must be 0, which is until the end of the day, or from %d to %d seconds", WINDOW_SECS_MIN,
                  WINDOW_SECS_MAX);
        return wrong_at(checking, "idempotency.window_secs");
    }
    if (profile->token != NULL) {
        TRY(check_range(checking, "token.lifetime_secs", profile->token->lifetime_secs, LIFETIME_SECS_MAX));
        TRY(check_request(checking, "token.request", profile->token->request));
    }
    return check_hooks(checking);
}

/* A gateway has what its kind needs, and nothing of the other kind. */
static enum error_code check_kind(const struct checking *checking)
{
    const struct gateway_profile *profile = checking->profile;
    bool http = profile->kind == GATEWAY_HTTP;

    if (http == (profile->send != NULL) && http == (profile->path == NULL))
        return OK;
    if (http)
        error_set(checking->err, ERROR_CONFIG,
                  "a gateway of the kind http needs \"send\" and has no \"path\"");
    else
        error_set(checking->err, ERROR_CONFIG,
                  "a gateway of the kind file needs \"path\" and has no \"send\"");
    return wrong_at(checking, "kind");
}

enum error_code gateway_profile_check(const struct yaml_source *source, struct gateway_profile *profile,
                                      struct error *err)
{
    const struct checking checking = {source, profile, err};

    TRY(check_range(&checking, "max_parts", profile->max_parts, 10));
    TRY(check_range(&checking, "per_second", profile->per_second, 1000));
    TRY(check_range(&checking, "at_once", profile->at_once, GATEWAY_AT_ONCE_MAX));
    TRY(check_kind(&checking));
    TRY(check_parts(&checking));
    if (profile->kind == GATEWAY_FILE)
        return check_template(&checking, "path", profile->path, path_names);
    if (profile->send->result_count == 0) {
        error_set(err, ERROR_CONFIG, "\"result\" is missing: without rules no answer has a meaning");
        return wrong_at(&checking, "send");
    }
    return check_request(&checking, "send", profile->send);
}
