/* Who asked for silence is left alone, whatever is imported, until a person takes that back. */
#include "app/opt_out.h"
#include "app/privacy.h"
#include "plan_fixture.h"

static bool put(struct fixture *f, const char *typed)
{
    bool changed;

    store_must(opt_out_put(&f->app, typed, "by telephone", &changed, &f->err), &f->err);
    return changed;
}

static bool lift(struct fixture *f, const char *typed)
{
    bool changed;

    store_must(opt_out_lift(&f->app, typed, "by letter", &changed, &f->err), &f->err);
    return changed;
}

static bool is_silent(struct fixture *f, const char *typed)
{
    bool silent;

    store_must(opt_out_is(&f->app, typed, &silent, &f->err), &f->err);
    return silent;
}

static void every_spelling_of_a_number_is_the_same_number(void **state)
{
    struct fixture *f = *state;

    assert_true(put(f, "0500.000.011"));
    assert_false(put(f, "+84 (0)500 000 011"));
    assert_true(is_silent(f, "84500000011"));
    assert_false(is_silent(f, "0500000012"));
    ASSERT_ASK(f, "SELECT address, how FROM opt_out", "+84500000011|by telephone");
    assert_true(lift(f, "0084500000011"));
    assert_false(lift(f, "0500000011"));
    assert_false(is_silent(f, "0500000011"));
}

static void a_number_of_before_2018_is_the_one_it_became(void **state)
{
    struct fixture *f = *state;

    assert_true(put(f, "0166 000 0001"));
    assert_true(is_silent(f, "036 000 0001"));
}

static void mail_addresses_are_kept_in_lower_case(void **state)
{
    struct fixture *f = *state;

    assert_true(put(f, "K01@Example.org"));
    assert_true(is_silent(f, "k01@example.ORG"));
    ASSERT_ASK(f, "SELECT address FROM opt_out", "k01@example.org");
}

static void what_is_no_address_is_refused_and_not_repeated(void **state)
{
    static const char *const rows[] = {
        "", "500000011", "024 3000 0000", "+1 202 555 0100", "@x", "a@b@c.vn", "a@", "a b@c.vn", "hello"};
    struct fixture *f = *state;
    bool changed;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(opt_out_put(&f->app, rows[i], "x", &changed, &f->err), ERROR_DATA);
        store_assert_message(
            &f->err, "this is neither a Vietnamese mobile number, such as 0912 345 678, nor a mail address");
    }
    assert_int_equal(opt_out_put(&f->app, "0500000011", "", &changed, &f->err), ERROR_DATA);
    store_assert_message(&f->err, "say how it was learnt, in at most 500 bytes");
    assert_int_equal(opt_out_lift(&f->app, "7", "x", &changed, &f->err), ERROR_NO_INPUT);
    store_assert_message(&f->err, "the list has no entry 7; `hiepthuong notice opt-out list` shows them");
    ASSERT_ASK(f, "SELECT count(*) FROM opt_out_change", "0");
}

static void the_way_in_and_out_is_kept_with_its_authors(void **state)
{
    struct fixture *f = *state;
    struct opt_out_list list;

    snprintf(f->app.actor.who, sizeof f->app.actor.who, "lan");
    put(f, "0500000011");
    put(f, "0500000012");
    snprintf(f->app.actor.who, sizeof f->app.actor.who, "minh");
    assert_true(lift(f, "1"));
    store_must(opt_out_list(&f->app, false, &f->arena, &list, &f->err), &f->err);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.changes[0].id, 2);
    assert_string_equal(list.changes[0].address, "+84500000012");
    assert_string_equal(list.changes[0].who, "lan");
    store_must(opt_out_list(&f->app, true, &f->arena, &list, &f->err), &f->err);
    assert_int_equal(list.count, 3);
    assert_string_equal(list.changes[0].how, "by telephone");
    assert_true(list.changes[0].silent);
    assert_string_equal(list.changes[2].address, "+84500000011");
    assert_string_equal(list.changes[2].who, "minh");
    assert_string_equal(list.changes[2].how, "by letter");
    assert_false(list.changes[2].silent);
}

static void the_log_tells_of_it_without_the_number(void **state)
{
    struct fixture *f = *state;

    put(f, "0500000011");
    lift(f, "0500000011");
    ASSERT_ASK(f, "SELECT count(*) FROM audit WHERE kind = 'opt_out' AND about IN ('1', '2')", "2");
    ASSERT_ASK(f,
               "SELECT count(*) FROM audit WHERE about || before || after || words || args LIKE '%50000001%'",
               "0");
}

static void an_import_of_the_number_does_not_clear_it(void **state)
{
    struct fixture *f = *state;

    put(f, "0500000011");
    import_good(f);
    ASSERT_ASK(f, "SELECT count(*) > 0 FROM contact WHERE phone = '+84500000011'", "1");
    assert_true(is_silent(f, "0500000011"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(every_spelling_of_a_number_is_the_same_number),
        plan_test(a_number_of_before_2018_is_the_one_it_became),
        plan_test(mail_addresses_are_kept_in_lower_case),
        plan_test(what_is_no_address_is_refused_and_not_repeated),
        plan_test(the_way_in_and_out_is_kept_with_its_authors),
        plan_test(the_log_tells_of_it_without_the_number),
        plan_test(an_import_of_the_number_does_not_clear_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
