/* The API of a service over the store of web/staff_site.h, asked as programs ask it. */
#ifndef TESTS_API_SITE_H
#define TESTS_API_SITE_H

#include "json_schema.h"
#include "staff_site.h"
#include "web/api.h"

#define API_ALL_SCOPES ((UINT32_C(1) << API_SCOPE_COUNT) - 1)

struct api_site {
    struct staff_site *staff;
    json_t *document;
    char token[API_TOKEN_CHARS]; /* of mttq.tinh, for everything */
    int status;                  /* of the last answer */
    json_t *answer;              /* NULL: no JSON */
    struct http_reply reply;
};

static inline void api_make_token(const struct api_site *site, const char *login, const char *name,
                                  uint32_t scopes, char out[API_TOKEN_CHARS])
{
    const struct api_token_request request = {.name = name, .login = login, .scopes = scopes, .days = 30};
    struct fixture *f = site->staff->f;

    store_must(api_token_add(&f->app, &request, out, &f->err), &f->err);
}

/* `body` NULL: a GET. `headers` are lines that end in CRLF. */
static inline void api_ask_as(struct api_site *site, const char *token, const char *path, const char *headers,
                              const char *body)
{
    CLEANUP(text_done) struct text request;
    const char *address = service_address(site->staff->service);
    int connection = http_connect(address);

    text_init(&request, 4 << 20);
    text_putf(&request, "%s /api/v1%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s",
              body != NULL ? "POST" : "GET", path, address, headers);
    if (token != NULL)
        text_putf(&request, "Authorization: Bearer %s\r\n", token);
    if (body != NULL)
        text_putf(&request, "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(body));
    text_putf(&request, "\r\n%s", body != NULL ? body : "");
    http_send(connection, request.data);
    http_reply_done(&site->reply);
    http_receive(connection, &site->reply);
    json_decref(site->answer);
    site->answer = json_loads(site->reply.body.data, 0, NULL);
    site->status = site->reply.status;
}

static inline void api_ask(struct api_site *site, const char *path, const char *body)
{
    api_ask_as(site, site->token, path, "", body);
}

/* A value of the last answer, NULL: there is none. */
static inline json_t *api_value(const struct api_site *site, const char *name)
{
    return json_object_get(site->answer, name);
}

static inline const char *api_string(const struct api_site *site, const char *name)
{
    const char *text = json_string_value(api_value(site, name));

    return text != NULL ? text : "(no text)";
}

static inline void api_assert_status(const struct api_site *site, int status)
{
    if (site->status != status)
        fail_msg("answered %d and not %d: %s", site->status, status, site->reply.body.data);
}

/* A problem (RFC 9457) of that status, and about that field or value unless NULL. */
static inline void api_assert_problem(const struct api_site *site, int status, const char *key)
{
    CLEANUP(text_done) struct text why;
    json_t *schema = json_schema_find(site->document, "#/components/schemas/Problem");

    api_assert_status(site, status);
    text_init(&why, 10000);
    assert_string_equal(http_reply_header(&site->reply, "Content-Type"),
                        "application/problem+json; charset=utf-8");
    if (!json_schema_allows(site->document, schema, site->answer, &why))
        fail_msg("a problem%s: %s", why.data, site->reply.body.data);
    assert_int_equal(json_integer_value(api_value(site, "status")), status);
    if (key != NULL)
        assert_string_equal(api_string(site, "key"), key);
}

/* The path of the document for a pattern of the table: the same but for the names in braces. */
static inline const char *api_document_path(json_t *document, const char *pattern)
{
    json_t *paths = json_object_get(document, "paths");
    json_t *item;
    const char *path;

    json_object_foreach(paths, path, item)
    {
        const char *a = path;
        const char *b = pattern;
        while (*a != '\0' && *a == *b) {
            if (*a == '{')
                a = strchr(a, '}') - 1;
            a++;
            b++;
        }
        if (*a == '\0' && *b == '\0')
            return path;
    }
    return NULL;
}

static inline json_t *api_operation(json_t *document, const struct api_endpoint *endpoint)
{
    const char *path = api_document_path(document, endpoint->pattern);

    if (path == NULL)
        fail_msg("the document has no path %s", endpoint->pattern);
    return json_object_get(json_object_get(json_object_get(document, "paths"), path),
                           endpoint->method == HTTP_GET ? "get" : "post");
}

/* The last answer was 200, and is what the document says of that endpoint. */
static inline void api_assert_documented(const struct api_site *site, const struct api_endpoint *endpoint)
{
    CLEANUP(text_done) struct text why;
    json_t *operation = api_operation(site->document, endpoint);
    json_t *schema = operation;
    static const char *const way[] = {"responses", "200", "content", "application/json", "schema"};

    api_assert_status(site, 200);
    for (size_t i = 0; i < COUNT_OF(way); i++)
        schema = json_object_get(schema, way[i]);
    text_init(&why, 10000);
    if (schema == NULL || !json_schema_allows(site->document, schema, site->answer, &why))
        fail_msg("%s%s: %.600s", endpoint->pattern, why.data, site->reply.body.data);
}

static inline const struct api_endpoint *api_endpoint_of(enum http_method method, const char *path)
{
    char parameters[PARAMETERS_MAX][PARAMETER_CHARS];
    char bare[300];

    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(path, "?"), path);
    for (size_t i = 0; i < api_endpoint_count; i++)
        if (api_endpoints[i].method == method && routes_match(api_endpoints[i].pattern, bare, parameters))
            return &api_endpoints[i];
    fail_msg("there is no endpoint %s", path);
    return NULL;
}

/* Asks with everything allowed; the answer must be good, and what the document says. */
static inline void api_must(struct api_site *site, const char *path, const char *body)
{
    api_ask(site, path, body);
    api_assert_documented(site, api_endpoint_of(body != NULL ? HTTP_POST : HTTP_GET, path));
}

static inline int api_site_setup(void **state)
{
    struct api_site *site = calloc(1, sizeof *site);
    void *staff = NULL;

    if (site == NULL || staff_site_setup(&staff) != 0)
        return -1;
    site->staff = staff;
    site->document = json_load_file(HT_SOURCE_DIR "/docs/api/openapi.json", JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(site->document);
    api_make_token(site, "mttq.tinh", "thu", API_ALL_SCOPES, site->token);
    *state = site;
    return 0;
}

static inline int api_site_teardown(void **state)
{
    struct api_site *site = *state;
    void *staff = site->staff;

    http_reply_done(&site->reply);
    json_decref(site->answer);
    json_decref(site->document);
    free(site);
    return staff_site_teardown(&staff);
}

/* A draft that breaks no rule, published as release 1. */
static inline void api_publish_first(struct api_site *site)
{
    put_draft(site->staff->f);
    api_must(site, "/elections/x/releases", "{\"note\": \"một\"}");
    assert_int_equal(json_integer_value(api_value(site, "release")), 1);
}

#define api_test(function) cmocka_unit_test_setup_teardown(function, api_site_setup, api_site_teardown)

#endif
