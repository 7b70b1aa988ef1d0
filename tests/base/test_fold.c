/* Folding many texts gives what folding each gives. */
#include "base/fold.h"
#include "base/unicode.h"
#include "cmocka_tests.h"

#include <string.h>

static void a_text_folds_as_it_does_alone(void **state)
{
    static const char *const texts[] = {
        "", "Đống Đa", "HUYỆN Ea H'Leo", "Nguyễn Thị Ẩn", "ỨỪỬỮỰ ứừửữự", "Straße Æ", "Điểu K’Ré", "日本 5",
    };
    CLEANUP(arena_done) struct arena arena;
    struct error err;

    (void)state;
    arena_init(&arena, 1 << 20);
    struct fold *fold = fold_new(&arena);
    assert_non_null(fold);
    for (int twice = 0; twice < 2; twice++) {
        for (size_t i = 0; i < COUNT_OF(texts); i++) {
            char *alone;
            assert_int_equal(unicode_fold(&arena, texts[i], &alone, &err), OK);
            assert_string_equal(fold_text(fold, texts[i]), alone);
        }
    }
}

static void a_long_text_is_cut_at_a_letter(void **state)
{
    CLEANUP(arena_done) struct arena arena;
    char text[3 * FOLD_TEXT_BYTES + 1];

    (void)state;
    arena_init(&arena, 1 << 20);
    struct fold *fold = fold_new(&arena);
    assert_non_null(fold);
    for (size_t i = 0; i < FOLD_TEXT_BYTES; i++)
        memcpy(text + 3 * i, "Ệ", 3);
    text[sizeof text - 1] = '\0';
    assert_in_range(strlen(fold_text(fold, text)), FOLD_TEXT_BYTES - 10, FOLD_TEXT_BYTES - 1);
    assert_int_equal(strspn(fold_text(fold, text), "e"), strlen(fold_text(fold, text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_folds_as_it_does_alone),
        cmocka_unit_test(a_long_text_is_cut_at_a_letter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
