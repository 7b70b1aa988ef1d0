#include "base/cleanup.h"
#include "base/utf8.h"
#include "cmocka_tests.h"

#include <string.h>

static void characters_of_one_to_four_bytes_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t character;
    } rows[] = {{"a", 'a'},
                {"\x7f", 0x7f},
                {"\xc2\x80", 0x80},
                {"đ", 0x111},
                {"ệ", 0x1ec7},
                {"\xef\xbf\xbd", 0xfffd},
                {"\xf0\x90\x80\x80", 0x10000},
                {"📅", 0x1f4c5},
                {"\xf4\x8f\xbf\xbf", 0x10ffff}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint32_t character = 0;
        assert_int_equal(utf8_next(rows[i].bytes, strlen(rows[i].bytes), &character), strlen(rows[i].bytes));
        assert_int_equal(character, rows[i].character);
    }
}

static void what_is_no_character_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {"\x80",             /* begins in the middle */
                                       "\xc4",             /* cut */
                                       "\xe1\xbb",         /* cut */
                                       "\xc4z",            /* not continued */
                                       "\xc0\xaf",         /* overlong */
                                       "\xe0\x80\xaf",     /* overlong */
                                       "\xf0\x80\x80\xaf", /* overlong */
                                       "\xed\xa0\x80",     /* half of a surrogate pair */
                                       "\xf4\x90\x80\x80", /* above U+10FFFF */
                                       "\xf8\x88\x80\x80\x80",
                                       "\xff"};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint32_t character = 7;
        assert_int_equal(utf8_next(rows[i], strlen(rows[i]), &character), 0);
        assert_int_equal(character, 7);
    }
    uint32_t character = 7;
    assert_int_equal(utf8_next("a", 0, &character), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_of_one_to_four_bytes_are_read),
        cmocka_unit_test(what_is_no_character_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
