/* The pages of one meeting: what they show, what they change after asking, and what they refuse. */
#include "cmocka_tests.h"
#include "staff_site.h"

#include <string.h>

#define MEETING "/e/x/meetings/T01-01"

static void publish(struct staff_site *site)
{
    struct fixture *f = site->f;

    put_draft(f);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
}

/* The version that the forms of the last page carry, encoded for a form. */
static void read_seen(const struct staff_site *site, char *out, size_t size)
{
    const char *at = strstr(site->browser.reply.body.data, "name=\"seen\" value=\"");

    assert_non_null(at);
    at += strlen("name=\"seen\" value=\"");
    snprintf(out, size, "%.*s", (int)strcspn(at, "\""), at);
    for (char *c = out; *c != '\0'; c++)
        if (*c == ' ')
            *c = '+';
}

static void post(struct staff_site *site, const char *seen, const char *rest)
{
    char fields[1000];

    snprintf(fields, sizeof fields, "seen=%s&%s", seen, rest);
    browser_post(&site->browser, MEETING, fields);
}

static void later(struct staff_site *site)
{
    browser_close(&site->browser);
    service_stop(site->service);
    site->f->app.clock = clock_fixed(FIRST_UTC + (int64_t)30 * 86400);
    staff_site_start(site);
}

static void the_page_shows_what_where_when_who_and_how_it_came(void **state)
{
    static const char *const parts[] = {"Hội nghị T01-01",
                                        "T5 29/04/2021 07:30–09:30",
                                        "Điểm cầu chính",
                                        "(V04)",
                                        "Chương trình (Điều 66.2)",
                                        "Ban Thường trực Ủy ban MTTQ",
                                        "Người ứng cử, theo vần A, B, C",
                                        "bản công bố số 1"};
    struct staff_site *site = *state;

    publish(site);
    browser_get(&site->browser, MEETING);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        browser_assert(&site->browser, 200, parts[i]);
    browser_get(&site->browser, MEETING "/sheet");
    browser_assert(&site->browser, 200, "Thông báo hội nghị tiếp xúc cử tri");
    browser_get(&site->browser, MEETING "/why");
    browser_assert(&site->browser, 200, "Những chỗ khác tốt nhất");
    browser_get(&site->browser, "/e/x/meetings/%3Cscript%3E");
    browser_assert(&site->browser, 404, "&lt;script&gt;");
}

static void a_move_is_shown_first_and_made_once(void **state)
{
    struct staff_site *site = *state;
    char seen[200];

    publish(site);
    browser_get(&site->browser, MEETING);
    read_seen(site, seen, sizeof seen);
    post(site, seen, "do=move&date=29/04/2021&hour=08:30&venue=V04&reason=%3Cscript%3E");
    browser_assert(&site->browser, 200, "không phạm quy tắc nào");
    browser_assert(&site->browser, 200, "Số người ứng cử liên quan");
    browser_assert(&site->browser, 200, "value=\"&lt;script&gt;\"");
    ASSERT_ASK(site->f, "SELECT count(*) FROM draft", "1");
    for (int i = 0; i < 2; i++) {
        post(site, seen, "do=move&date=29/04/2021&hour=08:30&venue=V04&reason=%3Cscript%3E&accept=1");
        browser_assert_goes_to(&site->browser, MEETING "?drafted");
    }
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan move'", "1");
    browser_get(&site->browser, MEETING "?drafted");
    browser_assert(&site->browser, 200, "Trong bản dự thảo, chưa công bố");
    browser_assert(&site->browser, 200, "T5 29/04/2021 08:30–10:30");
}

static void a_change_of_what_somebody_else_changed_shows_both_versions(void **state)
{
    struct staff_site *site = *state;
    char seen[200];

    publish(site);
    browser_get(&site->browser, MEETING);
    read_seen(site, seen, sizeof seen);
    post(site, seen, "do=move&date=29/04/2021&hour=08:30&venue=V04&accept=1");
    post(site, seen, "do=move&date=29/04/2021&hour=09:00&venue=V04&accept=1");
    browser_assert(&site->browser, 409, "Bạn đã thấy");
    browser_assert(&site->browser, 409, "T5 29/04/2021 07:30–09:30");
    browser_assert(&site->browser, 409, "T5 29/04/2021 08:30–10:30");
    post(site, seen, "do=pin&reason=x&accept=1");
    browser_assert(&site->browser, 409, "Hội nghị hiện nay");
    ASSERT_ASK(site->f, "SELECT count(*) FROM pin", "0");
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan move'", "1");
}

static void what_breaks_rules_or_makes_no_sense_comes_back_with_its_values(void **state)
{
    static const struct {
        const char *fields;
        const char *words;
    } rows[] = {
        {"do=move&date=29/04/2021&hour=06:00&venue=V04", "vì như vậy sẽ phạm quy tắc"},
        {"do=move&date=29/04/2021&hour=%3Cb%3E&venue=V04", "&lt;b&gt;"},
        {"do=move&date=29.4.2021&hour=08:00&venue=V04", "29.4.2021"},
        {"do=move&date=20/04/2021&hour=08:00&venue=V04", "value=\"20/04/2021\""},
        {"do=cancel&reason=mua", "vì như vậy sẽ phạm quy tắc"},
        {"do=pin&accept=1", "vì sao hội nghị phải giữ nguyên"},
        {"do=dance", "không nói phải làm gì"},
    };
    struct staff_site *site = *state;
    char seen[200];

    publish(site);
    browser_get(&site->browser, MEETING);
    read_seen(site, seen, sizeof seen);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        post(site, seen, rows[i].fields);
        if (site->browser.reply.status != 422 || strstr(site->browser.reply.body.data, rows[i].words) == NULL)
            fail_msg("row %zu: %d %s", i, site->browser.reply.status, site->browser.reply.body.data);
    }
    post(site, seen, "do=move&date=29/04/2021&hour=08:00&venue=nowhere");
    browser_assert(&site->browser, 404, "nowhere");
    ASSERT_ASK(site->f, "SELECT count(*) FROM draft", "1");
}

static void a_pin_is_set_and_taken_away_and_a_cancelled_meeting_held_again(void **state)
{
    struct staff_site *site = *state;
    char seen[200];

    publish(site);
    browser_get(&site->browser, MEETING);
    read_seen(site, seen, sizeof seen);
    post(site, seen, "do=pin&reason=Doan+giam+sat");
    browser_assert(&site->browser, 200, "không dời được cho đến khi bỏ ghim");
    for (int i = 0; i < 2; i++) {
        post(site, seen, "do=pin&reason=Doan+giam+sat&accept=1");
        browser_assert_goes_to(&site->browser, MEETING "?pinned");
    }
    browser_get(&site->browser, MEETING);
    browser_assert(&site->browser, 200, "Doan giam sat (mttq.tinh, ");
    assert_null(strstr(site->browser.reply.body.data, "move-date"));
    for (int i = 0; i < 2; i++) {
        post(site, seen, "do=unpin&accept=1");
        browser_assert_goes_to(&site->browser, MEETING "?unpinned");
    }
    post(site, seen, "do=cancel&document=5/Q%C4%90&reason=mua&accept=1");
    browser_assert_goes_to(&site->browser, MEETING "?drafted");
    browser_get(&site->browser, MEETING);
    read_seen(site, seen, sizeof seen);
    assert_string_equal(seen, "cancelled");
    post(site, seen, "do=restore&accept=1");
    browser_assert_goes_to(&site->browser, MEETING "?drafted");
    browser_get(&site->browser, MEETING);
    read_seen(site, seen, sizeof seen);
    post(site, seen, "do=switch&mode=online&document=6/Q%C4%90");
    browser_assert(&site->browser, 422, "phạm quy tắc");
}

#define OUTCOME MEETING "/outcome"

static void what_became_of_it_is_recorded_once_and_corrected(void **state)
{
    static const char first[] =
        "seen=0&form=direct&in_person=80&online=0&opinions=4&opinion_words=%3Cscript%3E";
    struct staff_site *site = *state;

    publish(site);
    browser_get(&site->browser, MEETING);
    browser_post(&site->browser, OUTCOME, first);
    browser_assert(&site->browser, 422, "chỉ ghi nhận kết quả sau khi hội nghị đã họp");
    later(site);
    staff_site_enter(site, "mttq.tinh");
    browser_get(&site->browser, MEETING);
    browser_assert(&site->browser, 200, "chưa ghi nhận kết quả");
    for (int i = 0; i < 2; i++) {
        browser_post(&site->browser, OUTCOME, first);
        browser_assert_goes_to(&site->browser, MEETING "?recorded");
    }
    ASSERT_ASK(site->f, "SELECT count(*) FROM meeting_report", "1");
    browser_post(&site->browser, OUTCOME, "seen=0&form=direct&in_person=81&online=0&opinions=4");
    browser_assert(&site->browser, 409, "đã được người khác ghi nhận");
    browser_post(&site->browser, OUTCOME, "seen=1&form=direct&in_person=81&online=2&opinions=4");
    browser_assert(&site->browser, 422, "hãy chọn trực tiếp kết hợp trực tuyến");
    browser_assert(&site->browser, 422, "value=\"81\"");
    browser_post(&site->browser, OUTCOME, "seen=1&form=hybrid&in_person=81&online=2&opinions=4");
    browser_assert_goes_to(&site->browser, MEETING "?recorded");
    browser_get(&site->browser, MEETING);
    browser_assert(&site->browser, 200, "Những lần ghi trước");
    browser_assert(&site->browser, 200, "&lt;script&gt;");
    assert_null(strstr(site->browser.reply.body.data, "<script"));
}

static void a_viewer_changes_nothing_and_a_commune_records_its_own_meetings_only(void **state)
{
    struct staff_site *site = *state;
    struct fixture *f = site->f;
    const char *commune =
        ask(f, "SELECT a.code FROM venue AS v JOIN area AS a ON a.id = v.area WHERE v.code = 'V04'");

    publish(site);
    store_must(account_add(&f->app, "xa", STAFF_SITE_PASSWORD, &f->err), &f->err);
    staff_site_grant(site, "xa", ROLE_COMMUNE, commune);
    later(site);
    staff_site_enter(site, "xem");
    browser_get(&site->browser, MEETING);
    browser_assert(&site->browser, 200, "Hội nghị T01-01");
    assert_null(strstr(site->browser.reply.body.data, "name=\"seen\""));
    browser_post(&site->browser, MEETING, "do=cancel&seen=x&accept=1");
    assert_int_equal(site->browser.reply.status, 403);
    browser_post(&site->browser, OUTCOME, "seen=0&form=direct&in_person=1&online=0&opinions=0");
    assert_int_equal(site->browser.reply.status, 403);
    staff_site_enter(site, "xa");
    browser_get(&site->browser, MEETING);
    browser_post(&site->browser, MEETING, "do=cancel&seen=x&accept=1");
    assert_int_equal(site->browser.reply.status, 403);
    browser_post(&site->browser, OUTCOME, "seen=0&form=direct&in_person=1&online=0&opinions=0");
    browser_assert_goes_to(&site->browser, MEETING "?recorded");
    browser_post(&site->browser, "/e/x/meetings/Q01-01/outcome",
                 "seen=0&form=direct&in_person=1&online=0&opinions=0");
    assert_int_equal(site->browser.reply.status, 403);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(the_page_shows_what_where_when_who_and_how_it_came),
        staff_site_test(a_move_is_shown_first_and_made_once),
        staff_site_test(a_change_of_what_somebody_else_changed_shows_both_versions),
        staff_site_test(what_breaks_rules_or_makes_no_sense_comes_back_with_its_values),
        staff_site_test(a_pin_is_set_and_taken_away_and_a_cancelled_meeting_held_again),
        staff_site_test(what_became_of_it_is_recorded_once_and_corrected),
        staff_site_test(a_viewer_changes_nothing_and_a_commune_records_its_own_meetings_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
