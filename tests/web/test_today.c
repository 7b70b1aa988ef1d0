/* The start page of the staff says which messages wait for a word of theirs. */
#include "app/account.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"

static int today_setup(void **state)
{
    struct error err;

    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    struct feed_store *store = test->store;
    const struct account_grant grant = {.login = "mttq.tinh", .role = ROLE_ADMINISTRATOR};
    store->settings.notices.approval = true;
    store_must(account_add(&store->app, "mttq.tinh", PASSWORD, &err), &err);
    store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
    test_store_run(store->folder->store,
                   "INSERT INTO contact (id, election, candidate, full_name, phone, purpose, source) VALUES "
                   "(1, 1, 1, '', '+84500000001', 'meeting_notice', 'x'), (2, 1, 2, '', '+84500000002', "
                   "'meeting_notice', 'x'), "
                   "(3, 1, 3, '', '+84500000003', 'meeting_notice', 'x')");
    test_store_run(
        store->folder->store,
        "INSERT INTO notice (election, release, kind, channel, contact, candidate, client_id, state, reason, "
        "created_utc, "
        "not_before_utc, expires_utc) VALUES "
        "(1, 1, 'release', 'sms', 1, 1, 'r1', 'unknown', 'no_answer', 1771549200, 1771549200, 1772411400), "
        "(1, 1, 'release', 'sms', 2, 2, 'r2', 'held', 'outage', 1771549200, 1772411400, 1772411400), "
        "(1, 1, 'release', 'sms', 3, 3, 'r3', 'queued', '', 1771549200, 1771549200, 1772411400)");
    test_store_run(store->folder->store, "INSERT INTO release_approval VALUES (1, 'lan', NULL, NULL)");
    return 0;
}

static void what_waits_for_a_person_is_on_the_start_page(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser;

    browser_open(&browser, test->address);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    browser_get(&browser, "/e/bc2026/today");
    browser_assert(&browser, 200, "1 tin nhắn");
    browser_assert(&browser, 200, "<span>1: ");
    browser_assert(&browser, 200, "lần công bố 1, do lan công bố, chờ duyệt với 2 tin");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_waits_for_a_person_is_on_the_start_page, today_setup,
                                        site_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
