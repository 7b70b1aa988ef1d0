/* Answers of a running service beside a bare daemon of the same library, in a process of its own with as many threads, that
 * gives the same header fields and bytes from memory; and beside any other server of one file. Both by the clock and in
 * processor time of the server, which other work on the machine disturbs less.
 * Usage: bench_serve 127.0.0.1:PORT PID addresses.csv [FILE NAME PORT PID]
 * with the file of `feed issue --all`, and the file that the server of that name serves as /feed.ics.
 *
 * The service must have been started for this: the first round asks for every calendar once, and none has been made.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/parse.h"
#include "base/text.h"
#include "bench.h"
#include "load.h"

#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#define CONNECTIONS 64
#define MANY_CONNECTIONS 500
#define ROUNDS 16
#define ROUND_MS 250
#define WAITS_MS 3000
#define DAEMON_THREADS 2
#define FIELDS_MAX 20

struct field {
    char name[64];
    char value[300];
};

/* An answer, to be given again. */
struct answer {
    int status;
    struct field fields[FIELDS_MAX];
    size_t field_count;
    const char *body;
    size_t body_bytes;
    struct MHD_Response *response;
};

static void take_apart(struct text *whole, struct answer *out)
{
    char *end = strstr(whole->data, "\r\n\r\n");
    char *line = strstr(whole->data, "\r\n") + 2;

    out->status = (int)strtol(whole->data + 9, NULL, 10);
    out->body = end + 4;
    out->body_bytes = whole->length - (size_t)(out->body - whole->data);
    while (line < end + 2 && out->field_count < FIELDS_MAX) {
        char *next = strstr(line, "\r\n");
        struct field *field = &out->fields[out->field_count];
        snprintf(field->name, sizeof field->name, "%.*s", (int)strcspn(line, ":"), line);
        const char *value = line + strlen(field->name) + 2;
        snprintf(field->value, sizeof field->value, "%.*s", (int)(next - value), value);
        out->field_count +=
            strcasecmp(field->name, "Date") != 0 && strcasecmp(field->name, "Content-Length") != 0;
        line = next + 2;
    }
}

/* NOLINTNEXTLINE(readability-function-size): the library's form of a handler */
static enum MHD_Result give_constant(void *context, struct MHD_Connection *connection, const char *path,
                                     const char *method, const char *version, const char *piece,
                                     size_t *piece_bytes, void **state)
{
    static int begun;
    const struct answer *answer = context;

    (void)path, (void)method, (void)version, (void)piece, (void)piece_bytes;
    if (*state == NULL) { /* the library asks twice: after the header and at the end */
        *state = &begun;
        return MHD_YES;
    }
    return MHD_queue_response(connection, (unsigned)answer->status, answer->response);
}

static void serve_constant(struct answer *answer, int port_to)
{
    answer->response = MHD_create_response_from_buffer(answer->body_bytes, (void *)(uintptr_t)answer->body,
                                                       MHD_RESPMEM_PERSISTENT);
    for (size_t i = 0; i < answer->field_count; i++)
        MHD_add_response_header(answer->response, answer->fields[i].name, answer->fields[i].value);
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, give_constant, answer,
                         MHD_OPTION_THREAD_POOL_SIZE, DAEMON_THREADS, MHD_OPTION_END);
    if (daemon == NULL)
        load_die("no daemon");
    uint16_t port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    if (write(port_to, &port, sizeof port) != sizeof port)
        exit(1);
    for (;;)
        pause();
}

static struct load_server start_constant(struct answer *answer)
{
    struct load_server server = {.name = "bare daemon"};
    int ends[2];

    if (pipe(ends) != 0)
        load_die("no pipe");
    fflush(stdout);
    server.process = fork();
    if (server.process == 0)
        serve_constant(answer, ends[1]);
    if (server.process < 0 || read(ends[0], &server.port, sizeof server.port) != sizeof server.port)
        load_die("no daemon");
    close(ends[0]);
    close(ends[1]);
    return server;
}

/* Rounds in turns, so that what else the machine does falls on both; what the service does later for its answers, as writing
 * its log, counts as well. */
static void compare(const char *what, const struct load *ours, const struct load *theirs)
{
    struct load_result total[2] = {{0}, {0}};
    char label[100];
    double before_ms[2] = {load_spent_ms(&ours->server), load_spent_ms(&theirs->server)};

    for (int round = 0; round < ROUNDS; round++) {
        load_run(ours, ROUND_MS, &total[0]);
        load_run(theirs, ROUND_MS, &total[1]);
    }
    total[0].processor_ms = load_spent_ms(&ours->server) - before_ms[0];
    total[1].processor_ms = load_spent_ms(&theirs->server) - before_ms[1];
    bench_compare(what, load_wall_ms(&total[0]), theirs->server.name, load_wall_ms(&total[1]));
    snprintf(label, sizeof label, "  processor time");
    bench_compare(label, load_processor_ms(&total[0]), theirs->server.name, load_processor_ms(&total[1]));
}

static void beside_constant(const char *what, const struct load *ours)
{
    CLEANUP(text_done) struct text whole = {0};
    struct answer answer = {.status = 0};
    struct load theirs = *ours;

    load_ask_once(ours, &whole);
    take_apart(&whole, &answer);
    theirs.server = start_constant(&answer);
    compare(what, ours, &theirs);
    kill(theirs.server.process, SIGTERM);
    waitpid(theirs.server.process, NULL, 0);
}

static void beside_file(const struct load *ours, char **arguments)
{
    static const struct load_paths one = {.count = 1, .items = {"/feed.ics"}};
    CLEANUP(text_done) struct text whole = {0};
    struct answer answer = {.status = 0};
    struct load theirs = *ours;
    int64_t port;
    int64_t process;
    struct error err;

    load_ask_once(ours, &whole);
    take_apart(&whole, &answer);
    if (!parse_int(arguments[2], 1, 65535, &port) || !parse_int(arguments[3], 1, INT32_MAX, &process) ||
        file_write(arguments[0], answer.body, answer.body_bytes, &err) != OK)
        load_die("the other server's words are wrong");
    theirs.paths = &one;
    theirs.server = (struct load_server){arguments[1], (uint16_t)port, (pid_t)process};
    compare("a feed from the cache", ours, &theirs);
}

static void tell_cold(const struct load *load)
{
    struct load_result result = {0};

    load_each_once(load, &result);
    printf("%zu feeds never made before: %.0f a second, %.3f ms of processor time each\n", load->paths->count,
           1000 / load_wall_ms(&result), load_processor_ms(&result));
}

static void tell_waits(struct load load)
{
    struct load_result result = {0};

    load.connections = MANY_CONNECTIONS;
    load_run(&load, WAITS_MS, &result);
    printf("%d connections that all ask again at once: %.0f answers a second; half within %.1f ms, 99 in 100 "
           "within "
           "%.1f ms\n",
           MANY_CONNECTIONS, 1000 / load_wall_ms(&result), load_percentile_ms(&result, 50),
           load_percentile_ms(&result, 99));
}

int main(int argc, char **argv)
{
    static struct load_paths paths;
    static struct load_paths one = {.count = 1};
    int64_t port = 0;
    int64_t process = 0;

    if ((argc != 4 && argc != 8) || !parse_int(strrchr(argv[1], ':') + 1, 1, 65535, &port) ||
        !parse_int(argv[2], 1, INT32_MAX, &process))
        load_die("usage: bench_serve ADDRESS:PORT PID addresses.csv [FILE NAME PORT PID]");
    load_read_paths(argv[3], &paths);
    const struct load_server server = {"the service", (uint16_t)port, (pid_t)process};
    struct load load = {server, &paths, CONNECTIONS, "", 200};
    tell_cold(&load);
    load.headers = "If-None-Match: *\r\n";
    load.status = 304;
    tell_waits(load);
    beside_constant("an unchanged feed (304), of all", &load);
    memcpy(one.items[0], paths.items[0], sizeof one.items[0]);
    load.paths = &one;
    beside_constant("the same feed unchanged (304)", &load);
    load.headers = "";
    load.status = 200;
    beside_constant("a feed from the cache", &load);
    if (argc == 8)
        beside_file(&load, argv + 4);
    return 0;
}
