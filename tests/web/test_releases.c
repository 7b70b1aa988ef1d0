/* Publishing by the pages: everything is seen before, one button does it, and does it once. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

/* What the form of the page would send. */
static void read_form(const struct staff_site *site, char *fields, size_t size)
{
    const char *page = site->browser.reply.body.data;
    const char *draft = strstr(page, "name=\"draft\" value=\"");
    const char *release = strstr(page, "name=\"release\" value=\"");

    assert_non_null(draft);
    assert_non_null(release);
    draft = strstr(draft, "value=\"") + 7;
    release = strstr(release, "value=\"") + 7;
    snprintf(fields, size, "draft=%.*s&release=%.*s&note=Theo+%%3Cscript%%3E", (int)strcspn(draft, "\""),
             draft, (int)strcspn(release, "\""), release);
}

static void without_a_draft_the_page_says_what_to_do(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, "/e/x/releases/new");
    browser_assert(&site->browser, 200, "Chưa có bản dự thảo nào");
}

static void a_draft_is_published_once_however_often_the_form_is_sent(void **state)
{
    struct staff_site *site = *state;
    char fields[200];

    put_draft(site->f);
    browser_get(&site->browser, "/e/x/releases/new");
    browser_assert(&site->browser, 200, "hội nghị mới: 8");
    browser_assert(&site->browser, 200, "Ai sẽ được báo");
    read_form(site, fields, sizeof fields);
    browser_post(&site->browser, "/e/x/releases/new", fields);
    browser_assert_goes_to(&site->browser, "/e/x/releases/1?published");
    browser_post(&site->browser, "/e/x/releases/new", fields);
    browser_assert(&site->browser, 409, "Người khác đã thay đổi trước");
    ASSERT_ASK(site->f, "SELECT count(*) FROM release", "1");
    browser_get(&site->browser, "/e/x/releases/new");
    browser_assert(&site->browser, 200, "không có gì để công bố");
    browser_get(&site->browser, "/e/x/releases");
    browser_assert(&site->browser, 200, "Theo &lt;script&gt;");
}

static void a_release_shows_its_changes_and_what_differs_now(void **state)
{
    struct staff_site *site = *state;
    char fields[200];

    put_draft(site->f);
    browser_get(&site->browser, "/e/x/releases/new");
    read_form(site, fields, sizeof fields);
    browser_post(&site->browser, "/e/x/releases/new", fields);
    run_sql(site->f, "UPDATE draft_meeting SET start_utc = start_utc + 1800, end_utc = end_utc + 1800 "
                     "WHERE code = 'X01-01'");
    browser_get(&site->browser, "/e/x/releases/1?published");
    browser_assert(&site->browser, 200, "T5 29/04/2021 14:00–15:30");
    browser_get(&site->browser, "/e/x/releases/1?with=draft");
    browser_assert(&site->browser, 200, "T5 29/04/2021 14:30–16:00");
    browser_get(&site->browser, "/e/x/releases/1?with=/etc/passwd");
    browser_assert(&site->browser, 422, "không nêu kế hoạch nào để so sánh");
    browser_get(&site->browser, "/e/x/releases/2");
    browser_assert(&site->browser, 404, "không có lần công bố 2");
}

static void a_draft_that_breaks_a_rule_has_no_button(void **state)
{
    struct staff_site *site = *state;

    put_draft(site->f);
    run_sql(site->f, "DELETE FROM draft_meeting WHERE code = 'X01-01'");
    browser_get(&site->browser, "/e/x/releases/new");
    browser_assert(&site->browser, 200, "nên chưa công bố được");
    assert_null(strstr(site->browser.reply.body.data, "name=\"draft\""));
    browser_post(&site->browser, "/e/x/releases/new", "draft=1&release=0&note=");
    assert_int_equal(site->browser.reply.status, 409);
    ASSERT_ASK(site->f, "SELECT count(*) FROM release", "0");
    browser_post(&site->browser, "/e/x/releases/new", "note=");
    browser_assert(&site->browser, 422, "không nêu bản dự thảo nào");
}

static void whoever_may_only_look_publishes_nothing(void **state)
{
    struct staff_site *site = *state;

    put_draft(site->f);
    staff_site_enter(site, "xem");
    browser_get(&site->browser, "/e/x/releases/new");
    browser_assert(&site->browser, 200, "không được công bố");
    browser_post(&site->browser, "/e/x/releases/new", "draft=1&release=0&note=");
    assert_int_equal(site->browser.reply.status, 403);
    ASSERT_ASK(site->f, "SELECT count(*) FROM release", "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(without_a_draft_the_page_says_what_to_do),
        staff_site_test(a_draft_is_published_once_however_often_the_form_is_sent),
        staff_site_test(a_release_shows_its_changes_and_what_differs_now),
        staff_site_test(a_draft_that_breaks_a_rule_has_no_button),
        staff_site_test(whoever_may_only_look_publishes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
