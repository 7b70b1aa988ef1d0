#include "web/http_client.h"

#include "base/parse.h"
#include "cmocka_tests.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define TIMEOUT_SECS 20
#define REPLY_BYTES_MAX (64U << 20)

void http_reply_done(struct http_reply *reply)
{
    text_done(&reply->head);
    text_done(&reply->body);
}

int http_connect(const char *address)
{
    const struct timeval timeout = {.tv_sec = TIMEOUT_SECS};
    const char *colon = strrchr(address, ':');
    int64_t port;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    assert_non_null(colon);
    assert_true(parse_int(colon + 1, 1, 65535, &port));
    to.sin_port = htons((uint16_t)port);
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(connection >= 0);
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    assert_int_equal(connect(connection, (struct sockaddr *)&to, sizeof to), 0);
    return connection;
}

void http_send(int connection, const char *bytes)
{
    http_send_bytes(connection, bytes, strlen(bytes));
}

void http_send_bytes(int connection, const char *bytes, size_t left)
{
    while (left > 0) {
        ssize_t sent = send(connection, bytes, left, MSG_NOSIGNAL);
        assert_true(sent > 0);
        bytes += sent;
        left -= (size_t)sent;
    }
}

void http_receive(int connection, struct http_reply *reply)
{
    char chunk[16384];
    ssize_t got;
    struct text all;

    text_init(&all, REPLY_BYTES_MAX);
    text_init(&reply->head, REPLY_BYTES_MAX);
    text_init(&reply->body, REPLY_BYTES_MAX);
    while ((got = recv(connection, chunk, sizeof chunk, 0)) > 0)
        text_put_bytes(&all, chunk, (size_t)got);
    close(connection);
    const char *end = strstr(all.data, "\r\n\r\n");
    reply->status = 0;
    if (end != NULL && strncmp(all.data, "HTTP/1.1 ", 9) == 0) {
        reply->status = (all.data[9] - '0') * 100 + (all.data[10] - '0') * 10 + (all.data[11] - '0');
        text_put_bytes(&reply->head, all.data, (size_t)(end + 2 - all.data));
        text_put_bytes(&reply->body, end + 4, all.length - (size_t)(end + 4 - all.data));
    }
    text_done(&all);
}

void http_ask(const char *address, const char *method, const char *path, const char *headers,
              struct http_reply *reply)
{
    struct text request;
    int connection = http_connect(address);

    text_init(&request, REPLY_BYTES_MAX);
    text_putf(&request, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n", method, path, address,
              headers);
    http_send(connection, request.data);
    text_done(&request);
    http_receive(connection, reply);
}

const char *http_reply_header(const struct http_reply *reply, const char *name)
{
    static char value[1000];
    size_t length = strlen(name);
    const char *line = strstr(reply->head.data, "\r\n");

    while (line != NULL) {
        line += 2;
        if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
            const char *start = line + length + 1 + strspn(line + length + 1, " ");
            snprintf(value, sizeof value, "%.*s", (int)strcspn(start, "\r"), start);
            return value;
        }
        line = strstr(line, "\r\n");
    }
    return NULL;
}
