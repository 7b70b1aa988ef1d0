/* Which handler answers which request: one exact table. A pattern is matched against the path as it was sent, without
 * decoding, so that nothing can hide behind a '%'; `{}` in it stands for one or more characters other than '/'.
 */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "app/app.h"
#include "base/catalog.h"
#include "base/log.h"
#include "web/feed_cache.h"
#include "web/fetches.h"
#include "web/http.h"
#include "web/pool.h"

/* What all requests share. */
struct site {
    struct pool *pool;
    struct fetches *fetches;
    struct feed_cache *cache;
    const struct log *log;
    const struct catalog *catalog; /* language of the pages */
};

#define PARAMETER_CHARS 128 /* with NUL; a longer one matches no route */

/* One request on its way through its handler. */
struct call {
    const struct site *site;
    struct app *app;     /* with a connection of its own for as long as the request lasts */
    struct arena *arena; /* the same */
    const struct http_request *request;
    struct http_response *response;
    char parameter[PARAMETER_CHARS]; /* what stands in the place of {}; "" without */
};

struct route {
    unsigned methods; /* of enum http_method, added up */
    const char *pattern;
    /* Fills in the response, which comes empty with status 200. What it returns an error for is answered with the
     * error's HTTP status. */
    enum error_code (*handle)(struct call *call, struct error *err);
};

/* Answers a request and writes its line to the log. The context is a struct site. */
void routes_handle(void *context, const struct http_request *request, struct http_response *response);

/* Whether the path has the form of the pattern; `parameter` gets what stands in the place of {}. */
bool routes_match(const char *pattern, const char *path, char parameter[PARAMETER_CHARS]) MUST_USE;

#endif
