#include "cli/counting_gateway.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

const char counting_gateway_profile[] =
    "name: counting\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"
    "max_parts: 9\nper_second: 1000\nsend:\n  method: GET\n  url: \"{base}/send/{ref}\"\n  connect_secs: 5\n"
    "  total_secs: 10\n  query:\n    - {name: to, value: \"{to}\"}\n    - {name: coding, value: "
    "\"{coding}\"}\n"
    "    - {name: text, value: \"{text}\"}\n  result:\n    - {status: \"202\", class: accepted}\n";

/* Of one that was killed half-way nothing is counted: it did not send its message. */
static void serve_one(struct counting_gateway *gateway, int client)
{
    static const char answer[] = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    char request[8192] = "";
    size_t length = 0;

    while (strstr(request, "\r\n\r\n") == NULL) {
        ssize_t got = read(client, request + length, sizeof request - 1 - length);
        if (got <= 0)
            return;
        length += (size_t)got;
        request[length] = '\0';
    }
    const char *name = request + strlen("GET /send/");
    pthread_mutex_lock(&gateway->lock);
    if (gateway->count < COUNTED_MAX)
        snprintf(gateway->names[gateway->count++], COUNTED_NAME_CHARS, "%.*s", (int)strcspn(name, "? "),
                 name);
    pthread_mutex_unlock(&gateway->lock);
    if (send(client, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0)
        return; /* it was killed while it waited */
}

static void *run(void *argument)
{
    struct counting_gateway *gateway = argument;
    int client;

    while ((client = accept(gateway->listener, NULL, NULL)) >= 0) {
        serve_one(gateway, client);
        close(client);
    }
    return NULL;
}

struct counting_gateway *counting_gateway_start(void)
{
    struct counting_gateway *gateway = calloc(1, sizeof *gateway);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;

    if (gateway == NULL)
        abort();
    gateway->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    pthread_mutex_init(&gateway->lock, NULL);
    if (bind(gateway->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(gateway->listener, 64) != 0 ||
        getsockname(gateway->listener, (struct sockaddr *)&address, &length) != 0 ||
        pthread_create(&gateway->thread, NULL, run, gateway) != 0)
        abort();
    snprintf(gateway->base, sizeof gateway->base, "http://127.0.0.1:%d", ntohs(address.sin_port));
    return gateway;
}

void counting_gateway_stop(struct counting_gateway *gateway)
{
    shutdown(gateway->listener, SHUT_RDWR);
    pthread_join(gateway->thread, NULL);
    close(gateway->listener);
    pthread_mutex_destroy(&gateway->lock);
    free(gateway);
}

size_t counting_gateway_requests(struct counting_gateway *gateway)
{
    pthread_mutex_lock(&gateway->lock);
    size_t count = gateway->count;
    pthread_mutex_unlock(&gateway->lock);
    return count;
}

size_t counting_gateway_requests_of(struct counting_gateway *gateway, const char *name)
{
    size_t count = 0;

    pthread_mutex_lock(&gateway->lock);
    for (size_t i = 0; i < gateway->count; i++)
        count += strcmp(gateway->names[i], name) == 0;
    pthread_mutex_unlock(&gateway->lock);
    return count;
}
