/* Changes are whole or not at all, whoever else writes at the same time. */
#include "store_tests.h"

#include <pthread.h>

static enum error_code add_and_leave(struct db *db, const char *code, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, db, err));
    TRY(store_add_election(db, code, err));
    return error_set(err, ERROR_DATA, "changed my mind");
}

static enum error_code add_and_commit(struct db *db, const char *code, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, db, err));
    TRY(store_add_election(db, code, err));
    return db_transaction_commit(&change, err);
}

static void leaving_the_scope_rolls_back(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;

    assert_int_equal(add_and_leave(db, "a", &err), ERROR_DATA);
    assert_false(store_has_election(db, "a"));
    store_must(add_and_commit(db, "a", &err), &err);
    assert_true(store_has_election(db, "a"));
}

static void an_inner_change_is_undone_alone(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    CLEANUP(db_transaction_end) struct db_transaction outer = {0};
    struct error err;

    store_must(db_transaction_begin(&outer, db, &err), &err);
    store_must(store_add_election(db, "outer", &err), &err);
    assert_int_equal(add_and_leave(db, "undone", &err), ERROR_DATA);
    store_must(add_and_commit(db, "kept", &err), &err);
    {
        CLEANUP(db_transaction_end) struct db_transaction middle = {0};
        store_must(db_transaction_begin(&middle, db, &err), &err);
        store_must(add_and_commit(db, "inner of undone", &err), &err);
        assert_true(store_has_election(db, "inner of undone"));
    }
    store_must(db_transaction_commit(&outer, &err), &err);
    assert_true(store_has_election(db, "outer"));
    assert_true(store_has_election(db, "kept"));
    assert_false(store_has_election(db, "undone"));
    assert_false(store_has_election(db, "inner of undone"));
}

static void an_outer_rollback_takes_inner_commits_with_it(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;

    {
        CLEANUP(db_transaction_end) struct db_transaction outer = {0};
        store_must(db_transaction_begin(&outer, db, &err), &err);
        store_must(add_and_commit(db, "inner", &err), &err);
    }
    assert_false(store_has_election(db, "inner"));
}

static void a_writer_waits_and_then_says_the_store_is_busy(void **state)
{
    CLEANUP(db_close_ptr) struct db *first = store_opened(*state);
    CLEANUP(db_close_ptr) struct db *second = store_opened(*state);
    CLEANUP(db_transaction_end) struct db_transaction held = {0};
    CLEANUP(db_transaction_end) struct db_transaction wanted = {0};
    struct error err;

    store_must(db_transaction_begin(&held, first, &err), &err);
    db_set_patience(second, 20);
    assert_int_equal(db_transaction_begin(&wanted, second, &err), ERROR_BUSY);
    store_assert_message(
        &err,
        "the store is busy: another program is writing to it; nothing was changed, try again in a moment");
    assert_false(store_has_election(second, "a")); /* readers are not kept waiting */
    db_transaction_end(&held);
    store_must(db_transaction_begin(&wanted, second, &err), &err);
}

static void a_store_is_opened_and_read_while_somebody_writes(void **state)
{
    CLEANUP(db_close_ptr) struct db *writer = store_opened(*state);
    CLEANUP(db_transaction_end) struct db_transaction held = {0};
    struct error err;

    store_must(store_add_election(writer, "a", &err), &err);
    store_must(db_transaction_begin(&held, writer, &err), &err);
    CLEANUP(db_close_ptr) struct db *reader = store_opened(*state);
    assert_true(store_has_election(reader, "a"));
}

static void a_snapshot_does_not_see_what_is_written_meanwhile(void **state)
{
    CLEANUP(db_close_ptr) struct db *reader = store_opened(*state);
    CLEANUP(db_close_ptr) struct db *writer = store_opened(*state);
    struct error err;

    {
        CLEANUP(db_transaction_end) struct db_transaction snapshot = {0};
        store_must(db_snapshot_begin(&snapshot, reader, &err), &err);
        assert_false(store_has_election(reader, "a"));
        store_must(store_add_election(writer, "a", &err), &err);
        assert_false(store_has_election(reader, "a"));
    }
    assert_true(store_has_election(reader, "a"));
}

static void a_snapshot_inside_a_change_sees_the_change_and_takes_nothing_back(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct error err;

    store_must(db_transaction_begin(&change, db, &err), &err);
    store_must(store_add_election(db, "a", &err), &err);
    {
        CLEANUP(db_transaction_end) struct db_transaction left = {0};
        store_must(db_snapshot_begin(&left, db, &err), &err);
        assert_true(store_has_election(db, "a"));
    }
    struct db_transaction committed = {0};
    store_must(db_snapshot_begin(&committed, db, &err), &err);
    store_must(db_transaction_commit(&committed, &err), &err);
    assert_true(db_in_transaction(db));
    store_must(db_transaction_commit(&change, &err), &err);
    assert_false(db_in_transaction(db));
    assert_true(store_has_election(db, "a"));
}

#define ADDED_BY_EACH 50

struct racer {
    const struct store_folder *folder;
    const char *prefix;
    int won; /* elections of a common code that this one was first to add */
    enum error_code code;
};

static void *race(void *argument)
{
    struct racer *racer = argument;
    struct db *db = NULL;
    struct error err;

    racer->code = db_open(racer->folder->store, DB_MUST_EXIST, &db, &err);
    for (int i = 0; i < ADDED_BY_EACH && racer->code == OK; i++) {
        char own[40];
        char common[40];
        snprintf(own, sizeof own, "%s-%d", racer->prefix, i);
        snprintf(common, sizeof common, "common-%d", i);
        racer->code = add_and_commit(db, own, &err);
        racer->won += add_and_commit(db, common, &err) == OK;
    }
    db_close(db);
    return NULL;
}

static void of_two_writers_racing_for_one_key_exactly_one_wins_and_none_is_lost(void **state)
{
    struct racer racers[2] = {{.folder = *state, .prefix = "a"}, {.folder = *state, .prefix = "b"}};
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(racers[0].code, OK);
    assert_int_equal(racers[1].code, OK);
    assert_int_equal(racers[0].won + racers[1].won, ADDED_BY_EACH);
    assert_true(store_has_election(db, "a-49"));
    assert_true(store_has_election(db, "b-49"));
    assert_true(store_has_election(db, "common-49"));
}

static void a_broken_rule_is_a_fault_of_the_data_and_names_no_value(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;

    store_must(store_add_election(db, "a", &err), &err);
    assert_int_equal(store_add_election(db, "a", &err), ERROR_DATA);
    assert_int_not_equal(err.library_code, 0);
    assert_string_equal(err.key, "election_insert");
    store_assert_message(&err,
                         test_store_on_postgres()
                             ? "the store refuses a record that breaks a rule: duplicate key value violates "
                               "unique constraint \"election_code_key\""
                             : "the store refuses a record that breaks a rule: UNIQUE constraint failed: "
                               "election.code");
    store_must(store_add_election(db, "b", &err), &err);
}

static void a_wrong_parameter_is_a_fault_of_the_program(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;

    assert_int_equal(db_run(db, QUERY_ELECTION_BY_CODE, DB_ARGS(DB_TEXT("cod", "a")), &err), ERROR_SOFTWARE);
    store_assert_message(&err, "a statement has no parameter named cod");
    assert_int_equal(db_run(db, QUERY_ELECTION_BY_CODE, DB_NO_ARGS, &err), ERROR_SOFTWARE);
    store_assert_message(&err, "a statement with 1 parameters was given 0");
}

static void rows_are_read_in_order_and_may_be_left_early(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;

    store_must(store_add_election(db, "b", &err), &err);
    store_must(store_add_election(db, "a", &err), &err);
    {
        CLEANUP(db_rows_end) struct db_rows rows = {0};
        struct db_rows second = {0};
        store_must(db_select(&rows, db, QUERY_ELECTIONS, DB_NO_ARGS, &err), &err);
        assert_true(db_rows_next(&rows));
        assert_string_equal(db_text(&rows, 1), "a");
        assert_string_equal(db_text(&rows, 2), "Bầu cử");
        assert_int_equal(db_int(&rows, 4), 18770);
        assert_false(db_is_null(&rows, 1));
        assert_int_equal(db_select(&second, db, QUERY_ELECTIONS, DB_NO_ARGS, &err), ERROR_SOFTWARE);
    }
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int count = 0;
    store_must(db_select(&rows, db, QUERY_ELECTIONS, DB_NO_ARGS, &err), &err);
    while (db_rows_next(&rows))
        count++;
    assert_false(db_rows_next(&rows)); /* does not begin again */
    store_must(db_rows_finish(&rows, &err), &err);
    assert_int_equal(count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(leaving_the_scope_rolls_back),
        store_test(an_inner_change_is_undone_alone),
        store_test(an_outer_rollback_takes_inner_commits_with_it),
        store_test(a_writer_waits_and_then_says_the_store_is_busy),
        store_test(a_store_is_opened_and_read_while_somebody_writes),
        store_test(a_snapshot_does_not_see_what_is_written_meanwhile),
        store_test(a_snapshot_inside_a_change_sees_the_change_and_takes_nothing_back),
        store_test(of_two_writers_racing_for_one_key_exactly_one_wins_and_none_is_lost),
        store_test(a_broken_rule_is_a_fault_of_the_data_and_names_no_value),
        store_test(a_wrong_parameter_is_a_fault_of_the_program),
        store_test(rows_are_read_in_order_and_may_be_left_early),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
