/* The wall around libmicrohttpd: it turns what arrives on a socket into requests (web/http.h), gives them to
 * one handler, and sends the responses, with limits on everything a stranger could make large or slow:
 * connections, of all and of one address, header (16 KiB a connection), body, silence, slowness.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/error.h"
#include "web/connections.h"
#include "web/http.h"

struct web_server;

struct web_server_options {
    unsigned threads;         /* that handle requests, at least 1 */
    unsigned connections_max; /* further ones are closed at once */
    unsigned silence_secs;    /* after which a connection is closed */
    struct connection_limits limits;
    size_t body_bytes_max; /* a larger body is answered 413 */
    /* The same for one request, whose header alone is there yet. */
    size_t (*allow_body)(void *context, const struct http_request *request);
    /* Fills in the response, which comes empty with status 200. Called from any of the threads. */
    void (*handle)(void *context, const struct http_request *request, struct http_response *response);
    void *context;
};

/* Serves on `listen_socket`, which is the server's from now on, also after a failure. ERROR_OS when threads
 * or memory are wanting. */
enum error_code web_server_start(int listen_socket, const struct web_server_options *options,
                                 struct web_server **out, struct error *err) MUST_USE;

/* Takes no more connections, gives requests that have begun a few seconds to end, and frees the server. */
void web_server_stop(struct web_server *server);

#endif
