#include "base/catalog.h"
#include "base/mo.h"
#include "base/text.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>

/* Two sorted keys, "a" and "b", and their translations; made by hand after the manual of gettext. */
static const unsigned char small_mo[] = {
    0xde, 0x12, 0x04, 0x95, 0,   0,   0, 0,   2,   0, 0, 0,              /* magic, revision, count */
    28,   0,    0,    0,    44,  0,   0, 0,   0,   0, 0, 0, 0,  0, 0, 0, /* the two tables, no hash table */
    1,    0,    0,    0,    60,  0,   0, 0,   1,   0, 0, 0, 62, 0, 0, 0, /* keys: length, offset */
    2,    0,    0,    0,    64,  0,   0, 0,   2,   0, 0, 0, 67, 0, 0, 0, /* translations */
    'a',  0,    'b',  0,    'A', '1', 0, 'B', '2', 0,
};

static void a_key_is_found_by_its_bytes(void **state)
{
    (void)state;

    assert_string_equal(mo_find(small_mo, sizeof small_mo, "a"), "A1");
    assert_string_equal(mo_find(small_mo, sizeof small_mo, "b"), "B2");
    assert_null(mo_find(small_mo, sizeof small_mo, ""));
    assert_null(mo_find(small_mo, sizeof small_mo, "aa"));
    assert_null(mo_find(small_mo, sizeof small_mo, "c"));
}

/* A copy of its own size on the heap, so that a sanitizer sees every byte read beside it. */
static void find_both_keys(const unsigned char *bytes, size_t length)
{
    unsigned char *copy = malloc(length > 0 ? length : 1);

    memcpy(copy, bytes, length);
    for (const char *key = "a"; key != NULL; key = key[0] == 'a' ? "b" : NULL) {
        const char *found = mo_find(copy, length, key);
        /* what is found ends inside the file, and is the text or damaged like it */
        assert_true(found == NULL ||
                    (found >= (char *)copy && found + strlen(found) < (char *)copy + length));
    }
    free(copy);
}

static void a_file_cut_off_anywhere_gives_nothing_wrong(void **state)
{
    (void)state;

    for (size_t length = 0; length < sizeof small_mo; length++)
        find_both_keys(small_mo, length);
    assert_null(mo_find(small_mo, 27, "a"));
    assert_null(mo_find(small_mo, sizeof small_mo - 1, "b"));
}

static void any_damaged_byte_gives_nothing_wrong(void **state)
{
    (void)state;
    static const unsigned char damages[] = {0x00, 0x01, 0x40, 0x7f, 0x80, 0xff};
    unsigned char damaged[sizeof small_mo];

    for (size_t at = 0; at < sizeof small_mo; at++) {
        for (size_t i = 0; i < COUNT_OF(damages); i++) {
            memcpy(damaged, small_mo, sizeof damaged);
            damaged[at] = damages[i];
            find_both_keys(damaged, sizeof damaged);
        }
    }
}

static void a_language_is_found_by_its_name(void **state)
{
    (void)state;

    assert_string_equal(catalog_language(catalog_find("vi")), "vi");
    assert_string_equal(catalog_language(catalog_find("en")), "en");
    assert_null(catalog_find("fr"));
    assert_null(catalog_find(""));
}

static void a_sentence_without_a_translation_stays_as_it_is(void **state)
{
    (void)state;

    assert_string_equal(catalog_text(catalog_find("vi"), "no sentence of this program"),
                        "no sentence of this program");
    assert_string_equal(catalog_text(catalog_find("vi"), ""), "");
    assert_string_equal(catalog_text(catalog_find("en"), "The data is wrong."), "The data is wrong.");
    assert_string_equal(catalog_text(catalog_find("vi"), "The data is wrong."), "Dữ liệu sai.");
}

static void an_error_is_written_in_the_language(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    struct error err;

    text_init(&out, 1000);
    error_set(&err, ERROR_DATA, "is longer than %zu characters", (size_t)500);
    error_at(&err, "units.csv", 3, 7, "name");
    catalog_put_error(catalog_find("vi"), &err, &out);
    assert_string_equal(out.data, "units.csv:3:7: name: dài hơn 500 ký tự");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_found_by_its_bytes),
        cmocka_unit_test(a_file_cut_off_anywhere_gives_nothing_wrong),
        cmocka_unit_test(any_damaged_byte_gives_nothing_wrong),
        cmocka_unit_test(a_language_is_found_by_its_name),
        cmocka_unit_test(a_sentence_without_a_translation_stays_as_it_is),
        cmocka_unit_test(an_error_is_written_in_the_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
