#include "fake_gateway.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int bound_socket(char *out_base, size_t room)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int found = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (found < 0 || bind(found, (struct sockaddr *)&address, sizeof address) != 0 ||
        getsockname(found, (struct sockaddr *)&address, &length) != 0)
        abort();
    snprintf(out_base, room, "http://127.0.0.1:%d", ntohs(address.sin_port));
    return found;
}

void fake_gateway_closed_base(char *out, size_t room)
{
    close(bound_socket(out, room));
}

/* False when the test ends first. */
static bool readable(const struct fake_gateway *gateway, int descriptor)
{
    struct pollfd waiting[] = {{.fd = descriptor, .events = POLLIN},
                               {.fd = gateway->stop[0], .events = POLLIN}};

    poll(waiting, 2, -1);
    return waiting[1].revents == 0;
}

/* Headers, and as many bytes of body as they announce. */
static bool is_whole(const char *request, size_t length)
{
    const char *end = strstr(request, "\r\n\r\n");
    const char *announced = strstr(request, "Content-Length: ");
    size_t body = announced == NULL || announced > end ? 0 : strtoul(announced + 16, NULL, 10);

    return end != NULL && length >= (size_t)(end + 4 - request) + body;
}

static bool read_request(const struct fake_gateway *gateway, int client, char *out)
{
    size_t length = 0;

    out[0] = '\0';
    while (!is_whole(out, length)) {
        if (!readable(gateway, client))
            return false;
        ssize_t got = read(client, out + length, FAKE_REQUEST_BYTES - 1 - length);
        if (got <= 0)
            return false;
        length += (size_t)got;
        out[length] = '\0';
    }
    return true;
}

static bool put(int client, const char *bytes, size_t length)
{
    return send(client, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

static void put_answer(int client, int status, const char *body, size_t announced)
{
    char head[200];

    snprintf(head, sizeof head,
             "HTTP/1.1 %d Words\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n", status,
             announced);
    (void)(put(client, head, strlen(head)) && put(client, body, strlen(body)));
}

static void put_without_end(int client)
{
    char chunk[4096];

    memset(chunk, 'x', sizeof chunk);
    put_answer(client, 202, "0: ", 100000000);
    while (put(client, chunk, sizeof chunk))
        ;
}

static void do_turn(const struct fake_gateway *gateway, int client, const struct fake_turn *turn)
{
    char byte;

    switch (turn->deed) {
    case FAKE_ANSWERS: put_answer(client, turn->status, turn->body, strlen(turn->body)); return;
    case FAKE_RAW: (void)put(client, turn->body, strlen(turn->body)); return;
    case FAKE_SILENT:
        while (readable(gateway, client) && read(client, &byte, 1) > 0)
            ;
        return;
    case FAKE_DROPS: return;
    case FAKE_CUT: put_answer(client, turn->status, turn->body, strlen(turn->body) + 100); return;
    case FAKE_ENDLESS: put_without_end(client); return;
    }
}

/* Keeps the request and says what to do about it. */
static struct fake_turn take_request(struct fake_gateway *gateway, const char *request)
{
    struct fake_turn turn = {.deed = FAKE_DROPS};

    pthread_mutex_lock(&gateway->lock);
    size_t number = gateway->request_count++;
    if (number < FAKE_REQUESTS_MAX)
        memcpy(gateway->requests[number], request, FAKE_REQUEST_BYTES);
    if (gateway->turn_count > 0)
        turn = gateway->turns[number < gateway->turn_count ? number : gateway->turn_count - 1];
    pthread_mutex_unlock(&gateway->lock);
    return turn;
}

/* An answered connection stays open for the next request, as with real gateways. */
static void serve(struct fake_gateway *gateway, int client)
{
    char request[FAKE_REQUEST_BYTES];
    struct fake_turn turn;

    do {
        if (!read_request(gateway, client, request))
            return;
        turn = take_request(gateway, request);
        do_turn(gateway, client, &turn);
    } while (turn.deed == FAKE_ANSWERS);
}

static void *run_client(void *opaque)
{
    struct fake_client *client = opaque;

    serve(client->gateway, client->descriptor);
    close(client->descriptor);
    return NULL;
}

static void *run(void *opaque)
{
    struct fake_gateway *gateway = opaque;

    while (readable(gateway, gateway->listener)) {
        struct fake_client *client = &gateway->clients[gateway->client_count];
        *client = (struct fake_client){gateway, accept(gateway->listener, NULL, NULL), 0};
        if (client->descriptor < 0)
            continue;
        if (gateway->client_count == FAKE_CLIENTS_MAX ||
            pthread_create(&client->thread, NULL, run_client, client) != 0)
            abort();
        gateway->client_count++;
    }
    for (size_t i = 0; i < gateway->client_count; i++)
        pthread_join(gateway->clients[i].thread, NULL);
    return NULL;
}

struct fake_gateway *fake_gateway_start(const struct fake_turn *turns, size_t turn_count)
{
    struct fake_gateway *gateway = calloc(1, sizeof *gateway);

    if (gateway == NULL || pipe(gateway->stop) != 0)
        abort();
    gateway->turns = turns;
    gateway->turn_count = turn_count;
    gateway->listener = bound_socket(gateway->base, sizeof gateway->base);
    pthread_mutex_init(&gateway->lock, NULL);
    if (listen(gateway->listener, 16) != 0 || pthread_create(&gateway->thread, NULL, run, gateway) != 0)
        abort();
    return gateway;
}

void fake_gateway_stop(struct fake_gateway *gateway)
{
    if (write(gateway->stop[1], "x", 1) != 1)
        abort();
    pthread_join(gateway->thread, NULL);
    close(gateway->listener);
    close(gateway->stop[0]);
    close(gateway->stop[1]);
    pthread_mutex_destroy(&gateway->lock);
    free(gateway);
}

size_t fake_gateway_requests(struct fake_gateway *gateway)
{
    return fake_gateway_requests_with(gateway, "");
}

size_t fake_gateway_requests_with(struct fake_gateway *gateway, const char *words)
{
    size_t count = 0;

    pthread_mutex_lock(&gateway->lock);
    assert(gateway->request_count <= FAKE_REQUESTS_MAX);
    for (size_t i = 0; i < gateway->request_count; i++)
        count += strstr(gateway->requests[i], words) != NULL;
    pthread_mutex_unlock(&gateway->lock);
    return count;
}
