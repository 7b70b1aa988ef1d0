/* From an empty store to an election. */
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"

/* The service once more, over a store in which nothing is. */
static int empty_setup(void **state)
{
    char folder[100];
    struct error err;

    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    struct feed_store *store = test->store;
    service_stop(test->service);
    app_close_store(&store->app);
    test_store_drop(store->folder->store);
    snprintf(folder, sizeof folder, "%s/empty", store->folder->path);
    store_must(file_make_folder(folder, &err), &err);
    test_store_place(folder, false, store->folder->store);
    store_must(app_open_store(&store->app, store->folder->store, true, &err), &err);
    site_start(test);
    return 0;
}

#define empty_test(function) cmocka_unit_test_setup_teardown(function, empty_setup, site_teardown)

static void make_first(struct browser *browser, const char *code, const char *login)
{
    char fields[200];

    snprintf(fields, sizeof fields, "code=%s&login=%s&new=" PASSWORD "&again=" PASSWORD, code, login);
    browser_send(browser, "/setup", "Sec-Fetch-Site: same-origin\r\n", fields);
}

static void an_empty_store_leads_to_its_first_account_and_election(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    browser_open(&browser, test->address);
    browser_get(&browser, "/");
    browser_assert_goes_to(&browser, "/setup");
    browser_get(&browser, "/setup");
    browser_assert(&browser, 200, "Tài khoản đầu tiên");
    make_first(&browser, service_setup_code(test->service), "quan.tri");
    browser_assert_goes_to(&browser, "/setup/election");
    browser_get(&browser, "/setup/election");
    browser_assert(&browser, 200, "value=\"83-2025\" checked");
    browser_post(&browser, "/setup/election",
                 "title=B%E1%BA%A7u+c%E1%BB%AD&code=hdnd-2026&polling-day=15/03/2026&law=83-2025");
    browser_assert_goes_to(&browser, "/e/hdnd-2026/setup");
    browser_get(&browser, "/e/hdnd-2026/setup");
    browser_assert(&browser, 200, "Đã xong 1 trên 5 bước");
    browser_assert(&browser, 200, "href=\"/e/hdnd-2026/import\"");
    browser_get(&browser, "/setup");
    browser_assert_goes_to(&browser, "/e");
}

static void a_stranger_without_the_code_takes_nothing(void **state)
{
    const struct site_test *test = *state;
    static const char *const guesses[] = {"", "AAAA-AAAA-AAAA", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    CLEANUP(browser_close) struct browser browser = {0};

    browser_open(&browser, test->address);
    for (size_t i = 0; i < COUNT_OF(guesses); i++) {
        make_first(&browser, guesses[i], "ke.la");
        assert_int_not_equal(browser.reply.status, 303);
    }
    for (int i = 0; i < 100 && strstr(browser.reply.body.data, "quá nhiều mã") == NULL; i++)
        make_first(&browser, "BBBB-BBBB-BBBB", "ke.la");
    browser_assert(&browser, 422, "quá nhiều mã");
    assert_int_equal(test_store_number(test->store->folder->store, "SELECT count(*) FROM account"), 0);
}

static void the_code_is_of_no_use_once_there_is_an_account(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    browser_open(&browser, test->address);
    make_first(&browser, service_setup_code(test->service), "quan.tri");
    make_first(&browser, service_setup_code(test->service), "ke.la");
    browser_assert_goes_to(&browser, "/login");
    assert_int_equal(test_store_number(test->store->folder->store, "SELECT count(*) FROM account"), 1);
}

static void what_is_wrong_comes_back_with_what_was_typed(void **state)
{
    static const struct wrong {
        const char *fields;
        const char *words;
    } table[] = {
        {"title=T&code=a+b&polling-day=15/03/2026&law=83-2025", "value=\"a b\""},
        {"title=T&code=ab&polling-day=15/03/26&law=83-2025", "không phải ngày"},
        {"title=T&code=ab&polling-day=16/03/2026&law=83-2025", "Chủ nhật"},
        {"title=T&code=ab&polling-day=15/03/2026", "chọn luật"},
        {"title=T&code=ab&polling-day=15/03/2026&law=../../x", "value=\"ab\""},
        {"title=%3Cscript%3Ex%3C/script%3E&code=&polling-day=15/03/2026&law=83-2025",
         "&lt;script&gt;x&lt;/script&gt;"},
    };
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    browser_open(&browser, test->address);
    make_first(&browser, service_setup_code(test->service), "quan.tri");
    browser_get(&browser, "/setup/election");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        browser_post(&browser, "/setup/election", table[i].fields);
        browser_assert(&browser, 422, table[i].words);
    }
    assert_int_equal(test_store_number(test->store->folder->store, "SELECT count(*) FROM election"), 0);
}

static void the_only_account_may_give_itself_the_role_that_plans(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    browser_open(&browser, test->address);
    make_first(&browser, service_setup_code(test->service), "quan.tri");
    browser_get(&browser, "/setup/election");
    browser_post(&browser, "/setup/election", "title=T&code=ab&polling-day=15/03/2026&law=83-2025");
    test_store_run(
        test->store->folder->store,
        "INSERT INTO area (id, election, level, code, name) VALUES (1, 1, 'province', 'T1', 'tỉnh')");
    browser_post(&browser, "/e/ab/people/quan.tri", "do=grant&role=province&area=T1");
    browser_assert_goes_to(&browser, "/e/ab/people/quan.tri?stored");
    browser_get(&browser, "/e/ab/setup");
    browser_assert(&browser, 200, "Đã xong 2 trên 5 bước");
    browser_post(&browser, "/e/ab/people", "login=hai&role=viewer&area=T1");
    browser_post(&browser, "/e/ab/people/quan.tri", "do=grant&role=auditor&area=T1");
    browser_assert(&browser, 403, "không ai tự sửa");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        empty_test(an_empty_store_leads_to_its_first_account_and_election),
        empty_test(a_stranger_without_the_code_takes_nothing),
        empty_test(the_code_is_of_no_use_once_there_is_an_account),
        empty_test(what_is_wrong_comes_back_with_what_was_typed),
        empty_test(the_only_account_may_give_itself_the_role_that_plans),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
