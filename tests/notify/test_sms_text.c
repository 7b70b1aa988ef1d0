#include "base/arena.h"
#include "base/text.h"
#include "base/unicode.h"
#include "cmocka_tests.h"
#include "notify/sms_text.h"

#include <string.h>

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

/* The same letters as some keyboards and Apple's files give them: base and marks one by one; đ has no marks. */
static const char decomposed[] =
    "a\u0300 a\u0301 a\u0309 a\u0303 a\u0323 a\u0306 a\u0306\u0300 a\u0306\u0301 a\u0306\u0309 "
    "a\u0306\u0303 a\u0323\u0306 a\u0302 a\u0302\u0300 a\u0302\u0301 a\u0302\u0309 a\u0302\u0303 "
    "a\u0323\u0302 e\u0300 e\u0301 e\u0309 e\u0303 e\u0323 e\u0302 e\u0302\u0300 e\u0302\u0301 "
    "e\u0302\u0309 e\u0302\u0303 e\u0323\u0302 i\u0300 i\u0301 i\u0309 i\u0303 i\u0323 o\u0300 "
    "o\u0301 o\u0309 o\u0303 o\u0323 o\u0302 o\u0302\u0300 o\u0302\u0301 o\u0302\u0309 "
    "o\u0302\u0303 o\u0323\u0302 o\u031b o\u031b\u0300 o\u031b\u0301 o\u031b\u0309 o\u031b\u0303 "
    "o\u031b\u0323 u\u0300 u\u0301 u\u0309 u\u0303 u\u0323 u\u031b u\u031b\u0300 u\u031b\u0301 "
    "u\u031b\u0309 u\u031b\u0303 u\u031b\u0323 y\u0300 y\u0301 y\u0309 y\u0303 y\u0323 \u0111 "
    "A\u0300 A\u0301 A\u0309 A\u0303 A\u0323 A\u0306 A\u0306\u0300 A\u0306\u0301 A\u0306\u0309 "
    "A\u0306\u0303 A\u0323\u0306 A\u0302 A\u0302\u0300 A\u0302\u0301 A\u0302\u0309 A\u0302\u0303 "
    "A\u0323\u0302 E\u0300 E\u0301 E\u0309 E\u0303 E\u0323 E\u0302 E\u0302\u0300 E\u0302\u0301 "
    "E\u0302\u0309 E\u0302\u0303 E\u0323\u0302 I\u0300 I\u0301 I\u0309 I\u0303 I\u0323 O\u0300 "
    "O\u0301 O\u0309 O\u0303 O\u0323 O\u0302 O\u0302\u0300 O\u0302\u0301 O\u0302\u0309 "
    "O\u0302\u0303 O\u0323\u0302 O\u031b O\u031b\u0300 O\u031b\u0301 O\u031b\u0309 O\u031b\u0303 "
    "O\u031b\u0323 U\u0300 U\u0301 U\u0309 U\u0303 U\u0323 U\u031b U\u031b\u0300 U\u031b\u0301 "
    "U\u031b\u0309 U\u031b\u0303 U\u031b\u0323 Y\u0300 Y\u0301 Y\u0309 Y\u0303 Y\u0323 \u0110";

/* Letters without marks, in the same order. */
static const char without_marks[] = "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"
                                    "AAAAAAAAAAAAAAAAAEEEEEEEEEEEIIIIIOOOOOOOOOOOOOOOOOUUUUUUUUUUUYYYYYD";

/* What a text costs must not hang on the keyboard it was typed with. */
static void decomposed_letters_are_composed_before_they_are_counted(void **state)
{
    CLEANUP(arena_done) struct arena arena;
    struct error err;
    char *composed;
    unsigned longer = 0;

    (void)state;
    arena_init(&arena, 100000);
    assert_int_equal(unicode_nfc(&arena, decomposed, strlen(decomposed), &composed, &err), OK);
    assert_int_equal(measure(composed).units, 134 + 133); /* and the blanks between */
    for (const char *at = vietnamese, *other = composed; *at != '\0'; at++, other++) {
        while (*other == ' ')
            other++;
        assert_int_equal(*at, *other);
    }
    for (const char *at = decomposed; *at != '\0';) {
        char letter[16] = "";
        size_t length = strcspn(at, " ");
        memcpy(letter, at, length);
        longer += measure(letter).units > 1;
        at += length + (at[length] == ' ');
    }
    assert_int_equal(longer, 132); /* all but đ and Đ */
}

static void both_forms_of_each_letter_lose_their_marks(void **state)
{
    CLEANUP(arena_done) struct arena arena;
    struct error err;
    char *plain;

    (void)state;
    arena_init(&arena, 100000);
    assert_int_equal(sms_text_plain(vietnamese, &arena, &plain, &err), OK);
    assert_string_equal(plain, without_marks);
    assert_int_equal(measure(plain).coding, SMS_GSM);
    assert_int_equal(sms_text_plain(decomposed, &arena, &plain, &err), OK);
    for (size_t i = 0; without_marks[i] != '\0'; i++) {
        assert_int_equal(plain[2 * i], without_marks[i]);
        assert_int_equal(plain[2 * i + 1], without_marks[i + 1] == '\0' ? '\0' : ' ');
    }
}

static void the_signs_of_offices_become_plain_ones(void **state)
{
    CLEANUP(arena_done) struct arena arena;
    struct error err;
    char *plain;

    (void)state;
    arena_init(&arena, 100000);
    assert_int_equal(sms_text_plain("“Hội nghị” – 7:00…\u00a0tại ‘Điện Biên’", &arena, &plain, &err), OK);
    assert_string_equal(plain, "\"Hoi nghi\" - 7:00... tai 'Dien Bien'");
    assert_int_equal(measure(plain).coding, SMS_GSM);
}

static void a_text_that_the_provider_would_cut_or_refuse_is_found(void **state)
{
    static const struct {
        const char *letter;
        unsigned count;
        struct sms_limits limits;
        enum sms_fit fit;
    } rows[] = {
        {"a", 160, {1, 0, 0, ""}, SMS_FITS},       {"a", 161, {1, 0, 0, ""}, SMS_TOO_LONG},
        {"a", 306, {2, 306, 0, ""}, SMS_FITS},     {"a", 307, {6, 306, 0, ""}, SMS_TOO_LONG},
        {"a", 459, {6, 459, 0, ""}, SMS_FITS},     {"a", 460, {6, 459, 0, ""}, SMS_TOO_LONG},
        {"a", 460, {4, 0, 70, ""}, SMS_FITS},      {"ệ", 70, {6, 160, 70, ""}, SMS_FITS},
        {"ệ", 71, {6, 160, 70, ""}, SMS_TOO_LONG}, {"ệ", 134, {2, 0, 0, ""}, SMS_FITS},
        {"ệ", 135, {2, 0, 0, ""}, SMS_TOO_LONG},   {"€", 80, {6, 160, 0, ""}, SMS_FITS},
        {"€", 81, {6, 160, 0, ""}, SMS_TOO_LONG},  {"#", 1, {6, 0, 0, "%#&"}, SMS_FORBIDDEN},
        {"a", 1, {6, 0, 0, "%#&"}, SMS_FITS},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text text;
        text_init(&text, 10000);
        for (unsigned n = 0; n < rows[i].count; n++)
            text_put(&text, rows[i].letter);
        struct sms_size size = measure(text.data);
        print_message("row %zu\n", i);
        assert_int_equal(sms_text_judge(text.data, &size, &rows[i].limits).fit, rows[i].fit);
    }
}

static void a_refused_character_is_named_with_its_place(void **state)
{
    const struct sms_limits limits = {6, 0, 0, "#–&"};
    const char text[] = "Hội nghị 7:00 – 9:00 & sau đó";
    struct sms_size size = measure(text);
    struct sms_verdict verdict = sms_text_judge(text, &size, &limits);

    (void)state;
    assert_int_equal(verdict.fit, SMS_FORBIDDEN);
    assert_string_equal(verdict.forbidden, "–");
    assert_int_equal(verdict.forbidden_at, 15);
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
        cmocka_unit_test(decomposed_letters_are_composed_before_they_are_counted),
        cmocka_unit_test(both_forms_of_each_letter_lose_their_marks),
        cmocka_unit_test(the_signs_of_offices_become_plain_ones),
        cmocka_unit_test(a_text_that_the_provider_would_cut_or_refuse_is_found),
        cmocka_unit_test(a_refused_character_is_named_with_its_place),
        cmocka_unit_test(bytes_that_are_no_utf8_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
