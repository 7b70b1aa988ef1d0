/* The outbox by its pages: counted, listed, shown before it goes, settled together, taken away as a table. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <stdlib.h>
#include <string.h>

#define NOTICE                                                                                               \
    "INSERT INTO notice (election, kind, channel, contact, candidate, client_id, state, reason, "            \
    "created_utc, "                                                                                          \
    "not_before_utc, expires_utc, body, finished_utc) "

static void put_notices(const struct staff_site *site)
{
    run_sql(site->f,
            NOTICE "SELECT 1, 'release', 'sms', k.id, k.candidate, 'u' || k.id, 'unknown', 'no_answer', 1, "
                   "1, 2000000000, 'Hội nghị <b>', 1619000000 FROM contact AS k WHERE k.candidate IS NOT "
                   "NULL ORDER BY k.id LIMIT 3");
    run_sql(site->f, NOTICE
            "SELECT 1, 'reminder_1_day', 'mail', k.id, k.candidate, 'd' || k.id, 'delivered', '', 1, 1, "
            "2000000000, '=1+1', 1619000000 FROM contact AS k WHERE k.candidate IS NOT NULL "
            "ORDER BY k.id LIMIT 2");
}

static void the_outbox_is_counted_and_listed_by_kind_and_state(void **state)
{
    struct staff_site *site = *state;

    put_notices(site);
    browser_get(&site->browser, "/e/x/messages");
    browser_assert(&site->browser, 200, "?kind=release&amp;channel=sms&amp;state=unknown\">3</a>");
    browser_assert(&site->browser, 200, "nhắc trước 1 ngày");
    browser_get(&site->browser, "/e/x/messages?kind=release&state=unknown");
    browser_assert(&site->browser, 200, "Hội nghị &lt;b&gt;");
    browser_assert(&site->browser, 200, "3 tin.");
    browser_get(&site->browser, "/e/x/messages?kind=%27%3Cscript%3E");
    browser_assert(&site->browser, 200, "0 tin.");
}

static void several_are_settled_together_and_none_twice(void **state)
{
    struct staff_site *site = *state;
    const char *ids = NULL;

    put_notices(site);
    ids = ask(site->f, "SELECT min(id) FROM notice WHERE state = 'unknown'");
    long long first = strtoll(ids, NULL, 10);
    char fields[200];
    snprintf(fields, sizeof fields, "notice=%lld&notice=%lld&as=delivered&why=da+hoi", first, first + 1);
    browser_get(&site->browser, "/e/x/messages");
    browser_post(&site->browser, "/e/x/messages/settle", "as=delivered&why=x");
    browser_assert(&site->browser, 422, "đánh dấu những tin");
    browser_post(&site->browser, "/e/x/messages/settle", fields);
    browser_assert_goes_to(&site->browser, "/e/x/messages");
    ASSERT_ASK(site->f, "SELECT count(*) FROM notice WHERE state = 'unknown'", "1");
    browser_post(&site->browser, "/e/x/messages/settle", fields);
    assert_int_equal(site->browser.reply.status, 404);
    ASSERT_ASK(site->f, "SELECT count(*) FROM notice_settlement", "2");
}

static void the_evidence_is_a_table_without_formulas(void **state)
{
    struct staff_site *site = *state;

    put_notices(site);
    browser_get(&site->browser, "/e/x/messages/evidence.csv");
    browser_assert(&site->browser, 200, "\xEF\xBB\xBFnotice;recipient;");
    browser_assert(&site->browser, 200, "'=1+1");
    assert_string_equal(http_reply_header(&site->browser.reply, "Content-Disposition"),
                        "attachment; filename=\"tin-nhan-x.csv\"");
    assert_null(strstr(site->browser.reply.body.data, "+84"));
}

static void whoever_may_only_look_settles_nothing(void **state)
{
    struct staff_site *site = *state;

    put_notices(site);
    staff_site_enter(site, "xem");
    browser_get(&site->browser, "/e/x/messages");
    browser_assert(&site->browser, 200, "Hộp tin gửi");
    assert_null(strstr(site->browser.reply.body.data, "type=\"checkbox\""));
    browser_post(&site->browser, "/e/x/messages/settle", "notice=1&as=delivered&why=x");
    assert_int_equal(site->browser.reply.status, 403);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(the_outbox_is_counted_and_listed_by_kind_and_state),
        staff_site_test(several_are_settled_together_and_none_twice),
        staff_site_test(the_evidence_is_a_table_without_formulas),
        staff_site_test(whoever_may_only_look_settles_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
