/* Which handler answers which request: one exact table. A pattern is matched against the path as it was sent, without
 * decoding, so that nothing can hide behind a '%'; each `{}` in it stands for one or more characters other than '/'.
 */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "app/app.h"
#include "base/catalog.h"
#include "base/log.h"
#include "web/changes.h"
#include "web/client.h"
#include "web/feed_cache.h"
#include "web/fetches.h"
#include "web/http.h"
#include "web/metrics.h"
#include "web/params.h"
#include "web/pool.h"
#include "web/rate_limit.h"
#include "web/request_log.h"
#include "web/upload.h"

/* What all requests share. */
struct site {
    struct pool *pool;
    struct fetches *fetches;
    struct feed_cache *calendars;
    struct feed_cache *unchanged; /* answers 304 */
    struct changes *changes;
    struct request_log *requests;
    struct metrics *metrics;
    struct rate_limit *address_limit; /* of all requests from an address */
    struct rate_limit *token_limit;   /* of the requests for one secret address */
    struct rate_limit *api_limit;     /* of the requests with one token of the API */
    struct rate_limit *login_limit;   /* of the passwords tried for one login, or from one address */
    const struct log *log;
    const struct catalog *catalog; /* language of the pages for whoever has chosen none */
    const char *trusted_proxies;   /* as in web/client.h */
    const char *public_host;       /* host and port of the settings' public_url */
    char run_id[9];                /* new with each start; ids of requests begin with it */
    const char *setup_code;        /* who knows it makes the first account; "": there was one at the start */
};

#define PARAMETER_CHARS 128 /* with NUL; a longer one matches no route */
#define PARAMETERS_MAX 2

struct staff;

/* One request on its way through its handler. */
struct call {
    const struct site *site;
    struct app
        *app; /* with a connection of its own for as long as the request lasts; ROUTE_OFTEN: call_app */
    struct arena *arena; /* the same */
    const struct http_request *request;
    struct http_response *response;
    struct client client;
    const struct catalog *catalog; /* language of the reader */
    unsigned long long number;     /* of the request; its id in the log and for whoever asked ends with it */
    char parameters[PARAMETERS_MAX][PARAMETER_CHARS]; /* what stands in the places of {}; "" without */
    struct params query;  /* of pages with forms: what follows the question mark */
    struct params form;   /* of pages with forms: what was sent with POST */
    struct upload upload; /* of ROUTE_UPLOAD: the files that came with it */
    const char
        *pattern; /* for the log, where it is more than the route's; borrowed for good; NULL: it is not */
    const struct staff *staff; /* of routes for staff: who asks (web/staff.h); else NULL */
};

enum route_rights {
    ROUTE_ANY_HOST = 1, /* asked for by machines under any name */
    ROUTE_LOCAL = 2,    /* there only for programs of this machine */
    ROUTE_SECRET = 4,   /* the parameter is a secret, and limited on its own */
    ROUTE_OFTEN = 8,   /* asked for so often that it takes a connection to the store only when it needs one */
    ROUTE_FORM = 16,   /* a page for people with forms: query and form are read, errors are told as pages */
    ROUTE_STAFF = 32,  /* the same, for whoever has come in; others are led to the log-in */
    ROUTE_BELOW = 128, /* the pattern is the beginning of many paths, which the handler knows */
    ROUTE_UPLOAD = 256,  /* takes files; a large body only from whoever has come in */
    ROUTE_ELECTION = 64, /* the first parameter is the code of an election, in which the user has a role */
};

struct route {
    unsigned methods; /* of enum http_method, added up */
    const char *pattern;
    /* Fills in the response, which comes empty with status 200. What it returns an error for is answered with the
     * error's HTTP status. */
    enum error_code (*handle)(struct call *call, struct error *err);
    unsigned rights; /* of enum route_rights, added up */
};

/* The patterns of the routes by number; NULL after the last. Requests that match none count under that number. */
const char *routes_pattern(size_t number);

/* The routes themselves, for tests of all of them; NULL after the last. */
const struct route *routes_at(size_t number);

/* The connection to the store of a request by ROUTE_OFTEN. */
struct app *call_app(struct call *call);

/* What every answer carries unless it says otherwise, for pages without scripts, frames or anything from elsewhere; to be
 * called only for answers that are prepared. */
void routes_set_security_headers(struct http_response *response);

/* The values in the address, checked. ERROR_USAGE, which is answered 400, as of params_parse. */
enum error_code call_query(const struct call *call, struct params *out, struct error *err) MUST_USE;
/* Those of a form that was sent. ERROR_USAGE also when the body says that it is something else. */
enum error_code call_form(const struct call *call, struct params *out, struct error *err) MUST_USE;

#define ROUTES_BODY_BYTES_MAX ((size_t)64 << 10) /* of a request without files */

/* How large the body of a request may be, before it is read. The context is a struct site. */
size_t routes_allow_body(void *context, const struct http_request *request);

/* Answers a request and writes its line to the log. The context is a struct site. */
void routes_handle(void *context, const struct http_request *request, struct http_response *response);

/* Whether the path has the form of the pattern; `parameters` get what stands in the places of {}. */
bool routes_match(const char *pattern, const char *path,
                  char parameters[PARAMETERS_MAX][PARAMETER_CHARS]) MUST_USE;

#endif
