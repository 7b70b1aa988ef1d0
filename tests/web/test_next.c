/* The first page says what comes next, from empty tables to a release, and leads to where it is done. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

static void the_first_page_leads_from_tables_to_a_release(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, "/e/x/today");
    browser_assert(&site->browser, 200, "chưa lập kế hoạch hội nghị");
    put_draft(site->f);
    browser_get(&site->browser, "/e/x/today");
    browser_assert(&site->browser, 200, "href=\"/e/x/releases/new\">Xem và công bố</a>");
    store_must(plan_publish(&site->f->app, &site->f->election, "", &site->f->arena, &site->f->publication,
                            &site->f->err),
               &site->f->err);
    browser_get(&site->browser, "/e/x/today");
    assert_null(strstr(site->browser.reply.body.data, "class=\"next\""));
}

static void letters_that_must_leave_and_meetings_in_conflict_are_on_it(void **state)
{
    struct staff_site *site = *state;

    put_draft(site->f);
    store_must(plan_publish(&site->f->app, &site->f->election, "", &site->f->arena, &site->f->publication,
                            &site->f->err),
               &site->f->err);
    run_sql(site->f,
            "INSERT INTO plan_parameter VALUES (1, 'notice_days', '7') ON CONFLICT (election, key) DO "
            "UPDATE SET value = '7'");
    run_sql(site->f,
            "INSERT INTO plan_mark (election, position, meeting, rule, severity, words, args) SELECT 1, 0, "
            "id, 'CAPACITY', 'block', 'x', '' FROM meeting WHERE code = 'X01-01'");
    browser_get(&site->browser, "/e/x/today");
    browser_assert(&site->browser, 200, "8 hội nghị");
    browser_assert(&site->browser, 200, "1 hội nghị đã công bố hiện đang vi phạm quy tắc");
}

static void work_that_broke_off_is_on_it_for_whoever_may_do_it(void **state)
{
    struct staff_site *site = *state;

    run_sql(site->f,
            "INSERT INTO job (election, kind, parameters, state, words, started_by, asked_utc) VALUES "
            "(1, 'plan', '', 'failed', 'x', 'user:1', 1)");
    browser_get(&site->browser, "/e/x/today");
    browser_assert(&site->browser, 200, "dừng giữa chừng");
    browser_assert(&site->browser, 200, "href=\"/e/x/jobs/1\">Xem vì sao</a>");
    staff_site_enter(site, "xem");
    browser_get(&site->browser, "/e/x/today");
    assert_null(strstr(site->browser.reply.body.data, "dừng giữa chừng"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(the_first_page_leads_from_tables_to_a_release),
        staff_site_test(letters_that_must_leave_and_meetings_in_conflict_are_on_it),
        staff_site_test(work_that_broke_off_is_on_it_for_whoever_may_do_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
