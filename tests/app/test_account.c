/* Accounts: who comes in, and what the roles in the store allow. */
#include "app/account.h"
#include "plan_fixture.h"

#define PASSWORD "một câu dài dễ nhớ"

static int64_t area(struct fixture *f, const char *level, const char *code)
{
    char sql[200];

    snprintf(sql, sizeof sql, "SELECT id FROM area WHERE level = '%s' AND code = '%s'", level, code);
    return test_store_number(f->folder->store, sql);
}

static bool allows(struct fixture *f, int64_t account, enum rights_action action, int64_t where)
{
    struct rights rights;
    struct rights_place place;

    store_must(rights_load(&f->app, account, &rights, &f->err), &f->err);
    store_must(rights_place_of_area(&f->app, where, &place, &f->err), &f->err);
    return rights_allow(&rights, action, &place);
}

static enum error_code grant(struct fixture *f, enum rights_role role, const char *where, bool give)
{
    const struct account_grant wanted = {.login = "db01", .role = role, .area = where};

    return account_grant(&f->app, &wanted, give, &f->arena, &f->err);
}

static void whoever_knows_the_password_comes_in(void **state)
{
    struct fixture *f = *state;
    int64_t account;

    store_must(account_add(&f->app, "db01", PASSWORD, &f->err), &f->err);
    store_must(account_add(&f->app, "db02", NULL, &f->err), &f->err);
    store_must(account_log_in(&f->app, "db01", PASSWORD, &account, &f->err), &f->err);
    assert_int_equal(account_log_in(&f->app, "db01", PASSWORD "x", &account, &f->err), ERROR_DENIED);
    store_assert_message(&f->err, "login or password is wrong, or the account is disabled");
    assert_int_equal(account_log_in(&f->app, "nobody", PASSWORD, &account, &f->err), ERROR_DENIED);
    store_assert_message(&f->err, "login or password is wrong, or the account is disabled");
    assert_int_equal(account_log_in(&f->app, "db02", "", &account, &f->err), ERROR_DENIED);
    store_must(account_disable(&f->app, "db01", true, &f->err), &f->err);
    assert_int_equal(account_log_in(&f->app, "db01", PASSWORD, &account, &f->err), ERROR_DENIED);
    store_must(account_disable(&f->app, "db01", false, &f->err), &f->err);
    store_must(account_set_password(&f->app, "db01", PASSWORD "y", &f->err), &f->err);
    assert_int_equal(account_log_in(&f->app, "db01", PASSWORD, &account, &f->err), ERROR_DENIED);
    store_must(account_log_in(&f->app, "db01", PASSWORD "y", &account, &f->err), &f->err);
}

static void what_cannot_be_an_account_is_refused(void **state)
{
    static const struct {
        const char *login;
        const char *password;
        const char *message;
    } rows[] = {
        {"", PASSWORD, "a login has 1 to 40 small letters without marks, digits, \"-\", \"_\" and \".\""},
        {"Lan", PASSWORD, "a login has 1 to 40 small letters without marks, digits, \"-\", \"_\" and \".\""},
        {"lan", "mười một ạ!", "the password must have at least 12 characters; a sentence is easy to keep"},
        {"db01", PASSWORD, "there is already an account db01"},
    };
    struct fixture *f = *state;

    store_must(account_add(&f->app, "db01", NULL, &f->err), &f->err);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(account_add(&f->app, rows[i].login, rows[i].password, &f->err), ERROR_DATA);
        store_assert_message(&f->err, rows[i].message);
    }
}

static void a_role_holds_in_its_area_and_below(void **state)
{
    struct fixture *f = *state;
    struct account_shown *list;
    size_t count;

    store_must(account_add(&f->app, "db01", NULL, &f->err), &f->err);
    store_must(account_list(&f->app, &f->arena, &list, &count, &f->err), &f->err);
    assert_int_equal(count, 1);
    int64_t account = list[0].id;
    int64_t province = area(f, "province", "P01");
    int64_t commune = area(f, "commune", "C01");
    assert_false(allows(f, account, RIGHTS_VIEW, commune));
    store_must(grant(f, ROLE_COMMUNE, "C01", true), &f->err);
    store_must(grant(f, ROLE_COMMUNE, "C01", true), &f->err); /* twice is once */
    assert_true(allows(f, account, RIGHTS_RECORD, commune));
    assert_true(allows(f, account, RIGHTS_VIEW, province));
    assert_false(allows(f, account, RIGHTS_RECORD, province));
    store_must(grant(f, ROLE_PROVINCE, "P01", true), &f->err);
    assert_true(allows(f, account, RIGHTS_PUBLISH, province));
    assert_true(allows(f, account, RIGHTS_PUBLISH, commune));
    assert_false(allows(f, account, RIGHTS_AUDIT, 0));
    store_must(grant(f, ROLE_AUDITOR, NULL, true), &f->err);
    assert_true(allows(f, account, RIGHTS_AUDIT, 0));
    store_must(grant(f, ROLE_PROVINCE, "P01", false), &f->err);
    assert_false(allows(f, account, RIGHTS_PUBLISH, commune));
    assert_int_equal(grant(f, ROLE_PROVINCE, "P01", false), ERROR_NO_INPUT);
    store_must(account_disable(&f->app, "db01", true, &f->err), &f->err);
    assert_false(allows(f, account, RIGHTS_VIEW, commune));
}

static void a_role_of_a_level_needs_an_area_of_it(void **state)
{
    struct fixture *f = *state;

    store_must(account_add(&f->app, "db01", NULL, &f->err), &f->err);
    assert_int_equal(grant(f, ROLE_COMMUNE, NULL, true), ERROR_DATA);
    store_assert_message(&f->err, "the role commune is given in an area of its level; name the area");
    assert_int_equal(grant(f, ROLE_PROVINCE, "C01", true), ERROR_DATA);
    store_assert_message(&f->err,
                         "the role province is given in an area of its level, and C01 is of another");
    assert_int_equal(grant(f, ROLE_COMMUNE, "X99", true), ERROR_NO_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(whoever_knows_the_password_comes_in),
        plan_test(what_cannot_be_an_account_is_refused),
        plan_test(a_role_holds_in_its_area_and_below),
        plan_test(a_role_of_a_level_needs_an_area_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
