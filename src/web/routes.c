#include "web/routes.h"

#include "web/api.h"
#include "web/handlers.h"
#include "web/staff.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ARENA_BYTES_MAX ((size_t)64 << 20)

static const struct route routes[] = {
    /* for everybody */
    {HTTP_GET | HTTP_HEAD, "/", show_start_page, 0},
    {HTTP_GET | HTTP_HEAD, "/style.css", show_style, 0},
    {HTTP_GET | HTTP_HEAD, "/static/{}/{}", show_asset, 0},
    {HTTP_GET | HTTP_HEAD, "/robots.txt", show_robots, 0},

    /* calendars */
    {HTTP_GET | HTTP_HEAD, "/feeds/{}.ics", show_feed, ROUTE_SECRET | ROUTE_OFTEN},
    {HTTP_GET | HTTP_HEAD, "/feeds/{}", show_feed_page, ROUTE_SECRET},
    {HTTP_GET | HTTP_HEAD, "/xa/{}.ics", show_commune_feed, ROUTE_OFTEN},

    /* communes, for everybody */
    {HTTP_GET | HTTP_HEAD, "/xa", show_communes, ROUTE_FORM},
    {HTTP_GET | HTTP_HEAD, "/xa/{}", show_commune_page, ROUTE_OFTEN},
    {HTTP_GET | HTTP_HEAD, "/xa/{}/print", show_commune_sheet, ROUTE_OFTEN},

    /* machines */
    {HTTP_GET | HTTP_HEAD, "/healthz", show_alive, ROUTE_ANY_HOST},
    {HTTP_GET | HTTP_HEAD, "/readyz", show_ready, ROUTE_ANY_HOST},
    {HTTP_GET | HTTP_HEAD, "/metrics", show_metrics, ROUTE_ANY_HOST | ROUTE_LOCAL},
    {HTTP_GET | HTTP_POST, "/hooks/{}/report", take_report, ROUTE_ANY_HOST},
    {HTTP_GET | HTTP_POST, "/hooks/{}/inbound", take_inbound, ROUTE_ANY_HOST},
    {HTTP_GET | HTTP_HEAD | HTTP_POST | HTTP_OTHER, "/api/v1/", show_api, ROUTE_BELOW},

    /* coming in, and one's own account */
    {HTTP_GET | HTTP_HEAD, "/login", show_login, ROUTE_FORM},
    {HTTP_POST, "/login", log_in, ROUTE_FORM},
    {HTTP_GET | HTTP_HEAD, "/login/code", show_code, ROUTE_FORM},
    {HTTP_POST, "/login/code", take_code, ROUTE_FORM},
    {HTTP_POST, "/logout", log_out, ROUTE_STAFF},
    {HTTP_GET | HTTP_HEAD, "/account", show_account, ROUTE_STAFF},
    {HTTP_POST, "/account/password", change_password, ROUTE_STAFF},
    {HTTP_POST, "/account/language", change_language, ROUTE_STAFF},
    {HTTP_POST, "/account/factor", change_factor, ROUTE_STAFF},
    {HTTP_POST, "/account/session", end_session, ROUTE_STAFF},

    /* a new store, and a new account */
    {HTTP_GET | HTTP_HEAD, "/setup", show_first_account, ROUTE_FORM},
    {HTTP_POST, "/setup", make_first_account, ROUTE_FORM},
    {HTTP_GET | HTTP_HEAD, "/setup/election", show_new_election, ROUTE_STAFF},
    {HTTP_POST, "/setup/election", make_election, ROUTE_STAFF},
    {HTTP_GET | HTTP_HEAD, "/welcome/{}", show_welcome, ROUTE_FORM | ROUTE_SECRET},
    {HTTP_POST, "/welcome/{}", choose_password, ROUTE_FORM | ROUTE_SECRET},

    /* elections */
    {HTTP_GET | HTTP_HEAD, "/e", show_elections, ROUTE_STAFF},
    {HTTP_GET | HTTP_HEAD, "/e/{}/today", show_today, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/search", show_search, ROUTE_STAFF | ROUTE_ELECTION},

    /* the timetable */
    {HTTP_GET | HTTP_HEAD, "/e/{}/timetable", show_timetable, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/timetable/{}", show_step, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/timetable/{}", record_step, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/what-if", show_what_if, ROUTE_STAFF | ROUTE_ELECTION},

    /* the plan */
    {HTTP_GET | HTTP_HEAD, "/e/{}/weather", show_weather, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/weather", switch_weather, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/plan", show_plan, ROUTE_STAFF | ROUTE_ELECTION},

    /* the planner, and other long work */
    {HTTP_GET | HTTP_HEAD, "/e/{}/plan/board", show_board, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/plan/board.json", show_board_data, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/plan/board", move_on_board, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/plan/run", show_plan_run, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/plan/run", start_plan_run, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/plan/run/{}", decide_plan_run, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/jobs/{}", show_job, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/jobs/{}", stop_job, ROUTE_STAFF | ROUTE_ELECTION},

    /* releases */
    {HTTP_GET | HTTP_HEAD, "/e/{}/releases", show_releases, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/releases/new", show_new_release, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/releases/new", publish_release, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/releases/{}", show_release, ROUTE_STAFF | ROUTE_ELECTION},

    /* papers */
    {HTTP_GET | HTTP_HEAD, "/e/{}/papers", show_papers, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/papers/{}", make_paper, ROUTE_STAFF | ROUTE_ELECTION},

    /* units, candidates and meetings */
    {HTTP_GET | HTTP_HEAD, "/e/{}/candidates", show_candidates, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/candidates/{}", show_candidate, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/candidates/{}", change_candidate, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/meetings/{}", show_meeting, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/meetings/{}", change_meeting, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/meetings/{}/outcome", record_meeting, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/meetings/{}/sheet", show_meeting_sheet, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/meetings/{}/why", show_meeting_why, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/units", show_units, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/units/{}", show_unit, ROUTE_STAFF | ROUTE_ELECTION},

    /* reports */
    {HTTP_GET | HTTP_HEAD, "/e/{}/reports", show_reports, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/reports/{}.csv", download_report, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/reports/{}", show_report, ROUTE_STAFF | ROUTE_ELECTION},

    /* messages */
    {HTTP_GET | HTTP_HEAD, "/e/{}/messages", show_messages, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/messages/evidence.csv", show_evidence, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/messages/{}", decide_messages, ROUTE_STAFF | ROUTE_ELECTION},

    /* what administrators do */
    {HTTP_GET | HTTP_HEAD, "/e/{}/setup", show_setup, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/import", show_import, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/import", try_import, ROUTE_STAFF | ROUTE_ELECTION | ROUTE_UPLOAD},
    {HTTP_POST, "/e/{}/import/{}", decide_import, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/people", show_people, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/people", add_person, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/people/{}", show_person, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/people/{}", change_person, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/audit", show_audit, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_GET | HTTP_HEAD, "/e/{}/settings", show_settings, ROUTE_STAFF | ROUTE_ELECTION},
    {HTTP_POST, "/e/{}/settings/mail", try_mail, ROUTE_STAFF | ROUTE_ELECTION},
};
_Static_assert(COUNT_OF(routes) < METRICS_ROUTES_MAX,
               "the metrics have a row for each route and one for none");

const struct route *routes_at(size_t number)
{
    return number < COUNT_OF(routes) ? &routes[number] : NULL;
}

const char *routes_pattern(size_t number)
{
    return number < COUNT_OF(routes) ? routes[number].pattern : NULL;
}

static bool is_at(const struct route *route, const char *path,
                  char parameters[PARAMETERS_MAX][PARAMETER_CHARS])
{
    if ((route->rights & ROUTE_BELOW) == 0)
        return routes_match(route->pattern, path, parameters);
    memset(parameters, 0, PARAMETERS_MAX * sizeof *parameters);
    return strncmp(path, route->pattern, strlen(route->pattern)) == 0;
}

/* The route of a request, or one for another method when there is none for this; `allowed` gets the methods that any
 * route takes at the path. */
static const struct route *find_route(const struct http_request *request,
                                      char parameters[PARAMETERS_MAX][PARAMETER_CHARS], unsigned *allowed)
{
    const struct route *found = NULL;
    char tried[PARAMETERS_MAX][PARAMETER_CHARS];

    *allowed = 0;
    for (size_t i = 0; i < COUNT_OF(routes) && (*allowed & request->method) == 0; i++) {
        if (!is_at(&routes[i], request->path, tried))
            continue;
        *allowed |= routes[i].methods;
        found = &routes[i];
        memcpy(parameters, tried, sizeof tried);
    }
    return found;
}

void routes_set_security_headers(struct http_response *response)
{
    static const struct field {
        const char *name;
        const char *value;
    } fields[] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Robots-Tag", "noindex, nofollow"},
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
         "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
        {"Cache-Control", "no-store"},
    };

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (http_response_header(response, fields[i].name) == NULL)
            http_set_header(response, fields[i].name, "%s", fields[i].value);
}

static void refuse(const struct site *site, struct http_response *response, int status, const char *key)
{
    http_respond_text(response, status, catalog_text(site->catalog, key));
}

static void refuse_method(const struct site *site, unsigned allowed, struct http_response *response)
{
    static const char *const lists[] = {[HTTP_POST] = "POST",
                                        [HTTP_GET | HTTP_HEAD] = "GET, HEAD",
                                        [HTTP_GET | HTTP_POST] = "GET, POST",
                                        [HTTP_GET | HTTP_HEAD | HTTP_POST] = "GET, HEAD, POST"};

    http_set_header(response, "Allow", "%s", lists[allowed]);
    refuse(site, response, 405, N_("This address cannot be used in that way."));
}

enum error_code call_query(const struct call *call, struct params *out, struct error *err)
{
    return params_parse(call->request->query, strlen(call->request->query), call->arena, out, err);
}

enum error_code call_form(const struct call *call, struct params *out, struct error *err)
{
    if (!http_request_has_type(call->request, "application/x-www-form-urlencoded"))
        return error_set(err, ERROR_USAGE, "the request is no form");
    return params_parse(call->request->body, call->request->body_bytes, call->arena, out, err);
}

static void answer_error(const struct route *route, struct call *call, const struct error *err)
{
    int status = error_http_status(err->code);

    if ((route->rights & (ROUTE_FORM | ROUTE_STAFF)) != 0 && status < 500) {
        staff_tell_error(call, err);
        return;
    }

    if (err->code == ERROR_USAGE) {
        http_respond_text(call->response, status, "");
        text_clear(&call->response->body);
        catalog_put_error(call->catalog, err, &call->response->body);
        text_put_char(&call->response->body, '\n');
        return;
    }
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

static void refuse_for_now(const struct call *call, unsigned wait_secs)
{
    atomic_fetch_add_explicit(&call->site->metrics->limited, 1, memory_order_relaxed);
    http_set_header(call->response, "Retry-After", "%u", wait_secs);
    refuse(call->site, call->response, 429, N_("Too many requests; please try again later."));
}

static bool is_too_often(const struct call *call, const struct route *route)
{
    unsigned wait_secs = 0;

    if (call->client.local)
        return false;
    int64_t now_ms = clock_monotonic_ms();
    if (rate_limit_take(call->site->address_limit, call->client.key, CLIENT_KEY_BYTES, now_ms, &wait_secs) &&
        (route == NULL || (route->rights & ROUTE_SECRET) == 0 ||
         rate_limit_take(call->site->token_limit, call->parameters[0], strlen(call->parameters[0]), now_ms,
                         &wait_secs)))
        return false;
    refuse_for_now(call, wait_secs);
    return true;
}

static bool is_local_name(const char *host)
{
    static const char name[] = "localhost";
    size_t length = sizeof name - 1;

    return strncasecmp(host, name, length) == 0 && (host[length] == '\0' || host[length] == ':');
}

/* A page that asks for our addresses under a name of its own (DNS rebinding) gets nothing; bare numbers are nobody's
 * name. */
static bool is_our_host(const struct call *call)
{
    const char *host = http_request_header(call->request, "Host");

    return host[0] == '[' || host[strspn(host, "0123456789.:")] == '\0' || is_local_name(host) ||
           strcasecmp(host, call->site->public_host) == 0;
}

struct app *call_app(struct call *call)
{
    if (call->app == NULL)
        call->app = pool_take(call->site->pool);
    return call->app;
}

/* Pages for people read what was sent, and those for staff know who asks, before they do anything. */
static enum error_code handle(const struct route *route, struct call *call, struct staff *staff,
                              struct error *err)
{
    if ((route->rights & (ROUTE_FORM | ROUTE_STAFF)) != 0)
        TRY(staff_read_forms(call, route->rights, err));
    if ((route->rights & ROUTE_STAFF) != 0)
        TRY(staff_enter(call, route->rights, staff, err));
    return route->handle(call, err);
}

static void run_route(const struct route *route, struct call *call)
{
    CLEANUP(arena_done) struct arena arena;
    struct staff staff; /* outlives the handler: pages that tell an error show who asks */
    struct error err;

    arena_init(&arena, ARENA_BYTES_MAX);
    call->arena = &arena;
    if ((route->rights & ROUTE_OFTEN) == 0)
        call_app(call);
    if (handle(route, call, &staff, &err) != OK)
        answer_error(route, call, &err);
    if (call->staff != NULL)
        staff_leave(call);
    if (call->app != NULL)
        pool_give(call->site->pool, call->app);
}

static void answer(const struct route *route, unsigned allowed, struct call *call)
{
    if (is_too_often(call, route))
        return;
    if (route == NULL || ((route->rights & ROUTE_LOCAL) != 0 && !call->client.local))
        refuse(call->site, call->response, 404, N_("There is nothing at this address."));
    else if ((route->rights & ROUTE_ANY_HOST) == 0 && !is_our_host(call))
        refuse(call->site, call->response, 421,
               N_("This service is not known under this name; the administrator sets it as "
                  "service.public_url."));
    else if ((route->methods & call->request->method) == 0)
        refuse_method(call->site, allowed, call->response);
    else
        run_route(route, call);
    if (call->response->body.failed)
        refuse(call->site, call->response, 500, N_("The service cannot answer now; please try again later."));
}

/* A token in an address that no route knows must not reach the log either, so such an address is not written at all. */
static void record(const struct call *call, const struct route *route, int64_t began_ms)
{
    const struct http_prepared *prepared = call->response->prepared;
    struct request_line line = {
        .utc_secs = clock_now_utc_secs(&call->site->log->clock),
        .number = call->number,
        .route = call->pattern != NULL ? call->pattern
                 : route != NULL       ? route->pattern
                                       : "none",
        .status = prepared != NULL ? http_prepared_status(prepared) : call->response->status,
        .bytes = prepared != NULL ? http_prepared_body_bytes(prepared) : call->response->body.length,
        .ms = clock_monotonic_ms() - began_ms,
    };

    memcpy(line.shown, call->parameters[0], sizeof line.shown - 1);
    metrics_count_request(call->site->metrics, route != NULL ? (size_t)(route - routes) : COUNT_OF(routes),
                          line.status, line.ms);
    request_log_put(call->site->requests, &line);
}

size_t routes_allow_body(void *context, const struct http_request *request)
{
    char parameters[PARAMETERS_MAX][PARAMETER_CHARS];
    unsigned allowed;
    const struct route *route = find_route(request, parameters, &allowed);
    bool files = route != NULL && (route->rights & ROUTE_UPLOAD) != 0;

    bool large = files ? staff_has_come_in(context, request) : api_takes_tables(context, request);

    return large ? UPLOAD_BYTES_MAX : ROUTES_BODY_BYTES_MAX;
}

void routes_handle(void *context, const struct http_request *request, struct http_response *response)
{
    struct call call = {.site = context,
                        .request = request,
                        .response = response,
                        .catalog = ((const struct site *)context)->catalog};
    int64_t began_ms = clock_monotonic_ms();
    unsigned allowed;
    const struct route *route = find_route(request, call.parameters, &allowed);

    call.number = atomic_fetch_add_explicit(&call.site->metrics->requests_begun, 1, memory_order_relaxed) + 1;
    client_find(request, call.site->trusted_proxies, &call.client);
    answer(route, allowed, &call);
    if (response->prepared == NULL) {
        routes_set_security_headers(response);
        http_set_header(response, "X-Request-Id", "%s-%llu", call.site->run_id, call.number);
    }
    record(&call, route, began_ms);
}
