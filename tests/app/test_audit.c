/* The log of changes: its chain, what breaks it, and writers that race for its end. */
#include "app/audit_show.h"
#include "plan_fixture.h"

#include <pthread.h>

#define BEGINNING                                                                                            \
    "UPDATE audit_head SET number = 0, "                                                                     \
    "hash = '0000000000000000000000000000000000000000000000000000000000000000'"

static enum error_code put_once(const struct app *app, const struct audit_entry *entry, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(audit_put(app, entry, err));
    return db_transaction_commit(&change, err);
}

static void put(const struct app *app, const char *about)
{
    struct audit_entry entry = {.verb = "feed issue", .kind = "candidate", .about = about, .after = "đã cấp"};
    struct error err;

    message_set(&entry.words, "there is no candidate %s in this election", about);
    store_must(DB_REPEAT(app->db, put_once(app, &entry, &err)), &err);
}

static void the_hash_is_that_of_the_described_form(void **state)
{
    const struct audit_row row = {
        .number = 1,
        .at_utc_secs = 1619000000,
        .source = "cli",
        .host = "nhà",
        .who = "lan",
        .verb = "feed issue",
        .election = 7,
        .kind = "candidate",
        .about = "U01",
        .before = "",
        .after = "đã cấp",
        .words = "Hello %s",
        .args = "x",
        .previous = "0000000000000000000000000000000000000000000000000000000000000000",
    };
    char hash[SECRET_HASH_CHARS];
    struct error err;

    (void)state;
    store_must(audit_row_hash(&row, hash, &err), &err);
    /* By hashlib.blake2b(..., digest_size=32) of Python, over the form written out by its own words. */
    assert_string_equal(hash, "f52003eeaa59f5a266211ce6a54d66230cbdc09ee852bb3d4b19928d94f04e2b");
}

static enum error_code verify(struct fixture *f, const struct audit_head *paper, struct audit_check *out)
{
    return audit_verify(&f->app, paper, out, &f->err);
}

static void a_log_that_nobody_touched_is_whole(void **state)
{
    struct fixture *f = *state;
    struct audit_head before;
    struct audit_check check;

    store_must(audit_head_read(&f->app, &before, &f->err), &f->err);
    for (int i = 0; i < 20; i++)
        put(&f->app, "U01");
    store_must(verify(f, &before, &check), &f->err);
    assert_int_equal(check.head.number, before.number + 20);
    assert_int_equal(check.checked, check.head.number);
    assert_int_equal(check.clock_back, 0);
}

static void an_entry_is_gone_when_its_change_is_rolled_back(void **state)
{
    struct fixture *f = *state;
    struct audit_head before;
    struct audit_head after;

    store_must(audit_head_read(&f->app, &before, &f->err), &f->err);
    {
        CLEANUP(db_transaction_end) struct db_transaction change = {0};
        store_must(db_transaction_begin(&change, f->app.db, &f->err), &f->err);
        put(&f->app, "U01");
    }
    store_must(audit_head_read(&f->app, &after, &f->err), &f->err);
    assert_int_equal(after.number, before.number);
    assert_string_equal(after.hash, before.hash);
}

static void every_kind_of_break_is_named(void **state)
{
    static const struct {
        const char *sql;
        const char *message;
    } rows[] = {
        {"UPDATE audit SET after = 'x' WHERE number = 4",
         "the log of changes is broken: entry 4 was changed after it was written; keep this store aside as "
         "evidence"},
        {"UPDATE audit SET at_utc = at_utc + 1 WHERE number = 5",
         "the log of changes is broken: entry 5 was changed after it was written; keep this store aside as "
         "evidence"},
        {"DELETE FROM audit WHERE number = 4",
         "the log of changes is broken: entry 4 is missing, entry 5 stands in its place; keep this store "
         "aside as evidence"},
        {"UPDATE audit SET previous = hash WHERE number = 3",
         "the log of changes is broken: entry 3 does not follow from the entry before it; keep this store "
         "aside as evidence"},
        {"DELETE FROM audit WHERE number > 6",
         "the log of changes is broken: it should end with entry 8 and ends with entry 6; keep this store "
         "aside as evidence"},
    };
    struct fixture *f = *state;
    struct audit_check check;

    run_sql(f, "DELETE FROM audit");
    run_sql(f, BEGINNING);
    for (int i = 0; i < 8; i++)
        put(&f->app, "U01");
    run_sql(f, "CREATE TABLE kept AS SELECT * FROM audit");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        run_sql(f, rows[i].sql);
        if (verify(f, NULL, &check) != ERROR_FOUND)
            fail_msg("%s: not found", rows[i].sql);
        store_assert_message(&f->err, rows[i].message);
        run_sql(f, "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept");
        store_must(verify(f, NULL, &check), &f->err);
    }
}

/* Whoever can write to the store can also write its whole chain anew; the paper shows it. */
static void a_log_written_anew_is_not_the_one_on_paper(void **state)
{
    struct fixture *f = *state;
    struct audit_head paper;
    struct audit_check check;

    run_sql(f, "DELETE FROM audit");
    run_sql(f, BEGINNING);
    put(&f->app, "U01");
    put(&f->app, "U01");
    store_must(audit_head_read(&f->app, &paper, &f->err), &f->err);
    store_must(verify(f, &paper, &check), &f->err);

    run_sql(f, "DELETE FROM audit");
    run_sql(f, BEGINNING);
    put(&f->app, "U01");
    store_must(verify(f, NULL, &check), &f->err);
    assert_int_equal(verify(f, &paper, &check), ERROR_FOUND);
    store_assert_message(
        &f->err, "the log of changes is not the one that was signed: entry 2 is on paper, and the log "
                 "ends with entry 1; keep this store aside as evidence");
    put(&f->app, "U02");
    store_must(verify(f, NULL, &check), &f->err);
    assert_int_equal(verify(f, &paper, &check), ERROR_FOUND);
    store_assert_message(
        &f->err, "the log of changes is not the one that was signed: entry 2 has another hash than on "
                 "paper; keep this store aside as evidence");
}

static void a_clock_set_back_is_counted_and_breaks_nothing(void **state)
{
    struct fixture *f = *state;
    struct audit_check check;

    put(&f->app, "U01");
    f->app.clock = clock_fixed(FIRST_UTC - 86400);
    put(&f->app, "U01");
    store_must(verify(f, NULL, &check), &f->err);
    assert_int_equal(check.clock_back, 1);
}

#define WRITERS 4
#define ENTRIES_EACH 50

static void *write_many(void *argument)
{
    const struct fixture *f = argument;
    CLEANUP(app_close_store) struct app own = f->app;
    struct error err;

    own.db = NULL;
    store_must(app_open_store(&own, f->folder->store, false, &err), &err);
    db_set_patience(own.db, 60000);
    for (int i = 0; i < ENTRIES_EACH; i++)
        put(&own, "U01");
    return NULL;
}

static void writers_that_race_make_one_chain(void **state)
{
    struct fixture *f = *state;
    pthread_t threads[WRITERS];
    struct audit_head before;
    struct audit_check check;

    store_must(audit_head_read(&f->app, &before, &f->err), &f->err);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, f), 0);
    for (int i = 0; i < WRITERS; i++)
        pthread_join(threads[i], NULL);
    store_must(verify(f, &before, &check), &f->err);
    assert_int_equal(check.head.number, before.number + WRITERS * ENTRIES_EACH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_that_of_the_described_form),
        plan_test(a_log_that_nobody_touched_is_whole),
        plan_test(an_entry_is_gone_when_its_change_is_rolled_back),
        plan_test(every_kind_of_break_is_named),
        plan_test(a_log_written_anew_is_not_the_one_on_paper),
        plan_test(a_clock_set_back_is_counted_and_breaks_nothing),
        plan_test(writers_that_race_make_one_chain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
