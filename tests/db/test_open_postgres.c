/* Opening a store on PostgreSQL, and what a server can do to it. */
#include "base/clock.h"
#include "db/driver.h"
#include "open_at_once.h"
#include "store_tests.h"

static int set_up_nothing(void **state)
{
    if (store_folder_setup(state) != 0)
        return -1;
    struct store_folder *folder = *state;
    test_store_drop(folder->store);
    test_store_place(folder->path, false, folder->store);
    return 0;
}

static enum error_code open_refused(const char *url, enum db_open_mode mode, struct error *err)
{
    struct db *db = NULL;
    enum error_code code = db_open(url, mode, &db, err);

    assert_null(db);
    assert_int_not_equal(code, OK);
    return code;
}

static void a_new_store_has_the_newest_schema_and_is_found_again(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    {
        CLEANUP(db_close_ptr) struct db *db = store_opened(folder);
        assert_int_equal(db_schema_version(db), db_migration_count);
        store_must(store_add_election(db, "hnd-2021", &err), &err);
    }
    CLEANUP(db_close_ptr) struct db *again = NULL;
    store_must(db_open(folder->store, DB_MUST_EXIST, &again, &err), &err);
    assert_int_equal(db_schema_version(again), db_migration_count);
    assert_true(store_has_election(again, "hnd-2021"));
}

static void both_schemes_name_the_same_store(void **state)
{
    const struct store_folder *folder = *state;
    char url[TEST_STORE_CHARS];
    struct error err;

    db_close(store_opened(folder));
    snprintf(url, sizeof url, "postgres%s", strchr(folder->store, ':'));
    CLEANUP(db_close_ptr) struct db *db = NULL;
    store_must(db_open(url, DB_MUST_EXIST, &db, &err), &err);
}

static void a_missing_store_is_no_input_and_is_not_made(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    assert_int_equal(open_refused(folder->store, DB_MUST_EXIST, &err), ERROR_NO_INPUT);
    assert_int_equal(open_refused(folder->store, DB_READ_ONLY, &err), ERROR_NO_INPUT);
    store_assert_message(&err, "there is no store here yet; `hiepthuong election create` makes one");
    assert_int_equal(test_store_number(folder->store,
                                       "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"),
                     0);
}

static void a_newer_store_is_refused_and_not_touched(void **state)
{
    const struct store_folder *folder = *state;
    char expected[300];
    struct error err;

    db_close(store_opened(folder));
    test_store_run(folder->store, "UPDATE schema_version SET version = 99");
    assert_int_equal(open_refused(folder->store, DB_CREATE_IF_MISSING, &err), ERROR_CONFIG);
    snprintf(expected, sizeof expected,
             "the store was made by a newer hiepthuong (its schema is 99, this program knows %d); install "
             "the newer "
             "program; the store was not touched",
             db_migration_count);
    store_assert_message(&err, expected);
    assert_int_equal(test_store_number(folder->store, "SELECT version FROM schema_version"), 99);
}

static void a_database_of_another_program_is_refused(void **state)
{
    const struct store_folder *folder = *state;
    struct error err;

    test_store_run(folder->store, "CREATE TABLE song (title TEXT)");
    assert_int_equal(open_refused(folder->store, DB_CREATE_IF_MISSING, &err), ERROR_CONFIG);
    store_assert_message(&err, "this database belongs to another program; name another one with --db");
}

static void a_wrong_password_is_told_and_never_shown(void **state)
{
    (void)state;
    char url[TEST_STORE_CHARS];
    struct error err;

    test_store_address("locked:secret7", "", url);
    assert_int_equal(open_refused(url, DB_MUST_EXIST, &err), ERROR_CONFIG);
    store_assert_message(
        &err, "the database server refuses this program: password authentication failed for user "
              "\"locked\"; check the user, the password (in ~/.pgpass, readable by you alone) and the "
              "name of the database");
    assert_null(strstr(err.file, "secret7"));
    assert_non_null(strstr(err.file, "postgresql:///postgres?host=/"));
}

static void a_database_that_is_not_there_is_told(void **state)
{
    (void)state;
    char url[TEST_STORE_CHARS];
    struct error err;

    test_store_address("", "nowhere", url);
    assert_int_equal(open_refused(url, DB_CREATE_IF_MISSING, &err), ERROR_CONFIG);
    store_assert_message(
        &err, "the database server refuses this program: database \"nowhere\" does not exist; check "
              "the user, the password (in ~/.pgpass, readable by you alone) and the name of the "
              "database");
}

static void a_server_that_is_not_there_cannot_be_reached(void **state)
{
    const struct store_folder *folder = *state;
    char url[TEST_STORE_CHARS];
    struct error err;

    snprintf(url, sizeof url, "postgresql:///x?host=%s", folder->path);
    assert_int_equal(open_refused(url, DB_MUST_EXIST, &err), ERROR_UNAVAILABLE);
}

static void an_account_that_may_only_read_cannot_write_and_is_told(void **state)
{
    const struct store_folder *folder = *state;
    struct db *db = NULL;
    struct error err;

    db_close(store_opened(folder));
    store_must(db_open(folder->store, DB_READ_ONLY, &db, &err), &err);
    assert_int_equal(store_add_election(db, "x", &err), ERROR_CANNOT_CREATE);
    store_assert_message(
        &err, "the database may only be read here: it is a standby or set to reading only; name the "
              "primary server");
    db_close(db);
}

static void names_are_ordered_bytewise_whatever_the_language_of_the_database(void **state)
{
    const struct store_folder *folder = *state;
    CLEANUP(text_done) struct text order;

    db_close(store_opened(folder));
    text_init(&order, 1000);
    test_store_run(folder->store,
                   "INSERT INTO election (code, title, law_pack, polling_day, created_utc) VALUES"
                   " ('b', '', '', 3, 0), ('B', '', '', 3, 0), ('á', '', '', 3, 0), ('a', '', '', 3, 0)");
    test_store_ask(folder->store, "SELECT code FROM election WHERE code COLLATE \"C\" = code ORDER BY code",
                   " ", &order);
    assert_string_equal(order.data, "B a b á");
    assert_int_equal(
        test_store_number(folder->store,
                          "SELECT count(*) FROM information_schema.columns WHERE table_schema = "
                          "current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"),
        0);
}

/* ---- connections that break ---- */

static void break_connections(const struct store_folder *folder)
{
    test_store_run(folder->store, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                                  " WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

static void a_connection_that_broke_while_idle_is_made_anew_unnoticed(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;

    store_must(store_add_election(db, "a", &err), &err);
    break_connections(*state);
    assert_true(store_has_election(db, "a"));
    break_connections(*state);
    store_must(store_add_election(db, "b", &err), &err);
    assert_true(store_has_election(db, "b"));
}

static enum error_code add_two(struct db *db, const struct store_folder *folder, int *calls,
                               struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    ++*calls;
    TRY(db_transaction_begin(&change, db, err));
    TRY(store_add_election(db, "first", err));
    if (*calls == 1)
        break_connections(folder);
    TRY(store_add_election(db, "second", err));
    return db_transaction_commit(&change, err);
}

static void a_change_whose_connection_broke_left_nothing_and_is_made_again(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    struct error err;
    int calls = 0;

    assert_int_equal(add_two(db, *state, &calls, &err), ERROR_UNAVAILABLE);
    store_assert_message(
        &err, "the connection to the database broke off; nothing was changed, try again in a moment");
    assert_false(store_has_election(db, "first"));
    calls = 0;
    store_must(DB_REPEAT(db, add_two(db, *state, &calls, &err)), &err);
    assert_int_equal(calls, 2);
    assert_true(store_has_election(db, "first"));
    assert_true(store_has_election(db, "second"));
}

static enum error_code take_lease(struct db *db, struct error *err)
{
    return db_run(db, QUERY_LEASE_TAKE,
                  DB_ARGS(DB_TEXT("name", "night"), DB_TEXT("holder", "a"), DB_INT("until_utc", 60),
                          DB_INT("now_utc", 0)),
                  err);
}

static enum error_code meet_another(struct db *db, struct db *other, int *calls, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, db, err));
    assert_false(store_has_election(db, "x")); /* from now on the change sees the store of this moment */
    if (++*calls == 1)
        TRY(take_lease(other, err));
    TRY(db_run(db, QUERY_LEASE_RETURN, DB_ARGS(DB_TEXT("name", "night"), DB_TEXT("holder", "a")), err));
    return db_transaction_commit(&change, err);
}

static void a_change_that_a_single_statement_got_in_the_way_of_is_made_again(void **state)
{
    CLEANUP(db_close_ptr) struct db *db = store_opened(*state);
    CLEANUP(db_close_ptr) struct db *other = store_opened(*state);
    struct error err;
    int calls = 0;

    store_must(take_lease(other, &err), &err);
    assert_int_equal(meet_another(db, other, &calls, &err), ERROR_BUSY);
    calls = 0;
    store_must(DB_REPEAT(db, meet_another(db, other, &calls, &err)), &err);
    assert_int_equal(calls, 2);
}

#define place_test(function) cmocka_unit_test_setup_teardown(function, set_up_nothing, store_folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_test(a_new_store_has_the_newest_schema_and_is_found_again),
        store_test(both_schemes_name_the_same_store),
        place_test(a_missing_store_is_no_input_and_is_not_made),
        store_test(a_newer_store_is_refused_and_not_touched),
        place_test(a_database_of_another_program_is_refused),
        store_test(a_wrong_password_is_told_and_never_shown),
        store_test(a_database_that_is_not_there_is_told),
        store_test(a_server_that_is_not_there_cannot_be_reached),
        store_test(an_account_that_may_only_read_cannot_write_and_is_told),
        store_test(names_are_ordered_bytewise_whatever_the_language_of_the_database),
        place_test(many_may_make_the_store_at_the_same_time),
        store_test(a_connection_that_broke_while_idle_is_made_anew_unnoticed),
        store_test(a_change_whose_connection_broke_left_nothing_and_is_made_again),
        store_test(a_change_that_a_single_statement_got_in_the_way_of_is_made_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
