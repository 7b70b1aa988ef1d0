/* Of writers that race for one hall, one committee or one candidate exactly one wins, on every kind of store. */
#include "app/lease.h"
#include "app/meeting_clash.h"
#include "db/db.h"
#include "plan_fixture.h"

#include <pthread.h>

#define WRITERS 4
#define ROUNDS 5

/* Writers put meetings of two units at the same hour, half of them the one, half the other. */
static const struct race {
    const char *units[2];
    const char *venues[2];
    int winners; /* of all the writers, in each round */
} races[] = {
    {{"N01", "Q01"}, {"V01", "V01"}, 1}, /* one hall */
    {{"N01", "Q01"}, {"V01", "V02"}, 1}, /* two halls, one committee */
    {{"N01", "T01"}, {"V01", "V04"}, 1}, /* two communes, one candidate: K04 */
    {{"N01", "Q01"}, {"V01", "V03"}, 2}, /* nothing in common */
};

struct writer {
    struct fixture *f;
    pthread_barrier_t *start;
    int64_t unit;
    int64_t venue;
    int number;
    int won;
    bool failed; /* otherwise than by losing */
};

static enum error_code put_meeting(const struct app *app, const struct writer *writer, int round,
                                   int64_t release, struct error *err)
{
    int64_t start = FIRST_UTC + (int64_t)86400 * (1 + round);
    char code[24];
    int64_t meeting;

    snprintf(code, sizeof code, "R%d-%d", round, writer->number);
    TRY(db_select_int(app->db, QUERY_MEETING_INSERT,
                      DB_ARGS(DB_INT("election", 1), DB_TEXT("code", code), DB_TEXT("uid", code),
                              DB_INT("unit", writer->unit), DB_TEXT("mode", "direct"),
                              DB_INT("start_utc", start), DB_INT("end_utc", start + 5400),
                              DB_INT("modified_utc", FIRST_UTC), DB_INT("release", release)),
                      0, &meeting, err));
    return db_run(app->db, QUERY_MEETING_SITE_PUT,
                  DB_ARGS(DB_INT("meeting", meeting), DB_INT("position", 0), DB_TEXT("mode", "direct"),
                          DB_INT("venue", writer->venue), DB_TEXT("link", ""), DB_INT("capacity", 100)),
                  err);
}

static enum error_code book(const struct app *app, const struct writer *writer, int round, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t number;
    int64_t release;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_select_int(app->db, QUERY_RELEASE_NEXT_NUMBER, DB_ARGS(DB_INT("election", 1)), 1, &number, err));
    TRY(db_select_int(app->db, QUERY_RELEASE_INSERT,
                      DB_ARGS(DB_INT("election", 1), DB_INT("number", number),
                              DB_INT("published_utc", FIRST_UTC), DB_TEXT("note", "")),
                      0, &release, err));
    TRY(put_meeting(app, writer, round, release, err));
    TRY(meeting_clash_refuse(app, 1, release, err));
    return db_transaction_commit(&change, err);
}

static void *race(void *argument)
{
    struct writer *writer = argument;
    struct app app = {.clock = clock_fixed(FIRST_UTC), .settings = &settings_default};
    struct error err;

    writer->failed = app_open_store(&app, writer->f->folder->store, false, &err) != OK;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_barrier_wait(writer->start);
        if (writer->failed)
            continue;
        enum error_code code = DB_REPEAT(app.db, book(&app, writer, round, &err));
        writer->won += code == OK;
        writer->failed = code != OK && code != ERROR_DATA;
    }
    app_close_store(&app);
    return NULL;
}

static int64_t find(struct fixture *f, const char *table, const char *code)
{
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE code = '%s'", table, code);
    return test_store_number(f->folder->store, sql);
}

static void exactly_one_of_the_racers_gets_what_they_cannot_share(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(races); i++) {
        struct writer writers[WRITERS];
        pthread_t threads[WRITERS];
        pthread_barrier_t start;
        int won = 0;
        pthread_barrier_init(&start, NULL, WRITERS);
        run_sql(f, "DELETE FROM meeting");
        for (int w = 0; w < WRITERS; w++) {
            writers[w] = (struct writer){.f = f,
                                         .start = &start,
                                         .unit = find(f, "unit", races[i].units[w % 2]),
                                         .venue = find(f, "venue", races[i].venues[w % 2]),
                                         .number = w};
            assert_int_equal(pthread_create(&threads[w], NULL, race, &writers[w]), 0);
        }
        for (int w = 0; w < WRITERS; w++) {
            assert_int_equal(pthread_join(threads[w], NULL), 0);
            assert_false(writers[w].failed);
            won += writers[w].won;
        }
        pthread_barrier_destroy(&start);
        assert_int_equal(won, races[i].winners * ROUNDS);
        assert_int_equal(test_store_number(f->folder->store, "SELECT count(*) FROM meeting"), won);
    }
}

static void a_clash_is_named_with_both_meetings(void **state)
{
    static const struct {
        const char *units[2];
        const char *venues[2];
        const char *message;
    } rows[] = {
        {{"N01", "Q01"},
         {"V01", "V01"},
         "nothing is stored: meetings R0-1 and R0-0 would be in the venue V01 at the same time"},
        {{"N01", "Q01"},
         {"V01", "V02"},
         "nothing is stored: with meetings R0-1 and R0-0 the committee of C01 would have more to chair at a "
         "time than "
         "it can"},
        {{"N01", "T01"},
         {"V01", "V04"},
         "nothing is stored: in meetings R0-1 and R0-0 the candidate K04 would be needed at the same time"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        run_sql(f, "DELETE FROM meeting");
        for (int w = 0; w < 2; w++) {
            const struct writer writer = {.unit = find(f, "unit", rows[i].units[w]),
                                          .venue = find(f, "venue", rows[i].venues[w]),
                                          .number = w};
            assert_int_equal(book(&f->app, &writer, 0, &f->err), w == 0 ? OK : ERROR_DATA);
        }
        store_assert_message(&f->err, rows[i].message);
        ASSERT_ASK(f, "SELECT count(*) FROM meeting", "1");
    }
}

static void a_lease_has_one_holder_until_its_end(void **state)
{
    struct fixture *f = *state;
    bool taken;

    store_must(lease_take(&f->app, "night", "a", 60, &taken, &f->err), &f->err);
    assert_true(taken);
    store_must(lease_take(&f->app, "night", "b", 60, &taken, &f->err), &f->err);
    assert_false(taken);
    store_must(lease_take(&f->app, "other work", "b", 60, &taken, &f->err), &f->err);
    assert_true(taken);
    f->app.clock.fixed_utc_secs += 59;
    store_must(lease_take(&f->app, "night", "a", 60, &taken, &f->err), &f->err); /* renewed */
    assert_true(taken);
    f->app.clock.fixed_utc_secs += 60; /* a has died */
    store_must(lease_take(&f->app, "night", "b", 60, &taken, &f->err), &f->err);
    assert_true(taken);
    store_must(lease_return(&f->app, "night", "a", &f->err), &f->err); /* not a's to return */
    store_must(lease_take(&f->app, "night", "a", 60, &taken, &f->err), &f->err);
    assert_false(taken);
    store_must(lease_return(&f->app, "night", "b", &f->err), &f->err);
    store_must(lease_take(&f->app, "night", "a", 60, &taken, &f->err), &f->err);
    assert_true(taken);
    f->app.clock.fixed_utc_secs -= 86400; /* a's clock ran a day ahead */
    store_must(lease_take(&f->app, "night", "b", 60, &taken, &f->err), &f->err);
    assert_true(taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(exactly_one_of_the_racers_gets_what_they_cannot_share),
        plan_test(a_clash_is_named_with_both_meetings),
        plan_test(a_lease_has_one_holder_until_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
