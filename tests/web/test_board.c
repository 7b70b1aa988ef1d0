/* The plan board: what it shows, and moving meetings with forms and from its script. */
#include "staff_site.h"

#define BOARD "/e/x/plan/board"
#define SEEN "2021-04-28T14:00/2021-04-28T16:30%20direct%20V01"
#define MOVE "meeting=N01-02&mode=direct&by=unit&code=N01&seen=" SEEN

static void the_board_of_a_unit_shows_its_meetings_with_a_form_for_each(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    put_draft(site->f);
    browser_get(browser, BOARD "?by=unit&code=N01");
    browser_assert(browser, 200, "<td class=\"code\">N01-02</td>");
    browser_assert(browser, 200, "value=\"2021-04-28T14:00/2021-04-28T16:30 direct V01\"");
    assert_null(strstr(browser->reply.body.data, "<td class=\"code\">Q01-01</td>"));
    browser_get(browser, BOARD ".json?by=unit&code=N01&from=2021-04-26&until=2021-05-03");
    browser_assert(browser, 200, "\"id\":\"N01-02\"");
    browser_get(browser, BOARD "?by=unit&code=%3Cb%3E");
    browser_assert(browser, 404, "&lt;b&gt;");
}

static void a_move_that_breaks_no_rule_is_made_once(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    put_draft(site->f);
    browser_get(browser, BOARD "?by=unit&code=N01");
    browser_post(browser, BOARD, MOVE "&day=1/5/2021&hour=07:30&venue=V01");
    browser_assert_goes_to(browser, BOARD "?by=unit&code=N01&done=1");
    browser_post(browser, BOARD, MOVE "&day=1/5/2021&hour=07:30&venue=V01");
    browser_assert_goes_to(browser, BOARD "?by=unit&code=N01&done=1");
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan move'", "1");
}

static void a_move_that_breaks_rules_is_refused_with_its_reasons_and_another_place(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    put_draft(site->f);
    browser_get(browser, BOARD "?by=unit&code=N01");
    browser_post(browser, BOARD, MOVE "&day=29/04/2021&hour=07:30&venue=V01");
    browser_assert(browser, 409, "K01 không dự được buổi");
    browser_assert(browser, 409, "Có thể chuyển mà không vi phạm quy tắc nào đến: ngày 01/05/2021, 07:30");
    browser_assert(browser, 409, "<td class=\"code\">N01-02</td>");
    ASSERT_ASK(site->f, "SELECT count(*) FROM audit WHERE verb = 'plan move'", "0");
}

static void a_meeting_that_somebody_else_moved_meanwhile_is_shown_in_both_versions(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    put_draft(site->f);
    browser_get(browser, BOARD "?by=unit&code=N01");
    browser_post(browser, BOARD, MOVE "&day=1/5/2021&hour=07:30&venue=V01");
    browser_get(browser, BOARD "?by=unit&code=N01");
    browser_post(browser, BOARD, MOVE "&day=30/4/2021&hour=14:00&venue=V01");
    browser_assert(browser, 409, "2021-05-01T07:30");
    browser_assert(browser, 409, "2021-04-28T14:00");
}

static void whoever_may_only_look_gets_no_form_and_moves_nothing(void **state)
{
    struct staff_site *site = *state;
    struct browser *browser = &site->browser;

    put_draft(site->f);
    staff_site_enter(site, "xem");
    browser_get(browser, BOARD "?by=venue&code=V01");
    browser_assert(browser, 200, "<td class=\"code\">N01-02</td>");
    assert_null(strstr(browser->reply.body.data, "name=\"seen\""));
    browser_post(browser, BOARD, MOVE "&day=1/5/2021&hour=07:30&venue=V01");
    assert_int_equal(browser->reply.status, 403);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        staff_site_test(the_board_of_a_unit_shows_its_meetings_with_a_form_for_each),
        staff_site_test(a_move_that_breaks_no_rule_is_made_once),
        staff_site_test(a_move_that_breaks_rules_is_refused_with_its_reasons_and_another_place),
        staff_site_test(a_meeting_that_somebody_else_moved_meanwhile_is_shown_in_both_versions),
        staff_site_test(whoever_may_only_look_gets_no_form_and_moves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
