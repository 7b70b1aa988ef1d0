/* Answers of a running service per second, beside a bare daemon of the same library, with as many threads, that gives
 * the same answer from memory. Usage: bench_serve 127.0.0.1:8080 addresses.csv, with the file of `feed issue --all`.
 *
 * 64 kept connections are written to and read from in turns, by one thread, so that the client is the same small
 * load for both.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/parse.h"
#include "base/text.h"
#include "bench.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS 64
#define PATHS_MAX 10000
#define PATH_CHARS 64
#define ANSWER_BYTES_MAX ((size_t)1 << 20)
#define DAEMON_THREADS 2

struct paths {
    size_t count;
    char items[PATHS_MAX][PATH_CHARS];
};

struct load {
    uint16_t port;
    const struct paths *paths;
    const char *headers;
    int status; /* that every answer must have */
    int sockets[CONNECTIONS];
    size_t asked;
    struct text answer;
};

static void die(const char *what)
{
    fprintf(stderr, "bench_serve: %s\n", what);
    exit(1);
}

static int connect_to(uint16_t port)
{
    const int on = 1;
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int opened = socket(AF_INET, SOCK_STREAM, 0);

    if (opened < 0 || connect(opened, (const struct sockaddr *)&address, sizeof address) != 0)
        die("cannot connect");
    setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return opened;
}

static void ask(struct load *load, int to)
{
    char request[512];
    const char *path = load->paths->items[load->asked++ % load->paths->count];
    int length =
        snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", path, load->headers);

    if (write(to, request, (size_t)length) != length)
        die("cannot write");
}

/* Bytes of head and body; 0: there is more to come. */
static size_t answer_bytes(const struct text *answer)
{
    const char *end = strstr(answer->data, "\r\n\r\n");
    const char *length = end != NULL ? strcasestr(answer->data, "\r\nContent-Length: ") : NULL;
    size_t body = length != NULL && length < end ? strtoul(length + 18, NULL, 10) : 0;

    return end != NULL ? (size_t)(end + 4 - answer->data) + body : 0;
}

static void take(struct load *load, int from)
{
    static char piece[65536];

    text_clear(&load->answer);
    for (size_t whole = 0; whole == 0 || load->answer.length < whole; whole = answer_bytes(&load->answer)) {
        ssize_t got = read(from, piece, sizeof piece);
        if (got <= 0)
            die("the connection ended");
        text_put_bytes(&load->answer, piece, (size_t)got);
    }
    if (strtol(load->answer.data + 9, NULL, 10) != load->status)
        die(load->answer.data);
}

static void run_load(void *argument)
{
    struct load *load = argument;

    for (size_t i = 0; i < CONNECTIONS; i++)
        ask(load, load->sockets[i]);
    for (size_t i = 0; i < CONNECTIONS; i++)
        take(load, load->sockets[i]);
}

static double answer_ms(uint16_t port, const struct paths *paths, const char *headers, int status)
{
    struct load load = {.port = port, .paths = paths, .headers = headers, .status = status};

    text_init(&load.answer, ANSWER_BYTES_MAX);
    for (size_t i = 0; i < CONNECTIONS; i++)
        load.sockets[i] = connect_to(port);
    for (size_t i = 0; i < paths->count; i += CONNECTIONS) /* every path once, to warm up */
        run_load(&load);
    double ms = bench_ms(run_load, &load) / CONNECTIONS;
    for (size_t i = 0; i < CONNECTIONS; i++)
        close(load.sockets[i]);
    text_done(&load.answer);
    return ms;
}

/* What the rival answers to everything. */
struct constant {
    int status;
    const char *bytes;
    size_t length;
};

/* NOLINTNEXTLINE(readability-function-size): the library's form of a handler */
static enum MHD_Result give_constant(void *context, struct MHD_Connection *connection, const char *path,
                                     const char *method, const char *version, const char *piece,
                                     size_t *piece_bytes, void **state)
{
    static int begun;
    const struct constant *constant = context;

    (void)path, (void)method, (void)version, (void)piece, (void)piece_bytes;
    if (*state == NULL) { /* the library asks twice: after the header and at the end */
        *state = &begun;
        return MHD_YES;
    }
    struct MHD_Response *response = MHD_create_response_from_buffer(
        constant->length, (void *)(uintptr_t)constant->bytes, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "ETag", "\"constant\"");
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)constant->status, response);
    MHD_destroy_response(response);
    return result;
}

static double constant_ms(const struct paths *paths, struct constant constant)
{
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, give_constant, &constant,
                         MHD_OPTION_THREAD_POOL_SIZE, DAEMON_THREADS, MHD_OPTION_END);

    if (daemon == NULL)
        die("no daemon");
    uint16_t port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    double ms = answer_ms(port, paths, "", constant.status);
    MHD_stop_daemon(daemon);
    return ms;
}

/* Of each line the path from "/feeds/" to ".ics". */
static void read_paths(const char *file, struct paths *out)
{
    CLEANUP(text_done) struct text bytes = {0};
    struct error err;

    text_init(&bytes, (size_t)64 << 20);
    if (file_read(file, &bytes, &err) != OK)
        die("cannot read the addresses");
    for (const char *at = bytes.data; out->count < PATHS_MAX && (at = strstr(at, "/feeds/")) != NULL; at++) {
        int length = (int)(strstr(at, ".ics") + 4 - at);
        snprintf(out->items[out->count++], PATH_CHARS, "%.*s", length, at);
    }
    if (out->count == 0)
        die("the file has no addresses");
}

int main(int argc, char **argv)
{
    static struct paths paths;
    struct paths *one = calloc(1, sizeof *one);
    struct text body = {0};
    int64_t port = 0;

    if (argc != 3 || one == NULL || !parse_int(strrchr(argv[1], ':') + 1, 1, 65535, &port))
        die("usage: bench_serve ADDRESS:PORT addresses.csv");
    read_paths(argv[2], &paths);
    bench_compare("an unchanged feed (304)", answer_ms((uint16_t)port, &paths, "If-None-Match: *\r\n", 304),
                  "bare daemon, 304", constant_ms(&paths, (struct constant){304, "", 0}));
    text_init(&body, ANSWER_BYTES_MAX);
    for (int i = 0; i < 20000; i++)
        text_put_char(&body, 'x');
    one->count = 1;
    snprintf(one->items[0], PATH_CHARS, "%s", paths.items[0]);
    bench_compare("a feed", answer_ms((uint16_t)port, one, "", 200), "bare daemon, 20 kB",
                  constant_ms(one, (struct constant){200, body.data, body.length}));
    text_done(&body);
    free(one);
    return 0;
}
