/* The log of changes and the settings, as pages. */
#include "app/account.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"

static void add(struct feed_store *store, const char *login, enum rights_role role, const char *area)
{
    const struct account_grant grant = {.login = login, .role = role, .area = area};
    struct error err;

    store_must(account_add(&store->app, login, PASSWORD, &err), &err);
    store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
}

static int admin_setup(void **state)
{
    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    struct feed_store *store = test->store;
    test_store_run(store->folder->store, "UPDATE area SET parent = 1 WHERE id <> 1");
    add(store, "quan.tri", ROLE_ADMINISTRATOR, NULL);
    add(store, "giam.sat", ROLE_AUDITOR, "T1");
    add(store, "giam.sat.x1", ROLE_AUDITOR, "X1");
    return 0;
}

#define admin_test(function) cmocka_unit_test_setup_teardown(function, admin_setup, site_teardown)

static void come_in(struct browser *browser, const struct site_test *test, const char *login)
{
    browser_open(browser, test->address);
    browser_log_in(browser, login, PASSWORD);
    browser_get(browser, "/account");
}

static void fill_log(const struct site_test *test, int count)
{
    struct error err;

    for (int i = 0; i < count; i++)
        store_must(account_disable(&test->store->app, "giam.sat.x1", i % 2 == 0, &err), &err);
}

static void the_log_is_shown_newest_first_a_hundred_at_a_time(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    long newest;
    char part[100];

    fill_log(test, 130);
    newest = test_store_number(test->store->folder->store, "SELECT max(number) FROM audit");
    come_in(&browser, test, "giam.sat");
    browser_get(&browser, "/e/bc2026/audit");
    snprintf(part, sizeof part, "<tbody>\n<tr id=\"n%ld\">", newest);
    browser_assert(&browser, 200, part);
    snprintf(part, sizeof part, "?before=%ld&amp;who=&amp;kind=&amp;day=\"", newest - 99);
    browser_assert(&browser, 200, part);
    snprintf(part, sizeof part, "/e/bc2026/audit?before=%ld", newest - 99);
    browser_get(&browser, part);
    snprintf(part, sizeof part, "<tbody>\n<tr id=\"n%ld\">", newest - 100);
    browser_assert(&browser, 200, part);
    assert_null(strstr(browser.reply.body.data, "rel=\"next\""));
}

static void the_log_is_filtered_by_person_kind_and_day(void **state)
{
    static const struct filter {
        const char *query;
        const char *words;
    } table[] = {
        {"kind=user", "Đã lập tài khoản"}, {"kind=meeting", "Không có gì"},
        {"who=nobody", "Không có gì"},     {"day=20/02/2026", "id=\"n1\""},
        {"day=19/02/2026", "Không có gì"}, {"who=%3Cscript%3E", "value=\"&lt;script&gt;\""},
    };
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, "quan.tri");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char path[100];
        snprintf(path, sizeof path, "/e/bc2026/audit?%s", table[i].query);
        browser_get(&browser, path);
        assert_int_equal(browser.reply.status, 200);
        if (strcasestr(browser.reply.body.data, table[i].words) == NULL)
            fail_msg("%s without \"%s\":\n%s", table[i].query, table[i].words, browser.reply.body.data);
    }
    browser_post(&browser, "/account/language", "language=vi");
    browser_get(&browser, "/e/bc2026/audit?day=yesterday");
    browser_assert(&browser, 422, "không phải ngày");
    browser_get(&browser, "/e/bc2026/audit?before=x");
    browser_assert(&browser, 422, "");
}

static void a_log_that_was_changed_is_found_out(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, "giam.sat");
    browser_get(&browser, "/e/bc2026/audit?check=1");
    browser_assert(&browser, 200, "class=\"state\" role=\"status\"");
    test_store_run(test->store->folder->store, "UPDATE audit SET about = 'other' WHERE number = 2");
    browser_get(&browser, "/e/bc2026/audit?check=1");
    browser_assert(&browser, 200, "class=\"error\" role=\"alert\"");
}

static void who_audits_one_commune_does_not_see_the_log_of_all(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, "giam.sat.x1");
    browser_get(&browser, "/e/bc2026/audit");
    browser_assert(&browser, 403, "");
    browser_get(&browser, "/e/bc2026/settings");
    browser_assert(&browser, 403, "");
    browser_post(&browser, "/e/bc2026/settings/mail", "to=a@example.org");
    browser_assert(&browser, 403, "");
}

static void settings_are_shown_without_secrets(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    test->store->settings.mail = (struct settings_mail){.host = "smtp.example.org",
                                                        .port = 1,
                                                        .username = "bau-cu",
                                                        .password_file = "/root/mail-password",
                                                        .from_name = "",
                                                        .from_address = "bau-cu@example.org",
                                                        .reply_to = ""};
    come_in(&browser, test, "quan.tri");
    browser_get(&browser, "/e/bc2026/settings");
    browser_assert(&browser, 200, "smtp.example.org");
    browser_assert(&browser, 200, "<dd>***</dd>");
    assert_null(strstr(browser.reply.body.data, "mail-password"));
    browser_post(&browser, "/e/bc2026/settings/mail", "to=no+address");
    browser_assert(&browser, 422, "role=\"alert\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        admin_test(the_log_is_shown_newest_first_a_hundred_at_a_time),
        admin_test(the_log_is_filtered_by_person_kind_and_day),
        admin_test(a_log_that_was_changed_is_found_out),
        admin_test(who_audits_one_commune_does_not_see_the_log_of_all),
        admin_test(settings_are_shown_without_secrets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
