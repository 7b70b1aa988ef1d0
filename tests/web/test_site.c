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

int main(void)
{
    const struct CMUnitTest tests[] = {
        site_test(what_is_not_there_is_not_found),
        site_test(an_endless_address_is_not_found),
        site_test(other_methods_are_told_which_are_allowed),
        site_test(the_service_says_that_it_lives_and_is_ready),
        site_test(the_titles_of_people_stay_text_on_the_page),
        site_test(no_token_reaches_the_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
