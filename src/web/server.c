#include "web/server.h"

#include "base/clock.h"
#include "base/parse.h"

#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define LAST_REQUESTS_MS 5000 /* what requests that have begun are given when the server stops */

struct web_server {
    struct MHD_Daemon *daemon;
    struct web_server_options options;
    struct connections *connections;
    pthread_mutex_t mutex; /* of running */
    pthread_cond_t ended;
    unsigned running; /* requests that have begun and not ended */
};

/* One request, from its first line to the last byte of its answer. */
struct exchange {
    bool begun;
    struct text body;
    char *query; /* into target, or NULL */
    char target[];
};

static void count_running(struct web_server *server, bool begins)
{
    pthread_mutex_lock(&server->mutex);
    if (begins)
        server->running++;
    else if (--server->running == 0)
        pthread_cond_broadcast(&server->ended);
    pthread_mutex_unlock(&server->mutex);
}

static enum MHD_Result admit(void *context, const struct sockaddr *peer, socklen_t length)
{
    const struct web_server *server = context;

    (void)length;
    return connections_admit(server->connections, peer) ? MHD_YES : MHD_NO;
}

static const struct sockaddr *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    return info != NULL ? info->client_addr : NULL;
}

static struct connection_hold *hold_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

static void note_connection(void *context, struct MHD_Connection *connection, void **hold,
                            enum MHD_ConnectionNotificationCode what)
{
    const struct web_server *server = context;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    if (what == MHD_CONNECTION_NOTIFY_STARTED && info != NULL)
        *hold = connections_open(server->connections, info->connect_fd, peer_of(connection));
    else if (what == MHD_CONNECTION_NOTIFY_CLOSED)
        connections_close(server->connections, *hold);
}

/* The only sight of the address as it was sent; afterwards libmicrohttpd decodes it in its place. */
static void *begin_exchange(void *context, const char *target, struct MHD_Connection *connection)
{
    struct web_server *server = context;
    size_t length = strlen(target);
    struct exchange *exchange = calloc(1, sizeof *exchange + length + 1);

    (void)connection;
    if (exchange == NULL)
        return NULL;
    memcpy(exchange->target, target, length);
    exchange->query = strchr(exchange->target, '?');
    if (exchange->query != NULL)
        *exchange->query++ = '\0';
    text_init(&exchange->body, server->options.body_bytes_max);
    count_running(server, true);
    return exchange;
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode how)
{
    struct web_server *server = context;
    struct exchange *exchange = *state;

    (void)how;
    connections_wait(server->connections, hold_of(connection));
    if (exchange == NULL)
        return;
    text_done(&exchange->body);
    free(exchange);
    *state = NULL;
    count_running(server, false);
}

static enum http_method method_of(const char *name)
{
    static const struct method_name {
        const char *name;
        enum http_method method;
    } known[] = {{"GET", HTTP_GET}, {"HEAD", HTTP_HEAD}, {"POST", HTTP_POST}};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (strcmp(name, known[i].name) == 0)
            return known[i].method;
    return HTTP_OTHER;
}

static const char *find_header(void *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

#define PEER_CHARS 64

static void name_peer(struct MHD_Connection *connection, char out[PEER_CHARS])
{
    const struct sockaddr *peer = peer_of(connection);
    socklen_t length = peer != NULL && peer->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                                   : sizeof(struct sockaddr_in);

    if (peer == NULL || (peer->sa_family != AF_INET && peer->sa_family != AF_INET6) ||
        getnameinfo(peer, length, out, PEER_CHARS, NULL, 0, NI_NUMERICHOST) != 0)
        out[0] = '\0';
}

static enum MHD_Result send_response(struct MHD_Connection *connection, struct http_response *response)
{
    size_t length = 0;
    char *bytes = text_take(&response->body, &length);

    if (bytes == NULL)
        return MHD_NO;
    struct MHD_Response *answer = MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);
    if (answer == NULL) {
        free(bytes);
        return MHD_NO;
    }
    for (size_t i = 0; i < response->header_count; i++)
        MHD_add_response_header(answer, response->headers[i].name, response->headers[i].value);
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)response->status, answer);
    MHD_destroy_response(answer);
    return result;
}

static enum MHD_Result answer(const struct web_server *server, struct MHD_Connection *connection,
                              const char *method, const struct exchange *exchange)
{
    CLEANUP(http_response_done) struct http_response response;
    char peer[PEER_CHARS];
    const struct http_request request = {
        .method = method_of(method),
        .path = exchange->target,
        .query = exchange->query != NULL ? exchange->query : "",
        .body = exchange->body.data,
        .body_bytes = exchange->body.length,
        .peer = peer,
        .find_header = find_header,
        .connection = connection,
    };

    name_peer(connection, peer);
    http_response_init(&response);
    if (exchange->body.failed)
        http_respond_text(&response, 413, "413 The request is too large.");
    else
        server->options.handle(server->options.context, &request, &response);
    return send_response(connection, &response);
}

/* What the header says of the body. Programs that read it differently see different requests (RFC 9112, 11.2). */
struct framing {
    unsigned hosts;
    unsigned lengths;
    unsigned codings;
    bool strange; /* in a coding that is not "chunked" alone */
    bool large;
    size_t bytes_max;
};

static enum MHD_Result take_framing(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    struct framing *framing = context;
    int64_t length;

    (void)kind;
    if (value == NULL)
        value = "";
    framing->hosts += strcasecmp(name, "Host") == 0;
    if (strcasecmp(name, "Content-Length") == 0) {
        framing->lengths++;
        framing->large = parse_int(value, 0, INT64_MAX, &length) && (uint64_t)length > framing->bytes_max;
    }
    if (strcasecmp(name, "Transfer-Encoding") == 0) {
        framing->codings++;
        framing->strange = strcasecmp(value, "chunked") != 0;
    }
    return MHD_YES;
}

/* The status to refuse a request with before its body is read; 0: none. */
static int refusal(const struct web_server *server, struct MHD_Connection *connection)
{
    struct framing framing = {.bytes_max = server->options.body_bytes_max};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, take_framing, &framing);
    if (framing.hosts > 1 || framing.lengths + framing.codings > 1 || framing.strange)
        return 400;
    return framing.large ? 413 : 0;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, int status)
{
    CLEANUP(http_response_done) struct http_response response;

    http_response_init(&response);
    http_respond_text(&response, status,
                      status == 413 ? "413 The request is too large." : "400 The request is not understood.");
    http_set_header(&response, "Connection", "close");
    return send_response(connection, &response);
}

/* libmicrohttpd calls this once when the header is there, once for each piece of the body, and once at its
 * end. */
/* NOLINTNEXTLINE(readability-function-size): the library's form of a handler */
static enum MHD_Result take_request(void *context, struct MHD_Connection *connection, const char *decoded,
                                    const char *method, const char *version, const char *piece,
                                    size_t *piece_bytes, void **state)
{
    struct exchange *exchange = *state;
    const struct web_server *server = context;

    (void)decoded;
    (void)version;
    if (exchange == NULL)
        return MHD_NO; /* no memory for it */
    if (!exchange->begun) {
        int refused = refusal(server, connection);
        exchange->begun = true;
        connections_begin(server->connections, hold_of(connection));
        return refused == 0 ? MHD_YES : refuse(connection, refused);
    }
    if (*piece_bytes > 0) {
        text_put_bytes(&exchange->body, piece, *piece_bytes);
        *piece_bytes = 0;
        return MHD_YES;
    }
    return answer(context, connection, method, exchange);
}

static void init_waiting(struct web_server *server)
{
    pthread_condattr_t steady;

    pthread_mutex_init(&server->mutex, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&server->ended, &steady);
    pthread_condattr_destroy(&steady);
}

static void free_server(struct web_server *server)
{
    pthread_cond_destroy(&server->ended);
    pthread_mutex_destroy(&server->mutex);
    connections_free(server->connections);
    free(server);
}

static struct MHD_Daemon *start_daemon(struct web_server *server, int listen_socket)
{
    const struct web_server_options *options = &server->options;

    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, admit, server, take_request,
                            server, MHD_OPTION_LISTEN_SOCKET, listen_socket, MHD_OPTION_THREAD_POOL_SIZE,
                            options->threads > 1 ? options->threads : 0, MHD_OPTION_CONNECTION_LIMIT,
                            options->connections_max, MHD_OPTION_CONNECTION_TIMEOUT, options->silence_secs,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, begin_exchange,
                            server, MHD_OPTION_NOTIFY_COMPLETED, end_exchange, server,
                            MHD_OPTION_NOTIFY_CONNECTION, note_connection, server, MHD_OPTION_END);
}

enum error_code web_server_start(int listen_socket, const struct web_server_options *options,
                                 struct web_server **out, struct error *err)
{
    struct web_server *server = calloc(1, sizeof *server);
    enum error_code code;

    if (server == NULL) {
        close(listen_socket);
        return error_memory(err);
    }
    server->options = *options;
    init_waiting(server);
    code = connections_new(&server->options.limits, &server->connections, err);
    if (code == OK && (server->daemon = start_daemon(server, listen_socket)) == NULL)
        code = error_set(err, ERROR_OS, "the web service cannot be started: not enough threads or memory");
    if (code != OK) {
        free_server(server);
        close(listen_socket);
        return code;
    }
    *out = server;
    return OK;
}

static void wait_for_running(struct web_server *server)
{
    int64_t until_ms = clock_monotonic_ms() + LAST_REQUESTS_MS;
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    int state = 0;

    pthread_mutex_lock(&server->mutex);
    while (server->running > 0 && state == 0)
        state = pthread_cond_timedwait(&server->ended, &server->mutex, &until);
    pthread_mutex_unlock(&server->mutex);
}

void web_server_stop(struct web_server *server)
{
    if (server == NULL)
        return;
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);
    if (listener != MHD_INVALID_SOCKET)
        close(listener);
    wait_for_running(server);
    MHD_stop_daemon(server->daemon);
    free_server(server);
}
