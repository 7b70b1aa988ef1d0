/* The second factor: a phone that shows codes, and codes on paper. The clock of these tests stands still. */
#include "app/account_factor.h"
#include "base/totp.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"
#define NOW 1771600000

static int factor_setup(void **state)
{
    static const char *const logins[] = {"quan.tri", "mttq.tinh"};
    struct error err;

    if (site_setup(state) != 0)
        return -1;
    struct feed_store *store = ((struct site_test *)*state)->store;
    for (size_t i = 0; i < COUNT_OF(logins); i++) {
        const struct account_grant grant = {.login = logins[i], .role = ROLE_ADMINISTRATOR};
        store_must(account_add(&store->app, logins[i], PASSWORD, &err), &err);
        store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
    }
    return 0;
}

#define factor_test(function) cmocka_unit_test_setup_teardown(function, factor_setup, site_teardown)

/* What the phone shows so many half minutes from now. */
static void read_phone(const struct site_test *test, int later, char out[TOTP_CODE_CHARS])
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    unsigned char secret[TOTP_SECRET_BYTES];
    struct error err;
    size_t length;

    store_must(
        db_select(&rows, test->store->app.db, QUERY_ACCOUNT_FACTOR, DB_ARGS(DB_INT("account", 2)), &err),
        &err);
    assert_true(db_rows_next(&rows));
    const void *bytes = db_blob(&rows, 0, &length);
    assert_int_equal(length, TOTP_SECRET_BYTES);
    memcpy(secret, bytes, length);
    store_must(totp_code(secret, NOW / TOTP_STEP_SECS + later, out, &err), &err);
}

static void post_code(struct browser *browser, const char *path, const char *before, const char *code)
{
    char fields[100];

    snprintf(fields, sizeof fields, "%scode=%s", before, code);
    browser_post(browser, path, fields);
}

/* Leaves the first of the codes on paper in `paper`. */
static void set_up(struct browser *browser, const struct site_test *test, char paper[FACTOR_PAPER_CHARS])
{
    char code[TOTP_CODE_CHARS];

    browser_open(browser, test->address);
    browser_log_in(browser, "mttq.tinh", PASSWORD);
    browser_get(browser, "/account");
    browser_post(browser, "/account/factor", "do=begin");
    browser_assert(browser, 200, "<svg class=\"qr\"");
    post_code(browser, "/account/factor", "do=confirm&", "000000");
    browser_assert(browser, 422, "<svg class=\"qr\"");
    read_phone(test, 0, code);
    post_code(browser, "/account/factor", "do=confirm&", code);
    browser_assert(browser, 200, "<li><code>");
    snprintf(paper, FACTOR_PAPER_CHARS, "%s",
             strstr(browser->reply.body.data, "<li><code>") + strlen("<li><code>"));
}

static void give_password(struct browser *browser, const struct site_test *test)
{
    browser_close(browser);
    browser_open(browser, test->address);
    browser_send(browser, "/login", "", "login=mttq.tinh&password=" PASSWORD "&next=/e/bc2026/plan");
    browser_assert_goes_to(browser, "/login/code?next=%2Fe%2Fbc2026%2Fplan");
}

static void the_password_alone_opens_nothing(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    char paper[FACTOR_PAPER_CHARS];

    set_up(&browser, test, paper);
    give_password(&browser, test);
    browser_get(&browser, "/e/bc2026/today");
    browser_assert_goes_to(&browser, "/login?next=/e/bc2026/today");
    browser_get(&browser, "/login/code");
    browser_assert(&browser, 200, "autocomplete=\"one-time-code\"");
    browser_send(&browser, "/login/code", "", "code=000000&next=/e/bc2026/plan");
    browser_assert(&browser, 403, "không phải mã");
    browser_get(&browser, "/account");
    assert_int_equal(browser.reply.status, 303);
    browser_close(&browser);
    browser_open(&browser, test->address);
    browser_send(&browser, "/login/code", "", "code=000000");
    browser_assert_goes_to(&browser, "/login");
}

static void a_code_opens_once(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    char paper[FACTOR_PAPER_CHARS];
    char code[TOTP_CODE_CHARS];

    set_up(&browser, test, paper);
    give_password(&browser, test);
    read_phone(test, 0, code); /* has confirmed the phone already */
    post_code(&browser, "/login/code", "", code);
    browser_assert(&browser, 403, "đã được dùng");
    read_phone(test, 1, code);
    post_code(&browser, "/login/code", "next=/e/bc2026/plan&", code);
    browser_assert_goes_to(&browser, "/e/bc2026/plan");
    browser_get(&browser, "/account");
    browser_assert(&browser, 200, "");
    give_password(&browser, test);
    post_code(&browser, "/login/code", "", code);
    browser_assert(&browser, 403, "đã được dùng");
}

static void a_code_on_paper_opens_once_however_it_is_typed(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    char paper[FACTOR_PAPER_CHARS];
    char typed[FACTOR_PAPER_CHARS];

    set_up(&browser, test, paper);
    snprintf(typed, sizeof typed, "%.4s%.4s+%.4s", paper, paper + 5, paper + 10);
    for (char *letter = typed; *letter != '\0'; letter++)
        *letter = (char)(*letter >= 'A' && *letter <= 'Z' ? *letter + ('a' - 'A') : *letter);
    give_password(&browser, test);
    post_code(&browser, "/login/code", "", typed);
    browser_assert_goes_to(&browser, "/e");
    give_password(&browser, test);
    post_code(&browser, "/login/code", "", paper);
    browser_assert(&browser, 403, "");
    assert_int_equal(test_store_number(test->store->folder->store, "SELECT count(*) FROM account_recovery"),
                     FACTOR_PAPER_CODES - 1);
}

static void guessing_codes_ends(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    char paper[FACTOR_PAPER_CHARS];
    char code[TOTP_CODE_CHARS];

    set_up(&browser, test, paper);
    give_password(&browser, test);
    for (int i = 0; i < 100 && strstr(browser.reply.body.data, "quá nhiều mã") == NULL; i++)
        browser_send(&browser, "/login/code", "", "code=000000");
    read_phone(test, 1, code);
    post_code(&browser, "/login/code", "", code);
    browser_assert(&browser, 403, "quá nhiều mã");
}

static void the_owner_takes_it_away_with_a_code_and_an_administrator_without(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(browser_close) struct browser other = {0};
    char paper[FACTOR_PAPER_CHARS];

    set_up(&browser, test, paper);
    browser_get(&browser, "/account");
    post_code(&browser, "/account/factor", "do=remove&", "000000");
    browser_assert(&browser, 403, "");
    browser_get(&browser, "/account");
    post_code(&browser, "/account/factor", "do=remove&", paper);
    browser_assert_goes_to(&browser, "/account?stored");
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    browser_close(&browser);
    set_up(&browser, test, paper);
    browser_open(&other, test->address);
    browser_log_in(&other, "quan.tri", PASSWORD);
    browser_get(&other, "/e/bc2026/people/mttq.tinh");
    browser_assert(&other, 200, "value=\"factor\"");
    browser_post(&other, "/e/bc2026/people/mttq.tinh", "do=factor");
    browser_assert_goes_to(&other, "/e/bc2026/people/mttq.tinh?stored");
    assert_int_equal(test_store_number(test->store->folder->store, "SELECT count(*) FROM account_recovery"),
                     0);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
}

static void the_owner_sees_and_ends_sessions_of_the_account_alone(void **state)
{
    static const char mark[] = "name=\"session\" value=\"";
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(browser_close) struct browser second = {0};
    CLEANUP(browser_close) struct browser other = {0};
    char fields[100];

    browser_open(&browser, test->address);
    browser_open(&second, test->address);
    browser_open(&other, test->address);
    browser_log_in(&browser, "mttq.tinh", PASSWORD);
    browser_log_in(&second, "mttq.tinh", PASSWORD);
    browser_log_in(&other, "quan.tri", PASSWORD);
    browser_get(&other, "/account");
    assert_null(strstr(other.reply.body.data, mark));
    browser_get(&browser, "/account");
    const char *at = strstr(browser.reply.body.data, mark);
    assert_non_null(at);
    snprintf(fields, sizeof fields, "session=%.64s", at + strlen(mark));
    browser_post(&other, "/account/session", fields); /* not of this account: nothing happens */
    browser_get(&second, "/account");
    assert_int_equal(second.reply.status, 200);
    browser_post(&browser, "/account/session", fields);
    browser_assert_goes_to(&browser, "/account?stored");
    browser_get(&second, "/account");
    browser_assert_goes_to(&second, "/login?next=/account");
    browser_post(&browser, "/account/session", "session=x");
    browser_assert(&browser, 422, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        factor_test(the_password_alone_opens_nothing),
        factor_test(a_code_opens_once),
        factor_test(a_code_on_paper_opens_once_however_it_is_typed),
        factor_test(guessing_codes_ends),
        factor_test(the_owner_takes_it_away_with_a_code_and_an_administrator_without),
        factor_test(the_owner_sees_and_ends_sessions_of_the_account_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
