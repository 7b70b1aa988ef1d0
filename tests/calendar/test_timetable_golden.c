/* The official calendars of past elections, and the resolutions behind them. */
#include "calendar/law_files.h"
#include "calendar/timetable_files.h"
#include "cmocka_tests.h"

#include <string.h>

/* The official calendars: what each kind of row says of the computed one. */
static bool golden_row_holds(const struct timetable_row *row, const char *kind, const char *date)
{
    char from[CIVIL_TIME_CHARS];
    char until[CIVIL_TIME_CHARS];

    timetable_moment_format(&row->from, from);
    timetable_moment_format(&row->until, until);
    if (strcmp(kind, "limit") == 0 || strcmp(kind, "day") == 0 || strcmp(kind, "end") == 0)
        return strcmp(until, date) == 0;
    if (strcmp(kind, "start") == 0)
        return strcmp(from, date) == 0;
    if (strcmp(kind, "actual") == 0)
        return strncmp(date, until, strlen(date)) <= 0;
    if (strcmp(kind, "error") == 0)
        return strcmp(until, date) != 0 && strcmp(from, date) != 0;
    if (strcmp(kind, "resolution") == 0)
        return (row->from_set_by != NULL && strcmp(from, date) == 0) ||
               (row->until_set_by != NULL && strcmp(until, date) == 0);
    return true;
}

struct golden {
    const char *path;
    const char *pack;
    const char *polling_day;
    const char *resolutions[2];
    size_t of_law; /* rows that are limits or starts of the law */
    size_t of_resolutions;
};

static const struct golden goldens[] = {
    {"tests/data/law/golden-2021.csv",
     "config/law/85-2015.yaml",
     "2021-05-23",
     {"config/law/resolutions/09-2021.yaml", "config/law/resolutions/41-2021.yaml"},
     25,
     3},
    {"tests/data/law/golden-2026.csv",
     "config/law/83-2025.yaml",
     "2026-03-15",
     {"config/law/resolutions/102-2025.yaml", "config/law/resolutions/40-2025.yaml"},
     32,
     7},
};

/* Without the resolutions their rows must not come out; all others come out in both cases. */
static void check_golden(const struct golden *golden, bool with_resolutions)
{
    static const struct table_column columns[] = {
        {"duty", false}, {"kind", false}, {"date", false}, {"source", false}};
    static const struct table_columns wanted = {columns, COUNT_OF(columns)};
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack(golden->pack);
    struct law_resolution *resolutions[2];
    size_t of_law = 0;
    size_t of_resolutions = 0;

    arena_init(&arena, ARENA_BYTES);
    for (size_t i = 0; i < COUNT_OF(resolutions); i++)
        resolutions[i] = law_files_resolution(golden->resolutions[i], pack);
    struct timetable_input input = {.pack = pack,
                                    .polling_day = date_of(golden->polling_day),
                                    .resolutions = (const struct law_resolution *const *)resolutions,
                                    .resolution_count = with_resolutions ? COUNT_OF(resolutions) : 0,
                                    .days_off = &no_days_off};
    struct timetable table = compute(&input, &arena);
    struct table rows = law_files_table(golden->path, &wanted, &arena);
    for (size_t i = 0; i < rows.row_count; i++) {
        const char *duty = table_at(&rows, i, 0)->text;
        const char *kind = table_at(&rows, i, 1)->text;
        const char *date = table_at(&rows, i, 2)->text;
        const struct timetable_row *row = row_of(&table, duty);
        if (strcmp(kind, "plan") == 0 || strcmp(kind, "seen") == 0)
            continue;
        bool of_resolution = strcmp(kind, "resolution") == 0;
        if (row == NULL || golden_row_holds(row, kind, date) != (!of_resolution || with_resolutions))
            fail_msg("%s, %s %s: not so computed; source %s", duty, kind, date, table_at(&rows, i, 3)->text);
        of_law += strcmp(kind, "limit") == 0 || strcmp(kind, "start") == 0;
        of_resolutions += of_resolution;
    }
    assert_int_equal(of_law, golden->of_law);
    assert_int_equal(of_resolutions, golden->of_resolutions);
    for (size_t i = 0; i < COUNT_OF(resolutions); i++)
        law_resolution_free(resolutions[i]);
}

static void the_official_calendars_come_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(goldens); i++) {
        check_golden(&goldens[i], false);
        check_golden(&goldens[i], true);
    }
}

static void a_resolution_stands_beside_what_the_law_gives(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");
    CLEANUP(law_resolution_free_ptr)
    struct law_resolution *resolution = law_files_resolution("config/law/resolutions/102-2025.yaml", pack);
    const struct day_off_set days_off = {.years = {2025, 2026}, .year_count = 2};
    const struct law_resolution *const resolutions[] = {resolution};

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {.pack = pack,
                                    .polling_day = date_of("2026-03-15"),
                                    .resolutions = resolutions,
                                    .resolution_count = 1,
                                    .days_off = &days_off};
    struct timetable table = compute(&input, &arena);
    const struct timetable_row *conference = row_of(&table, "residence_conference_na");
    assert_moment(&conference->from, "2026-02-04");
    assert_moment(&conference->until, "2026-02-08");
    assert_false(conference->until.provisional);
    assert_moment(&conference->law_until, "2026-02-20");
    assert_string_equal(conference->until_set_by->document, "102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN");
    const struct timetable_row *minutes = row_of(&table, "workplace_minutes_na");
    assert_moment(&minutes->until, "2026-02-01");
    assert_moment(&minutes->law_until, "");
    assert_true(minutes->has_target);
    assert_int_equal(minutes->target.day, date_of("2026-01-30").day);
    /* What the law gives already is set once more, and what the resolution leaves alone is not. */
    assert_moment(&row_of(&table, "consult3_council")->from, "2026-02-09");
    assert_string_equal(row_of(&table, "consult3_council")->until_set_by->id, "102-2025");
    assert_null(row_of(&table, "committee_ballots_na")->until_set_by);
}

static void resolutions_that_do_not_fit_are_refused_in_words(void **state)
{
    (void)state;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");
    CLEANUP(law_resolution_free_ptr)
    struct law_resolution *resolution = law_files_resolution("config/law/resolutions/102-2025.yaml", pack);
    const struct law_resolution *const resolutions[] = {resolution, resolution};
    struct timetable_input input = {.pack = pack,
                                    .polling_day = date_of("2026-03-22"),
                                    .resolutions = resolutions,
                                    .resolution_count = 1,
                                    .days_off = &no_days_off};

    assert_refused(&input, ERROR_DATA, "the resolution 102-2025 is for the polling day 15/03/2026 only");
    input.polling_day = date_of("2026-03-15");
    input.resolution_count = 2;
    assert_refused(&input, ERROR_DATA, "two resolutions set consult1_central; leave one of them out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_official_calendars_come_out),
        cmocka_unit_test(a_resolution_stands_beside_what_the_law_gives),
        cmocka_unit_test(resolutions_that_do_not_fit_are_refused_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
