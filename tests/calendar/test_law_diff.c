#include "calendar/law_diff.h"
#include "calendar/law_files.h"
#include "cmocka_tests.h"

#include <string.h>

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)

static const char *const kind_names[] = {"rule", "words", "new", "gone"};

static const struct law_difference *item_of(const struct law_diff *diff, const char *id)
{
    for (size_t i = 0; i < diff->count; i++) {
        const struct law_duty *duty =
            diff->items[i].after != NULL ? diff->items[i].after : diff->items[i].before;
        if (strcmp(duty->id, id) == 0)
            return &diff->items[i];
    }
    return NULL;
}

/* "-P35D", or "" of a duty that has no such single number. */
static const char *number_of(const struct law_duty *duty)
{
    if (duty == NULL || duty->until == NULL || duty->from != NULL || duty->until->offset == NULL)
        return "";
    return duty->until->offset;
}

static struct law_diff diff_of(const struct law_pack *before, const struct law_pack *after,
                               struct arena *arena)
{
    struct law_diff diff;
    struct error err;

    assert_int_equal(law_diff(before, after, arena, &diff, &err), OK);
    return diff;
}

static void the_amending_law_of_2025_is_read_aloud_and_nothing_else(void **state)
{
    (void)state;
    static const struct table_column columns[] = {{"duty", false},  {"change", false},     {"before", false},
                                                  {"after", false}, {"amended_by", false}, {"source", false}};
    static const struct table_columns wanted = {columns, COUNT_OF(columns)};
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *before = law_files_pack("config/law/85-2015.yaml");
    CLEANUP(law_pack_free_ptr) struct law_pack *after = law_files_pack("config/law/83-2025.yaml");

    arena_init(&arena, ARENA_BYTES);
    struct law_diff diff = diff_of(before, after, &arena);
    struct table table = law_files_table("tests/data/law/changes-83-2025.csv", &wanted, &arena);
    for (size_t i = 0; i < table.row_count; i++) {
        const char *duty = table_at(&table, i, 0)->text;
        const struct law_difference *item = item_of(&diff, duty);
        if (item == NULL)
            fail_msg("%s does not differ; source %s", duty, table_at(&table, i, 5)->text);
        assert_string_equal(kind_names[item->kind], table_at(&table, i, 1)->text);
        assert_string_equal(number_of(item->before), table_at(&table, i, 2)->text);
        assert_string_equal(number_of(item->after), table_at(&table, i, 3)->text);
        assert_string_equal(item->amended.by != NULL ? item->amended.by : "", table_at(&table, i, 4)->text);
    }
    assert_int_equal(diff.count, table.row_count);
}

static void a_diff_turned_round_says_the_same_the_other_way(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *before = law_files_pack("tests/data/law/test-2021.yaml");
    CLEANUP(law_pack_free_ptr) struct law_pack *after = law_files_pack("tests/data/law/test-2026.yaml");

    arena_init(&arena, ARENA_BYTES);
    struct law_diff forth = diff_of(before, after, &arena);
    struct law_diff back = diff_of(after, before, &arena);
    assert_int_equal(forth.count, 4);
    assert_int_equal(back.count, 4);
    assert_int_equal(item_of(&forth, "train")->kind, LAW_NEW);
    assert_int_equal(item_of(&back, "train")->kind, LAW_GONE);
    assert_string_equal(item_of(&back, "train")->amended.by, "1.3");
    assert_int_equal(item_of(&back, "report")->kind, LAW_NEW);
    assert_string_equal(item_of(&back, "report")->amended.by, "1.4");
    assert_int_equal(item_of(&back, "consult")->kind, LAW_DIFFERENT_RULE);
    assert_string_equal(item_of(&back, "consult")->amended.by, "1.1");
    assert_string_equal(number_of(item_of(&back, "consult")->after), "-P35D");
    assert_int_equal(item_of(&forth, "send_list")->kind, LAW_DIFFERENT_WORDS);
    assert_null(item_of(&forth, "campaign"));
}

static void a_pack_does_not_differ_from_itself(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");

    arena_init(&arena, ARENA_BYTES);
    assert_int_equal(diff_of(pack, pack, &arena).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_amending_law_of_2025_is_read_aloud_and_nothing_else),
        cmocka_unit_test(a_diff_turned_round_says_the_same_the_other_way),
        cmocka_unit_test(a_pack_does_not_differ_from_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
