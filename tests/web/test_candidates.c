/* The pages of candidates: found without diacritics, told in which way, their calendar addresses shown once. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

#define K01 "/e/x/candidates/K01"

static bool has(const struct staff_site *site, const char *part)
{
    return strstr(site->browser.reply.body.data, part) != NULL;
}

/* The id of the address in use that the forms of the page carry, and what is to be done with it. */
static void post_deed(struct staff_site *site, const char *deed)
{
    const char *id =
        ask(site->f, "SELECT coalesce(max(id), 0) FROM feed WHERE revoked_utc IS NULL AND candidate = "
                     "(SELECT id FROM candidate WHERE code = 'K01')");
    char fields[100];

    snprintf(fields, sizeof fields, "do=%s&seen=%s", deed, id);
    browser_post(&site->browser, K01, fields);
}

static void candidates_are_found_without_diacritics_and_by_unit(void **state)
{
    struct staff_site *site = *state;

    run_sql(site->f, "UPDATE candidate SET full_name = 'Đỗ Thị Ước' WHERE code = 'K01'");
    browser_get(&site->browser, "/e/x/candidates?q=uoc+do");
    browser_assert(&site->browser, 200, "Đỗ Thị Ước");
    browser_assert(&site->browser, 200, "Số người ứng cử: 1,");
    browser_get(&site->browser, "/e/x/candidates?q=%3Cscript%3E");
    browser_assert(&site->browser, 200, "Số người ứng cử: 0,");
    assert_false(has(site, "<script"));
    browser_get(&site->browser, "/e/x/candidates?unit=nowhere");
    assert_int_equal(site->browser.reply.status, 404);
    browser_get(&site->browser, K01);
    browser_assert(&site->browser, 200, "<h1>Đỗ Thị Ước</h1>");
}

static void an_address_is_shown_once_and_made_once(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, K01);
    browser_assert(&site->browser, 200, "Người ứng cử chưa có địa chỉ lịch.");
    browser_post(&site->browser, K01, "do=issue&seen=0");
    browser_assert(&site->browser, 200, "Địa chỉ chỉ hiện lúc này");
    browser_assert(&site->browser, 200, "<svg");
    browser_assert(&site->browser, 200, "https://lich.example.vn/feeds/");
    browser_post(&site->browser, K01, "do=issue&seen=0");
    browser_assert(&site->browser, 409, "đã thay đổi sau khi bạn mở trang");
    assert_false(has(site, "/feeds/"));
    browser_get(&site->browser, K01);
    assert_false(has(site, "/feeds/"));
    ASSERT_ASK(site->f, "SELECT count(*) FROM feed", "1");
    post_deed(site, "renew");
    browser_assert(&site->browser, 200, "https://lich.example.vn/feeds/");
    browser_post(&site->browser, K01, "do=renew&seen=1");
    assert_int_equal(site->browser.reply.status, 409);
    ASSERT_ASK(site->f, "SELECT count(*) FROM feed", "2");
    post_deed(site, "withdraw");
    browser_assert_goes_to(&site->browser, K01 "?withdrawn");
    ASSERT_ASK(site->f, "SELECT count(*) FROM feed WHERE revoked_utc IS NULL", "0");
}

static void a_contact_is_entered_and_shown_masked_and_the_wish_for_silence_has_a_way_back(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, K01);
    browser_post(&site->browser, K01, "do=contact&phone=0500+111+678&mail=K01@Example.org");
    browser_assert_goes_to(&site->browser, K01 "?contact");
    browser_get(&site->browser, K01);
    browser_assert(&site->browser, 200, "******678");
    browser_assert(&site->browser, 200, "k***@example.org");
    assert_false(has(site, "0500111678"));
    assert_false(has(site, "500111678"));
    browser_post(&site->browser, K01, "do=contact&phone=12&mail=");
    browser_assert(&site->browser, 422, "role=\"alert\"");
    browser_post(&site->browser, K01, "do=contact&phone=&mail=");
    assert_int_equal(site->browser.reply.status, 422);
    browser_post(&site->browser, K01, "do=silent&how=");
    assert_int_equal(site->browser.reply.status, 422);
    for (int i = 0; i < 2; i++) {
        browser_post(&site->browser, K01, "do=silent&how=qua+%3Cscript%3E");
        browser_assert_goes_to(&site->browser, K01 "?wish");
    }
    ASSERT_ASK(site->f, "SELECT count(*) FROM opt_out_change", "2");
    browser_get(&site->browser, K01);
    browser_assert(&site->browser, 200, "đã từ chối nhận tin");
    browser_assert(&site->browser, 200, "qua &lt;script&gt;");
    browser_post(&site->browser, K01, "do=wanted&how=qua+thu");
    browser_assert_goes_to(&site->browser, K01 "?wish");
    ASSERT_ASK(site->f, "SELECT count(*) FROM opt_out", "0");
    browser_get(&site->browser, K01);
    browser_assert(&site->browser, 200, "muốn nhận tin trở lại");
}

static void who_may_only_look_changes_nothing(void **state)
{
    static const char *const forms[] = {"do=issue&seen=0",
                                        "do=contact&phone=0500111678&mail=", "do=silent&how=x"};
    struct staff_site *site = *state;

    staff_site_enter(site, "xem");
    browser_get(&site->browser, K01);
    browser_assert(&site->browser, 200, "Người ứng cử chưa có địa chỉ lịch.");
    assert_false(has(site, "name=\"do\""));
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        browser_post(&site->browser, K01, forms[i]);
        assert_int_equal(site->browser.reply.status, 403);
    }
    browser_post(&site->browser, "/e/x/candidates/nobody", "do=issue&seen=0");
    assert_int_equal(site->browser.reply.status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(candidates_are_found_without_diacritics_and_by_unit),
        staff_site_test(an_address_is_shown_once_and_made_once),
        staff_site_test(a_contact_is_entered_and_shown_masked_and_the_wish_for_silence_has_a_way_back),
        staff_site_test(who_may_only_look_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
