#include "cmocka_tests.h"
#include "notify/quote.h"

#include <string.h>

static void an_address_keeps_only_its_own_signs(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 200);
    quote_percent("Hội nghị 19:30 & 50%+1/2~x", &out);
    assert_string_equal(out.data, "H%E1%BB%99i%20ngh%E1%BB%8B%2019%3A30%20%26%2050%25%2B1%2F2~x");
}

static void a_json_string_keeps_its_letters(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 200);
    quote_json("\"đường\" \\ số\n5\t📅", &out);
    assert_string_equal(out.data, "\\\"đường\\\" \\\\ số\\u000a5\\u0009📅");
}

static void foreign_words_become_one_clean_line(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *line;
    } rows[] = {
        {"0: Accepted", "0: Accepted"},
        {"hai\r\ndòng\t\x7f x\n", "hai  dòng   x"},
        {"\xff\xfe v\xe1\xbb", "?? v??"},
        {"", ""},
        {"12345678901234567890", "123456789012345"},
        {"12345678901234ệ", "12345678901234"}, /* cut before the letter that has no room */
    };
    char line[16];

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        quote_line(rows[i].bytes, strlen(rows[i].bytes), line, sizeof line);
        assert_string_equal(line, rows[i].line);
    }
    quote_line("a\0b", 3, line, sizeof line);
    assert_string_equal(line, "a b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_keeps_only_its_own_signs),
        cmocka_unit_test(a_json_string_keeps_its_letters),
        cmocka_unit_test(foreign_words_become_one_clean_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
