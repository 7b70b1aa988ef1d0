#include "base/clock.h"
#include "base/unicode.h"
#include "cmocka_tests.h"

#include <string.h>

struct fixture {
    struct arena arena;
    struct error err;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    arena_init(&fixture.arena, (size_t)64 << 20);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    arena_done(&fixture->arena);
    return 0;
}

static const char *nfc(struct fixture *f, const char *text)
{
    char *out = NULL;
    assert_int_equal(unicode_nfc(&f->arena, text, strlen(text), &out, &f->err), OK);
    return out;
}

static const char *stripped(struct fixture *f, const char *text)
{
    char *out = NULL;
    assert_int_equal(unicode_strip_marks(&f->arena, text, &out, &f->err), OK);
    return out;
}

static const char *folded(struct fixture *f, const char *text)
{
    char *out = NULL;
    assert_int_equal(unicode_fold(&f->arena, text, &out, &f->err), OK);
    return out;
}

/* The 134 letters of Vietnamese that are not plain ASCII: twelve vowels with five tones and six without, and
 * đ, in both cases. Each row: the letters, and the plain letter all of them come down to. */
static const struct letter_row {
    const char *letters;
    const char *plain;
} letter_rows[] = {
    {"à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ", "a"},
    {"À Ả Ã Á Ạ Ă Ằ Ẳ Ẵ Ắ Ặ Â Ầ Ẩ Ẫ Ấ Ậ", "A"},
    {"è ẻ ẽ é ẹ ê ề ể ễ ế ệ", "e"},
    {"È Ẻ Ẽ É Ẹ Ê Ề Ể Ễ Ế Ệ", "E"},
    {"ì ỉ ĩ í ị", "i"},
    {"Ì Ỉ Ĩ Í Ị", "I"},
    {"ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ", "o"},
    {"Ò Ỏ Õ Ó Ọ Ô Ồ Ổ Ỗ Ố Ộ Ơ Ờ Ở Ỡ Ớ Ợ", "O"},
    {"ù ủ ũ ú ụ ư ừ ử ữ ứ ự", "u"},
    {"Ù Ủ Ũ Ú Ụ Ư Ừ Ử Ữ Ứ Ự", "U"},
    {"ỳ ỷ ỹ ý ỵ", "y"},
    {"Ỳ Ỷ Ỹ Ý Ỵ", "Y"},
    {"đ", "d"},
    {"Đ", "D"},
};

/* Calls `check` with each of the 134 letters as a text of its own. */
static size_t each_letter(struct fixture *f,
                          void (*check)(struct fixture *f, const char *letter, const char *plain))
{
    size_t count = 0;

    for (size_t row = 0; row < COUNT_OF(letter_rows); row++) {
        const char *p = letter_rows[row].letters;
        while (*p != '\0') {
            char letter[8] = {0};
            size_t length = strcspn(p, " ");
            memcpy(letter, p, length);
            check(f, letter, letter_rows[row].plain);
            count++;
            p += length + (p[length] == ' ');
        }
    }
    return count;
}

static void check_letter(struct fixture *f, const char *letter, const char *plain)
{
    size_t bad;
    char lower[2] = {(char)(plain[0] | 0x20), '\0'};

    assert_string_equal(nfc(f, letter), letter);
    assert_string_equal(stripped(f, letter), plain);
    assert_string_equal(folded(f, letter), lower);
    assert_int_equal(unicode_count(letter, strlen(letter)), 1);
    assert_true(unicode_valid(letter, strlen(letter), &bad));
    for (size_t cut = 1; cut < strlen(letter); cut++) {
        bad = 99;
        assert_false(unicode_valid(letter, cut, &bad));
        assert_int_equal(bad, 0);
    }
}

static void all_134_letters_lose_their_marks_and_only_those(void **state)
{
    assert_int_equal(each_letter(*state, check_letter), 134);
}

static void decomposed_letters_compose(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *typed;
        const char *composed;
    } rows[] = {
        {"a\u0302\u0301", "ấ"}, /* circumflex, then the tone */
        {"\u00e2\u0301", "ấ"},  /* half composed */
        {"a\u0323\u0306", "ặ"}, /* the marks in canonical order ... */
        {"a\u0306\u0323", "ặ"}, /* ... and as typed */
        {"o\u031b\u0301", "ớ"}, /* horn */
        {"U\u031b\u0323", "Ự"}, {"Nguye\u0302\u0303n Thi\u0323 \u0110a\u0323o", "Nguyễn Thị Đạo"}, {"", ""},
        {"Ba Be", "Ba Be"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_string_equal(nfc(f, rows[i].typed), rows[i].composed);
        assert_string_equal(stripped(f, rows[i].typed), stripped(f, rows[i].composed));
    }
}

static void both_placements_of_a_tone_are_found_and_none_is_corrected(void **state)
{
    struct fixture *f = *state;
    static const char *const pairs[][2] = {{"hoà", "hòa"},   {"thuỷ", "thủy"}, {"Hoè", "Hòe"},
                                           {"khoẻ", "khỏe"}, {"Tuý", "Túy"},   {"loá", "lóa"}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        assert_string_not_equal(nfc(f, pairs[i][0]), nfc(f, pairs[i][1]));
        assert_string_equal(folded(f, pairs[i][0]), folded(f, pairs[i][1]));
    }
}

static void searching_forgets_case_marks_and_the_barred_d(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(folded(f, "ĐỐNG ĐA"), "dong da");
    assert_string_equal(folded(f, "\u00d0\u00f0\u0189\u0256"), "dddd"); /* the eth and African look-alikes */
    assert_string_equal(folded(f, "Điểu K'Ré"), "dieu k're");
    assert_string_equal(stripped(f, "Hội nghị tiếp xúc cử tri, 19 giờ 30"),
                        "Hoi nghi tiep xuc cu tri, 19 gio 30");
    assert_string_equal(stripped(f, "Đỗ Đăng ƯỚC"), "Do Dang UOC");
    assert_string_equal(stripped(f, "日本 €"), "日本 €");
}

static void assert_order(struct fixture *f, const char *const texts[], size_t count)
{
    unsigned char *last = NULL;
    size_t last_length = 0;

    for (size_t i = 0; i < count; i++) {
        unsigned char *key;
        size_t length;
        assert_int_equal(unicode_sort_key(&f->arena, texts[i], &key, &length, &f->err), OK);
        if (last != NULL) {
            int order = memcmp(last, key, last_length < length ? last_length : length);
            if (order > 0 || (order == 0 && last_length >= length))
                fail_msg("%s does not come before %s", texts[i - 1], texts[i]);
        }
        last = key;
        last_length = length;
    }
}

static void names_sort_in_the_vietnamese_alphabet(void **state)
{
    struct fixture *f = *state;
    static const char *const vowels[] = {"Ac", "An", "Az", "Ắc", "Ăn", "Ân", "Ấn", "Ba"};
    static const char *const barred[] = {"Da", "Dũng", "Dz", "Đa", "Đức", "Em", "Ez", "Êm", "Ếm"};
    static const char *const tones[] = {"ma", "mà", "mả", "mã", "má", "mạ", "me"};
    static const char *const horns[] = {"On", "Ốc", "Ộc", "Ôn", "Ớc", "Ơn", "Pa", "Un", "Ưa"};
    static const char *const cases[] = {"an", "An", "án", "Án"};

    assert_order(f, vowels, COUNT_OF(vowels));
    assert_order(f, barred, COUNT_OF(barred));
    assert_order(f, tones, COUNT_OF(tones));
    assert_order(f, horns, COUNT_OF(horns));
    assert_order(f, cases, COUNT_OF(cases));
}

static void the_place_of_a_bad_byte_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        size_t bad;
    } rows[] = {
        {"abc\xff", 4, 3},   {"\xc4\x91\x91", 3, 2},  {"Nguy\xea\xf5n", 7, 4}, /* Windows-1258 */
        {"a\xc0\x80", 3, 1}, {"a\xed\xa0\x80", 4, 1}, {"a\xf4\x90\x80\x80", 5, 1},
        {"\xe1\xba", 2, 0},  {"\x80", 1, 0},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t bad = 99;
        assert_false(unicode_valid(rows[i].bytes, rows[i].length, &bad));
        assert_int_equal(bad, rows[i].bad);
    }
    size_t untouched = 99;
    assert_true(unicode_valid("a\0b", 3, &untouched));
    assert_int_equal(untouched, 99);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
    struct fixture *f = *state;
    char *out = NULL;

    assert_int_equal(unicode_nfc(&f->arena, "a\xff", 2, &out, &f->err), ERROR_DATA);
    assert_int_equal(unicode_fold(&f->arena, "a\xff", &out, &f->err), ERROR_DATA);
    assert_int_equal(unicode_strip_marks(&f->arena, "a\xff", &out, &f->err), ERROR_DATA);
    assert_null(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_134_letters_lose_their_marks_and_only_those),
        cmocka_unit_test(decomposed_letters_compose),
        cmocka_unit_test(both_placements_of_a_tone_are_found_and_none_is_corrected),
        cmocka_unit_test(searching_forgets_case_marks_and_the_barred_d),
        cmocka_unit_test(names_sort_in_the_vietnamese_alphabet),
        cmocka_unit_test(the_place_of_a_bad_byte_is_found),
        cmocka_unit_test(text_that_is_not_utf8_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
