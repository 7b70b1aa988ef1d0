/* A store with the election of tests/data/tables/good, and short ways into it, for the tests of drafts and
 * releases.
 */
#ifndef TESTS_APP_PLAN_FIXTURE_H
#define TESTS_APP_PLAN_FIXTURE_H

#include "app/election_create.h"
#include "app/import.h"
#include "app/plan_publish.h"
#include "app/settings.h"
#include "db/store_tests.h"

#define FIRST_UTC 1619000000

struct fixture {
    struct store_folder *folder;
    struct app app;
    struct arena arena;
    struct election election;
    struct plan_publication publication;
    struct error err;
};

static inline void import_good(struct fixture *f)
{
    CLEANUP(report_done) struct report report;
    struct import_result result;
    struct tables tables;

    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(tables_read(HT_SOURCE_DIR "/tests/data/tables/good", &f->arena, &report, &tables, &f->err),
               &f->err);
    store_must(import_tables(
                   &f->app,
                   &(struct import_request){.election = &f->election, .tables = &tables, .report = &report},
                   &result, &f->err),
               &f->err);
}

static inline int set_up(void **state)
{
    const struct election_request request = {
        .code = "x", .law_pack = "85-2015", .polling_day = civil_date_make((struct civil_ymd){2021, 5, 23})};
    struct fixture *f = calloc(1, sizeof *f);
    void *folder = NULL;

    if (f == NULL || store_folder_setup(&folder) != 0)
        return -1;
    f->folder = folder;
    f->app = (struct app){.clock = clock_fixed(FIRST_UTC - 3600),
                          .data_dir = HT_SOURCE_DIR "/config",
                          .settings = &settings_default};
    arena_init(&f->arena, (size_t)256 << 20);
    store_must(app_open_store(&f->app, f->folder->store, true, &f->err), &f->err);
    store_must(election_create(&f->app, &request, &f->arena, &f->election, &f->err), &f->err);
    import_good(f);
    f->app.clock = clock_fixed(FIRST_UTC);
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;
    void *folder = f->folder;

    plan_publication_done(&f->publication);
    app_close_store(&f->app);
    arena_done(&f->arena);
    free(f);
    return store_folder_teardown(&folder);
}

/* ---- short ways into the store ---- */

static inline void run_sql(const struct fixture *f, const char *sql)
{
    test_store_run(f->folder->store, sql);
}

/* The first row, its columns divided by |; NULL is "". */
static inline const char *ask(struct fixture *f, const char *sql)
{
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 10000);
    test_store_ask(f->folder->store, sql, "\n", &answer);
    const char *copy = arena_copy_string(&f->arena, strcmp(answer.data, "-") == 0 ? "" : answer.data);
    assert_non_null(copy);
    return copy;
}

#define ASSERT_ASK(f, sql, expected) assert_string_equal(ask((f), (sql)), (expected))

/* A draft that breaks no rule; tests change it with SQL. */
static inline void put_draft(const struct fixture *f)
{
    static const struct plan_row rows[] = {
        {"N01-01", "N01", "direct", "V04", "2021-04-28T07:30", "2021-04-28T10:00", 0},
        {"N01-02", "N01", "direct", "V01", "2021-04-28T14:00", "2021-04-28T16:30", 0},
        {"N01-03", "N01", "online", "V01", "2021-04-30T07:30", "2021-04-30T10:00", 0},
        {"Q01-01", "Q01", "direct", "V02", "2021-04-28T07:30", "2021-04-28T09:30", 0},
        {"Q01-02", "Q01", "direct", "V03", "2021-04-29T07:30", "2021-04-29T09:30", 0},
        {"T01-01", "T01", "direct", "V04", "2021-04-29T07:30", "2021-04-29T09:30", 0},
        {"T01-02", "T01", "direct", "V04", "2021-04-30T14:00", "2021-04-30T16:00", 0},
        {"X01-01", "X01", "direct", "V01", "2021-04-29T14:00", "2021-04-29T15:30", 0},
    };
    char sql[600];

    run_sql(f, "INSERT INTO draft (election, created_utc, seed, objective_m, holiday_meetings, travel_m,"
               " imbalance, online_meetings) VALUES (1, 5, 1, 0, 0, 0, 0, 0)");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        snprintf(sql, sizeof sql,
                 "INSERT INTO draft_meeting SELECT (SELECT max(id) FROM draft), '%s',"
                 " (SELECT id FROM unit WHERE code = '%s'), '%s', (SELECT id FROM venue WHERE code = '%s'),"
                 " strftime('%%s', '%s') - 25200, strftime('%%s', '%s') - 25200",
                 rows[i].code, rows[i].unit, rows[i].mode, rows[i].venue, rows[i].start, rows[i].end);
        run_sql(f, sql);
    }
}

#define plan_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
