/* Tables into the store and back. */
#include "app/election_create.h"
#include "app/import.h"
#include "app/sample.h"
#include "app/settings.h"
#include "app/tables_from_store.h"
#include "base/file.h"
#include "db/store_tests.h"

struct fixture {
    struct store_folder *folder;
    struct app app;
    struct arena arena;
    struct report report;
    struct election election;
    struct tables tables; /* of tests/data/tables/good */
    struct import_result result;
    struct error err;
};

static int set_up(void **state)
{
    const struct election_request request = {
        .code = "x", .law_pack = "85-2015", .polling_day = civil_date_make((struct civil_ymd){2021, 5, 23})};
    struct fixture *f = calloc(1, sizeof *f);
    void *folder = NULL;

    if (f == NULL || store_folder_setup(&folder) != 0)
        return -1;
    f->folder = folder;
    f->app = (struct app){
        .clock = clock_fixed(1609804800), .data_dir = HT_SOURCE_DIR "/config", .settings = &settings_default};
    arena_init(&f->arena, (size_t)64 << 20);
    report_init(&f->report, REPORT_LINES_DEFAULT);
    store_must(app_open_store(&f->app, f->folder->store, true, &f->err), &f->err);
    store_must(election_create(&f->app, &request, &f->arena, &f->election, &f->err), &f->err);
    store_must(
        tables_read(HT_SOURCE_DIR "/tests/data/tables/good", &f->arena, &f->report, &f->tables, &f->err),
        &f->err);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    void *folder = f->folder;

    app_close_store(&f->app);
    arena_done(&f->arena);
    report_done(&f->report);
    free(f);
    return store_folder_teardown(&folder);
}

static enum error_code import_with(struct fixture *f, struct import_request request)
{
    report_done(&f->report);
    report_init(&f->report, REPORT_LINES_DEFAULT);
    request.election = &f->election;
    request.tables = &f->tables;
    request.report = &f->report;
    return import_tables(&f->app, &request, &f->result, &f->err);
}

static void import_all(struct fixture *f)
{
    store_must(import_with(f, (struct import_request){0}), &f->err);
}

static struct tables stored(struct fixture *f)
{
    struct stored_tables out;

    store_must(tables_from_store(&f->app, f->election.id, &f->arena, &out, &f->err), &f->err);
    return out.tables;
}

static void assert_stored(struct fixture *f, const struct tables *expected)
{
    struct tables now = stored(f);

    assert_true(tables_equal(expected, &now));
}

/* The sum over all tables; `missing` counts rows of the store. */
static void assert_counts(const struct fixture *f, size_t added, size_t changed, size_t missing)
{
    struct import_count sum = {0};

    for (size_t i = 0; i < FILE_COUNT; i++) {
        sum.added += f->result.counts[i].added;
        sum.changed += f->result.counts[i].changed;
        sum.missing += f->result.counts[i].missing;
    }
    assert_int_equal(sum.added, added);
    assert_int_equal(sum.changed, changed);
    assert_int_equal(sum.missing, missing);
}

static void assert_warning(const struct fixture *f, size_t line, const char *expected)
{
    CLEANUP(text_done) struct text words;
    const struct report_line *found = &f->report.lines[line];

    assert_true(line < f->report.line_count && found->warning);
    text_init(&words, 1000);
    error_write(&found->error, found->error.message.format, &words);
    assert_string_equal(words.data, expected);
}

/* What the store says to a statement of the test; rows are divided by a blank. */
static void assert_answer(const struct fixture *f, const char *sql, const char *expected)
{
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 10000);
    test_store_ask(f->folder->store, sql, " ", &answer);
    assert_string_equal(answer.data, expected);
}

#define ROWS_OF_GOOD (13 + 3 + 5 + 1 + 2 + 3 + 4 + 4 + 5 + 7 + 7 + 4)

static void tables_put_into_the_store_come_back_equal(void **state)
{
    struct fixture *f = *state;

    import_all(f);
    assert_counts(f, ROWS_OF_GOOD, 0, 0);
    assert_true(f->result.changes);
    assert_int_equal(f->report.line_count, 0);
    assert_stored(f, &f->tables);
}

/* What changes with every row that is written: the log of SQLite, the versions of rows in PostgreSQL. */
static void read_traces(const struct fixture *f, struct text *out)
{
    char log[TEST_STORE_CHARS + 8];
    struct error err;

    text_init(out, (size_t)16 << 20);
    snprintf(log, sizeof log, "%s-wal", f->folder->store);
    if (test_store_on_postgres())
        test_store_ask(
            f->folder->store,
            "SELECT CAST(u.xmin AS text), CAST(c.xmin AS text), CAST(v.xmin AS text), CAST(a.xmin AS text)"
            " FROM unit AS u, candidate AS c, venue AS v, area AS a",
            "\n", out);
    else
        store_must(file_read(log, out, &err), &err);
}

static void a_second_run_changes_nothing(void **state)
{
    struct fixture *f = *state;
    CLEANUP(text_done) struct text before;
    CLEANUP(text_done) struct text after;

    import_all(f);
    read_traces(f, &before);
    import_all(f);
    assert_counts(f, 0, 0, 0);
    assert_false(f->result.changes);
    read_traces(f, &after);
    assert_int_equal(before.length, after.length);
    assert_memory_equal(before.data, after.data, before.length);
}

static void a_rehearsal_counts_and_stores_nothing(void **state)
{
    struct fixture *f = *state;

    store_must(import_with(f, (struct import_request){.dry_run = true}), &f->err);
    assert_counts(f, ROWS_OF_GOOD, 0, 0);
    assert_int_equal(stored(f).unit_count, 0);
}

static void what_differs_is_changed_and_nothing_else(void **state)
{
    struct fixture *f = *state;

    import_all(f);
    f->tables.params.changeover_min = 45;
    f->tables.sessions[0].start_minute += 30; /* found again by its name */
    f->tables.days[0].holiday = true;
    f->tables.areas[3].name = "Phường Đầu Suối";
    f->tables.areas[3].chair_phone = "+84500000099";
    f->tables.areas[4].parent = 2; /* C02 moves to the other district */
    f->tables.venues[0].capacity = 301;
    f->tables.units[3].needed = 2;
    f->tables.candidates[4].phone = "+84500000015";
    f->tables.blocks[0].sessions = 2;
    import_all(f);
    assert_counts(f, 0, 9, 0);
    assert_stored(f, &f->tables);
}

static void rows_that_are_missing_stay_and_are_reported(void **state)
{
    struct fixture *f = *state;
    struct tables whole = f->tables;

    import_all(f);
    f->tables.block_count--;
    f->tables.candidacy_count--; /* X01,K05 */
    f->tables.candidate_count--; /* K05 */
    f->tables.session_count--;   /* evening, of which one block speaks */
    f->tables.blocks[0].sessions &= 3;
    import_all(f);
    assert_counts(f, 0, 1, 4);
    assert_int_equal(f->report.line_count, 4);
    assert_warning(
        f, 0,
        "blocks.csv: candidate,K01,2021-04-29 is in the store and no longer in the table; it stays in "
        "the store");
    assert_warning(
        f, 1, "candidacies.csv: X01,K05 is in the store and no longer in the table; it stays in the store");
    assert_warning(f, 2,
                   "candidates.csv: K05 is in the store and no longer in the table; it stays in the store");
    assert_warning(f, 3,
                   "sessions.csv: evening is in the store and no longer in the table; it stays in the store");
    assert_stored(f, &whole); /* the array of blocks is shared, so the changed one is in it */
}

static void rows_that_are_missing_go_when_that_is_asked_for(void **state)
{
    struct fixture *f = *state;

    import_all(f);
    f->tables.block_count--;
    f->tables.candidacy_count--;
    f->tables.candidate_count--;
    f->tables.venue_count--; /* V04, and its block with it */
    f->tables.blocks[1] = f->tables.blocks[2];
    f->tables.block_count--;
    store_must(import_with(f, (struct import_request){.remove_missing = true}), &f->err);
    assert_counts(f, 0, 0, 5);
    assert_true(f->result.changes);
    assert_stored(f, &f->tables);
    store_must(import_with(f, (struct import_request){.remove_missing = true}), &f->err);
    assert_false(f->result.changes);
}

static void what_a_plan_needs_cannot_be_removed_and_then_nothing_is(void **state)
{
    struct fixture *f = *state;
    struct tables whole = f->tables;

    import_all(f);
    assert_answer(f,
                  "INSERT INTO draft (election, created_utc, seed, objective_m, holiday_meetings, travel_m, "
                  "imbalance, online_meetings) VALUES (1, 0, 1, 0, 0, 0, 0, 0)",
                  "");
    assert_answer(
        f,
        "INSERT INTO draft_meeting SELECT 1, 'M1', unit.id, 'direct', venue.id, 0, 60 FROM unit, venue "
        "WHERE unit.code = 'Q01' AND venue.code = 'V03'",
        "");
    f->tables.venues[2] = f->tables.venues[3];
    f->tables.venue_count--;
    f->tables.blocks[1].owner = 2;
    f->tables.days[4].holiday = false; /* this change must not be stored either */
    assert_int_equal(import_with(f, (struct import_request){.remove_missing = true}), ERROR_DATA);
    store_assert_message(&f->err,
                         "V03 cannot be removed from the store: a plan, a calendar address or a notice "
                         "refers to it");
    assert_string_equal(f->err.file, "venues.csv");
    assert_answer(f, "SELECT count(*) FROM venue", "4");
    assert_answer(f, "SELECT holiday FROM campaign_day ORDER BY day DESC LIMIT 1", "1");
    assert_true(whole.venue_count == 4);
}

static void an_opt_out_and_a_contact_without_number_stay(void **state)
{
    struct fixture *f = *state;

    import_all(f);
    assert_answer(f, "SELECT phone FROM contact WHERE area IS NULL AND phone IS NOT NULL ORDER BY phone",
                  "+84500000011 +84500000012 +84500000013 +84500000014");
    assert_answer(f, "INSERT INTO opt_out VALUES ('+84500000011', 1, 'by telephone')", "");
    f->tables.candidates[0].phone = "";
    f->tables.candidates[0].email = "";
    import_all(f);
    assert_answer(f, "SELECT count(*) FROM contact WHERE phone = '+84500000011'", "0");
    assert_answer(f, "SELECT count(*) FROM contact JOIN candidate ON candidate.id = contact.candidate", "4");
    f->tables.candidates[0].phone = "+84500000011";
    import_all(f);
    assert_answer(f, "SELECT address FROM opt_out", "+84500000011");
}

static void candidates_and_areas_are_kept_in_the_order_of_the_alphabet(void **state)
{
    struct fixture *f = *state;

    import_all(f);
    assert_answer(f, "SELECT full_name || ',' FROM candidate ORDER BY name_sort",
                  "Nguyễn Văn Ẩn, Đỗ Thị Ấn, Y Blốk Êban, Điểu K'Ré, Ma Thị Ởi,");
    assert_answer(f, "SELECT name || ',' FROM area WHERE level = 'commune' ORDER BY name_sort",
                  "Thị trấn Đầu Suối, Xã Bãi Cỏ, Xã Đồng Nếp,");
}

/* From July 2025 there are no districts: communes lie in provinces. */
static void districts_may_be_taken_out_of_the_tree(void **state)
{
    struct fixture *f = *state;
    struct tables_area *areas = f->tables.areas;

    import_all(f);
    memmove(areas + 1, areas + 3, 3 * sizeof *areas);
    f->tables.area_count -= 2;
    for (size_t i = 1; i < 4; i++)
        areas[i].parent = 0;
    for (size_t i = 0; i < f->tables.venue_count; i++)
        f->tables.venues[i].commune -= 2;
    for (size_t i = 0; i < f->tables.unit_commune_count; i++)
        f->tables.unit_communes[i].commune -= 2;
    f->tables.blocks[2].owner -= 2;
    store_must(import_with(f, (struct import_request){.remove_missing = true}), &f->err);
    assert_counts(f, 0, 3, 2);
    assert_warning(f, 0, "districts.csv: D02 is no longer in the table; it is removed from the store");
    assert_stored(f, &f->tables);
}

/* Law 85/2015/QH13, art. 64: the campaign ends 24 hours before the polls open, at 07:00 of Sunday 23 May. */
static void a_campaign_after_the_legal_end_is_refused_with_the_article(void **state)
{
    struct fixture *f = *state;

    f->tables.params.campaign_end =
        (struct civil_time){civil_date_make((struct civil_ymd){2021, 5, 22}), 7 * 60};
    import_all(f);
    f->tables.params.campaign_end.minute++;
    assert_int_equal(import_with(f, (struct import_request){0}), ERROR_DATA);
    store_assert_message(&f->err,
                         "the campaign ends on 2021-05-22T07:00 at the latest, 24 hours before the polls "
                         "open (Law 85/2015/QH13, art. 64), and not on 2021-05-22T07:01");
    assert_string_equal(f->err.file, "params.csv");
    assert_string_equal(f->err.key, "campaign_end");
}

static void a_whole_province_goes_in_and_comes_back_and_another_replaces_it(void **state)
{
    /* Each row is a message to a server, and the server has been asked the same by all the tests above. */
    const char *size = test_store_on_postgres() ? "district" : "province";
    struct fixture *f = *state;

    store_must(sample_make(size, 1, &f->arena, &f->tables, &f->err), &f->err);
    import_all(f);
    assert_stored(f, &f->tables);
    store_must(sample_make(size, 2, &f->arena, &f->tables, &f->err), &f->err);
    store_must(import_with(f, (struct import_request){.remove_missing = true}), &f->err);
    assert_stored(f, &f->tables);
    import_all(f);
    assert_false(f->result.changes);
    assert_counts(f, 0, 0, 0);
}

#define import_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        import_test(tables_put_into_the_store_come_back_equal),
        import_test(a_second_run_changes_nothing),
        import_test(a_rehearsal_counts_and_stores_nothing),
        import_test(what_differs_is_changed_and_nothing_else),
        import_test(rows_that_are_missing_stay_and_are_reported),
        import_test(rows_that_are_missing_go_when_that_is_asked_for),
        import_test(what_a_plan_needs_cannot_be_removed_and_then_nothing_is),
        import_test(an_opt_out_and_a_contact_without_number_stay),
        import_test(candidates_and_areas_are_kept_in_the_order_of_the_alphabet),
        import_test(districts_may_be_taken_out_of_the_tree),
        import_test(a_whole_province_goes_in_and_comes_back_and_another_replaces_it),
        import_test(a_campaign_after_the_legal_end_is_refused_with_the_article),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
