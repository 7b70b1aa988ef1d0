#include "base/error.h"
#include "base/text.h"
#include "cmocka_tests.h"

#include <string.h>

static void assert_written(const struct error *err, const char *format, const char *expected)
{
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    error_write(err, format, &out);
    assert_string_equal(out.data, expected);
}

static void an_error_names_file_line_column_and_key(void **state)
{
    (void)state;
    struct error err;

    assert_int_equal(error_set(&err, ERROR_DATA, "\"%s\" is not one of %d levels", "tỉnh", 4), ERROR_DATA);
    assert_written(&err, err.message.format, "\"tỉnh\" is not one of 4 levels");
    error_at(&err, "law.yaml", 12, 0, "duties.3.level");
    assert_written(&err, err.message.format, "law.yaml:12: duties.3.level: \"tỉnh\" is not one of 4 levels");
    error_at(&err, NULL, 12, 5, NULL);
    assert_written(&err, err.message.format,
                   "law.yaml:12:5: duties.3.level: \"tỉnh\" is not one of 4 levels");
}

static void a_translation_may_turn_the_arguments_round(void **state)
{
    (void)state;
    struct error err;

    error_set(&err, ERROR_DATA, "%s needs %zu rows, 100%%", "blocks.csv", (size_t)3);
    assert_written(&err, "cần %2$s dòng trong %1$s, 100%%", "cần 3 dòng trong blocks.csv, 100%");
}

static void numbers_keep_width_and_size(void **state)
{
    (void)state;
    struct error err;

    error_set(&err, ERROR_DATA, "%02d:%02d %lld %u %.3s|%c", 7, 5, -9000000000LL, 4000000000u, "abcdef", 'x');
    assert_written(&err, err.message.format, "07:05 -9000000000 4000000000 abc|x");
}

static void a_long_argument_is_cut_at_a_character(void **state)
{
    (void)state;
    struct error err;
    char longest[1000];

    for (size_t i = 0; i + 2 < sizeof longest; i += 2)
        memcpy(longest + i, "đ", 2);
    longest[998] = '\0';
    error_set(&err, ERROR_DATA, "%s", longest);
    CLEANUP(text_done) struct text out;
    text_init(&out, 1000);
    error_write(&err, err.message.format, &out);
    assert_int_equal(out.length % 2, 0);
    assert_true(out.length > 300 && out.length < MESSAGE_TEXT_MAX);
}

static void every_code_has_its_statuses(void **state)
{
    (void)state;

    for (int code = OK; code < ERROR_CODE_COUNT; code++) {
        assert_true(error_http_status((enum error_code)code) >= 200);
        assert_true(strlen(error_name((enum error_code)code)) > 0);
        assert_true(code == OK || error_exit_status((enum error_code)code) > 0);
    }
    assert_int_equal(error_exit_status(ERROR_DATA), 65);
    assert_int_equal(error_exit_status(ERROR_CONFIG), 78);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_names_file_line_column_and_key),
        cmocka_unit_test(a_translation_may_turn_the_arguments_round),
        cmocka_unit_test(numbers_keep_width_and_size),
        cmocka_unit_test(a_long_argument_is_cut_at_a_character),
        cmocka_unit_test(every_code_has_its_statuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
