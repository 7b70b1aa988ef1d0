#include "load.h"

#include "base/clock.h"
#include "base/file.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_BYTES_MAX ((size_t)4 << 20)
#define PIECE_BYTES 262144
#define WAIT_STEP_US 10
#define EVENTS 64

/* What is asked in one run. */
struct run {
    const struct load *load;
    int poll;
    size_t asked;
    size_t asked_max;
    int64_t until_ms;
    uint64_t answered;
    struct load_result *total;
    char *piece;
};

struct connection {
    int socket;
    int64_t asked_us;
    struct text answer;
};

void load_die(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

void load_read_paths(const char *file, struct load_paths *out)
{
    CLEANUP(text_done) struct text bytes = {0};
    struct error err;

    text_init(&bytes, (size_t)64 << 20);
    if (file_read(file, &bytes, &err) != OK)
        load_die("cannot read the addresses");
    for (const char *at = bytes.data; out->count < LOAD_PATHS_MAX && (at = strstr(at, "/feeds/")) != NULL;
         at++)
        snprintf(out->items[out->count++], LOAD_PATH_CHARS, "%.*s", (int)(strstr(at, ".ics") + 4 - at), at);
    if (out->count == 0)
        load_die("the file has no addresses");
}

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int connect_to(uint16_t port)
{
    const int on = 1;
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int opened = socket(AF_INET, SOCK_STREAM, 0);

    if (opened < 0 || connect(opened, (const struct sockaddr *)&address, sizeof address) != 0)
        load_die("cannot connect");
    setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return opened;
}

static double processor_ms_of(pid_t process)
{
    struct timespec spent;
    clockid_t clock;

    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &spent) != 0)
        return 0;
    return (double)spent.tv_sec * 1000 + (double)spent.tv_nsec / 1000000;
}

double load_spent_ms(const struct load_server *server)
{
    char path[64];
    CLEANUP(text_done) struct text children;
    double sum = processor_ms_of(server->process);
    struct error err;

    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)server->process, (int)server->process);
    text_init(&children, 4096);
    if (file_read(path, &children, &err) == OK)
        for (char *at = children.data, *end; strtol(at, &end, 10) > 0; at = end)
            sum += processor_ms_of((pid_t)strtol(at, NULL, 10));
    return sum;
}

static void ask(struct run *run, struct connection *connection)
{
    char request[512];
    const struct load_paths *paths = run->load->paths;
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n",
                          paths->items[run->asked++ % paths->count], run->load->headers);

    text_clear(&connection->answer);
    connection->asked_us = now_us();
    if (write(connection->socket, request, (size_t)length) != length)
        load_die("cannot write");
}

/* Bytes of head and body; 0: there is more to come. */
static size_t whole_bytes(const struct text *answer, int status)
{
    const char *end = strstr(answer->data, "\r\n\r\n");
    const char *length =
        end != NULL && status != 304 ? strcasestr(answer->data, "\r\nContent-Length: ") : NULL;
    size_t body = length != NULL && length < end ? strtoul(length + 18, NULL, 10) : 0;

    return end != NULL ? (size_t)(end + 4 - answer->data) + body : 0;
}

static void note_wait(struct run *run, int64_t us)
{
    size_t step = (size_t)(us / WAIT_STEP_US);

    run->total->waits[step < COUNT_OF(run->total->waits) ? step : COUNT_OF(run->total->waits) - 1]++;
}

/* True: the answer is whole. */
static bool take(struct run *run, struct connection *connection)
{
    ssize_t got = read(connection->socket, run->piece, PIECE_BYTES);

    if (got <= 0)
        load_die("the connection ended");
    text_put_bytes(&connection->answer, run->piece, (size_t)got);
    size_t whole = whole_bytes(&connection->answer, run->load->status);
    if (whole == 0 || connection->answer.length < whole)
        return false;
    if (strtol(connection->answer.data + 9, NULL, 10) != run->load->status)
        load_die(connection->answer.data);
    note_wait(run, now_us() - connection->asked_us);
    run->answered++;
    return true;
}

static void open_all(struct run *run, struct connection *connections)
{
    for (size_t i = 0; i < run->load->connections; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &connections[i]};
        connections[i].socket = connect_to(run->load->server.port);
        text_init(&connections[i].answer, ANSWER_BYTES_MAX);
        epoll_ctl(run->poll, EPOLL_CTL_ADD, connections[i].socket, &event);
    }
}

static void close_all(struct run *run, struct connection *connections)
{
    for (size_t i = 0; i < run->load->connections; i++) {
        close(connections[i].socket);
        text_done(&connections[i].answer);
    }
}

static bool goes_on(const struct run *run)
{
    return run->asked < run->asked_max && clock_monotonic_ms() < run->until_ms;
}

static void drive(struct run *run, struct connection *connections)
{
    size_t waiting = 0;

    for (; waiting < run->load->connections && run->asked < run->asked_max; waiting++)
        ask(run, &connections[waiting]);
    while (waiting > 0) {
        struct epoll_event events[EVENTS];
        int count = epoll_wait(run->poll, events, EVENTS, 10000);
        if (count <= 0)
            load_die("no answer for ten seconds");
        bool more = goes_on(run);
        for (int i = 0; i < count; i++) {
            struct connection *connection = events[i].data.ptr;
            if (!take(run, connection))
                continue;
            if (more && run->asked < run->asked_max)
                ask(run, connection);
            else
                waiting--;
        }
    }
}

static void run_all(struct run *run)
{
    struct connection *connections = calloc(run->load->connections, sizeof *connections);

    run->poll = epoll_create1(0);
    run->piece = malloc(PIECE_BYTES);
    if (connections == NULL || run->piece == NULL || run->poll < 0)
        load_die("no memory");
    open_all(run, connections);
    double began_processor_ms = load_spent_ms(&run->load->server);
    int64_t began_us = now_us();
    drive(run, connections);
    run->total->wall_ms += (double)(now_us() - began_us) / 1000;
    run->total->processor_ms += load_spent_ms(&run->load->server) - began_processor_ms;
    run->total->answers += run->answered;
    close_all(run, connections);
    close(run->poll);
    free(run->piece);
    free(connections);
}

void load_run(const struct load *load, int64_t ms, struct load_result *total)
{
    struct run run = {
        .load = load, .asked_max = SIZE_MAX, .until_ms = clock_monotonic_ms() + ms, .total = total};

    run_all(&run);
}

void load_each_once(const struct load *load, struct load_result *total)
{
    struct run run = {.load = load, .asked_max = load->paths->count, .until_ms = INT64_MAX, .total = total};

    run_all(&run);
}

void load_ask_once(const struct load *load, struct text *out)
{
    static struct load_result unused;
    struct connection connection = {.socket = connect_to(load->server.port)};
    struct run run = {.load = load, .total = &unused, .piece = malloc(PIECE_BYTES)};

    if (run.piece == NULL)
        load_die("no memory");
    text_init(&connection.answer, ANSWER_BYTES_MAX);
    ask(&run, &connection);
    while (!take(&run, &connection))
        continue;
    close(connection.socket);
    free(run.piece);
    *out = connection.answer;
}

double load_wall_ms(const struct load_result *result)
{
    return result->wall_ms / (double)result->answers;
}

double load_processor_ms(const struct load_result *result)
{
    return result->processor_ms / (double)result->answers;
}

double load_percentile_ms(const struct load_result *result, unsigned percent)
{
    uint64_t wanted = 0;
    uint64_t seen = 0;
    size_t step = 0;

    for (size_t i = 0; i < COUNT_OF(result->waits); i++)
        wanted += result->waits[i];
    wanted = wanted * percent / 100;
    while (step < COUNT_OF(result->waits) - 1 && (seen += result->waits[step]) < wanted)
        step++;
    return (double)(step + 1) * WAIT_STEP_US / 1000;
}
