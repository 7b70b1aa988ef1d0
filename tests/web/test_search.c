/* The field for searching in the head of every page. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

static void diacritics_and_capitals_need_not_be_typed(void **state)
{
    struct staff_site *site = *state;
    static const char *const questions[] = {"dong+da", "DONG+DA", "%C4%90%E1%BB%91ng+%C4%91a", "da+hoa+dong",
                                            "%C4%90o%CC%82%CC%81ng+%C4%90a"};

    run_sql(site->f, "UPDATE venue SET name = 'Nhà văn hoá Đống Đa <b>' WHERE code = 'V02'");
    for (size_t i = 0; i < COUNT_OF(questions); i++) {
        char path[200];
        snprintf(path, sizeof path, "/e/x/search?q=%s", questions[i]);
        browser_get(&site->browser, path);
        browser_assert(&site->browser, 200, ">Nhà văn hoá Đống Đa &lt;b&gt;</a>");
    }
}

static void everything_with_a_code_or_a_name_is_found(void **state)
{
    struct staff_site *site = *state;
    static const struct found {
        const char *question;
        const char *part;
    } table[] = {
        {"N01", "href=\"/e/x/units/N01\""},
        {"campaign_end", "href=\"/e/x/timetable/campaign_end\""},
        {"V04", "href=\"/e/x/plan?area="},
        {"K001", "href=\"/e/x/candidates/K001\""},
    };

    run_sql(site->f, "UPDATE candidate SET code = 'K001' WHERE id = 1");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char path[100];
        snprintf(path, sizeof path, "/e/x/search?q=%s", table[i].question);
        browser_get(&site->browser, path);
        browser_assert(&site->browser, 200, table[i].part);
    }
}

static void names_stand_in_the_vietnamese_alphabet(void **state)
{
    struct staff_site *site = *state;

    run_sql(site->f, "UPDATE venue SET name = 'Rạp họp Đào' WHERE code = 'V01'");
    run_sql(site->f, "UPDATE venue SET name = 'Rạp họp Du' WHERE code = 'V02'");
    run_sql(site->f, "UPDATE venue SET name = 'Rạp họp Dã' WHERE code = 'V03'");
    browser_get(&site->browser, "/e/x/search?q=rap+hop+d");
    browser_assert(&site->browser, 200, "Tìm thấy: 3.");
    const char *page = site->browser.reply.body.data;
    assert_true(strstr(page, "họp Dã") < strstr(page, "họp Du"));
    assert_true(strstr(page, "họp Du") < strstr(page, "họp Đào"));
}

static void a_question_that_is_none_finds_nothing(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, "/e/x/search?q=a");
    browser_assert(&site->browser, 200, "ít nhất hai chữ");
    browser_get(&site->browser, "/e/x/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    browser_assert(&site->browser, 200, "Tìm thấy: 0.");
    browser_assert(&site->browser, 200, "value=\"&lt;script&gt;");
    browser_get(&site->browser, "/e/x/search");
    browser_assert(&site->browser, 200, "<h1>Tìm kiếm</h1>");
    browser_get(&site->browser, "/e/x/search?q=++");
    assert_int_equal(site->browser.reply.status, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(diacritics_and_capitals_need_not_be_typed),
        staff_site_test(everything_with_a_code_or_a_name_is_found),
        staff_site_test(names_stand_in_the_vietnamese_alphabet),
        staff_site_test(a_question_that_is_none_finds_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
