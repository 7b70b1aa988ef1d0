/* Two people change one meeting: what the second one saw is no longer so. */
#include "app/plan_edit.h"
#include "app/plan_pin.h"
#include "plan_fixture.h"

#define SEEN "2021-04-29T07:30/2021-04-29T09:30 direct V04"

static enum error_code edit(struct fixture *f, const struct meeting_edit *edit, struct plan_edited *out)
{
    const enum error_code code = plan_edit(&f->app, f->election.id, edit, &f->arena, out, &f->err);

    if (code == OK || code == ERROR_FOUND)
        plan_edited_done(out);
    return code;
}

static struct meeting_edit move_to(const char *time, const char *seen)
{
    struct meeting_edit edit = {
        .kind = MEETING_EDIT_MOVE, .meeting = "T01-01", .has_start = true, .seen = seen};

    assert_true(civil_time_parse(time, &edit.start));
    return edit;
}

static void a_change_of_what_was_seen_is_made_once_however_often_it_is_sent(void **state)
{
    struct fixture *f = *state;
    struct meeting_edit move = move_to("2021-04-29T08:30", SEEN);
    struct plan_edited edited;

    put_draft(f);
    assert_int_equal(edit(f, &move, &edited), OK);
    assert_false(edited.made_before);
    assert_string_equal(edited.now, SEEN);
    ASSERT_ASK(f, "SELECT count(*) FROM audit WHERE verb = 'plan move'", "1");
    assert_int_equal(edit(f, &move, &edited), OK);
    assert_true(edited.made_before);
    ASSERT_ASK(f, "SELECT count(*) FROM audit WHERE verb = 'plan move'", "1");
}

static void what_somebody_else_changed_meanwhile_stays_and_is_shown(void **state)
{
    struct fixture *f = *state;
    struct meeting_edit first = move_to("2021-04-29T08:30", SEEN);
    struct meeting_edit second = move_to("2021-04-29T09:00", SEEN);
    struct meeting_edit cancel = {
        .kind = MEETING_EDIT_CANCEL, .meeting = "T01-01", .document = "5/QĐ", .seen = SEEN};
    struct plan_pin_request pin = {.meeting = "T01-01", .reason = "x", .seen = SEEN};
    struct plan_edited edited;
    struct plan_pinned pinned;

    put_draft(f);
    assert_int_equal(edit(f, &first, &edited), OK);
    assert_int_equal(edit(f, &second, &edited), ERROR_FOUND);
    assert_true(edited.stale);
    assert_string_equal(edited.now, "2021-04-29T08:30/2021-04-29T10:30 direct V04");
    store_assert_message(&f->err,
                         "nothing is changed, for somebody has changed meeting T01-01 since it was shown");
    assert_int_equal(edit(f, &cancel, &edited), ERROR_FOUND);
    assert_int_equal(plan_pin_meeting(&f->app, f->election.id, &pin, &f->arena, &pinned, &f->err),
                     ERROR_FOUND);
    ASSERT_ASK(f, "SELECT count(*) FROM pin", "0");
    ASSERT_ASK(f, "SELECT count(*) FROM draft_meeting WHERE code = 'T01-01' AND start_utc = 1619659800", "1");
}

static void a_version_reads_as_it_was_written_and_nothing_else_does(void **state)
{
    static const char *const wrong[] = {"", "2021-04-29T07:30", "2021-04-29T07:30/x direct V04",
                                        "2021-04-29T07:30/2021-04-29T09:30 direct ",
                                        "2021-04-29T07:30/2021-04-29T09:30 sideways-and-more V04"};
    struct meeting_version version;

    (void)state;
    assert_true(meeting_version_read(SEEN, &version));
    assert_true(version.held);
    assert_int_equal(version.start.minute, 7 * 60 + 30);
    assert_string_equal(version.mode, "direct");
    assert_string_equal(version.venue, "V04");
    assert_true(meeting_version_read(MEETING_VERSION_CANCELLED, &version));
    assert_false(version.held);
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_false(meeting_version_read(wrong[i], &version));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(a_change_of_what_was_seen_is_made_once_however_often_it_is_sent),
        plan_test(what_somebody_else_changed_meanwhile_stays_and_is_shown),
        cmocka_unit_test(a_version_reads_as_it_was_written_and_nothing_else_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
