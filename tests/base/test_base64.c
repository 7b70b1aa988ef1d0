#include "base/base64.h"
#include "cmocka_tests.h"

#include <string.h>

static void the_examples_of_the_rfc_go_both_ways(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        const char *coded;
    } rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"Hội nghị \xff?>", "SOG7mWkgbmdo4buLIP8/Pg=="},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text coded;
        CLEANUP(text_done) struct text plain;
        text_init(&coded, 100);
        text_init(&plain, 100);
        base64_put(&coded, rows[i].plain, strlen(rows[i].plain), 0);
        assert_string_equal(coded.data, rows[i].coded);
        base64_take(&plain, coded.data, coded.length);
        assert_string_equal(plain.data, rows[i].plain);
    }
}

static void lines_end_where_they_are_told_to(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text coded;

    text_init(&coded, 100);
    base64_put(&coded, "foobarfoobar", 12, 8);
    assert_string_equal(coded.data, "Zm9vYmFy\r\nZm9vYmFy\r\n");
    text_clear(&coded);
    base64_put(&coded, "foobarf", 7, 8);
    assert_string_equal(coded.data, "Zm9vYmFy\r\nZg==\r\n");
}

static void what_was_broken_on_the_way_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    static const struct {
        const char *coded;
        const char *plain;
    } rows[] = {
        {"Zm9v\r\n YmFy\r\n", "foobar"},
        {"Zm9v!!YmFy", "foobar"},
        {"Zm9vY", "foo"},
        {"Zg==Zg==", "f"},
        {"====", ""},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text plain;
        text_init(&plain, 100);
        base64_take(&plain, rows[i].coded, strlen(rows[i].coded));
        assert_string_equal(plain.data, rows[i].plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_rfc_go_both_ways),
        cmocka_unit_test(lines_end_where_they_are_told_to),
        cmocka_unit_test(what_was_broken_on_the_way_is_read_as_far_as_it_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
