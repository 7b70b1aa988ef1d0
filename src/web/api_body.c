#include "base/unicode.h"
#include "web/api.h"

#include <string.h>

#define DEPTH_MAX 8
#define TEXT_BYTES_MAX 2000

/* Before the parser sees it, whose own limit is far higher: brackets outside of texts. */
static bool is_too_deep(const char *bytes, size_t length)
{
    bool in_text = false;
    size_t depth = 0;

    for (size_t i = 0; i < length; i++) {
        if (in_text && bytes[i] == '\\')
            i++;
        else if (bytes[i] == '"')
            in_text = !in_text;
        else if (!in_text && (bytes[i] == '{' || bytes[i] == '['))
            depth++;
        else if (!in_text && depth > 0 && (bytes[i] == '}' || bytes[i] == ']'))
            depth--;
        if (depth > DEPTH_MAX)
            return true;
    }
    return false;
}

static enum error_code refuse_syntax(const json_error_t *fault, struct error *err)
{
    if (json_error_code(fault) == json_error_duplicate_key)
        error_set(err, ERROR_USAGE, "the JSON gives a key twice");
    else
        error_set(err, ERROR_USAGE, "what was sent is no JSON");
    return error_at(err, NULL, fault->line > 0 ? (uint32_t)fault->line : 0,
                    fault->column > 0 ? (uint32_t)fault->column : 0, NULL);
}

enum error_code api_read_body(struct api_call *api, struct error *err)
{
    const struct http_request *request = api->call->request;
    json_error_t fault;

    if (!http_request_has_type(request, "application/json")) {
        api->status = 415;
        return error_set(err, ERROR_USAGE, "send JSON, and say so: Content-Type: application/json");
    }
    if (is_too_deep(request->body, request->body_bytes))
        return error_set(err, ERROR_USAGE, "the JSON is nested deeper than %d levels", DEPTH_MAX);
    api->body = json_loadb(request->body, request->body_bytes, JSON_REJECT_DUPLICATES, &fault);
    if (api->body == NULL)
        return refuse_syntax(&fault, err);
    return json_is_object(api->body) ? OK : error_set(err, ERROR_USAGE, "the JSON that is sent is an object");
}

/* ---- fields ---- */

static const struct api_field *find_field(const struct api_field *fields, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}

static bool has_type(const json_t *value, enum api_type type)
{
    switch (type) {
    case API_TEXT: return json_is_string(value);
    case API_NUMBER: return json_is_integer(value);
    case API_BOOL: return json_is_boolean(value);
    default: return json_is_object(value);
    }
}

static bool has_controls(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            return true;
    return false;
}

/* The same text as every other entrance of the program would have it. */
static enum error_code compose(struct api_call *api, const char *name, const json_t *value, struct error *err)
{
    const char *text = json_string_value(value);
    size_t length = json_string_length(value);
    char *composed;

    if (length > TEXT_BYTES_MAX || has_controls(text) || strlen(text) != length) {
        error_set(err, ERROR_USAGE, "a text has at most %d bytes and no control characters", TEXT_BYTES_MAX);
        return error_at(err, NULL, 0, 0, name);
    }
    TRY(unicode_nfc(api->call->arena, text, length, &composed, err));
    return json_object_set_new(api->body, name, json_string(composed)) == 0 ? OK : error_memory(err);
}

static enum error_code refuse_type(const char *name, enum api_type type, struct error *err)
{
    switch (type) {
    case API_TEXT: error_set(err, ERROR_USAGE, "this must be a text"); break;
    case API_NUMBER: error_set(err, ERROR_USAGE, "this must be a whole number"); break;
    case API_BOOL: error_set(err, ERROR_USAGE, "this must be true or false"); break;
    default: error_set(err, ERROR_USAGE, "this must be an object"); break;
    }
    return error_at(err, NULL, 0, 0, name);
}

static enum error_code check_values(struct api_call *api, const struct api_field *fields, size_t count,
                                    struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(api->body, fields[i].name);
        if (value == NULL && fields[i].required) {
            error_set(err, ERROR_USAGE, "this field is missing");
            return error_at(err, NULL, 0, 0, fields[i].name);
        }
        if (value == NULL)
            continue;
        if (!has_type(value, fields[i].type))
            return refuse_type(fields[i].name, fields[i].type, err);
        if (fields[i].type == API_TEXT)
            TRY(compose(api, fields[i].name, value, err));
    }
    return OK;
}

enum error_code api_check_fields(struct api_call *api, const struct api_field *fields, size_t count,
                                 struct error *err)
{
    const char *name;
    json_t *value;

    json_object_foreach(api->body, name, value)
    {
        if (find_field(fields, count, name) == NULL) {
            error_set(err, ERROR_USAGE, "there is no such field here");
            return error_at(err, NULL, 0, 0, name);
        }
    }
    return check_values(api, fields, count, err);
}

const char *api_text(const struct api_call *api, const char *name)
{
    return json_string_value(json_object_get(api->body, name));
}

bool api_bool(const struct api_call *api, const char *name)
{
    return json_is_true(json_object_get(api->body, name));
}

int64_t api_number(const struct api_call *api, const char *name, int64_t other)
{
    const json_t *value = json_object_get(api->body, name);

    return json_is_integer(value) ? json_integer_value(value) : other;
}

enum error_code api_date(const struct api_call *api, const char *name, bool *out_given,
                         struct civil_date *out, struct error *err)
{
    const char *text = api_text(api, name);

    *out_given = text != NULL;
    if (text == NULL || civil_date_parse(text, out))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15", text);
    return error_at(err, NULL, 0, 0, name);
}

enum error_code api_time(const struct api_call *api, const char *name, bool *out_given,
                         struct civil_time *out, struct error *err)
{
    const char *text = api_text(api, name);
    int64_t moment;

    *out_given = text != NULL;
    if (text == NULL)
        return OK;
    if (strchr(text, 'T') == NULL || !civil_moment_parse(text, &moment)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a time such as 2026-03-15T07:00:00+07:00", text);
        return error_at(err, NULL, 0, 0, name);
    }
    *out = civil_time_from_utc_secs(moment);
    return OK;
}

const char *api_query(const struct api_call *api, const char *name)
{
    return params_find(&api->call->query, name);
}
