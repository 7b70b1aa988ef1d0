#include "notify/gateway_profile.h"

#include "base/parse.h"
#include "base/yaml.h"
#include "notify/template.h"

#include <stdio.h>
#include <string.h>

#define FIELDS_MAX 40
#define RULES_MAX 40
#define STRING_MAX 1000
#define AT_ONCE_DEFAULT 8

const char *const gateway_value_names[VALUE_COUNT + 1] = {
    [VALUE_BASE] = "base",         [VALUE_TO] = "to",
    [VALUE_SENDER] = "sender",     [VALUE_TEXT] = "text",
    [VALUE_REF] = "ref",           [VALUE_CODING] = "coding",
    [VALUE_USERNAME] = "username", [VALUE_PASSWORD] = "password",
    [VALUE_COUNT] = NULL};

/* What is known before there is a message. */
static const char *const path_names[] = {"base", NULL};

static const cyaml_strval_t kinds[] = {{"http", GATEWAY_HTTP}, {"file", GATEWAY_FILE}};
static const cyaml_strval_t number_formats[] = {
    {"e164", NUMBER_E164}, {"msisdn", NUMBER_MSISDN}, {"national", NUMBER_NATIONAL}};
static const cyaml_strval_t marks[] = {{"keep", MARKS_KEEP}, {"strip", MARKS_STRIP}};
static const cyaml_strval_t methods[] = {{"GET", METHOD_GET}, {"POST", METHOD_POST}};
static const cyaml_strval_t classes[] = {{"accepted", CLASS_ACCEPTED},   {"duplicate", CLASS_DUPLICATE},
                                         {"throttled", CLASS_THROTTLED}, {"transient", CLASS_TRANSIENT},
                                         {"refused", CLASS_REFUSED},     {"blocked", CLASS_BLOCKED},
                                         {"broken", CLASS_BROKEN},       {"unknown", CLASS_UNKNOWN}};

static const cyaml_schema_field_t field_keys[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct gateway_field, name, 1, STRING_MAX),
    CYAML_FIELD_STRING_PTR("value", CYAML_FLAG_POINTER, struct gateway_field, value, 0, STRING_MAX),
    CYAML_FIELD_END};
static const cyaml_schema_value_t field_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct gateway_field, field_keys)};

#define OPTIONAL_STRING (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define OPTIONAL_LIST (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

static const cyaml_schema_field_t rule_keys[] = {
    CYAML_FIELD_STRING_PTR("status", CYAML_FLAG_POINTER, struct gateway_rule, status, 1, 7),
    CYAML_FIELD_STRING_PTR("body_prefix", OPTIONAL_STRING, struct gateway_rule, body_prefix, 1, STRING_MAX),
    CYAML_FIELD_STRING_PTR("body_contains", OPTIONAL_STRING, struct gateway_rule, body_contains, 1,
                           STRING_MAX),
    CYAML_FIELD_ENUM("class", CYAML_FLAG_STRICT, struct gateway_rule, class, classes, COUNT_OF(classes)),
    CYAML_FIELD_END};
static const cyaml_schema_value_t rule_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct gateway_rule, rule_keys)};

static const cyaml_schema_field_t send_keys[] = {
    CYAML_FIELD_ENUM("method", CYAML_FLAG_STRICT, struct gateway_request, method, methods, COUNT_OF(methods)),
    CYAML_FIELD_STRING_PTR("url", CYAML_FLAG_POINTER, struct gateway_request, url, 1, STRING_MAX),
    CYAML_FIELD_UINT("connect_secs", CYAML_FLAG_DEFAULT, struct gateway_request, connect_secs),
    CYAML_FIELD_UINT("total_secs", CYAML_FLAG_DEFAULT, struct gateway_request, total_secs),
    CYAML_FIELD_SEQUENCE("query", OPTIONAL_LIST, struct gateway_request, query, &field_schema, 1, FIELDS_MAX),
    CYAML_FIELD_SEQUENCE("form", OPTIONAL_LIST, struct gateway_request, form, &field_schema, 1, FIELDS_MAX),
    CYAML_FIELD_SEQUENCE("json", OPTIONAL_LIST, struct gateway_request, json, &field_schema, 1, FIELDS_MAX),
    CYAML_FIELD_SEQUENCE("result", CYAML_FLAG_POINTER, struct gateway_request, result, &rule_schema, 1,
                         RULES_MAX),
    CYAML_FIELD_STRING_PTR("id_after", OPTIONAL_STRING, struct gateway_request, id_after, 1, STRING_MAX),
    CYAML_FIELD_END};

static const cyaml_schema_field_t coding_keys[] = {
    CYAML_FIELD_STRING_PTR("gsm", CYAML_FLAG_POINTER, struct gateway_coding, gsm, 0, 40),
    CYAML_FIELD_STRING_PTR("ucs2", CYAML_FLAG_POINTER, struct gateway_coding, ucs2, 0, 40), CYAML_FIELD_END};

static const cyaml_schema_field_t profile_keys[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct gateway_profile, name, 1, 40),
    CYAML_FIELD_ENUM("kind", CYAML_FLAG_STRICT, struct gateway_profile, kind, kinds, COUNT_OF(kinds)),
    CYAML_FIELD_ENUM("number_format", CYAML_FLAG_STRICT, struct gateway_profile, number_format,
                     number_formats, COUNT_OF(number_formats)),
    CYAML_FIELD_ENUM("marks", CYAML_FLAG_STRICT, struct gateway_profile, marks, marks, COUNT_OF(marks)),
    CYAML_FIELD_MAPPING("coding", CYAML_FLAG_DEFAULT, struct gateway_profile, coding, coding_keys),
    CYAML_FIELD_UINT("max_parts", CYAML_FLAG_DEFAULT, struct gateway_profile, max_parts),
    CYAML_FIELD_UINT("per_second", CYAML_FLAG_DEFAULT, struct gateway_profile, per_second),
    CYAML_FIELD_UINT("per_minute", CYAML_FLAG_OPTIONAL, struct gateway_profile, per_minute),
    CYAML_FIELD_UINT("at_once", CYAML_FLAG_OPTIONAL, struct gateway_profile, at_once),
    CYAML_FIELD_MAPPING_PTR("send", OPTIONAL_STRING, struct gateway_profile, send, send_keys),
    CYAML_FIELD_STRING_PTR("path", OPTIONAL_STRING, struct gateway_profile, path, 1, STRING_MAX),
    CYAML_FIELD_END};
static const cyaml_schema_value_t profile_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct gateway_profile, profile_keys)};

static enum error_code check_range(const struct yaml_source *source, const char *path, unsigned value,
                                   unsigned max, struct error *err)
{
    if (value >= 1 && value <= max)
        return OK;
    error_set(err, ERROR_CONFIG, "%u is not from 1 to %u", value, max);
    return yaml_source_error_at(source, path, err);
}

static enum error_code check_template(const struct yaml_source *source, const char *path,
                                      const char *template, const char *const names[], struct error *err)
{
    uint32_t column;

    if (template_check(template, names, &column, err) == OK)
        return OK;
    return yaml_source_error_at(source, path, err);
}

static enum error_code check_fields(const struct yaml_source *source, const char *list,
                                    const struct gateway_field *fields, unsigned count, struct error *err)
{
    char path[ERROR_KEY_MAX];

    for (unsigned i = 0; i < count; i++) {
        snprintf(path, sizeof path, "send.%s.%u.value", list, i + 1);
        TRY(check_template(source, path, fields[i].value, gateway_value_names, err));
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

static enum error_code check_rules(const struct yaml_source *source, struct gateway_request *send,
                                   struct error *err)
{
    char path[ERROR_KEY_MAX];

    for (unsigned i = 0; i < send->result_count; i++) {
        if (read_status(send->result[i].status, &send->result[i]))
            continue;
        snprintf(path, sizeof path, "send.result.%u.status", i + 1);
        error_set(err, ERROR_CONFIG,
                  "\"%s\" is neither an HTTP status such as 202 nor a range such as 200-299",
                  send->result[i].status);
        return yaml_source_error_at(source, path, err);
    }
    return OK;
}

static enum error_code check_url(const struct yaml_source *source, const char *url, struct error *err)
{
    static const char *const starts[] = {"{base}", "http://", "https://"};

    TRY(check_template(source, "send.url", url, gateway_value_names, err));
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (strncmp(url, starts[i], strlen(starts[i])) == 0)
            return OK;
    error_set(err, ERROR_CONFIG, "must begin with {base}, http:// or https://");
    return yaml_source_error_at(source, "send.url", err);
}

/* What is filled in, and where it goes. */
static enum error_code check_body(const struct yaml_source *source, const struct gateway_request *send,
                                  struct error *err)
{
    bool body = send->form_count > 0 || send->json_count > 0;

    TRY(check_fields(source, "query", send->query, send->query_count, err));
    TRY(check_fields(source, "form", send->form, send->form_count, err));
    TRY(check_fields(source, "json", send->json, send->json_count, err));
    if (body && send->method == METHOD_GET) {
        error_set(err, ERROR_CONFIG, "a GET request has no body; use \"query\", or the method POST");
        return yaml_source_error_at(source, send->form_count > 0 ? "send.form" : "send.json", err);
    }
    if (send->form_count > 0 && send->json_count > 0) {
        error_set(err, ERROR_CONFIG, "a request has one body; leave out \"form\" or \"json\"");
        return yaml_source_error_at(source, "send.json", err);
    }
    return OK;
}

static enum error_code check_send(const struct yaml_source *source, struct gateway_request *send,
                                  struct error *err)
{
    TRY(check_url(source, send->url, err));
    TRY(check_range(source, "send.total_secs", send->total_secs, GATEWAY_SECS_MAX, err));
    TRY(check_range(source, "send.connect_secs", send->connect_secs, send->total_secs, err));
    TRY(check_body(source, send, err));
    return check_rules(source, send, err);
}

/* A gateway has what its kind needs, and nothing of the other kind. */
static enum error_code check_kind(const struct yaml_source *source, const struct gateway_profile *profile,
                                  struct error *err)
{
    bool http = profile->kind == GATEWAY_HTTP;

    if (http == (profile->send != NULL) && http == (profile->path == NULL))
        return OK;
    if (http)
        error_set(err, ERROR_CONFIG, "a gateway of the kind http needs \"send\" and has no \"path\"");
    else
        error_set(err, ERROR_CONFIG, "a gateway of the kind file needs \"path\" and has no \"send\"");
    return yaml_source_error_at(source, "kind", err);
}

static enum error_code check_profile(const struct yaml_source *source, struct gateway_profile *profile,
                                     struct error *err)
{
    TRY(check_range(source, "max_parts", profile->max_parts, 10, err));
    TRY(check_range(source, "per_second", profile->per_second, 1000, err));
    if (profile->at_once == 0)
        profile->at_once = AT_ONCE_DEFAULT;
    TRY(check_range(source, "at_once", profile->at_once, GATEWAY_AT_ONCE_MAX, err));
    TRY(check_kind(source, profile, err));
    return profile->kind == GATEWAY_HTTP ? check_send(source, profile->send, err)
                                         : check_template(source, "path", profile->path, path_names, err);
}

enum error_code gateway_profile_read(const char *bytes, size_t length, const char *file,
                                     struct gateway_profile **out, struct error *err)
{
    const struct yaml_source source = {.bytes = bytes, .length = length, .file = file};
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;

    TRY(yaml_source_load(&source, &profile_schema, &profile, err));
    TRY(check_profile(&source, profile, err));
    *out = profile;
    profile = NULL;
    return OK;
}

void gateway_profile_free(struct gateway_profile *profile)
{
    yaml_source_free(&profile_schema, profile);
}

static bool rule_matches(const struct gateway_rule *rule, int status, const char *body)
{
    return status >= rule->first_status && status <= rule->last_status &&
           (rule->body_prefix == NULL || strncmp(body, rule->body_prefix, strlen(rule->body_prefix)) == 0) &&
           (rule->body_contains == NULL || strstr(body, rule->body_contains) != NULL);
}

enum gateway_class gateway_profile_classify(const struct gateway_request *send, int status, const char *body)
{
    for (unsigned i = 0; i < send->result_count; i++)
        if (rule_matches(&send->result[i], status, body))
            return send->result[i].class;
    return CLASS_UNKNOWN;
}

int64_t gateway_profile_repeat_since(const struct gateway_profile *profile, int64_t now_utc_secs)
{
    (void)profile;
    (void)now_utc_secs;
    return 0;
}
