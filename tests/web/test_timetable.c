/* The timetable by its pages: seen as list and picture, proved, recorded, and tried with another polling day. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

#define STEP "/e/x/timetable/consult3_province_na"

static void milestones(struct staff_site *site)
{
    /* Whoever records anything brings the rows up. */
    browser_post(&site->browser, STEP, "kind=owner&owner=MTTQ+t%E1%BB%89nh&area=P01&accept=1");
}

static void the_season_is_a_picture_and_a_list(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, STEP);
    milestones(site);
    browser_get(&site->browser, "/e/x/timetable?view=chart");
    browser_assert(&site->browser, 200, "<svg role=\"img\"");
    browser_assert(&site->browser, 200, "class=\"off\"");
    browser_assert(&site->browser, 200, ">hôm nay</text>");
    browser_assert(&site->browser, 200, "<table>");
    assert_null(strstr(site->browser.reply.body.data, " style="));
    browser_get(&site->browser, "/e/x/timetable?when=past&level=province");
    browser_assert(&site->browser, 200, "18/04/2021");
    assert_null(strstr(site->browser.reply.body.data, "22/05/2021"));
    browser_get(&site->browser, "/e/x/timetable?when=%3Cscript%3E&view=x");
    assert_int_equal(site->browser.reply.status, 200);
}

static void a_step_shows_how_its_day_was_found_and_what_comes_before(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, STEP);
    milestones(site);
    browser_assert_goes_to(&site->browser, STEP "?stored");
    browser_get(&site->browser, STEP "?stored");
    browser_assert(&site->browser, 200, "MTTQ tỉnh");
    browser_assert(&site->browser, 200, "trước 35 ngày: ");
    browser_assert(&site->browser, 200, "23/05/2021");
    browser_assert(&site->browser, 200, "Phải xong trước đó");
    browser_get(&site->browser, "/e/x/timetable/none");
    assert_int_equal(site->browser.reply.status, 404);
    browser_get(&site->browser, STEP "?area=%27");
    assert_int_equal(site->browser.reply.status, 404);
}

static void a_document_sets_another_day_and_what_is_computed_stays_beside(void **state)
{
    struct staff_site *site = *state;
    static const char form[] = "kind=override&area=P01&date=16/04/2021&hour=&owner=&document=12%2FNQ+%3Cb%3E";

    browser_get(&site->browser, STEP);
    milestones(site);
    browser_post(&site->browser, STEP, form);
    browser_assert(&site->browser, 200, "name=\"accept\"");
    ASSERT_ASK(site->f, "SELECT count(*) FROM step_override", "0");
    char accepted[200];
    snprintf(accepted, sizeof accepted, "%s&accept=1", form);
    browser_post(&site->browser, STEP, accepted);
    browser_assert_goes_to(&site->browser, STEP "?stored");
    browser_get(&site->browser, STEP);
    browser_assert(&site->browser, 200, "Đặt lại theo văn bản:");
    browser_assert(&site->browser, 200, "12/NQ &lt;b&gt;");
    browser_assert(&site->browser, 200, "18/04/2021");
}

static void a_refused_form_comes_back_with_its_values(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, STEP);
    browser_post(&site->browser, STEP, "kind=override&area=P01&date=31/02/2021&document=7%22%3E%3Cscript%3E");
    browser_assert(&site->browser, 422, "\"31/02/2021\"");
    browser_assert(&site->browser, 422, "value=\"7&quot;&gt;&lt;script&gt;\"");
    browser_assert(&site->browser, 422, "<option value=\"override\" selected>");
    browser_post(&site->browser, STEP, "kind=act&area=NONE&date=16/04/2021");
    assert_int_equal(site->browser.reply.status, 404);
    staff_site_enter(site, "xem");
    browser_get(&site->browser, STEP);
    assert_null(strstr(site->browser.reply.body.data, "name=\"document\""));
    browser_get(&site->browser, "/account");
    browser_post(&site->browser, STEP, "kind=act&area=P01&date=16/04/2021&accept=1");
    assert_int_equal(site->browser.reply.status, 403);
    ASSERT_ASK(site->f, "SELECT count(*) FROM act", "0");
}

static void another_polling_day_is_tried_and_nothing_is_stored(void **state)
{
    struct staff_site *site = *state;

    browser_get(&site->browser, STEP);
    milestones(site);
    browser_get(&site->browser, "/e/x/what-if?polling_day=30/05/2021&law=");
    browser_assert(&site->browser, 200, "CN 30/05/2021 (85-2015)");
    browser_assert(&site->browser, 200, "25/04/2021");
    browser_get(&site->browser, "/e/x/what-if?polling_day=&law=83-2025");
    browser_assert(&site->browser, 200, "(83-2025)");
    browser_get(&site->browser, "/e/x/what-if?polling_day=29/05/2021");
    browser_assert(&site->browser, 422, "value=\"29/05/2021\"");
    browser_get(&site->browser, "/e/x/what-if?polling_day=x%3Cb%3E");
    browser_assert(&site->browser, 422, "x&lt;b&gt;");
    browser_get(&site->browser, "/e/x/what-if?law=../../etc/passwd");
    assert_int_equal(site->browser.reply.status, 422);
    ASSERT_ASK(site->f, "SELECT polling_day FROM election", "18770");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(the_season_is_a_picture_and_a_list),
        staff_site_test(a_step_shows_how_its_day_was_found_and_what_comes_before),
        staff_site_test(a_document_sets_another_day_and_what_is_computed_stays_beside),
        staff_site_test(a_refused_form_comes_back_with_its_values),
        staff_site_test(another_polling_day_is_tried_and_nothing_is_stored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
