/* The reports: a page that prints, and the same as a table. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

static void publish(struct staff_site *site)
{
    put_draft(site->f);
    store_must(plan_publish(&site->f->app, &site->f->election, "", &site->f->arena, &site->f->publication,
                            &site->f->err),
               &site->f->err);
}

static void each_report_is_a_page_and_a_table(void **state)
{
    struct staff_site *site = *state;
    static const struct report {
        const char *path;
        const char *part;
    } table[] = {
        {"/e/x/reports", "href=\"/e/x/reports/equality\""},
        {"/e/x/reports/contact", "Hội nghị tiếp xúc cử tri"},
        {"/e/x/reports/contact.csv", "level;unit_id;name;meetings;"},
        {"/e/x/reports/equality?level=", "Ở cả 4 đơn vị"},
        {"/e/x/reports/equality?level=province", "Ở cả 1 đơn vị"},
        {"/e/x/reports/equality.csv", "N01;Đơn vị số 1;"},
        {"/e/x/reports/timetable", "85/2015/QH13"},
        {"/e/x/reports/timetable.csv", "id;name;citation;level;area;"},
        {"/e/x/reports/consultations", "Chưa ghi nhận hội nghị nào"},
        {"/e/x/reports/consultations.csv", "round;list;area;day;"},
    };

    publish(site);
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        browser_get(&site->browser, table[i].path);
        browser_assert(&site->browser, 200, table[i].part);
        const char *type = http_reply_header(&site->browser.reply, "Content-Type");
        assert_string_equal(type, strstr(table[i].path, ".csv") != NULL ? "text/csv; charset=utf-8"
                                                                        : "text/html; charset=utf-8");
    }
}

static void names_in_a_table_run_no_formula_and_in_a_page_no_script(void **state)
{
    struct staff_site *site = *state;

    publish(site);
    run_sql(site->f, "UPDATE unit SET name = '=1+<script>' WHERE code = 'T01'");
    browser_get(&site->browser, "/e/x/reports/equality?level=province");
    browser_assert(&site->browser, 200, "=1+&lt;script&gt;");
    browser_get(&site->browser, "/e/x/reports/equality.csv");
    browser_assert(&site->browser, 200, ";'=1+<script>;");
}

static void the_address_of_a_report_names_nothing_else(void **state)
{
    struct staff_site *site = *state;
    static const char *const paths[] = {"/e/x/reports/none", "/e/x/reports/none.csv", "/e/x/reports/..%2Fx",
                                        "/e/x/reports/contact?area=NONE"};

    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        browser_get(&site->browser, paths[i]);
        assert_int_equal(site->browser.reply.status, 404);
    }
    browser_get(&site->browser, "/e/x/reports/equality?level=%22%3E%3Cscript%3E&from=-1");
    assert_int_equal(site->browser.reply.status, 200);
    assert_null(strstr(site->browser.reply.body.data, "\"><script>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(each_report_is_a_page_and_a_table),
        staff_site_test(names_in_a_table_run_no_formula_and_in_a_page_no_script),
        staff_site_test(the_address_of_a_report_names_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
