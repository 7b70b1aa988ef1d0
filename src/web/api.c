#include "web/api.h"

#include "app/api_answer.h"
#include "base/secret.h"
#include "web/api_meeting.h"
#include "web/handlers.h"
#include "web/json_put.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define API_ROOT "/api/v1"
#define BEARER "Bearer "
#define HASHED_BYTES_MAX ((size_t)40 << 20)

static void done_call(struct api_call *api)
{
    json_decref(api->body);
    json_decref(api->reply);
    json_decref(api->more);
}

enum error_code api_reply(struct api_call *api, json_t *value, struct error *err)
{
    api->reply = value;
    return value != NULL ? OK : error_memory(err);
}

/* ---- which endpoint ---- */

static enum error_code find_endpoint(struct api_call *api, struct error *err)
{
    struct call *call = api->call;
    const char *path = call->request->path + strlen(API_ROOT);
    enum http_method method = call->request->method == HTTP_HEAD ? HTTP_GET : call->request->method;
    const char *allowed = NULL;

    for (size_t i = 0; i < api_endpoint_count; i++) {
        if (!routes_match(api_endpoints[i].pattern, path, call->parameters))
            continue;
        if (api_endpoints[i].method == method) {
            api->endpoint = &api_endpoints[i];
            return OK;
        }
        allowed = allowed != NULL ? "GET, HEAD, POST" : method == HTTP_POST ? "GET, HEAD" : "POST";
        if (method == HTTP_OTHER)
            allowed = api_endpoints[i].method == HTTP_POST ? "POST" : "GET, HEAD";
    }
    api->status = allowed != NULL ? 405 : 404;
    if (allowed == NULL)
        return error_set(err, ERROR_NO_INPUT,
                         "there is nothing at this address; %s/openapi.json describes what there is",
                         API_ROOT);
    http_set_header(call->response, "Allow", "%s", allowed);
    return error_set(err, ERROR_USAGE, "this address is asked with %s", allowed);
}

/* ---- who asks, and what may be asked ---- */

static enum error_code open_token(struct api_call *api, struct error *err)
{
    const char *field = http_request_header(api->call->request, "Authorization");

    if (strncasecmp(field, BEARER, strlen(BEARER)) != 0) {
        error_set(err, ERROR_DENIED,
                  "send a token as \"Authorization: Bearer TOKEN\"; `hiepthuong token add` makes one");
    } else if (api_token_open(api->call->app, field + strlen(BEARER), &api->token, err) == OK ||
               err->code != ERROR_DENIED) {
        return api->token.id != 0 ? OK : err->code;
    }
    api->status = 401;
    http_set_header(api->call->response, "WWW-Authenticate", "Bearer realm=\"hiepthuong\"");
    return err->code;
}

bool api_takes_tables(const struct site *site, const struct http_request *request)
{
    const char *field = http_request_header(request, "Authorization");
    char parameters[PARAMETERS_MAX][PARAMETER_CHARS];
    struct api_token token = {.scopes = 0};
    struct error ignored;

    if (!routes_match(API_ROOT "/elections/{}/import", request->path, parameters) ||
        strncasecmp(field, BEARER, strlen(BEARER)) != 0)
        return false;
    struct app *app = pool_take(site->pool);
    if (api_token_open(app, field + strlen(BEARER), &token, &ignored) != OK)
        token.scopes = 0;
    pool_give(site->pool, app);
    return (token.scopes >> API_IMPORT & 1) != 0;
}

static enum error_code take_turn(struct api_call *api, struct error *err)
{
    unsigned wait_secs;

    if (rate_limit_take(api->call->site->api_limit, &api->token.id, sizeof api->token.id,
                        clock_monotonic_ms(), &wait_secs))
        return OK;
    atomic_fetch_add_explicit(&api->call->site->metrics->limited, 1, memory_order_relaxed);
    http_set_header(api->call->response, "Retry-After", "%u", wait_secs);
    api->status = 429;
    return error_set(err, ERROR_BUSY, "the token asks too often; wait %u s", wait_secs);
}

static enum error_code check_scope(const struct api_call *api, struct error *err)
{
    enum api_scope scope = api->endpoint->scope;

    if ((api->token.scopes >> scope & 1) != 0)
        return OK;
    return error_set(err, ERROR_DENIED, "the token %s was not made for this; it needs the scope %s",
                     api->token.name, api_scope_names[scope]);
}

/* Of a name in a list of words. */
static bool is_named(const char *words, const char *name)
{
    size_t length = strlen(name);

    for (; words != NULL && *words != '\0'; words += strcspn(words, " ")) {
        words += strspn(words, " ");
        if (length > 0 && strncmp(words, name, length) == 0 &&
            (words[length] == ' ' || words[length] == '\0'))
            return true;
    }
    return false;
}

static enum error_code check_query(const struct api_call *api, struct error *err)
{
    const struct params *query = &api->call->query;

    for (size_t i = 0; i < query->count; i++) {
        if (is_named(api->endpoint->query, query->items[i].name))
            continue;
        error_set(err, ERROR_USAGE, "there is no such value in this address");
        return error_at(err, NULL, 0, 0, query->items[i].name);
    }
    return OK;
}

/* Rights of the account and scope of the token, both. */
static enum error_code enter(struct api_call *api, struct staff *staff, struct error *err)
{
    struct call *call = api->call;
    const struct api_endpoint *endpoint = api->endpoint;

    TRY(open_token(api, err));
    TRY(take_turn(api, err));
    TRY(check_scope(api, err));
    TRY(staff_enter_with_token(call, &api->token, (endpoint->flags & API_ELECTION) != 0, staff, err));
    if ((endpoint->flags & API_ANYBODY) != 0)
        return OK;
    return staff_must_somewhere(call, endpoint->right, err);
}

/* ---- doing it once ---- */

static enum error_code hash_request(const struct http_request *request, unsigned char out[SECRET_HASH_BYTES],
                                    struct error *err)
{
    CLEANUP(text_done) struct text whole = {0};

    text_init(&whole, HASHED_BYTES_MAX);
    text_putf(&whole, "%s?%s\n", request->path, request->query);
    text_put_bytes(&whole, request->body, request->body_bytes);
    TRY(text_finish(&whole, err));
    secret_hash(whole.data, whole.length, out);
    return OK;
}

static enum error_code refuse_key(struct api_call *api, enum api_answer_state state, struct error *err)
{
    if (state == API_ANSWER_OTHER)
        return error_set(
            err, ERROR_DATA,
            "another request was sent under this Idempotency-Key; take a new one for a new request");
    api->status = 409;
    return error_set(err, ERROR_BUSY, "the request with this Idempotency-Key is being done; ask again");
}

static enum error_code write_reply(struct api_call *api, struct error *err)
{
    struct text *body = &api->call->response->body;

    http_set_header(api->call->response, "Content-Type", "application/json; charset=utf-8");
    api->call->response->status = api->status != 0 ? api->status : 200;
    return json_put(api->reply, JSON_COMPACT, body) ? OK : error_memory(err);
}

static enum error_code run(struct api_call *api, struct error *err)
{
    TRY(api->endpoint->handle(api, err));
    return write_reply(api, err);
}

/* The answer, good or bad, is that of the first time. */
static enum error_code run_once(struct api_call *api, const char *key, struct error *err)
{
    struct call *call = api->call;
    struct api_once once = {.token = api->token.id, .key = key};
    struct api_answer answer;

    if (strlen(key) > API_KEY_MAX_BYTES)
        return error_set(err, ERROR_USAGE, "an Idempotency-Key has at most %d bytes", API_KEY_MAX_BYTES);
    TRY(hash_request(call->request, once.request, err));
    TRY(api_answer_begin(call->app, &once, call->arena, &answer, err));
    if (answer.state == API_ANSWER_RUNNING || answer.state == API_ANSWER_OTHER)
        return refuse_key(api, answer.state, err);
    if (answer.state == API_ANSWER_DONE) {
        call->response->status = answer.status;
        http_set_header(call->response, "Content-Type", "application/%s; charset=utf-8",
                        answer.status < 400 ? "json" : "problem+json");
        http_set_header(call->response, "Idempotency-Replayed", "true");
        text_put(&call->response->body, answer.body);
        return OK;
    }
    if (run(api, err) != OK) {
        api_tell_problem(call, api->status != 0 ? api->status : error_http_status(err->code), err, api->more);
        api->more = NULL;
    }
    return api_answer_end(call->app, &once, call->response->status, call->response->body.data, err);
}

/* ---- the answer ---- */

static void write_tag(const char *bytes, size_t length, char out[API_TAG_CHARS])
{
    char hash[SECRET_HASH_CHARS];

    secret_hash_hex(bytes, length, hash);
    snprintf(out, API_TAG_CHARS, "\"%.32s\"", hash);
}

enum error_code api_tag(const json_t *value, char out[API_TAG_CHARS], struct error *err)
{
    CLEANUP(text_done) struct text body = {0};

    text_init(&body, HASHED_BYTES_MAX);
    if (!json_put(value, JSON_COMPACT, &body))
        return error_memory(err);
    write_tag(body.data, body.length, out);
    return OK;
}

/* RFC 9110, 13.1.2: whoever has the same answer already is told so. */
static void compare_tag(const struct call *call)
{
    struct http_response *response = call->response;
    char tag[API_TAG_CHARS];

    if (response->status != 200 || call->request->method == HTTP_POST)
        return;
    write_tag(response->body.data, response->body.length, tag);
    http_set_header(response, "ETag", "%s", tag);
    http_set_header(response, "Cache-Control", "private, no-cache");
    http_set_header(response, "Vary", "Accept-Language, Authorization");
    if (!http_tags_match(http_request_header(call->request, "If-None-Match"), tag))
        return;
    text_clear(&response->body);
    response->status = 304;
}

static enum error_code answer(struct api_call *api, struct staff *staff, struct error *err)
{
    const char *key = http_request_header(api->call->request, "Idempotency-Key");

    TRY(find_endpoint(api, err));
    api->call->pattern = api->endpoint->pattern;
    TRY(staff_read_address(api->call, err));
    if ((api->endpoint->flags & API_PUBLIC) == 0)
        TRY(enter(api, staff, err));
    TRY(check_query(api, err));
    if (api->endpoint->method == HTTP_POST)
        TRY(api_read_body(api, err));
    if ((api->endpoint->flags & API_ONCE) != 0 && key[0] != '\0')
        return run_once(api, key, err);
    return run(api, err);
}

/* What went wrong inside is for the log and not for strangers. */
static void tell(struct api_call *api, const struct error *found)
{
    struct call *call = api->call;
    int status = api->status != 0 ? api->status : error_http_status(found->code);
    struct error inside = *found;

    if (status >= 500) {
        log_error(call->site->log, LOG_ERR, "request failed", found);
        error_set(&inside, found->code, "The service cannot answer now; please try again later.");
    }
    if (status == 503)
        http_set_header(call->response, "Retry-After", "60");
    api_tell_problem(call, status, &inside, api->more);
    api->more = NULL;
}

enum error_code show_api(struct call *call, struct error *err)
{
    CLEANUP(done_call) struct api_call api = {.call = call};
    struct staff staff = {.may = 0};

    call->catalog = api_language(call->request);
    if (answer(&api, &staff, err) != OK)
        tell(&api, err);
    else
        compare_tag(call);
    if (call->staff != NULL)
        staff_leave(call);
    call->staff = NULL; /* it was this function's */
    return OK;
}
