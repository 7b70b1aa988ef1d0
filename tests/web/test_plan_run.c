/* Letting the planner run from a page, and deciding what becomes of its plan. */
#include "staff_site.h"

#include <poll.h>

#define RUN "/e/x/plan/run"
#define SOON_MS 60000

/* Starts a run and waits for its end. */
static void run_planner(struct browser *browser)
{
    int64_t until_ms = clock_monotonic_ms() + SOON_MS;

    browser_get(browser, RUN);
    browser_assert(browser, 200, "<h1>Lập kế hoạch</h1>");
    browser_post(browser, RUN, "seconds=1&threads=1&from=nothing");
    browser_assert_goes_to(browser, "/e/x/jobs/1");
    do {
        browser_get(browser, "/e/x/jobs/1");
        poll(NULL, 0, 50);
    } while (strstr(browser->reply.body.data, "id=\"job\" hx-get") != NULL &&
             clock_monotonic_ms() < until_ms);
}

static const char *hidden(const struct browser *browser, const char *name)
{
    static char value[200];
    char start[80];
    const char *found;

    snprintf(start, sizeof start, "name=\"%s\" value=\"", name);
    found = strstr(browser->reply.body.data, start);
    assert_non_null(found);
    found += strlen(start);
    snprintf(value, sizeof value, "%.*s", (int)strcspn(found, "\""), found);
    return value;
}

static void a_plan_is_made_compared_and_accepted_once(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;
    char fields[300];

    put_draft(site->f);
    run_planner(browser);
    browser_assert(browser, 200, "Việc này đã xong.");
    browser_assert(browser, 200, "href=\"/e/x/plan/run?job=1\"");
    browser_get(browser, RUN "?job=1");
    browser_assert(browser, 200, "Hai kế hoạch qua các con số");
    ASSERT_ASK(site->f, "SELECT count(*) FROM draft_aside", "1");
    snprintf(fields, sizeof fields, "job=1&seen=%s", hidden(browser, "seen"));
    browser_post(browser, RUN "/take", fields);
    browser_assert_goes_to(browser, "/e/x/plan?draft=1");
    browser_post(browser, RUN "/take", fields);
    browser_assert_goes_to(browser, "/e/x/plan?draft=1");
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan take' AND who = 'user:1'", "1");
    ASSERT_ASK(site->f, "SELECT count(*) FROM draft_aside", "0");
    ASSERT_ASK(site->f, "SELECT id FROM draft ORDER BY created_utc DESC LIMIT 1", "2");
}

static void a_plan_that_was_thrown_away_is_gone_and_the_present_one_stays(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    put_draft(site->f);
    run_planner(browser);
    browser_get(browser, RUN "?job=1");
    browser_post(browser, RUN "/drop", "job=1");
    browser_assert_goes_to(browser, RUN);
    browser_get(browser, RUN "?job=1");
    browser_assert(browser, 200, "Đã quyết định");
    ASSERT_ASK(site->f, "SELECT count(*) FROM draft", "1");
}

static void a_plan_is_not_accepted_over_one_that_nobody_has_compared_it_with(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;
    char fields[300];

    put_draft(site->f);
    run_planner(browser);
    browser_get(browser, RUN "?job=1");
    snprintf(fields, sizeof fields, "job=1&seen=%s", hidden(browser, "seen"));
    run_sql(site->f, "UPDATE draft SET travel_m = 5 WHERE id = 1");
    browser_post(browser, RUN "/take", fields);
    browser_assert(browser, 409, "đã có người thay đổi kế hoạch hiện tại");
    ASSERT_ASK(site->f, "SELECT count(*) FROM draft_aside", "1");
}

static void a_form_with_a_fault_comes_back_with_what_was_typed(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, RUN);
    browser_post(&site->browser, RUN, "seconds=%3Cb%3E&threads=1&from=nothing");
    browser_assert(&site->browser, 422, "Số giây phải là số nguyên từ 1 đến 3600");
    browser_assert(&site->browser, 422, "value=\"&lt;b&gt;\"");
    ASSERT_ASK(site->f, "SELECT count(*) FROM job", "0");
}

static void whoever_may_only_look_neither_runs_nor_sees_nor_stops(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    run_sql(site->f,
            "INSERT INTO job (election, kind, parameters, state, started_by, asked_utc) VALUES (1, 'plan', "
            "'1 1 nothing', 'done', 'user:1', 5)");
    staff_site_enter(site, "xem");
    browser_get(browser, "/account");
    browser_post(browser, RUN, "seconds=1&threads=1&from=nothing");
    assert_int_equal(browser->reply.status, 403);
    browser_get(browser, RUN);
    assert_int_equal(browser->reply.status, 403);
    browser_get(browser, "/e/x/jobs/1");
    assert_int_equal(browser->reply.status, 403);
    browser_get(browser, "/account");
    browser_post(browser, "/e/x/jobs/1", "");
    assert_int_equal(browser->reply.status, 403);
}

static void the_part_of_a_job_is_sent_once_as_long_as_it_is_the_same(void **state)
{
    struct staff_site *site = *state;
    char headers[300];

    run_sql(site->f,
            "INSERT INTO job (election, kind, parameters, state, words, started_by, asked_utc) VALUES (1, "
            "'plan', '1 1 nothing', 'failed', 'line <b> is wrong', 'user:1', 5)");
    browser_get(&site->browser, "/e/x/jobs/1");
    browser_assert(&site->browser, 200, "line &lt;b&gt; is wrong");
    snprintf(headers, sizeof headers, "Cookie: %s\r\nHX-Request: true\r\n", site->browser.cookie);
    CLEANUP(http_reply_done) struct http_reply first = {0};
    http_ask(site->browser.address, "GET", "/e/x/jobs/1", headers, &first);
    assert_int_equal(first.status, 200);
    assert_null(strstr(first.body.data, "<html"));
    snprintf(headers, sizeof headers, "Cookie: %s\r\nHX-Request: true\r\nIf-None-Match: %s\r\n",
             site->browser.cookie, http_reply_header(&first, "ETag"));
    CLEANUP(http_reply_done) struct http_reply again = {0};
    http_ask(site->browser.address, "GET", "/e/x/jobs/1", headers, &again);
    assert_int_equal(again.status, 304);
}

/* The address in the page holds a hash of the content: one of another content is nowhere. */
static void the_style_of_a_page_is_kept_for_good_under_an_address_of_its_own(void **state)
{
    struct staff_site *site = *state;
    CLEANUP(http_reply_done) struct http_reply style = {0};
    CLEANUP(http_reply_done) struct http_reply other = {0};
    char path[100];

    browser_get(&site->browser, RUN);
    const char *found = strstr(site->browser.reply.body.data, "/static/");
    assert_non_null(found);
    snprintf(path, sizeof path, "%.*s", (int)strcspn(found, "\""), found);
    http_ask(site->browser.address, "GET", path, "Accept-Encoding: gzip\r\n", &style);
    assert_int_equal(style.status, 200);
    assert_string_equal(http_reply_header(&style, "Cache-Control"), "public, max-age=31536000, immutable");
    assert_string_equal(http_reply_header(&style, "Content-Encoding"), "gzip");
    assert_non_null(strstr(http_reply_header(&style, "Link"), "rel=\"license\""));
    path[strlen("/static/")] ^= 1;
    http_ask(site->browser.address, "GET", path, "", &other);
    assert_int_equal(other.status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(a_plan_is_made_compared_and_accepted_once),
        staff_site_test(a_plan_that_was_thrown_away_is_gone_and_the_present_one_stays),
        staff_site_test(a_plan_is_not_accepted_over_one_that_nobody_has_compared_it_with),
        staff_site_test(a_form_with_a_fault_comes_back_with_what_was_typed),
        staff_site_test(whoever_may_only_look_neither_runs_nor_sees_nor_stops),
        staff_site_test(the_part_of_a_job_is_sent_once_as_long_as_it_is_the_same),
        staff_site_test(the_style_of_a_page_is_kept_for_good_under_an_address_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
