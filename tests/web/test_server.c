#include "base/clock.h"
#include "base/file.h"
#include "db/store_tests.h"
#include "web/http_client.h"
#include "web/listen.h"
#include "web/server.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
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

static void start(struct service *service, unsigned silence_secs)
{
    const struct web_server_options options = {
        .threads = 2,
        .connections_max = 100,
        .silence_secs = silence_secs,
        .body_bytes_max = BODY_BYTES_MAX,
        .handle = echo,
    };
    struct error err;
    int listener;

    assert_int_equal(listen_open("127.0.0.1:0", &listener, service->address, &err), OK);
    assert_int_equal(web_server_start(listener, &options, &service->server, &err), OK);
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

static void an_address_is_a_number_and_a_port(void **state)
{
    (void)state;
    static const struct written {
        const char *text;
        enum error_code code;
    } table[] = {
        {"127.0.0.1:0", OK},
        {"0.0.0.0:0", OK},
        {"127.0.0.1", ERROR_USAGE},
        {"127.0.0.1:", ERROR_USAGE},
        {":8080", ERROR_USAGE},
        {"127.0.0.1:65536", ERROR_USAGE},
        {"127.0.0.1:http", ERROR_USAGE},
        {"localhost:8080", ERROR_USAGE},
        {"::1:8080", ERROR_USAGE},
        {"[::1:8080", ERROR_USAGE},
        {"192.0.2.1:0", ERROR_UNAVAILABLE}, /* RFC 5737: nobody has it */
        {"unix:", ERROR_USAGE},
        {"unix:/no/such/folder/socket", ERROR_OS},
        {"systemd", ERROR_UNAVAILABLE},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char name[LISTEN_NAME_CHARS];
        struct error err;
        int listener = -1;
        enum error_code code = listen_open(table[i].text, &listener, name, &err);
        if (code != table[i].code)
            fail_msg("%s gives %s", table[i].text, error_name(code));
        if (code == OK)
            close(listener);
    }
}

static void a_socket_file_is_for_user_and_group_and_taken_over_from_the_dead(void **state)
{
    const struct store_folder *folder = *state;
    char address[LISTEN_NAME_CHARS];
    char name[LISTEN_NAME_CHARS];
    struct stat status;
    struct error err;
    int first;
    int second;

    snprintf(address, sizeof address, "unix:%s/socket", folder->path);
    assert_int_equal(listen_open(address, &first, name, &err), OK);
    assert_string_equal(name, address);
    assert_int_equal(stat(address + 5, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0660);
    assert_int_equal(listen_open(address, &second, name, &err), ERROR_UNAVAILABLE);
    close(first);
    assert_int_equal(listen_open(address, &second, name, &err), OK);
    close(second);
    listen_remove(name);
    assert_int_equal(stat(address + 5, &status), -1);
}

static void a_file_that_is_no_socket_is_left_alone(void **state)
{
    const struct store_folder *folder = *state;
    char address[LISTEN_NAME_CHARS];
    char name[LISTEN_NAME_CHARS];
    struct error err;
    int listener;

    snprintf(address, sizeof address, "unix:%s/file", folder->path);
    assert_int_equal(file_write(address + 5, "dear", 4, &err), OK);
    assert_int_equal(listen_open(address, &listener, name, &err), ERROR_UNAVAILABLE);
    assert_int_equal(access(address + 5, F_OK), 0);
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
        cmocka_unit_test(a_stopped_server_frees_its_port),
        cmocka_unit_test(an_address_is_a_number_and_a_port),
        store_test(a_socket_file_is_for_user_and_group_and_taken_over_from_the_dead),
        store_test(a_file_that_is_no_socket_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
