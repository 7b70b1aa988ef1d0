#include "app/sample.h"
#include "base/file.h"
#include "cmocka_tests.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct arena arena;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (f == NULL)
        return -1;
    arena_init(&f->arena, (size_t)256 << 20);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    arena_done(&f->arena);
    free(f);
    return 0;
}

static struct tables make(struct fixture *f, const char *name, int64_t seed)
{
    struct tables tables;

    assert_int_equal(sample_make(name, seed, &f->arena, &tables, &f->err), OK);
    return tables;
}

static int count_meetings(const struct tables *tables)
{
    int count = 0;

    for (size_t i = 0; i < tables->unit_count; i++)
        count += tables->units[i].needed;
    return count;
}

static int count_units(const struct tables *tables, enum tables_unit_level level)
{
    int count = 0;

    for (size_t i = 0; i < tables->unit_count; i++)
        count += tables->units[i].level == level;
    return count;
}

static int count_areas(const struct tables *tables, enum tables_area_level level)
{
    int count = 0;

    for (size_t i = 0; i < tables->area_count; i++)
        count += tables->areas[i].level == level;
    return count;
}

static void assert_near(size_t count, size_t expected, size_t within)
{
    if (count + within < expected || count > expected + within)
        fail_msg("%zu is not within %zu of %zu", count, within, expected);
}

static void the_samples_have_the_numbers_of_an_election(void **state)
{
    static const struct {
        const char *name;
        int districts, communes, meetings;
        int units[UNIT_LEVEL_COUNT];
        size_t venues, candidacies, second_candidacies;
    } rows[] = {
        {"ward", 1, 1, 20, {1, 1, 1, 7}, 9, 59, 2},
        {"district", 1, 23, 240, {0, 2, 12, 168}, 114, 961, 35},
        {"province", 9, 178, 1893, {2, 18, 92, 1300}, 904, 7542, 287},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (int64_t seed = 1; seed <= 3; seed++) {
            struct tables tables = make(*state, rows[i].name, seed);
            assert_int_equal(count_areas(&tables, AREA_DISTRICT), rows[i].districts);
            assert_int_equal(count_areas(&tables, AREA_COMMUNE), rows[i].communes);
            assert_int_equal(count_meetings(&tables), rows[i].meetings);
            for (int level = 0; level < UNIT_LEVEL_COUNT; level++)
                assert_int_equal(count_units(&tables, (enum tables_unit_level)level), rows[i].units[level]);
            assert_near(tables.venue_count, rows[i].venues, rows[i].venues / 10);
            assert_int_equal(tables.candidacy_count, rows[i].candidacies);
            assert_near(tables.candidacy_count - tables.candidate_count, rows[i].second_candidacies,
                        3 + rows[i].second_candidacies / 4);
        }
    }
}

static void the_same_seed_gives_the_same_tables_and_another_seed_others(void **state)
{
    struct tables first = make(*state, "district", 7);
    struct tables second = make(*state, "district", 7);
    struct tables other = make(*state, "district", 8);

    assert_true(tables_equal(&first, &second));
    other.params.seed = 7;
    assert_false(tables_equal(&first, &other));
}

/* Compilers must agree; a change of the generator that is meant changes these, too. */
static void the_first_candidate_of_seed_1_never_changes(void **state)
{
    struct tables tables = make(*state, "province", 1);
    const struct tables_candidate *first = &tables.candidates[0];
    const struct tables_candidate *last = &tables.candidates[tables.candidate_count - 1];

    assert_string_equal(first->full_name, "Nguyễn Đức Việt");
    assert_int_equal(first->home_x_m, 570);
    assert_string_equal(last->full_name, "Lê Công Nam");
    assert_int_equal(last->home_y_m, -22116);
    assert_int_equal(tables.block_count, 13762);
}

/* Upper-level meetings fit only into halls; every unit must have one that is large enough. */
static void every_unit_has_a_venue_that_is_large_enough(void **state)
{
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        struct tables tables = make(*state, sample_choices[i].name, 5);
        int32_t *largest = calloc(tables.unit_count, sizeof *largest);
        assert_non_null(largest);
        for (size_t row = 0; row < tables.unit_commune_count; row++) {
            for (size_t v = 0; v < tables.venue_count; v++) {
                int32_t *best = &largest[tables.unit_communes[row].unit];
                if (tables.venues[v].commune == tables.unit_communes[row].commune &&
                    tables.venues[v].capacity > *best)
                    *best = tables.venues[v].capacity;
            }
        }
        for (size_t unit = 0; unit < tables.unit_count; unit++)
            assert_true(largest[unit] >= tables.units[unit].attendance);
        free(largest);
    }
}

static void no_invented_telephone_can_ring_and_none_is_given_twice(void **state)
{
    struct tables tables = make(*state, "province", 1);
    char last[32] = "";

    for (size_t i = 0; i < tables.candidate_count; i++) {
        assert_memory_equal(tables.candidates[i].phone, "+84500", 6);
        assert_int_equal(strlen(tables.candidates[i].phone), 12);
        assert_true(strcmp(last, tables.candidates[i].phone) < 0);
        snprintf(last, sizeof last, "%s", tables.candidates[i].phone);
    }
    for (size_t i = 0; i < tables.area_count; i++) {
        if (tables.areas[i].level == AREA_COMMUNE) {
            assert_memory_equal(tables.areas[i].chair_phone, "+845009", 7);
            assert_true(strcmp(last, tables.areas[i].chair_phone) < 0);
        }
    }
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

static void a_sample_is_read_back_without_a_word(void **state)
{
    struct fixture *f = *state;
    char folder[] = "/tmp/hiepthuong-test-XXXXXX";
    struct tables written;
    struct tables read;
    CLEANUP(report_done) struct report report;

    report_init(&report, REPORT_LINES_DEFAULT);
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        assert_int_equal(sample_write(sample_choices[i].name, 2, folder, &f->arena, &written, &f->err), OK);
        assert_int_equal(tables_read(folder, &f->arena, &report, &read, &f->err), OK);
        assert_int_equal(report.line_count, 0);
        assert_true(tables_equal(&written, &read));
    }
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void an_unknown_sample_is_refused(void **state)
{
    struct fixture *f = *state;
    struct tables tables;

    assert_int_equal(sample_make("country", 1, &f->arena, &tables, &f->err), ERROR_USAGE);
    assert_string_equal(f->err.message.format,
                        "there is no sample \"%s\"; choose ward, district or province");
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

/* Column `column` of reports.csv, summed over the rows of a form (NULL: all); column -1 counts the rows. */
static int64_t sum_reports(const char *bytes, const char *form, int column)
{
    int64_t sum = 0;

    for (const char *line = strchr(bytes, '\n') + 1; *line != '\0'; line = strchr(line, '\n') + 1) {
        const char *field = strchr(line, ',') + 1;
        if (form != NULL && strncmp(field, form, strlen(form)) != 0)
            continue;
        for (int i = 1; i < column; i++)
            field = strchr(field, ',') + 1;
        sum += column < 0 ? 1 : strtoll(field, NULL, 10);
    }
    return sum;
}

static void the_reports_of_the_province_have_the_sums_of_thai_nguyen(void **state)
{
    CLEANUP(text_done) struct text bytes;
    struct fixture *f = *state;
    struct tables tables = make(f, "province", 1);
    char folder[] = "/tmp/hiepthuong-test-XXXXXX";
    char path[64];

    text_init(&bytes, (size_t)1 << 20);
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/reports.csv", folder);
    assert_int_equal(sample_write_reports("province", &tables, folder, &f->err), OK);
    assert_int_equal(file_read(path, &bytes, &f->err), OK);
    assert_int_equal(sum_reports(bytes.data, NULL, -1), 1893);
    assert_int_equal(sum_reports(bytes.data, "direct", -1), 1872);
    assert_int_equal(sum_reports(bytes.data, "online", -1), 21);
    assert_int_equal(sum_reports(bytes.data, NULL, 2) + sum_reports(bytes.data, NULL, 3), 130735);
    assert_int_equal(sum_reports(bytes.data, "online", 2) + sum_reports(bytes.data, "direct", 3), 0);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(the_samples_have_the_numbers_of_an_election),
        WITH_ARENA(the_same_seed_gives_the_same_tables_and_another_seed_others),
        WITH_ARENA(the_first_candidate_of_seed_1_never_changes),
        WITH_ARENA(every_unit_has_a_venue_that_is_large_enough),
        WITH_ARENA(no_invented_telephone_can_ring_and_none_is_given_twice),
        WITH_ARENA(a_sample_is_read_back_without_a_word),
        WITH_ARENA(an_unknown_sample_is_refused),
        WITH_ARENA(the_reports_of_the_province_have_the_sums_of_thai_nguyen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
