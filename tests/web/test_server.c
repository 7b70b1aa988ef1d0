#include "base/clock.h"
#include "cmocka_tests.h"
#include "web/http_client.h"
#include "web/listen.h"
#include "web/server.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BODY_BYTES_MAX 1000

struct service {
    struct web_server *server;
    char address[LISTEN_NAME_CHARS];
};

/* Says what it was asked. */
static void echo(void *context, const struct http_request *request, struct http_response *response)
{
    (void)context;
    http_set_header(response, "X-Greeting", "hello");
    if (strcmp(request->path, "/unchanged") == 0) {
        response->status = 304;
        return;
    }
    text_putf(&response->body, "%d %s ?%s %s [%s]", (int)request->method, request->path, request->query,
              http_request_header(request, "x-own"), request->body);
}

static const struct connection_limits patient = {
    .per_address = 1000, .trusted_proxies = "", .idle_ms = 60000, .exchange_ms = 60000, .crowd = UINT_MAX};

static void start_limited(struct service *service, unsigned silence_secs, struct connection_limits limits)
{
    const struct web_server_options options = {
        .threads = 2,
        .connections_max = 100,
        .silence_secs = silence_secs,
        .limits = limits,
        .body_bytes_max = BODY_BYTES_MAX,
        .handle = echo,
    };
    struct error err;
    int listener;

    assert_int_equal(listen_open("127.0.0.1:0", &listener, service->address, &err), OK);
    assert_int_equal(web_server_start(listener, &options, &service->server, &err), OK);
}

static void start(struct service *service, unsigned silence_secs)
{
    start_limited(service, silence_secs, patient);
}

static int start_service(void **state)
{
    static struct service service;

    start(&service, 30);
    *state = &service;
    return 0;
}

static int stop_service(void **state)
{
    struct service *service = *state;

    web_server_stop(service->server);
    return 0;
}

static void a_request_reaches_the_handler_as_it_was_sent(void **state)
{
    struct service *service = *state;
    static const struct asked {
        const char *method;
        const char *path;
        const char *heard;
    } table[] = {
        {"GET", "/a/b?c=d&e", "1 /a/b ?c=d&e own []"},
        {"GET", "/a%2e%2e/%00b", "1 /a%2e%2e/%00b ? own []"},
        {"GET", "/../etc/passwd", "1 /../etc/passwd ? own []"},
        {"GET", "http://elsewhere/x", "1 http://elsewhere/x ? own []"},
        {"DELETE", "/", "8 / ? own []"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        http_ask(service->address, table[i].method, table[i].path, "X-Own: own\r\n", &reply);
        assert_int_equal(reply.status, 200);
        assert_string_equal(reply.body.data, table[i].heard);
        assert_string_equal(http_reply_header(&reply, "x-greeting"), "hello");
    }
}

static void head_gets_the_header_of_get_and_no_body(void **state)
{
    struct service *service = *state;
    CLEANUP(http_reply_done) struct http_reply get;
    CLEANUP(http_reply_done) struct http_reply head;
    char length[20];

    http_ask(service->address, "GET", "/abc", "", &get);
    http_ask(service->address, "HEAD", "/abc", "", &head);
    assert_int_equal(head.status, 200);
    assert_int_equal(head.body.length, 0);
    snprintf(length, sizeof length, "%zu", get.body.length);
    assert_string_equal(http_reply_header(&head, "Content-Length"), length);
}

static void not_modified_has_no_body(void **state)
{
    struct service *service = *state;
    CLEANUP(http_reply_done) struct http_reply reply;

    http_ask(service->address, "GET", "/unchanged", "", &reply);
    assert_int_equal(reply.status, 304);
    assert_int_equal(reply.body.length, 0);
    assert_string_equal(http_reply_header(&reply, "X-Greeting"), "hello");
}

static void a_body_is_gathered_up_to_its_limit(void **state)
{
    struct service *service = *state;
    static char request[2 * BODY_BYTES_MAX + 200];
    static const struct posted {
        int bytes;
        int status;
    } table[] = {{5, 200}, {BODY_BYTES_MAX, 200}, {BODY_BYTES_MAX + 1, 413}, {2 * BODY_BYTES_MAX, 413}};

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        int head = snprintf(request, sizeof request,
                            "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: %d\r\n\r\n",
                            table[i].bytes);
        memset(request + head, 'b', (size_t)table[i].bytes);
        request[head + table[i].bytes] = '\0';
        int connection = http_connect(service->address);
        http_send(connection, request);
        http_receive(connection, &reply);
        assert_int_equal(reply.status, table[i].status);
    }
}

static void a_request_that_is_none_is_refused(void **state)
{
    struct service *service = *state;
    static char huge[50000];
    snprintf(huge, sizeof huge, "GET / HTTP/1.1\r\nHost: h\r\nX-Long: ");
    size_t length = strlen(huge);
    memset(huge + length, 'a', sizeof huge - length - 1);
    memcpy(huge + sizeof huge - 5, "\r\n\r\n", 5);
    const struct refused {
        const char *bytes;
        int status; /* 0: the connection is closed */
    } table[] = {
        {"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400}, /* no Host */
        {huge, 431},
        {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", 413},
        {"\r\n\r\nrubbish\r\n\r\n", 0},
        {"GET / HTTP/1.1\r\nHost: h\r\nHost: other\r\n\r\n", 400},
        /* of two readings of a body's length, neither */
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\na", 400},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\na", 400},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
         "chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\nab", 400},
        {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n", 413}, /* nothing of it need arrive */
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        int connection = http_connect(service->address);
        http_send(connection, table[i].bytes);
        http_receive(connection, &reply);
        if (reply.status != table[i].status)
            fail_msg("row %zu is answered %d", i, reply.status);
    }
}

static void *ask_often(void *address)
{
    for (int i = 0; i < 200; i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        http_ask(address, "GET", "/x", "", &reply);
        if (reply.status != 200)
            return NULL;
    }
    return address;
}

static void clients_are_served_side_by_side(void **state)
{
    struct service *service = *state;
    pthread_t clients[4];

    for (size_t i = 0; i < COUNT_OF(clients); i++)
        assert_int_equal(pthread_create(&clients[i], NULL, ask_often, service->address), 0);
    for (size_t i = 0; i < COUNT_OF(clients); i++) {
        void *done = NULL;
        assert_int_equal(pthread_join(clients[i], &done), 0);
        assert_non_null(done);
    }
}

static void a_client_that_falls_silent_holds_nobody_up_and_is_let_go(void **state)
{
    (void)state;
    struct service service;
    int silent[8];

    start(&service, 1);
    for (size_t i = 0; i < COUNT_OF(silent); i++) {
        silent[i] = http_connect(service.address);
        http_send(silent[i], i % 2 == 0 ? "GET / HT" : "GET / HTTP/1.1\r\nHost: h\r\nX-Half: ");
    }
    CLEANUP(http_reply_done) struct http_reply reply;
    http_ask(service.address, "GET", "/x", "", &reply);
    assert_int_equal(reply.status, 200);
    int64_t begin_ms = clock_monotonic_ms();
    for (size_t i = 0; i < COUNT_OF(silent); i++) {
        CLEANUP(http_reply_done) struct http_reply none;
        http_receive(silent[i], &none); /* ends when the server closes */
        assert_true(none.status == 0 || none.status == 408);
    }
    assert_true(clock_monotonic_ms() - begin_ms < 10000);
    web_server_stop(service.server);
}

static void in_a_crowd_those_who_wait_are_let_go_sooner(void **state)
{
    (void)state;
    struct connection_limits limits = patient;
    struct service service;
    CLEANUP(http_reply_done) struct http_reply none;
    int64_t began_ms = clock_monotonic_ms();

    limits.crowd = 2;
    limits.crowded_ms = 100;
    start_limited(&service, 30, limits);
    int first = http_connect(service.address);
    int second = http_connect(service.address);
    http_receive(first, &none); /* ends when the server closes */
    assert_true(clock_monotonic_ms() - began_ms < 20000);
    close(second);
    web_server_stop(service.server);
}

static void a_stopped_server_frees_its_port(void **state)
{
    (void)state;
    struct service service;
    struct error err;
    char name[LISTEN_NAME_CHARS];
    int listener = -1;

    start(&service, 30);
    assert_int_equal(listen_open(service.address, &listener, name, &err), ERROR_UNAVAILABLE);
    assert_string_equal(
        err.message.format,
        "%s is in use by another program; stop that one, or choose another port with --listen");
    web_server_stop(service.server);
    assert_int_equal(listen_open(service.address, &listener, name, &err), OK);
    assert_string_equal(name, service.address);
    close(listener);
}

/* Sends the letters one by one, as slowly as it is allowed to, until the other end is tired of it. */
static void drip(int connection, const char *letters)
{
    struct pollfd other_end = {.fd = connection, .events = POLLIN | POLLRDHUP};

    while (*letters != '\0' && poll(&other_end, 1, 20) == 0)
        if (send(connection, letters++, 1, MSG_NOSIGNAL) != 1)
            break;
    assert_int_not_equal(*letters, '\0');
}

static void one_who_says_a_letter_now_and_then_is_let_go(void **state)
{
    (void)state;
    struct connection_limits limits = patient;
    struct service service;
    CLEANUP(http_reply_done) struct http_reply reply;
    char endless[2000] = "GET /";

    memset(endless + 5, 'x', sizeof endless - 6);
    endless[sizeof endless - 1] = '\0';
    limits.idle_ms = 200;
    start_limited(&service, 30, limits);
    int slow = http_connect(service.address);
    drip(slow, endless);
    http_ask(service.address, "GET", "/", "", &reply);
    assert_int_equal(reply.status, 200);
    close(slow);
    web_server_stop(service.server);
}

static void a_body_that_never_ends_is_not_waited_for(void **state)
{
    (void)state;
    struct connection_limits limits = patient;
    struct service service;
    char letters[500];

    memset(letters, 'x', sizeof letters - 1);
    letters[sizeof letters - 1] = '\0';
    limits.idle_ms = 400;
    limits.exchange_ms = 200;
    start_limited(&service, 30, limits);
    int slow = http_connect(service.address);
    http_send(slow, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n");
    drip(slow, letters);
    close(slow);
    web_server_stop(service.server);
}

static bool is_open(int connection)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    char byte;

    return send(connection, request, sizeof request - 1, MSG_NOSIGNAL) > 0 &&
           recv(connection, &byte, 1, 0) == 1;
}

static void one_address_holds_so_many_connections_and_no_more(void **state)
{
    (void)state;
    struct connection_limits limits = patient;
    struct service service;
    int open[3];

    limits.per_address = COUNT_OF(open);
    start_limited(&service, 30, limits);
    for (size_t i = 0; i < COUNT_OF(open); i++) {
        open[i] = http_connect(service.address);
        assert_true(is_open(open[i]));
    }
    int refused = http_connect(service.address);
    assert_false(is_open(refused));
    close(refused);
    for (size_t i = 0; i < COUNT_OF(open); i++)
        close(open[i]);
    web_server_stop(service.server);
}

static void a_trusted_proxy_holds_as_many_as_it_likes(void **state)
{
    (void)state;
    struct connection_limits limits = patient;
    struct service service;
    int open[3];

    limits.per_address = 1;
    limits.trusted_proxies = "127.0.0.1";
    start_limited(&service, 30, limits);
    for (size_t i = 0; i < COUNT_OF(open); i++) {
        open[i] = http_connect(service.address);
        assert_true(is_open(open[i]));
    }
    for (size_t i = 0; i < COUNT_OF(open); i++)
        close(open[i]);
    web_server_stop(service.server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_request_reaches_the_handler_as_it_was_sent, start_service,
                                        stop_service),
        cmocka_unit_test_setup_teardown(head_gets_the_header_of_get_and_no_body, start_service, stop_service),
        cmocka_unit_test_setup_teardown(not_modified_has_no_body, start_service, stop_service),
        cmocka_unit_test_setup_teardown(a_body_is_gathered_up_to_its_limit, start_service, stop_service),
        cmocka_unit_test_setup_teardown(a_request_that_is_none_is_refused, start_service, stop_service),
        cmocka_unit_test_setup_teardown(clients_are_served_side_by_side, start_service, stop_service),
        cmocka_unit_test(a_client_that_falls_silent_holds_nobody_up_and_is_let_go),
        cmocka_unit_test(one_who_says_a_letter_now_and_then_is_let_go),
        cmocka_unit_test(a_body_that_never_ends_is_not_waited_for),
        cmocka_unit_test(one_address_holds_so_many_connections_and_no_more),
        cmocka_unit_test(a_trusted_proxy_holds_as_many_as_it_likes),
        cmocka_unit_test(in_a_crowd_those_who_wait_are_let_go_sooner),
        cmocka_unit_test(a_stopped_server_frees_its_port),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
