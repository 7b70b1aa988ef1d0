/* Drafts of the store, made and shown. */
#include "app/plan_make.h"
#include "app/plan_show.h"
#include "plan_fixture.h"

static void must_publish(struct fixture *f)
{
    plan_publication_done(&f->publication);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
}

static void make(struct fixture *f)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    const struct plan_search search = {.seed = 1};

    store_must(plan_make(&f->app, f->election.id, &search, &f->arena, &made, &f->err), &f->err);
    assert_int_equal(made.outcome.judgement.violation_count, 0);
}

static void a_plan_made_again_keeps_the_codes_of_what_stays(void **state)
{
    struct fixture *f = *state;

    make(f);
    must_publish(f);
    const char *before = ask(f, "SELECT group_concat(code || venue || start_utc) FROM"
                                " (SELECT * FROM draft_meeting WHERE draft = 1 ORDER BY code) AS m");
    f->app.clock.fixed_utc_secs += 86400;
    make(f);
    ASSERT_ASK(f,
               "SELECT group_concat(code || venue || start_utc) FROM"
               " (SELECT * FROM draft_meeting WHERE draft = 2 ORDER BY code) AS m",
               before);
    must_publish(f);
    assert_int_equal(f->publication.changed, 0);
    /* One more meeting of X01 renames no other. */
    run_sql(f, "UPDATE unit SET needed = 2 WHERE code = 'X01'");
    f->app.clock.fixed_utc_secs += 86400;
    make(f);
    must_publish(f);
    assert_int_equal(f->publication.changes[CHANGE_NEW], 1);
    assert_int_equal(f->publication.changes[CHANGE_CANCELLED], 0);
    ASSERT_ASK(f, "SELECT count(*) FROM meeting WHERE code = 'X01-02' AND sequence = 0", "1");
}

static struct shown_plan show(struct fixture *f, struct plan_filter filter)
{
    struct shown_plan shown;

    store_must(plan_show(&f->app, f->election.id, &filter, &f->arena, &shown, &f->err), &f->err);
    return shown;
}

static void meetings_are_shown_by_unit_candidate_and_area(void **state)
{
    struct fixture *f = *state;
    struct shown_plan shown;

    put_draft(f);
    assert_int_equal(show(f, (struct plan_filter){0}).count, 0);
    assert_int_equal(show(f, (struct plan_filter){.draft = true}).count, 8);
    must_publish(f);
    shown = show(f, (struct plan_filter){0});
    assert_int_equal(shown.count, 8);
    assert_string_equal(shown.items[0].code, "N01-01");
    assert_string_equal(shown.items[0].venue_name, "Hội trường xã");
    assert_string_equal(shown.items[0].commune_name, "Xã Bãi Cỏ");
    assert_string_equal(shown.items[0].status, "confirmed");
    shown = show(f, (struct plan_filter){.unit = "N01"});
    assert_int_equal(shown.count, 3);
    assert_string_equal(shown.items[2].link, "https://hop.example.org/v01");
    assert_int_equal(show(f, (struct plan_filter){.candidate = "K04"}).count, 5);
    assert_int_equal(show(f, (struct plan_filter){.area = "C01"}).count, 4);
    assert_int_equal(show(f, (struct plan_filter){.area = "D01"}).count, 5);
    assert_int_equal(show(f, (struct plan_filter){.area = "P01", .unit = "T01"}).count, 2);
    assert_int_equal(show(f, (struct plan_filter){.area = "D01", .draft = true}).count, 5);
}

static void what_is_not_there_is_not_shown(void **state)
{
    struct fixture *f = *state;
    static const struct {
        struct plan_filter filter;
        const char *message;
    } rows[] = {
        {{.unit = "U9"}, "there is no unit U9 in this election"},
        {{.candidate = "U9"}, "there is no candidate U9 in this election"},
        {{.area = "U9"}, "there is no area U9 in this election"},
        {{.draft = true}, "no plan has been made for this election; `hiepthuong plan make` makes one"},
    };
    struct shown_plan shown;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(plan_show(&f->app, f->election.id, &rows[i].filter, &f->arena, &shown, &f->err),
                         ERROR_NO_INPUT);
        store_assert_message(&f->err, rows[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(a_plan_made_again_keeps_the_codes_of_what_stays),
        plan_test(meetings_are_shown_by_unit_candidate_and_area),
        plan_test(what_is_not_there_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
