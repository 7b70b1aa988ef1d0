#include "web/server.h"

#include "base/clock.h"
#include "base/parse.h"
#include "web/server_answer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Of a connection, for its header and its piece of the body; the library zeroes it for each request. */
#define CONNECTION_BYTES ((size_t)16 << 10)
#define LAST_REQUESTS_MS 5000 /* what requests that have begun are given when the server stops */

struct web_server {
    struct MHD_Daemon *daemon;
    struct web_server_options options;
    struct connections *connections;
    atomic_uint running; /* requests that have begun and not ended */
    atomic_bool stopping;
    pthread_mutex_t mutex; /* of waiting for them to end */
    pthread_cond_t ended;
};

#define SHORT_TARGET_CHARS 160 /* an address longer than most is kept elsewhere */

/* A connection, and the request it is busy with, from its first line to the last byte of its answer. */
struct link {
    struct connection_hold hold;
    struct client_peer peer;
    bool busy;  /* with a request */
    bool begun; /* its header has been looked at */
    char *target;
    char *query; /* into target */
    char *long_target;
    char short_target[SHORT_TARGET_CHARS];
    struct text body;
};

static void end_running(struct web_server *server)
{
    if (atomic_fetch_sub(&server->running, 1) > 1 || !atomic_load(&server->stopping))
        return;
    pthread_mutex_lock(&server->mutex);
    pthread_cond_broadcast(&server->ended);
    pthread_mutex_unlock(&server->mutex);
}

static enum MHD_Result admit(void *context, const struct sockaddr *address, socklen_t length)
{
    const struct web_server *server = context;
    struct client_peer peer;

    (void)length;
    client_peer_find(address, server->options.limits.trusted_proxies, &peer);
    return connections_admit(server->connections, &peer) ? MHD_YES : MHD_NO;
}

/* NULL: there was no memory for it. */
static struct link *link_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

static struct link *open_link(const struct web_server *server, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *address =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct link *link = info != NULL ? calloc(1, sizeof *link) : NULL;

    if (link == NULL)
        return NULL;
    client_peer_find(address != NULL ? address->client_addr : NULL, server->options.limits.trusted_proxies,
                     &link->peer);
    connections_open(server->connections, info->connect_fd, &link->peer, &link->hold);
    return link;
}

static void note_connection(void *context, struct MHD_Connection *connection, void **state,
                            enum MHD_ConnectionNotificationCode what)
{
    const struct web_server *server = context;
    struct link *link = *state;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *state = open_link(server, connection);
    } else if (link != NULL) {
        connections_close(server->connections, &link->hold);
        free(link);
        *state = NULL;
    }
}

static bool keep_target(struct link *link, const char *target)
{
    size_t length = strlen(target);

    link->target = link->short_target;
    if (length >= SHORT_TARGET_CHARS)
        link->target = link->long_target = malloc(length + 1);
    if (link->target == NULL)
        return false;
    memcpy(link->target, target, length + 1);
    link->query = strchr(link->target, '?');
    if (link->query != NULL)
        *link->query++ = '\0';
    return true;
}

/* The only sight of the address as it was sent; afterwards libmicrohttpd decodes it in its place. */
static void *begin_exchange(void *context, const char *target, struct MHD_Connection *connection)
{
    struct web_server *server = context;
    struct link *link = link_of(connection);

    if (link == NULL || !keep_target(link, target))
        return NULL;
    link->busy = true;
    link->begun = false;
    text_init(&link->body, server->options.body_bytes_max);
    atomic_fetch_add(&server->running, 1);
    return link;
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode how)
{
    struct web_server *server = context;
    struct link *link = link_of(connection);

    (void)how;
    *state = NULL;
    if (link == NULL || !link->busy)
        return;
    connections_wait(server->connections, &link->hold);
    link->busy = false;
    text_done(&link->body);
    free(link->long_target);
    link->long_target = NULL;
    end_running(server);
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

static struct http_request request_of(struct MHD_Connection *connection, const char *method,
                                      const struct link *link)
{
    return (struct http_request){
        .method = method_of(method),
        .path = link->target,
        .query = link->query != NULL ? link->query : "",
        .body = link->body.data,
        .body_bytes = link->body.length,
        .peer = &link->peer,
        .find_header = find_header,
        .connection = connection,
    };
}

static enum MHD_Result answer(const struct web_server *server, struct MHD_Connection *connection,
                              const char *method, const struct link *link)
{
    CLEANUP(http_response_done) struct http_response response;
    const struct http_request request = request_of(connection, method, link);

    http_response_init(&response);
    if (link->body.failed)
        http_respond_text(&response, 413, "413 The request is too large.");
    else
        server->options.handle(server->options.context, &request, &response);
    return server_answer(connection, &response);
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

static void take_length(struct framing *framing, const char *value)
{
    int64_t length;

    framing->lengths++;
    framing->large = parse_int(value, 0, INT64_MAX, &length) && (uint64_t)length > framing->bytes_max;
}

static enum MHD_Result take_framing(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    struct framing *framing = context;
    int first = name[0] | 0x20; /* most fields are none of these */

    (void)kind;
    if (value == NULL)
        value = "";
    if (first == 'h') {
        framing->hosts += strcasecmp(name, "Host") == 0;
    } else if (first == 'c' && strcasecmp(name, "Content-Length") == 0) {
        take_length(framing, value);
    } else if (first == 't' && strcasecmp(name, "Transfer-Encoding") == 0) {
        framing->codings++;
        framing->strange = strcasecmp(value, "chunked") != 0;
    }
    return MHD_YES;
}

/* How large the body may be. */
static size_t allow_body(const struct web_server *server, struct MHD_Connection *connection,
                         const char *method, struct link *link)
{
    const struct http_request request = request_of(connection, method, link);

    if (server->options.allow_body != NULL)
        link->body.max_bytes = server->options.allow_body(server->options.context, &request);
    return link->body.max_bytes;
}

/* The status to refuse a request with before its body is read; 0: none. */
static int refusal(struct MHD_Connection *connection, size_t bytes_max)
{
    struct framing framing = {.bytes_max = bytes_max};

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
    return server_answer(connection, &response);
}

/* libmicrohttpd calls this once when the header is there, once for each piece of the body, and once at its
 * end. */
/* NOLINTNEXTLINE(readability-function-size): the library's form of a handler */
static enum MHD_Result take_request(void *context, struct MHD_Connection *connection, const char *decoded,
                                    const char *method, const char *version, const char *piece,
                                    size_t *piece_bytes, void **state)
{
    struct link *link = *state;
    const struct web_server *server = context;

    (void)decoded;
    (void)version;
    if (link == NULL)
        return MHD_NO; /* no memory for it */
    if (!link->begun) {
        int refused = refusal(connection, allow_body(server, connection, method, link));
        link->begun = true;
        connections_begin(server->connections, &link->hold);
        return refused == 0 ? MHD_YES : refuse(connection, refused);
    }
    if (*piece_bytes > 0) {
        text_put_bytes(&link->body, piece, *piece_bytes);
        *piece_bytes = 0;
        return MHD_YES;
    }
    return answer(context, connection, method, link);
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
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            CONNECTION_BYTES, MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, server,
                            MHD_OPTION_NOTIFY_COMPLETED, end_exchange, server, MHD_OPTION_NOTIFY_CONNECTION,
                            note_connection, server, MHD_OPTION_END);
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

    atomic_store(&server->stopping, true);
    pthread_mutex_lock(&server->mutex);
    while (atomic_load(&server->running) > 0 && state == 0)
        state = pthread_cond_timedwait(&server->ended, &server->mutex, &until);
    pthread_mutex_unlock(&server->mutex);
}

void web_server_stop(struct web_server *server)
{
    if (server == NULL)
        return;
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);
    wait_for_running(server);
    MHD_stop_daemon(server->daemon);
    /* Not sooner: until its threads have ended the library may still take the socket out of its waiting. */
    if (listener != MHD_INVALID_SOCKET)
        close(listener);
    free_server(server);
}
