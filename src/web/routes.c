#include "web/routes.h"

#include "web/handlers.h"

#include <string.h>

#define ARENA_BYTES_MAX ((size_t)64 << 20)
#define SHOWN_OF_PARAMETER 4 /* characters of it in the log: tokens stand there */

static const struct route routes[] = {
    {HTTP_GET | HTTP_HEAD, "/", show_start_page},       {HTTP_GET | HTTP_HEAD, "/style.css", show_style},
    {HTTP_GET | HTTP_HEAD, "/feeds/{}.ics", show_feed}, {HTTP_GET | HTTP_HEAD, "/healthz", show_alive},
    {HTTP_GET | HTTP_HEAD, "/readyz", show_ready},      {HTTP_GET | HTTP_HEAD, "/robots.txt", show_robots},
};

bool routes_match(const char *pattern, const char *path, char parameter[PARAMETER_CHARS])
{
    const char *hole = strstr(pattern, "{}");

    parameter[0] = '\0';
    if (hole == NULL)
        return strcmp(pattern, path) == 0;
    size_t before = (size_t)(hole - pattern);
    size_t after = strlen(hole + 2);
    size_t length = strlen(path);
    if (length <= before + after || strncmp(path, pattern, before) != 0 ||
        strcmp(path + length - after, hole + 2) != 0)
        return false;
    length -= before + after;
    if (length >= PARAMETER_CHARS || memchr(path + before, '/', length) != NULL)
        return false;
    memcpy(parameter, path + before, length);
    parameter[length] = '\0';
    return true;
}

static const struct route *find_route(const char *path, char parameter[PARAMETER_CHARS])
{
    for (size_t i = 0; i < COUNT_OF(routes); i++)
        if (routes_match(routes[i].pattern, path, parameter))
            return &routes[i];
    return NULL;
}

/* For pages without scripts, frames or anything from elsewhere. */
static void set_security_headers(struct http_response *response)
{
    http_set_header(response, "X-Content-Type-Options", "nosniff");
    http_set_header(response, "Referrer-Policy", "no-referrer");
    http_set_header(response, "X-Robots-Tag", "noindex, nofollow");
    http_set_header(response, "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
                    "frame-ancestors 'none'");
    http_set_header(response, "Cache-Control", "no-store");
}

static void refuse(const struct site *site, struct http_response *response, int status, const char *key)
{
    http_respond_text(response, status, catalog_text(site->catalog, key));
}

static void refuse_method(const struct site *site, const struct route *route, struct http_response *response)
{
    http_set_header(response, "Allow", "%s",
                    (route->methods & HTTP_POST) != 0 ? "GET, HEAD, POST" : "GET, HEAD");
    refuse(site, response, 405, N_("This address cannot be used in that way."));
}

static void answer_error(const struct call *call, const struct error *err)
{
    int status = error_http_status(err->code);

    /* What went wrong inside is for the log and not for strangers. */
    if (status < 500) {
        refuse(call->site, call->response, status, N_("There is nothing at this address."));
        return;
    }
    log_error(call->site->log, LOG_ERR, "request failed", err);
    if (status == 503)
        http_set_header(call->response, "Retry-After", "60");
    refuse(call->site, call->response, status, N_("The service cannot answer now; please try again later."));
}

static void run_route(const struct route *route, struct call *call)
{
    CLEANUP(arena_done) struct arena arena;
    struct error err;

    arena_init(&arena, ARENA_BYTES_MAX);
    call->arena = &arena;
    call->app = pool_take(call->site->pool);
    if (route->handle(call, &err) != OK)
        answer_error(call, &err);
    pool_give(call->site->pool, call->app);
}

/* A token in an address that no route knows must not reach the log either, so such an address is not written at all. */
static void log_request(const struct call *call, const struct route *route, int64_t began_ms)
{
    log_event(call->site->log, LOG_INFO, "request",
              LOG_FIELDS(LOG_TEXT("route", route != NULL ? route->pattern : "none"),
                         LOG_TEXT("parameter", call->parameter), LOG_INT("status", call->response->status),
                         LOG_INT("bytes", (long long)call->response->body.length),
                         LOG_INT("ms", clock_monotonic_ms() - began_ms)));
}

void routes_handle(void *context, const struct http_request *request, struct http_response *response)
{
    struct call call = {.site = context, .request = request, .response = response};
    int64_t began_ms = clock_monotonic_ms();
    const struct route *route = find_route(request->path, call.parameter);

    set_security_headers(response);
    if (route == NULL)
        refuse(call.site, response, 404, N_("There is nothing at this address."));
    else if ((route->methods & request->method) == 0)
        refuse_method(call.site, route, response);
    else
        run_route(route, &call);
    if (response->body.failed)
        refuse(call.site, response, 500, N_("The service cannot answer now; please try again later."));
    call.parameter[SHOWN_OF_PARAMETER] = '\0';
    log_request(&call, route, began_ms);
}
