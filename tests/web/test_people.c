/* People and rights, by administrators of everything and of one commune. */
#include "app/account.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"
#define ADMINISTRATOR "quan.tri"
#define LOCAL "quan.tri.x1" /* manages the accounts of the commune X1 alone */
#define OFFICER "xa.x1"
#define NEIGHBOUR "xa.x2"

static void add(struct feed_store *store, const char *login, enum rights_role role, const char *area)
{
    const struct account_grant grant = {.login = login, .role = role, .area = area};
    struct error err;

    store_must(account_add(&store->app, login, PASSWORD, &err), &err);
    store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
}

static int people_setup(void **state)
{
    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    test_store_run(test->store->folder->store, "UPDATE area SET parent = 1 WHERE id <> 1");
    add(test->store, ADMINISTRATOR, ROLE_ADMINISTRATOR, NULL);
    add(test->store, LOCAL, ROLE_ADMINISTRATOR, "X1");
    add(test->store, OFFICER, ROLE_COMMUNE, "X1");
    add(test->store, NEIGHBOUR, ROLE_COMMUNE, "X2");
    return 0;
}

#define people_test(function) cmocka_unit_test_setup_teardown(function, people_setup, site_teardown)

static void come_in(struct browser *browser, const struct site_test *test, const char *login)
{
    browser_open(browser, test->address);
    browser_log_in(browser, login, PASSWORD);
    browser_get(browser, "/e/bc2026/today");
}

/* The path of the address that stands on the page. */
static void take_link(const struct browser *browser, char out[80])
{
    const char *at = strstr(browser->reply.body.data, "/welcome/");

    assert_non_null(at);
    snprintf(out, 80, "%.*s", (int)strcspn(at, "<"), at);
}

static void an_invited_person_chooses_a_password_once_and_has_the_role(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(browser_close) struct browser guest = {0};
    char link[80];

    come_in(&browser, test, ADMINISTRATOR);
    browser_post(&browser, "/e/bc2026/people", "login=mttq.tinh&role=province&area=T1");
    browser_assert(&browser, 200, "https://lich.example.vn/welcome/");
    take_link(&browser, link);
    browser_get(&browser, "/e/bc2026/people");
    browser_assert(&browser, 200, "đã mời, chưa đặt mật khẩu");
    assert_null(strstr(browser.reply.body.data, "/welcome/"));

    browser_open(&guest, test->address);
    browser_get(&guest, link);
    browser_assert(&guest, 200, "Đây là tài khoản mttq.tinh");
    browser_send(&guest, link, "", "new=ngan&again=ngan");
    browser_assert(&guest, 422, "ít nhất 12 ký tự");
    browser_send(&guest, link, "", "new=" PASSWORD "&again=" PASSWORD "x");
    browser_assert(&guest, 422, "Hai mật khẩu mới khác nhau");
    browser_send(&guest, link, "", "new=" PASSWORD "&again=" PASSWORD);
    browser_assert_goes_to(&guest, "/e");
    browser_get(&guest, "/e/bc2026/plan");
    browser_assert(&guest, 200, "");
    browser_get(&guest, link);
    browser_assert(&guest, 404, "đã được dùng hoặc đã quá ba ngày");
    browser_send(&guest, link, "", "new=" PASSWORD "2&again=" PASSWORD "2");
    browser_assert(&guest, 404, "đã được dùng hoặc đã quá ba ngày");
    browser_close(&guest);
    browser_open(&guest, test->address);
    browser_log_in(&guest, "mttq.tinh", PASSWORD);
}

static void a_form_that_is_sent_twice_makes_one_account(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, ADMINISTRATOR);
    browser_post(&browser, "/e/bc2026/people", "login=mttq.tinh&role=province&area=T1");
    browser_assert(&browser, 200, "/welcome/");
    browser_post(&browser, "/e/bc2026/people", "login=mttq.tinh&role=province&area=T1");
    browser_assert(&browser, 422, "đã có tài khoản mttq.tinh");
    browser_assert(&browser, 422, "value=\"mttq.tinh\"");
    assert_int_equal(test_store_number(test->store->folder->store,
                                       "SELECT count(*) FROM account WHERE login = 'mttq.tinh'"),
                     1);
}

static void roles_are_given_and_taken_and_stand_in_the_log(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(text_done) struct text log;

    come_in(&browser, test, ADMINISTRATOR);
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=grant&role=viewer&area=X2");
    browser_assert_goes_to(&browser, "/e/bc2026/people/" OFFICER "?stored");
    browser_get(&browser, "/e/bc2026/people/" OFFICER "?stored");
    browser_assert(&browser, 200, "Người xem · phường Ngã Ba");
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=revoke&role=viewer&area=X2&election=bc2026");
    browser_assert_goes_to(&browser, "/e/bc2026/people/" OFFICER "?stored");
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=revoke&role=viewer&area=X2&election=bc2026");
    browser_assert(&browser, 404, "không có vai trò này");
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=grant&role=commune&area=T1");
    browser_assert(&browser, 422, "");
    text_init(&log, 10000);
    test_store_ask(test->store->folder->store,
                   "SELECT verb, about FROM audit WHERE who LIKE 'user:%' ORDER BY number", " ", &log);
    assert_string_equal(log.data, "user grant|" OFFICER " user revoke|" OFFICER);
}

static void whoever_is_disabled_or_reset_is_out_at_once(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(browser_close) struct browser officer = {0};
    char link[80];

    come_in(&browser, test, ADMINISTRATOR);
    come_in(&officer, test, OFFICER);
    browser_assert(&officer, 200, "");
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=disable");
    browser_get(&officer, "/e/bc2026/today");
    assert_int_equal(officer.reply.status, 303);
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=enable");
    browser_get(&officer, "/e/bc2026/today");
    browser_assert(&officer, 200, "");
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=sessions");
    browser_get(&officer, "/e/bc2026/today");
    assert_int_equal(officer.reply.status, 303);
    browser_log_in(&officer, OFFICER, PASSWORD);
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=reset");
    take_link(&browser, link);
    browser_get(&officer, "/e/bc2026/today");
    assert_int_equal(officer.reply.status, 303);
    browser_send(&officer, "/login", "", "login=" OFFICER "&password=" PASSWORD);
    browser_assert(&officer, 403, "");
}

static void nobody_changes_what_is_not_his_to_change(void **state)
{
    static const struct refused {
        const char *as;
        const char *path;
        const char *fields;
        int status;
        const char *words;
    } table[] = {
        {ADMINISTRATOR, "/people/" ADMINISTRATOR, "do=disable", 403, "không ai tự sửa"},
        {ADMINISTRATOR, "/people/" ADMINISTRATOR, "do=grant&role=province&area=T1", 403, "không ai tự sửa"},
        {ADMINISTRATOR, "/people/" ADMINISTRATOR, "do=reset", 403, "không ai tự sửa"},
        {ADMINISTRATOR, "/people/" OFFICER, "do=fly", 422, ""},
        {ADMINISTRATOR, "/people/nobody", "do=disable", 404, ""},
        {ADMINISTRATOR, "/people", "login=moi&role=king&area=", 422, "không nêu vai trò"},
        {ADMINISTRATOR, "/people", "login=moi&role=viewer&area=X9", 404, ""},
        {LOCAL, "/people/" NEIGHBOUR, "do=disable", 403, "không quản lý tài khoản này"},
        {LOCAL, "/people/" NEIGHBOUR, "do=reset", 403, "không quản lý tài khoản này"},
        {LOCAL, "/people/" ADMINISTRATOR, "do=sessions", 403, "không quản lý tài khoản này"},
        {LOCAL, "/people/" OFFICER, "do=grant&role=commune&area=X2", 403, "không giao vai trò"},
        {LOCAL, "/people/" OFFICER, "do=grant&role=administrator&area=", 403, "không giao vai trò"},
        {LOCAL, "/people/" LOCAL, "do=grant&role=commune&area=X1", 403, "không ai tự sửa"},
        {LOCAL, "/people", "login=moi&role=commune&area=X2", 403, "không giao vai trò"},
        {LOCAL, "/people", "login=moi&role=viewer&area=", 403, "không giao vai trò"},
        {OFFICER, "/people", "login=moi&role=commune&area=X1", 403, "không giao vai trò"},
        {OFFICER, "/people/" NEIGHBOUR, "do=disable", 403, ""},
    };
    const struct site_test *test = *state;
    const char *store = test->store->folder->store;
    CLEANUP(browser_close) struct browser browser = {0};
    long before = test_store_number(store, "SELECT count(*) FROM audit");

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char path[100];
        if (i == 0 || strcmp(table[i].as, table[i - 1].as) != 0) {
            browser_close(&browser);
            come_in(&browser, test, table[i].as);
        }
        snprintf(path, sizeof path, "/e/bc2026%s", table[i].path);
        browser_post(&browser, path, table[i].fields);
        browser_assert(&browser, table[i].status, table[i].words);
    }
    assert_int_equal(test_store_number(store, "SELECT count(*) FROM audit"), before);
}

static void a_local_administrator_manages_the_own_area(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, LOCAL);
    browser_post(&browser, "/e/bc2026/people", "login=xa.x1.hai&role=commune&area=X1");
    browser_assert(&browser, 200, "/welcome/");
    browser_post(&browser, "/e/bc2026/people/" OFFICER, "do=disable");
    browser_assert_goes_to(&browser, "/e/bc2026/people/" OFFICER "?stored");
    browser_get(&browser, "/e/bc2026/people");
    browser_assert(&browser, 200, "đã khóa");
}

static void the_last_administrator_stays(void **state)
{
    const struct site_test *test = *state;
    struct feed_store *store = test->store;
    const struct account_grant everything = {.login = ADMINISTRATOR, .role = ROLE_ADMINISTRATOR};
    struct error err;

    assert_int_equal(account_disable(&store->app, ADMINISTRATOR, true, &err), ERROR_DATA);
    store_assert_message(&err,
                         "this is the last administrator, without whom nobody could manage accounts; make "
                         "somebody else one first");
    assert_int_equal(account_grant(&store->app, &everything, false, &store->arena, &err), ERROR_DATA);
    add(store, "quan.tri.hai", ROLE_ADMINISTRATOR, NULL);
    store_must(account_disable(&store->app, ADMINISTRATOR, true, &err), &err);
    assert_int_equal(account_disable(&store->app, "quan.tri.hai", true, &err), ERROR_DATA);
}

static void who_manages_no_accounts_sees_none(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, OFFICER);
    assert_null(strstr(browser.reply.body.data, "/people"));
    browser_get(&browser, "/e/bc2026/people");
    browser_assert(&browser, 403, "");
    browser_get(&browser, "/e/bc2026/people/" NEIGHBOUR);
    browser_assert(&browser, 403, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        people_test(an_invited_person_chooses_a_password_once_and_has_the_role),
        people_test(a_form_that_is_sent_twice_makes_one_account),
        people_test(roles_are_given_and_taken_and_stand_in_the_log),
        people_test(whoever_is_disabled_or_reset_is_out_at_once),
        people_test(nobody_changes_what_is_not_his_to_change),
        people_test(a_local_administrator_manages_the_own_area),
        people_test(the_last_administrator_stays),
        people_test(who_manages_no_accounts_sees_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
