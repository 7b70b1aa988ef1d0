/* The weather switch by the pages: everything is seen before, one confirmation turns it, and turns it once. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

#define WEATHER "/e/x/weather"
#define ON "do=on&area=C02&day=29/04/2021&until=&document=7/Q%C4%90"

static void publish(struct staff_site *site)
{
    struct fixture *f = site->f;

    put_draft(f);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
}

static void confirm(struct staff_site *site, const char *fields, const char *seen)
{
    char all[500];

    snprintf(all, sizeof all, "%s&accept=1&seen=%s", fields, seen);
    browser_post(&site->browser, WEATHER, all);
}

static void read_seen(const struct staff_site *site, char out[64])
{
    const char *at = strstr(site->browser.reply.body.data, "name=\"seen\" value=\"");

    assert_non_null(at);
    at += strlen("name=\"seen\" value=\"");
    snprintf(out, 64, "%.*s", (int)strcspn(at, "\""), at);
}

static void it_is_shown_first_and_turned_once_and_back(void **state)
{
    static const char off[] = "do=off&area=C02&day=2021-04-29";
    struct staff_site *site = *state;
    char seen[64];

    publish(site);
    browser_get(&site->browser, WEATHER);
    browser_assert(&site->browser, 200, "Chưa bật chế độ thời tiết xấu ở đâu");
    browser_post(&site->browser, WEATHER, ON);
    browser_assert(&site->browser, 200, "Nếu bật chế độ thời tiết xấu");
    browser_assert(&site->browser, 200, "Điều kiện");
    browser_assert(&site->browser, 200, "Bình đẳng");
    browser_assert(&site->browser, 200, "Lượt hội trường được trả lại");
    browser_assert(&site->browser, 200, "Lịch của người ứng cử sẽ đổi");
    ASSERT_ASK(site->f, "SELECT count(*) FROM weather", "0");
    read_seen(site, seen);
    for (int i = 0; i < 2; i++) {
        confirm(site, ON, seen);
        browser_assert_goes_to(&site->browser, WEATHER "?done");
    }
    ASSERT_ASK(site->f, "SELECT count(*) FROM weather", "1");
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan weather'", "1");
    browser_get(&site->browser, WEATHER);
    browser_assert(&site->browser, 200, "7/QĐ");
    browser_post(&site->browser, WEATHER, off);
    browser_assert(&site->browser, 200, "Nếu tắt chế độ thời tiết xấu");
    read_seen(site, seen);
    for (int i = 0; i < 2; i++) {
        confirm(site, off, seen);
        browser_assert_goes_to(&site->browser, WEATHER "?done");
    }
    ASSERT_ASK(site->f, "SELECT count(*) FROM weather WHERE ended_utc IS NULL", "0");
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan weather'", "2");
}

static void an_effect_that_is_no_longer_so_is_not_confirmed(void **state)
{
    struct staff_site *site = *state;

    publish(site);
    browser_get(&site->browser, WEATHER);
    confirm(site, ON, "0123456789abcdef0123456789abcdef");
    browser_assert(&site->browser, 409, "kế hoạch đã thay đổi sau khi bạn xem");
    ASSERT_ASK(site->f, "SELECT count(*) FROM weather", "0");
}

static void what_makes_no_sense_comes_back_with_its_values_and_who_may_not_does_nothing(void **state)
{
    static const struct {
        const char *fields;
        int status;
        const char *words;
    } rows[] = {
        {"do=on&area=C02&day=%3Cb%3E", 422, "value=\"&lt;b&gt;\""},
        {"do=on&area=C02&day=01/01/2021", 422, "01/01/2021"},
        {"do=on&area=C02&day=30/04/2021&until=28/04/2021", 422, "value=\"28/04/2021\""},
        {"do=on&area=nowhere&day=29/04/2021", 404, "nowhere"},
        {"do=off&area=C02&day=29/04/2021", 404, "C02"},
    };
    struct staff_site *site = *state;

    publish(site);
    browser_get(&site->browser, WEATHER);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        browser_post(&site->browser, WEATHER, rows[i].fields);
        if (site->browser.reply.status != rows[i].status ||
            strstr(site->browser.reply.body.data, rows[i].words) == NULL)
            fail_msg("row %zu: %d %s", i, site->browser.reply.status, site->browser.reply.body.data);
    }
    staff_site_enter(site, "xem");
    browser_get(&site->browser, WEATHER);
    assert_null(strstr(site->browser.reply.body.data, "name=\"day\""));
    browser_post(&site->browser, WEATHER, ON);
    assert_int_equal(site->browser.reply.status, 403);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(it_is_shown_first_and_turned_once_and_back),
        staff_site_test(an_effect_that_is_no_longer_so_is_not_confirmed),
        staff_site_test(what_makes_no_sense_comes_back_with_its_values_and_who_may_not_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
