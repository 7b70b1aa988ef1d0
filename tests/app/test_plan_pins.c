/* Pins of the store that contradict each other, because the tables changed after them. */
#include "app/plan_make.h"
#include "app/plan_pin.h"
#include "app/plan_replan.h"
#include "plan_fixture.h"

static void pin(struct fixture *f, const char *meeting)
{
    CLEANUP(plan_pinned_done) struct plan_pinned pinned = {.pin = {.reason = ""}};
    const struct plan_pin_request request = {.meeting = meeting, .reason = "Có đoàn giám sát", .by = "Tỉnh"};

    store_must(plan_pin_meeting(&f->app, f->election.id, &request, &f->arena, &pinned, &f->err), &f->err);
}

static enum error_code replan(struct fixture *f)
{
    CLEANUP(replanned_done) struct replanned replanned = {.draft = 0};
    const struct replan_request request = {.block_count = 0};

    return plan_replan(&f->app, f->election.id, &request, &f->arena, &replanned, &f->err);
}

static enum error_code make(struct fixture *f)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    const struct plan_search search = {.seed = 1};

    return plan_make(&f->app, f->election.id, &search, &f->arena, &made, &f->err);
}

/* Q01-01 and X01-01 lie in one commune, whose committee chairs one meeting at a time. */
static void two_pins_that_clash_are_named_and_nothing_is_planned(void **state)
{
    static const char message[] =
        "meeting X01-01 is pinned to 2021-04-29T14:00, and it cannot be held beside meeting Q01-01, which is "
        "pinned or has begun; nothing is changed; take one of the pins away: `hiepthuong plan unpin X01-01`";
    struct fixture *f = *state;

    put_draft(f);
    pin(f, "Q01-01");
    pin(f, "X01-01");
    run_sql(f, "UPDATE pin SET start_utc = 1619679600, end_utc = 1619686800 WHERE code = 'Q01-01'");
    assert_int_equal(replan(f), ERROR_DATA);
    store_assert_message(&f->err, message);
    assert_int_equal(make(f), ERROR_DATA);
    store_assert_message(&f->err, message);
    ASSERT_ASK(f, "SELECT count(*) FROM draft", "1");
    store_must(plan_unpin_meeting(&f->app, f->election.id, "X01-01", &f->err), &f->err);
    store_must(make(f), &f->err);
    ASSERT_ASK(f, "SELECT count(*) FROM draft", "2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(two_pins_that_clash_are_named_and_nothing_is_planned),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
