#include "storm_gateway.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char accepted[] = "HTTP/1.1 202 Accepted\r\nContent-Length: 11\r\n\r\n0: Accepted";
static const char again[] = "HTTP/1.1 409 Conflict\r\nContent-Length: 5\r\n\r\nagain";

static uint32_t draw(struct storm_gateway *gateway, uint32_t below)
{
    gateway->random = gateway->random * 1664525U + 1013904223U;
    return (gateway->random >> 16) % below;
}

static void open_socket(struct storm_gateway *gateway)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;

    gateway->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (bind(gateway->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(gateway->listener, 512) != 0 ||
        getsockname(gateway->listener, (struct sockaddr *)&address, &length) != 0)
        abort();
    snprintf(gateway->base, sizeof gateway->base, "http://127.0.0.1:%d", ntohs(address.sin_port));
}

static void hang_up(struct storm_client *client)
{
    close(client->descriptor);
    client->descriptor = -1;
}

/* True when it was there before. */
static bool write_down(struct storm_gateway *gateway, const char *request)
{
    const char *ref = request + strlen("GET /send/");
    char name[STORM_REF_CHARS];
    bool known = false;

    snprintf(name, sizeof name, "%.*s", (int)strcspn(ref, "? "), ref);
    pthread_mutex_lock(&gateway->lock);
    for (size_t i = 0; gateway->knows_keys && i < gateway->arrivals && !known; i++)
        known = strcmp(gateway->refs[i], name) == 0;
    if (!known && gateway->arrivals < STORM_ARRIVALS_MAX)
        memcpy(gateway->refs[gateway->arrivals], name, sizeof name);
    gateway->arrivals += !known;
    pthread_mutex_unlock(&gateway->lock);
    return known;
}

static void answer(struct storm_gateway *gateway, struct storm_client *client)
{
    uint32_t luck = draw(gateway, 100);
    bool known = write_down(gateway, client->request);
    const char *words = known ? again : accepted;

    client->length = 0;
    if (luck < gateway->silent_percent)
        client->deaf = true;
    else if (luck < gateway->silent_percent + gateway->drop_percent ||
             send(client->descriptor, words, strlen(words), MSG_NOSIGNAL) < 0)
        hang_up(client);
}

static void serve(struct storm_gateway *gateway, struct storm_client *client)
{
    ssize_t got = read(client->descriptor, client->request + client->length,
                       sizeof client->request - 1 - client->length);

    if (got <= 0) {
        hang_up(client);
        return;
    }
    client->length += (size_t)got;
    client->request[client->length] = '\0';
    if (client->deaf)
        client->length = 0;
    else if (strstr(client->request, "\r\n\r\n") != NULL)
        answer(gateway, client);
}

static void let_in(struct storm_gateway *gateway)
{
    int descriptor;

    while ((descriptor = accept4(gateway->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
        size_t place = 0;
        int one = 1;
        while (place < STORM_CLIENTS_MAX && gateway->clients[place].descriptor >= 0)
            place++;
        if (place == STORM_CLIENTS_MAX)
            abort();
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        gateway->clients[place].descriptor = descriptor;
        gateway->clients[place].deaf = false;
        gateway->clients[place].length = 0;
    }
}

static void *run(void *opaque)
{
    struct storm_gateway *gateway = opaque;
    struct pollfd waiting[STORM_CLIENTS_MAX + 2];

    for (;;) {
        waiting[0] = (struct pollfd){.fd = gateway->stop[0], .events = POLLIN};
        waiting[1] = (struct pollfd){.fd = gateway->listener, .events = POLLIN};
        for (size_t i = 0; i < STORM_CLIENTS_MAX; i++)
            waiting[i + 2] = (struct pollfd){.fd = gateway->clients[i].descriptor, .events = POLLIN};
        poll(waiting, STORM_CLIENTS_MAX + 2, -1);
        if (waiting[0].revents != 0)
            return NULL;
        for (size_t i = 0; i < STORM_CLIENTS_MAX; i++)
            if (waiting[i + 2].revents != 0)
                serve(gateway, &gateway->clients[i]);
        if (waiting[1].revents != 0)
            let_in(gateway);
    }
}

struct storm_gateway *storm_gateway_start(unsigned silent_percent, unsigned drop_percent, bool knows_keys)
{
    struct storm_gateway *gateway = calloc(1, sizeof *gateway);

    if (gateway == NULL || pipe(gateway->stop) != 0)
        abort();
    gateway->silent_percent = silent_percent;
    gateway->drop_percent = drop_percent;
    gateway->knows_keys = knows_keys;
    gateway->random = 7;
    for (size_t i = 0; i < STORM_CLIENTS_MAX; i++)
        gateway->clients[i].descriptor = -1;
    open_socket(gateway);
    pthread_mutex_init(&gateway->lock, NULL);
    if (pthread_create(&gateway->thread, NULL, run, gateway) != 0)
        abort();
    return gateway;
}

void storm_gateway_stop(struct storm_gateway *gateway)
{
    if (write(gateway->stop[1], "x", 1) != 1)
        abort();
    pthread_join(gateway->thread, NULL);
    for (size_t i = 0; i < STORM_CLIENTS_MAX; i++)
        if (gateway->clients[i].descriptor >= 0)
            hang_up(&gateway->clients[i]);
    close(gateway->listener);
    close(gateway->stop[0]);
    close(gateway->stop[1]);
    pthread_mutex_destroy(&gateway->lock);
    free(gateway);
}

size_t storm_gateway_arrivals(struct storm_gateway *gateway)
{
    pthread_mutex_lock(&gateway->lock);
    size_t count = gateway->arrivals;
    pthread_mutex_unlock(&gateway->lock);
    return count;
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

char (*storm_gateway_sorted(struct storm_gateway *gateway, size_t *out_count))[STORM_REF_CHARS]
{
    pthread_mutex_lock(&gateway->lock);
    char(*copy)[STORM_REF_CHARS] = malloc(gateway->arrivals * STORM_REF_CHARS + 1);
    if (copy == NULL)
        abort();
    memcpy(copy, gateway->refs, gateway->arrivals * STORM_REF_CHARS);
    *out_count = gateway->arrivals;
    pthread_mutex_unlock(&gateway->lock);
    qsort(copy, *out_count, STORM_REF_CHARS, compare);
    return copy;
}
