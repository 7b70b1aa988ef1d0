/* What the law and the staff add to the tables, into the store and back. */
#include "app/election_create.h"
#include "app/import.h"
#include "app/settings.h"
#include "app/tables_from_store.h"
#include "db/store_tests.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DATA HT_SOURCE_DIR "/tests/data/tables/"

struct fixture {
    struct store_folder *folder;
    struct app app;
    struct arena arena;
    struct report report;
    struct election election;
    struct tables plain;
    struct tables added; /* the same with all additions */
    struct import_result result;
    struct error err;
};

/* Links to all files of a folder, over those that are there. */
static void lay(const char *from, const char *to)
{
    DIR *folder = opendir(from);
    struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        char target[PATH_MAX];
        char link[PATH_MAX];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(target, sizeof target, "%s/%s", from, entry->d_name);
        snprintf(link, sizeof link, "%s/%s", to, entry->d_name);
        unlink(link);
        assert_int_equal(symlink(target, link), 0);
    }
    closedir(folder);
}

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
    lay(DATA "good", f->folder->path);
    store_must(tables_read(f->folder->path, &f->arena, &f->report, &f->plain, &f->err), &f->err);
    lay(DATA "other/rules", f->folder->path);
    store_must(tables_read(f->folder->path, &f->arena, &f->report, &f->added, &f->err), &f->err);
    store_must(app_open_store(&f->app, f->folder->store, true, &f->err), &f->err);
    store_must(election_create(&f->app, &request, &f->arena, &f->election, &f->err), &f->err);
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

static void import_and_compare(struct fixture *f, const struct tables *tables, bool remove_missing)
{
    const struct import_request request = {
        .election = &f->election, .tables = tables, .remove_missing = remove_missing, .report = &f->report};
    struct stored_tables stored;

    store_must(import_tables(&f->app, &request, &f->result, &f->err), &f->err);
    store_must(tables_from_store(&f->app, f->election.id, &f->arena, &stored, &f->err), &f->err);
    assert_true(tables_equal(tables, &stored.tables));
}

static void additions_come_back_equal_and_go_in_once(void **state)
{
    struct fixture *f = *state;

    import_and_compare(f, &f->added, false);
    assert_true(f->result.changes);
    assert_int_equal(f->result.counts[FILE_PREFERENCES].added, 7);
    assert_int_equal(f->result.counts[FILE_TRAVEL_TIMES].added, 3);
    assert_int_equal(f->result.counts[FILE_BLOCKS].added, 4);
    import_and_compare(f, &f->added, false);
    assert_false(f->result.changes);
    assert_int_equal(f->result.counts[FILE_PREFERENCES].same, 7);
}

static void additions_change_and_go_again(void **state)
{
    struct fixture *f = *state;

    import_and_compare(f, &f->plain, false);
    import_and_compare(f, &f->added, true);
    f->added.preferences[0].price_m++;
    f->added.travels[0].minutes++;
    f->added.minimums[0].document = "Hướng dẫn 06";
    f->added.waivers[0].meetings = 0;
    f->added.online_conditions[1].network_safety = true;
    f->added.rules[0].severity = PLAN_IGNORED;
    f->added.units[1].campaign_start = (struct civil_time){.minute = 0};
    import_and_compare(f, &f->added, false);
    assert_int_equal(f->result.counts[FILE_PREFERENCES].changed, 1);
    assert_int_equal(f->result.counts[FILE_RULES].changed, 1);
    assert_int_equal(f->result.counts[FILE_UNITS].changed, 1);
    import_and_compare(f, &f->plain, true);
    assert_int_equal(f->result.counts[FILE_RULES].missing, 3);
}

#define import_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        import_test(additions_come_back_equal_and_go_in_once),
        import_test(additions_change_and_go_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
