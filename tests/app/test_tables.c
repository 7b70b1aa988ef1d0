/* Every folder under tests/data/tables/bad and .../same holds only the files in which it differs from .../good;
 * an empty NAME.gone takes a file away. What the report must say stands beside them in report.txt. */
#include "tables_fixture.h"

static void check_bad_case(struct fixture *f, const char *folder, const char *name)
{
    CLEANUP(text_done) struct text report;
    CLEANUP(text_done) struct text expected;
    struct tables untouched = {.day_count = 7};
    char path[PATH_MAX];

    lay_case(f, "bad", name);
    enum error_code code = read_tables(f, &untouched);
    text_init(&report, 100000);
    put_report(f, &report);
    text_init(&expected, 100000);
    snprintf(path, sizeof path, "%s/%s/report.txt", folder, name);
    assert_int_equal(file_read(path, &expected, &f->err), OK);
    if (strcmp(report.data, expected.data) != 0)
        fail_msg("%s:\n%sinstead of\n%s", name, report.data, expected.data);
    assert_int_equal(code, strcmp(name, "missing_file") == 0 ? ERROR_NO_INPUT : ERROR_DATA);
    assert_int_equal(untouched.day_count, 7);
}

static void every_bad_table_is_refused_with_its_message(void **state)
{
    assert_true(each_name(DATA "bad", check_bad_case, *state) >= 25);
}

static void check_same_case(struct fixture *f, const char *folder, const char *name)
{
    struct tables tables;

    (void)folder;
    lay_case(f, "same", name);
    if (read_tables(f, &tables) != OK || f->report.line_count > 0 || !tables_equal(&tables, &f->tables))
        fail_msg("%s does not read like the good tables", name);
}

static void every_way_of_writing_the_tables_gives_the_same_value(void **state)
{
    struct fixture *f = *state;

    lay_case(f, "good", ".");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_no_report(f);
    assert_true(each_name(DATA "same", check_same_case, f) >= 8);
}

static void texts_are_composed_and_telephones_of_one_form(void **state)
{
    struct fixture *f = *state;

    lay_case(f, "same", "decomposed");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_no_report(f);
    assert_string_equal(f->tables.candidates[1].full_name, "Nguyễn Văn Ẩn");
    assert_string_equal(f->tables.candidates[0].phone, "+84500000011");
    assert_string_equal(f->tables.candidates[1].phone, "+84500000012");
    assert_string_equal(f->tables.candidates[2].phone, "+84500000013");
    assert_string_equal(f->tables.candidates[4].phone, "");
    assert_string_equal(f->tables.venues[2].name, "Nhà văn hóa thôn \"Lúa Mới\"");
    assert_string_equal(f->tables.areas[3].chair_phone, "+84500000001");
    assert_string_equal(f->tables.areas[0].chair_name, "");
}

static void references_are_indexes_of_a_value_in_canonical_order(void **state)
{
    struct fixture *f = *state;
    const struct tables *t = &f->tables;

    lay_case(f, "same", "shuffled");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_int_equal(t->area_count, 6);
    assert_int_equal(t->areas[0].parent, TABLES_NONE);
    assert_string_equal(t->areas[t->areas[5].parent].id, "D02");
    assert_string_equal(t->areas[t->venues[2].commune].id, "C02");
    assert_string_equal(t->units[1].id, "Q01");
    assert_int_equal(t->units[1].level, UNIT_DISTRICT);
    assert_string_equal(t->candidates[t->candidacies[1].candidate].id, "K04");
    assert_int_equal(t->blocks[0].kind, BLOCK_VENUE);
    assert_int_equal(t->blocks[0].sessions, 1 | 4);
    assert_int_equal(t->blocks[3].sessions, 7);
    assert_int_equal(t->params.campaign_end.minute, 7 * 60);
    assert_int_equal(t->params.w_holiday_m, 1000000);
}

static void what_is_written_reads_back_equal(void **state)
{
    check_round_trip(*state, "good", ".");
}

static void the_tables_of_an_election_without_districts_are_read(void **state)
{
    struct fixture *f = *state;
    char districts[PATH_MAX];

    check_round_trip(f, "other", "without_districts");
    assert_int_equal(f->tables.area_count, 4);
    assert_int_equal(f->tables.areas[0].daily_target, 3);
    assert_int_equal(f->tables.areas[3].parent, 0);
    snprintf(districts, sizeof districts, "%s/written/districts.csv", f->folder);
    assert_false(file_exists(districts));
}

static void warnings_do_not_stop_the_reading(void **state)
{
    struct fixture *f = *state;
    CLEANUP(text_done) struct text report;

    lay_case(f, "other", "warned");
    assert_int_equal(read_tables(f, &f->tables), OK);
    text_init(&report, 10000);
    put_report(f, &report);
    assert_string_equal(report.data,
                        "warning: days.csv:1: lunar: this column is not known and was not read\n"
                        "warning: blocks.csv:6:11: date: is no day of days.csv, so this row changes nothing\n"
                        "warning: candidates.csv:7:1: candidate_id: \"K06\" stands in no unit\n");
    assert_int_equal(f->report.error_count, 0);
}

static void a_changed_value_makes_tables_unequal(void **state)
{
    struct fixture *f = *state;
    struct tables other;

    lay_case(f, "good", ".");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_int_equal(read_tables(f, &other), OK);
    assert_true(tables_equal(&f->tables, &other));
    other.candidates[2].email = "x@example.org";
    assert_false(tables_equal(&f->tables, &other));
    other.candidates[2].email = "";
    assert_true(tables_equal(&f->tables, &other));
    other.block_count--;
    assert_false(tables_equal(&f->tables, &other));
    other.block_count++;
    other.params.campaign_end.minute++;
    assert_false(tables_equal(&f->tables, &other));
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(tables_read("/nonexistent/tables", &f->arena, &f->report, &f->tables, &f->err),
                     ERROR_NO_INPUT);
    assert_string_equal(f->err.file, "/nonexistent/tables");
    assert_string_equal(f->err.message.format, "there is no such folder");
}

static void a_problem_is_built_from_the_tables(void **state)
{
    struct fixture *f = *state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;

    lay_case(f, "other", "warned");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_int_equal(problem_build(&f->tables, &problem, &f->err), OK);
    assert_int_equal(problem->count.groups, 2);
    assert_int_equal(problem->count.communes, 3);
    assert_string_equal(problem->groups[problem->communes[2].group].code, "D02");
    assert_int_equal(problem->groups[0].daily_target, 2);
    assert_string_equal(problem->communes[problem->venues[3].commune].code, "C03");
    assert_int_equal(problem->units[plan_problem_find_unit(problem, "N01")].level, PLAN_NATIONAL_ASSEMBLY);
    assert_int_equal(problem->units[plan_problem_find_unit(problem, "N01")].communes.count, 3);
    assert_int_equal(problem->count.blocks, 4); /* the fifth is on a day that is not planned */
    uint32_t morning_of_30_april = 2 * problem->count.sessions;
    assert_true(plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_COMMUNE, 1), morning_of_30_april));
    assert_false(plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_COMMUNE, 0), morning_of_30_april));
    assert_int_equal(problem->params.w_imbalance_m, 20000);
}

static void without_districts_the_load_is_spread_over_provinces(void **state)
{
    struct fixture *f = *state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;

    lay_case(f, "other", "without_districts");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_int_equal(problem_build(&f->tables, &problem, &f->err), OK);
    assert_int_equal(problem->count.groups, 1);
    assert_int_equal(problem->groups[0].daily_target, 3);
    assert_int_equal(problem->communes[2].group, 0);
}

static void the_manual_names_every_file_and_column(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text manual;
    struct error err;

    text_init(&manual, 100000);
    assert_int_equal(file_read(HT_SOURCE_DIR "/docs/tables.md", &manual, &err), OK);
    for (enum tables_file file = 0; file < FILE_COUNT; file++) {
        const struct tables_shape *shape = tables_shape(file, true);
        char word[64];
        snprintf(word, sizeof word, "\n| `%s` |", shape->name);
        const char *row = strstr(manual.data, word);
        assert_non_null(row);
        for (size_t i = 0; i < shape->column_count; i++) {
            snprintf(word, sizeof word, "`%s`", shape->columns[i].name);
            const char *found = strstr(row, word);
            if (found == NULL || (file != FILE_PARAMS && found > strchr(row + 1, '\n')))
                fail_msg("docs/tables.md does not name %s of %s", shape->columns[i].name, shape->name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(every_bad_table_is_refused_with_its_message),
        IN_A_FOLDER(every_way_of_writing_the_tables_gives_the_same_value),
        IN_A_FOLDER(texts_are_composed_and_telephones_of_one_form),
        IN_A_FOLDER(references_are_indexes_of_a_value_in_canonical_order),
        IN_A_FOLDER(what_is_written_reads_back_equal),
        IN_A_FOLDER(the_tables_of_an_election_without_districts_are_read),
        IN_A_FOLDER(warnings_do_not_stop_the_reading),
        IN_A_FOLDER(a_changed_value_makes_tables_unequal),
        IN_A_FOLDER(a_folder_that_is_not_there_is_named),
        IN_A_FOLDER(a_problem_is_built_from_the_tables),
        IN_A_FOLDER(without_districts_the_load_is_spread_over_provinces),
        cmocka_unit_test(the_manual_names_every_file_and_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
