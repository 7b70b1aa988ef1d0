/* Every route of the table, asked by whoever should not: a new page is tried by itself, by standing in the table. */
#include "app/account.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"
#include "web/routes.h"

#define PASSWORD "mot-cau-de-nho"
#define SCRIPT "%3Cscript%3Ealert(1)%3C/script%3E"
#define SCRIPT_PART "%3Cscript%3Ealert(1)%3C%2Fscript%3E" /* without a slash, which would end a parameter */
#define PATH_CHARS 600

static void add(struct feed_store *store, const char *login, enum rights_role role, const char *area)
{
    const struct account_grant grant = {.login = login, .role = role, .area = area};
    struct error err;

    store_must(account_add(&store->app, login, PASSWORD, &err), &err);
    store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
}

static int hostile_setup(void **state)
{
    struct error err;

    if (site_setup(state) != 0)
        return -1;
    struct feed_store *store = ((struct site_test *)*state)->store;
    test_store_run(store->folder->store,
                   "UPDATE area SET parent = 1 WHERE id <> 1; UPDATE unit SET area = 1");
    add(store, "quan.tri", ROLE_ADMINISTRATOR, NULL);
    add(store, "mttq.tinh", ROLE_PROVINCE, "T1");
    add(store, "xa.x1", ROLE_COMMUNE, "X1");
    store_must(account_add(&store->app, "nguoi.la", PASSWORD, &err), &err); /* no role anywhere */
    return 0;
}

#define hostile_test(function) cmocka_unit_test_setup_teardown(function, hostile_setup, site_teardown)

static long changes(const struct site_test *test)
{
    return test_store_number(test->store->folder->store, "SELECT number FROM audit_head");
}

static void come_in(struct browser *browser, const struct site_test *test, const char *login)
{
    browser_close(browser); /* of whoever came in before */
    browser_open(browser, test->address);
    browser_log_in(browser, login, PASSWORD);
    browser_get(browser, "/account");
}

/* The path of a route with the election, and `second` in the place of whatever else stands open. */
static void fill(const struct route *route, const char *second, char out[PATH_CHARS])
{
    const char *rest = route->pattern;
    bool first = (route->rights & ROUTE_ELECTION) != 0;
    size_t length = 0;

    out[0] = '\0';
    for (const char *hole; (hole = strstr(rest, "{}")) != NULL; rest = hole + 2) {
        length += (size_t)snprintf(out + length, PATH_CHARS - length, "%.*s%s", (int)(hole - rest), rest,
                                   first ? "bc2026" : second);
        first = false;
    }
    snprintf(out + length, PATH_CHARS - length, "%s", rest);
}

static bool is_for_staff(const struct route *route)
{
    return (route->rights & ROUTE_STAFF) != 0;
}

static void ask(struct browser *browser, const struct route *route, const char *headers)
{
    char path[PATH_CHARS];

    fill(route, "x", path);
    if ((route->methods & HTTP_POST) != 0)
        browser_send(browser, path, headers, "accept=1&do=x");
    else
        browser_get(browser, path);
}

static void fail_with(const struct route *route, const struct browser *browser)
{
    fail_msg("%s answered %d:\n%s\n%s", route->pattern, browser->reply.status, browser->reply.head.data,
             browser->reply.body.data);
}

static void no_path_takes_a_method_that_is_not_its_own(void **state)
{
    static const char *const methods[] = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"};
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    long before;

    come_in(&browser, test, "quan.tri");
    before = changes(test);
    const struct route *route;
    for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
        char path[PATH_CHARS];
        if (!is_for_staff(route))
            continue;
        fill(route, "x", path);
        for (size_t j = 0; j < COUNT_OF(methods); j++) {
            browser_ask(&browser, methods[j], path);
            if (browser.reply.status != 405 || http_reply_header(&browser.reply, "Allow") == NULL)
                fail_with(route, &browser);
        }
    }
    assert_int_equal(changes(test), before);
}

static void without_an_open_session_every_page_leads_to_the_log_in(void **state)
{
    static const char *const cookies[] = {"", "hiepthuong=x", "hiepthuong=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                          NULL};
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    const struct route *route;
    long before;

    come_in(&browser, test, "quan.tri");
    test_store_run(test->store->folder->store, "UPDATE web_session SET used_utc = 1");
    before = changes(test);
    for (size_t j = 0; j < COUNT_OF(cookies); j++) {
        if (cookies[j] != NULL) /* the last is that of the session which has ended */
            snprintf(browser.cookie, sizeof browser.cookie, "%s", cookies[j]);
        else
            come_in(&browser, test, "quan.tri");
        if (cookies[j] == NULL)
            test_store_run(test->store->folder->store, "UPDATE web_session SET used_utc = 1");
        for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
            if (!is_for_staff(route))
                continue;
            ask(&browser, route, "");
            const char *location = http_reply_header(&browser.reply, "Location");
            bool led = browser.reply.status == 303 && location != NULL && strncmp(location, "/login", 6) == 0;
            if (!led && browser.reply.status != 400) /* no form with files */
                fail_with(route, &browser);
        }
    }
    assert_int_equal(changes(test), before);
}

static void no_form_is_taken_that_is_not_of_this_session_and_site(void **state)
{
    static const struct forged {
        const char *headers;
        bool own_token;
    } table[] = {
        {"", false}, /* that of another session */
        {"Sec-Fetch-Site: cross-site\r\n", true},
        {"Sec-Fetch-Site: same-site\r\n", true},
        {"Origin: https://example.vn\r\n", true},
        {"Origin: null\r\n", true},
    };
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(browser_close) struct browser thief = {0};
    const struct route *route;
    long before;

    come_in(&thief, test, "xa.x1");
    come_in(&browser, test, "mttq.tinh");
    before = changes(test);
    for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
        char path[PATH_CHARS];
        if (!is_for_staff(route) || (route->methods & HTTP_POST) == 0)
            continue;
        fill(route, "x", path);
        for (size_t j = 0; j < COUNT_OF(table); j++) {
            char fields[200];
            snprintf(fields, sizeof fields, "accept=1&token=%s",
                     table[j].own_token ? browser.token : thief.token);
            browser_send(&browser, path, table[j].headers, fields);
            if (browser.reply.status != 403 && browser.reply.status != 400)
                fail_with(route, &browser);
        }
    }
    assert_int_equal(changes(test), before);
}

static void who_has_no_role_in_the_election_gets_none_of_its_pages(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    const struct route *route;
    char fields[200];

    come_in(&browser, test, "nguoi.la");
    for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
        char path[PATH_CHARS];
        if ((route->rights & ROUTE_ELECTION) == 0 || !is_for_staff(route))
            continue;
        fill(route, "x", path);
        snprintf(fields, sizeof fields, "token=%.64s", browser.token);
        if ((route->methods & HTTP_POST) != 0)
            browser_send(&browser, path, "Sec-Fetch-Site: same-origin\r\n", fields);
        else
            browser_get(&browser, path);
        if (browser.reply.status != 403 && browser.reply.status != 400)
            fail_with(route, &browser);
    }
}

static void script_in_a_parameter_is_never_more_than_text(void **state)
{
    static const char query[] =
        "a=" SCRIPT "&q=" SCRIPT "&who=" SCRIPT "&kind=" SCRIPT "&area=" SCRIPT "&level=" SCRIPT
        "&unit=" SCRIPT "&day=" SCRIPT "&state=" SCRIPT "&next=" SCRIPT "&login=" SCRIPT "&code=" SCRIPT
        "&title=" SCRIPT "&role=" SCRIPT "&to=" SCRIPT "&date=" SCRIPT "&hour=" SCRIPT "&why=" SCRIPT
        "&reason=" SCRIPT "&document=" SCRIPT "&note=" SCRIPT;
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    const struct route *route;
    char token[65];

    come_in(&browser, test, "quan.tri");
    snprintf(token, sizeof token, "%s", browser.token);
    for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
        char path[PATH_CHARS];
        char sent[4000];
        if ((route->rights & (ROUTE_STAFF | ROUTE_FORM)) == 0 || strcmp(route->pattern, "/logout") == 0)
            continue;
        fill(route, SCRIPT_PART, path);
        snprintf(sent, sizeof sent, "token=%s&%s", token, query);
        if ((route->methods & HTTP_POST) != 0) {
            browser_send(&browser, path, "Sec-Fetch-Site: same-origin\r\n", sent);
        } else {
            snprintf(sent, sizeof sent, "%s?%s", path, query);
            browser_get(&browser, sent);
        }
        const char *location = http_reply_header(&browser.reply, "Location");
        if (browser.reply.status >= 500 || strstr(browser.reply.body.data, "<script>alert") != NULL ||
            (location != NULL && location[0] != '/'))
            fail_with(route, &browser);
    }
}

static void a_nul_in_a_parameter_is_no_text(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    const struct route *route;

    come_in(&browser, test, "quan.tri");
    for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
        char path[PATH_CHARS];
        char sent[PATH_CHARS + 20];
        if ((route->rights & (ROUTE_STAFF | ROUTE_FORM)) == 0 || (route->methods & HTTP_GET) == 0)
            continue;
        fill(route, "x", path);
        snprintf(sent, sizeof sent, "%s?a=%%00", path);
        browser_get(&browser, sent);
        if (browser.reply.status != 400)
            fail_with(route, &browser);
        if (strstr(route->pattern, "{}") == NULL)
            continue;
        fill(route, "a%00b", path);
        browser_get(&browser, path);
        if (strcmp(path, route->pattern) != 0 && strstr(path, "%00") != NULL && browser.reply.status != 400)
            fail_with(route, &browser);
    }
}

static void a_body_that_is_too_large_is_not_even_read(void **state)
{
    const struct site_test *test = *state;
    const struct route *route;
    long before = changes(test);

    for (size_t i = 0; (route = routes_at(i)) != NULL; i++) {
        char path[PATH_CHARS];
        char request[PATH_CHARS + 200];
        struct http_reply reply;
        if ((route->methods & HTTP_POST) == 0)
            continue;
        fill(route, "x", path);
        snprintf(request, sizeof request,
                 "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 "Content-Length: 1000000\r\n\r\na=b",
                 path, test->address);
        int connection = http_connect(test->address);
        http_send(connection, request);
        http_receive(connection, &reply);
        if (reply.status != 413)
            fail_msg("%s answered %d", route->pattern, reply.status);
        http_reply_done(&reply);
    }
    assert_int_equal(changes(test), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        hostile_test(no_path_takes_a_method_that_is_not_its_own),
        hostile_test(without_an_open_session_every_page_leads_to_the_log_in),
        hostile_test(no_form_is_taken_that_is_not_of_this_session_and_site),
        hostile_test(who_has_no_role_in_the_election_gets_none_of_its_pages),
        hostile_test(script_in_a_parameter_is_never_more_than_text),
        hostile_test(a_nul_in_a_parameter_is_no_text),
        hostile_test(a_body_that_is_too_large_is_not_even_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
