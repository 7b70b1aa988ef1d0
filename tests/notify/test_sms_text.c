#include "base/text.h"
#include "cmocka_tests.h"
#include "notify/sms_text.h"

static struct sms_size measure(const char *text)
{
    struct sms_size size;

    assert_true(sms_text_measure(text, &size));
    return size;
}

/* `count` times the same letter. */
static struct sms_size measure_repeated(const char *letter, unsigned count)
{
    CLEANUP(text_done) struct text text;

    text_init(&text, 10000);
    for (unsigned i = 0; i < count; i++)
        text_put(&text, letter);
    return measure(text.data);
}

static void parts_are_counted_at_every_border(void **state)
{
    (void)state;
    static const struct {
        const char *letter;
        unsigned count;
        enum sms_coding coding;
        unsigned units;
        unsigned parts;
    } rows[] = {
        {"a", 1, SMS_GSM, 1, 1},
        {"a", 159, SMS_GSM, 159, 1},
        {"a", 160, SMS_GSM, 160, 1},
        {"a", 161, SMS_GSM, 161, 2},
        {"a", 306, SMS_GSM, 306, 2},
        {"a", 307, SMS_GSM, 307, 3},
        {"a", 459, SMS_GSM, 459, 3},
        {"a", 460, SMS_GSM, 460, 4},
        {"ệ", 69, SMS_UCS2, 69, 1},
        {"ệ", 70, SMS_UCS2, 70, 1},
        {"ệ", 71, SMS_UCS2, 71, 2},
        {"ệ", 134, SMS_UCS2, 134, 2},
        {"ệ", 135, SMS_UCS2, 135, 3},
        {"€", 80, SMS_GSM, 160, 1},
        {"€", 81, SMS_GSM, 162, 2},
        /* 76 fit in a part of 153 septets, and one septet stays empty */
        {"€", 152, SMS_GSM, 304, 2},
        {"€", 153, SMS_GSM, 306, 3},
        /* 33 fit in a part of 67 units, and one unit stays empty */
        {"📅", 35, SMS_UCS2, 70, 1},
        {"📅", 36, SMS_UCS2, 72, 2},
        {"📅", 66, SMS_UCS2, 132, 2},
        {"📅", 67, SMS_UCS2, 134, 3},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct sms_size size = measure_repeated(rows[i].letter, rows[i].count);
        print_message("%u times %s\n", rows[i].count, rows[i].letter);
        assert_int_equal(size.coding, rows[i].coding);
        assert_int_equal(size.units, rows[i].units);
        assert_int_equal(size.parts, rows[i].parts);
        assert_int_equal(size.characters, rows[i].count);
    }
}

static void an_empty_text_has_no_part(void **state)
{
    (void)state;
    struct sms_size size = measure("");

    assert_int_equal(size.units, 0);
    assert_int_equal(size.parts, 0);
}

static void the_whole_gsm_alphabet_is_gsm(void **state)
{
    (void)state;
    struct sms_size size = measure("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                                   "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    assert_int_equal(size.coding, SMS_GSM);
    assert_int_equal(size.characters, 127); /* 128 less the escape to the extension table */
    assert_int_equal(size.units, 127);
    size = measure("^{}\\[~]|€\f");
    assert_int_equal(size.coding, SMS_GSM);
    assert_int_equal(size.units, 20);
}

static void the_first_letter_that_forces_the_dear_form_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *forcing;
        uint32_t at;
    } rows[] = {
        {"Hop luc 19:30", "", 0},
        {"à è é ì ò ù É", "", 0},
        {"Hội nghị", "ộ", 2},
        {"Xã Hòa An", "ã", 2},
        {"gặp “cử tri”", "ặ", 2},
        {"7:00 – 9:00", "–", 6},
        {"a`b", "`", 2},
        {"a\tb", "\t", 2},
        {"khong dau\u00a0", "\u00a0", 10},
        {"📅", "📅", 1},
        {"nghi\u0323", "\u0323", 5},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct sms_size size = measure(rows[i].text);
        print_message("%s\n", rows[i].text);
        assert_string_equal(size.forcing, rows[i].forcing);
        assert_int_equal(size.forcing_at, rows[i].at);
        assert_int_equal(size.coding, rows[i].at == 0 ? SMS_GSM : SMS_UCS2);
    }
}

/* In UCS-2 the letters of the extension table are ordinary ones. */
static void letters_of_the_extension_table_count_once_in_ucs2(void **state)
{
    (void)state;
    struct sms_size size = measure("[đ]");

    assert_int_equal(size.units, 3);
}

/* Lower-case and upper-case vowels with their five marks, and đ: the 134 letters beyond ASCII. */
static const char vietnamese[] = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
                                 "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

static void of_the_vietnamese_letters_gsm_has_seven(void **state)
{
    (void)state;
    unsigned letters = 0;
    unsigned cheap = 0;

    for (const char *at = vietnamese; *at != '\0'; letters++) {
        char letter[5] = {*at++};
        for (size_t i = 1; (*at & 0xc0) == 0x80; i++)
            letter[i] = *at++;
        cheap += measure(letter).coding == SMS_GSM;
        assert_int_equal(measure(letter).units, 1);
    }
    assert_int_equal(letters, 134);
    assert_int_equal(cheap, 7); /* à è é ì ò ù É */
}

static void bytes_that_are_no_utf8_are_refused(void **state)
{
    (void)state;
    struct sms_size size = {.parts = 9};

    assert_false(sms_text_measure("H\xe1\xbb", &size));
    assert_int_equal(size.parts, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_counted_at_every_border),
        cmocka_unit_test(an_empty_text_has_no_part),
        cmocka_unit_test(the_whole_gsm_alphabet_is_gsm),
        cmocka_unit_test(the_first_letter_that_forces_the_dear_form_is_named),
        cmocka_unit_test(letters_of_the_extension_table_count_once_in_ucs2),
        cmocka_unit_test(of_the_vietnamese_letters_gsm_has_seven),
        cmocka_unit_test(bytes_that_are_no_utf8_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
