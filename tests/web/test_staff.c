/* Coming in to the pages for staff, and what keeps others out. */
#include "app/account.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"

static int staff_setup(void **state)
{
    struct error err;

    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    struct feed_store *store = test->store;
    const struct account_grant grant = {.login = "mttq.tinh", .role = ROLE_ADMINISTRATOR};
    test_store_run(store->folder->store, "UPDATE area SET parent = 1 WHERE id <> 1");
    store_must(account_add(&store->app, "mttq.tinh", PASSWORD, &err), &err);
    const struct account_grant staff = {.login = "mttq.tinh", .role = ROLE_PROVINCE, .area = "T1"};
    store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
    store_must(account_grant(&store->app, &staff, true, &store->arena, &err), &err);
    store_must(account_add(&store->app, "nguoi.moi", PASSWORD, &err), &err);
    return 0;
}

#define staff_test(function) cmocka_unit_test_setup_teardown(function, staff_setup, site_teardown)

static void whoever_has_not_come_in_is_led_to_the_log_in_and_then_on(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    browser_get(&browser, "/e/bc2026/today");
    browser_assert_goes_to(&browser, "/login?next=/e/bc2026/today");
    browser_get(&browser, "/login?next=/e/bc2026/today");
    browser_assert(&browser, 200, "<input type=\"hidden\" name=\"next\" value=\"/e/bc2026/today\">");
    browser_send(&browser, "/login", "", "login=mttq.tinh&password=" PASSWORD "&next=/e/bc2026/today");
    browser_assert_goes_to(&browser, "/e/bc2026/today");
    assert_non_null(
        strstr(http_reply_header(&browser.reply, "Set-Cookie"), "; HttpOnly; SameSite=Lax; Secure"));
    browser_get(&browser, "/e/bc2026/today");
    browser_assert(&browser, 200, "<h1>Hôm nay</h1>");
}

static void the_log_in_leads_to_no_other_site(void **state)
{
    const struct site_test *test = *state;
    static const char *const elsewhere[] = {"//example.vn/", "https://example.vn/", "/%5Cexample.vn",
                                            "/e/%0D%0Ax"};

    for (size_t i = 0; i < COUNT_OF(elsewhere); i++) {
        CLEANUP(browser_close) struct browser browser;
        char fields[200];
        snprintf(fields, sizeof fields, "login=mttq.tinh&password=" PASSWORD "&next=%s", elsewhere[i]);
        browser_open(&browser, test->address);
        browser_send(&browser, "/login", "", fields);
        browser_assert_goes_to(&browser, "/e");
    }
}

static void a_wrong_password_tells_nothing_and_guessing_ends(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    for (int i = 0; i < 10; i++) {
        browser_send(&browser, "/login", "", "login=mttq.tinh&password=x");
        browser_assert(&browser, 403, "Tài khoản hoặc mật khẩu không đúng");
        assert_null(http_reply_header(&browser.reply, "Set-Cookie"));
    }
    /* A slow machine earns some tries meanwhile. */
    for (int i = 0; i < 100 && browser.reply.status == 403; i++)
        browser_send(&browser, "/login", "", "login=mttq.tinh&password=x");
    browser_assert(&browser, 429, "Đã thử quá nhiều mật khẩu");
    assert_non_null(http_reply_header(&browser.reply, "Retry-After"));
}

static void a_form_without_the_sessions_token_or_from_another_site_does_nothing(void **state)
{
    const struct site_test *test = *state;
    static const struct forged {
        const char *headers;
        bool token;
    } table[] = {
        {"", false},
        {"Sec-Fetch-Site: cross-site\r\n", true},
        {"Sec-Fetch-Site: same-site\r\n", true},
        {"Origin: https://example.vn\r\n", true},
        {"Origin: null\r\n", true},
    };
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    browser_get(&browser, "/account");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char fields[200];
        snprintf(fields, sizeof fields, "language=en&token=%s", table[i].token ? browser.token : "");
        browser_send(&browser, "/account/language", table[i].headers, fields);
        assert_int_equal(browser.reply.status, 403);
    }
    browser_get(&browser, "/account");
    browser_assert(&browser, 200, "<html lang=\"vi\">");
    browser_post(&browser, "/account/language", "language=en");
    browser_assert_goes_to(&browser, "/account");
    browser_get(&browser, "/account");
    browser_assert(&browser, 200, "<html lang=\"en\">");
}

static void a_stolen_session_ends_with_the_password(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser thief;
    CLEANUP(browser_close) struct browser owner;

    browser_open(&thief, test->address);
    browser_open(&owner, test->address);
    browser_log_in(&thief, "mttq.tinh", PASSWORD);
    browser_log_in(&owner, "mttq.tinh", PASSWORD);
    browser_get(&owner, "/account");
    browser_post(&owner, "/account/password", "old=" PASSWORD "&new=mot-cau-khac-han&again=mot-cau-khac");
    browser_assert(&owner, 422, "Hai mật khẩu mới khác nhau");
    browser_post(&owner, "/account/password", "old=" PASSWORD "&new=mot-cau-khac-han&again=mot-cau-khac-han");
    browser_assert_goes_to(&owner, "/account?done=password");
    browser_get(&owner, "/account");
    assert_int_equal(owner.reply.status, 200);
    browser_get(&thief, "/account");
    browser_assert_goes_to(&thief, "/login?next=/account");
}

static void after_the_log_out_the_cookie_opens_nothing(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser;
    char cookie[200];

    browser_open(&browser, test->address);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    snprintf(cookie, sizeof cookie, "%s", browser.cookie);
    browser_get(&browser, "/account");
    browser_post(&browser, "/logout", "");
    browser_assert_goes_to(&browser, "/login");
    assert_string_equal(browser.cookie, "");
    snprintf(browser.cookie, sizeof browser.cookie, "%s", cookie);
    browser_get(&browser, "/account");
    browser_assert_goes_to(&browser, "/login?next=/account");
}

static void an_account_without_a_role_sees_no_election(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    browser_log_in(&browser, "nguoi.moi", PASSWORD);
    browser_get(&browser, "/e");
    browser_assert(&browser, 200, "chưa có vai trò trong cuộc bầu cử nào");
    browser_get(&browser, "/e/bc2026/today");
    browser_assert(&browser, 403, "không có vai trò nào trong cuộc bầu cử này");
    browser_get(&browser, "/e/%00/today");
    assert_int_equal(browser.reply.status, 400);
    browser_get(&browser, "/e/khac/today");
    assert_int_equal(browser.reply.status, 404);
}

static void every_page_of_an_election_answers_in_the_language_of_the_user(void **state)
{
    const struct site_test *test = *state;
    static const struct page {
        const char *path;
        const char *part;
    } pages[] = {
        {"/e/bc2026/today", "<h1>Hôm nay</h1>"},
        {"/e/bc2026/timetable", "<h1>Lịch thời hạn</h1>"},
        {"/e/bc2026/timetable?state=waiting&level=commune", "<option value=\"waiting\" selected>"},
        {"/e/bc2026/timetable/campaign_end", "Ghi nhận điều gì"},
        {"/e/bc2026/plan", "<h1>Kế hoạch hội nghị</h1>"},
        {"/e/bc2026/plan?from=99999999999999999999", "<h1>Kế hoạch hội nghị</h1>"},
        {"/e/bc2026/releases", "<h1>Các lần công bố</h1>"},
        {"/e/bc2026/units?level=", "<h1>Đơn vị bầu cử</h1>"},
        {"/e/bc2026/papers", "<h1>Văn bản</h1>"},
        {"/e/bc2026/papers?unit=%22%3E%3Cb%3E", "agenda?unit=%22%3E%3Cb%3E\""},
        {"/e/bc2026/papers/timetable", "%PDF-"},
    };
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        browser_get(&browser, pages[i].path);
        browser_assert(&browser, 200, pages[i].part);
    }
}

static void a_decision_about_a_message_that_is_not_there_does_nothing(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    browser_get(&browser, "/e/bc2026/messages");
    browser_assert(&browser, 200, "<h1>Tin nhắn</h1>");
    browser_post(&browser, "/e/bc2026/messages/settle", "notice=1&as=delivered&why=x");
    browser_assert(&browser, 404, "không chờ quyết định nào");
    browser_post(&browser, "/e/bc2026/messages/settle", "notice=1&as=nothing&why=x");
    browser_assert(&browser, 422, "không nêu quyết định nào");
    browser_post(&browser, "/e/bc2026/messages/burn", "notice=1");
    browser_assert(&browser, 404, "không có biểu mẫu này");
    browser_get(&browser, "/e/bc2026/messages/settle");
    assert_int_equal(browser.reply.status, 405);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_test(whoever_has_not_come_in_is_led_to_the_log_in_and_then_on),
        staff_test(the_log_in_leads_to_no_other_site),
        staff_test(a_wrong_password_tells_nothing_and_guessing_ends),
        staff_test(a_form_without_the_sessions_token_or_from_another_site_does_nothing),
        staff_test(a_stolen_session_ends_with_the_password),
        staff_test(after_the_log_out_the_cookie_opens_nothing),
        staff_test(an_account_without_a_role_sees_no_election),
        staff_test(a_decision_about_a_message_that_is_not_there_does_nothing),
        staff_test(every_page_of_an_election_answers_in_the_language_of_the_user),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
