#include "app/election_create.h"
#include "base/secret.h"
#include "site_test.h"

static void what_is_not_there_is_not_found(void **state)
{
    struct site_test *test = *state;
    static const char *const paths[] = {
        "/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
        "/feeds/x.ics",
        "/feeds/.ics",
        "/feeds/",
        "/feeds/../../etc/passwd",
        "/feeds/%2e%2e%2fetc%2fpasswd.ics",
        "/feeds/%00.ics",
        "/nothing",
        "//",
        "http://127.0.0.1/healthz",
        "/healthz/",
    };

    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        site_get(test, paths[i], "", &reply);
        if (reply.status != 404)
            fail_msg("%s is answered %d", paths[i], reply.status);
    }
}

static void an_endless_address_is_not_found(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply reply;
    char path[5000];
    int length = snprintf(path, sizeof path, "/feeds/%04000d.ics", 0);

    assert_true(length > 4000);
    site_get(test, path, "", &reply);
    assert_int_equal(reply.status, 404);
}

static void other_methods_are_told_which_are_allowed(void **state)
{
    struct site_test *test = *state;
    static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"};

    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        http_ask(test->address, methods[i], test->feed, "Content-Length: 0\r\n", &reply);
        assert_int_equal(reply.status, 405);
        site_assert_header(&reply, "Allow", "GET, HEAD");
    }
}

static void the_service_says_that_it_lives_and_is_ready(void **state)
{
    struct site_test *test = *state;
    static const struct page {
        const char *path;
        const char *type;
        const char *part;
    } table[] = {
        {"/healthz", "text/plain; charset=utf-8", "ok"},
        {"/readyz", "text/plain; charset=utf-8", "ready"},
        {"/robots.txt", "text/plain; charset=utf-8", "Allow: /"},
        {"/style.css", "text/css; charset=utf-8", "max-width"},
        {"/", "text/html; charset=utf-8", "<li>Bầu cử tháng 3 năm 2026<br>"},
        {"/?x=1", "text/html; charset=utf-8", "15/03/2026"},
        {"/", "text/html; charset=utf-8", "Dịch vụ đang hoạt động."},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        site_get(test, table[i].path, "", &reply);
        assert_int_equal(reply.status, 200);
        site_assert_header(&reply, "Content-Type", table[i].type);
        assert_non_null(strstr(reply.body.data, table[i].part));
        assert_non_null(http_reply_header(&reply, "Content-Security-Policy"));
    }
}

static void add_election(struct site_test *test, const char *code, const char *polling_day)
{
    struct election_request request = {.code = code, .law_pack = "83-2025", .has_polling_day = true};
    struct election made;
    struct error err;

    assert_true(civil_date_parse(polling_day, &request.polling_day));
    store_must(election_create(&test->store->app, &request, &test->store->arena, &made, &err), &err);
}

static void assert_ready_says(struct site_test *test, const char *expected)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    site_get(test, "/readyz", "", &reply);
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.body.data, expected);
}

static void days_off_that_nobody_knows_are_warned_of_where_it_is_ready(void **state)
{
    struct site_test *test = *state;

    assert_ready_says(test, "ready\n");
    add_election(test, "qh-2031", "2031-03-16");
    add_election(test, "qh-2044", "2044-06-12");
    assert_ready_says(test,
                      "ready\n"
                      "Cuộc bầu cử qh-2031: chưa biết ngày nghỉ năm 2030 (thiếu tệp holidays/vn-2030.ics), "
                      "nên việc hết hạn trong năm đó chưa có hạn nội bộ.\n"
                      "Cuộc bầu cử qh-2031: 8 ngày nghỉ năm 2031 chưa được quyết định, nên việc hết hạn vào "
                      "đó có thể chưa có hạn nội bộ.\n"
                      "Cuộc bầu cử qh-2044: chưa biết ngày nghỉ năm 2044 (thiếu tệp holidays/vn-2044.ics), "
                      "nên việc hết hạn trong năm đó chưa có hạn nội bộ.\n");
}

static void the_titles_of_people_stay_text_on_the_page(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply reply;

    feed_store_run(test->store, "hostile_title.sql");
    site_get(test, "/", "", &reply);
    assert_null(strstr(reply.body.data, "<script>"));
    assert_non_null(
        strstr(reply.body.data, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"));
}

static void no_token_reaches_the_log(void **state)
{
    struct site_test *test = *state;
    CLEANUP(text_done) struct text log;
    char token[SECRET_TOKEN_CHARS];
    char paths[3][100];
    struct error err;

    snprintf(token, sizeof token, "%s", test->feed + strlen("/feeds/"));
    snprintf(paths[0], sizeof paths[0], "%s", test->feed);
    snprintf(paths[1], sizeof paths[1], "/feed/%s.ics", token);
    snprintf(paths[2], sizeof paths[2], "/?feeds/%s", token);
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        site_get(test, paths[i], "", &reply);
    }
    service_stop(test->service);
    test->service = NULL;
    text_init(&log, 1000000);
    store_must(file_read(test->log_file, &log, &err), &err);
    assert_non_null(strstr(log.data, "route=/feeds/{}.ics"));
    assert_null(strstr(log.data, token + 5));
}

static void each_answer_has_an_id_that_the_log_knows(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply first;
    CLEANUP(http_reply_done) struct http_reply second;
    CLEANUP(text_done) struct text log;
    char id[40];
    char field[50];
    struct error err;

    site_get(test, "/nothing", "", &first);
    site_get(test, "/healthz", "", &second);
    snprintf(id, sizeof id, "%s", http_reply_header(&first, "X-Request-Id"));
    assert_string_not_equal(id, http_reply_header(&second, "X-Request-Id"));
    service_stop(test->service);
    test->service = NULL;
    text_init(&log, 1000000);
    store_must(file_read(test->log_file, &log, &err), &err);
    snprintf(field, sizeof field, "id=%s ", id);
    assert_non_null(strstr(log.data, field));
}

static void a_service_answers_only_under_its_own_names(void **state)
{
    struct site_test *test = *state;
    static const struct asked {
        const char *path;
        const char *host;
        int status;
    } table[] = {
        {"/", "lich.example.vn", 200},
        {"/", "LICH.example.vn", 200},
        {"/", "localhost:8080", 200},
        {"/", "localhost", 200},
        {"/", "10.1.2.3:80", 200},
        {"/", "[::1]:8080", 200},
        {"/", "evil.example", 421},
        {"/", "local", 421},
        {"/", "lich.example.vn.evil.example", 421},
        {"/", "lich.example.vn:99", 421},
        {"/", "1.evil.example", 421},
        {"/", "localhost.evil.example", 421},
        {"/healthz", "probe.internal", 200},
        {"/nothing", "evil.example", 404},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        CLEANUP(text_done) struct text request;
        int connection = http_connect(test->address);
        text_init(&request, 1000);
        text_putf(&request, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", table[i].path,
                  table[i].host);
        http_send(connection, request.data);
        http_receive(connection, &reply);
        if (reply.status != table[i].status)
            fail_msg("%s of %s is answered %d", table[i].path, table[i].host, reply.status);
    }
}

static void figures_are_for_this_machine_alone(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply feed;
    CLEANUP(http_reply_done) struct http_reply feed_again;
    CLEANUP(http_reply_done) struct http_reply figures;
    CLEANUP(http_reply_done) struct http_reply refused;

    site_get(test, test->feed, "", &feed);
    site_get(test, test->feed, "", &feed_again);
    site_get(test, "/metrics", "", &figures);
    assert_int_equal(figures.status, 200);
    assert_non_null(
        strstr(figures.body.data, "hiepthuong_requests_total{route=\"/feeds/{}.ics\",status=\"2xx\"} 2\n"));
    assert_non_null(strstr(figures.body.data, "\nhiepthuong_feed_cache_hits_total 1\n"));
    assert_non_null(strstr(figures.body.data, "\nhiepthuong_feed_cache_misses_total 1\n"));
    site_get(test, "/metrics", "X-Forwarded-For: 203.0.113.5\r\n", &refused);
    assert_int_equal(refused.status, 404);
}

static int status_of(struct site_test *test, const char *path, const char *headers)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    site_get(test, path, headers, &reply);
    if (reply.status == 429 && http_reply_header(&reply, "Retry-After") == NULL)
        fail_msg("429 without Retry-After");
    return reply.status;
}

static void one_who_asks_without_end_is_told_to_wait_and_others_are_not(void **state)
{
    struct site_test *test = *state;
    static const char stranger[] = "X-Forwarded-For: 203.0.113.5\r\n";
    static const char other[] = "X-Forwarded-For: 203.0.113.6\r\n";
    int asked = 0;
    int status;

    while ((status = status_of(test, "/nothing", stranger)) == 404 && asked < 2000)
        asked++;
    assert_in_range(asked, 500, 1999);
    assert_int_equal(status, 429);
    assert_int_equal(status_of(test, "/", other), 200);
    assert_int_equal(status_of(test, "/", ""), 200);
}

static void one_calendar_is_not_asked_for_without_end(void **state)
{
    struct site_test *test = *state;
    char headers[60];
    int asked = 0;

    /* From a new address each time. */
    do
        snprintf(headers, sizeof headers, "X-Forwarded-For: 198.51.100.%d\r\n", asked + 1);
    while (asked < 200 && status_of(test, test->feed, headers) == 200 && ++asked);
    assert_in_range(asked, 60, 199);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        site_test(what_is_not_there_is_not_found),
        site_test(each_answer_has_an_id_that_the_log_knows),
        site_test(a_service_answers_only_under_its_own_names),
        site_test(figures_are_for_this_machine_alone),
        site_test(one_who_asks_without_end_is_told_to_wait_and_others_are_not),
        site_test(one_calendar_is_not_asked_for_without_end),
        site_test(an_endless_address_is_not_found),
        site_test(other_methods_are_told_which_are_allowed),
        site_test(the_service_says_that_it_lives_and_is_ready),
        site_test(days_off_that_nobody_knows_are_warned_of_where_it_is_ready),
        site_test(the_titles_of_people_stay_text_on_the_page),
        site_test(no_token_reaches_the_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
