#include "base/library.h"
#include "base/text.h"
#include "cmocka_tests.h"

static void assert_words(const struct error *err, const char *expected)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, 1000);
    error_write(err, err->message.format, &words);
    assert_string_equal(words.data, expected);
}

static void a_library_that_is_there_gives_its_functions(void **state)
{
    (void)state;
    double (*cosine)(double angle) = NULL;
    const struct library_function functions[] = {{"cos", (void *)&cosine}};
    struct error err;

    assert_int_equal(library_load("libm.so.6", functions, 1, &err), OK);
    assert_true(cosine(0) == 1);
}

static void what_is_missing_is_named(void **state)
{
    (void)state;
    void (*nothing)(void) = NULL;
    const struct library_function functions[] = {{"no_such_function", (void *)&nothing}};
    struct error err;

    assert_int_equal(library_load("libnothing.so.1", functions, 1, &err), ERROR_UNAVAILABLE);
    assert_words(&err, "the library libnothing.so.1 cannot be loaded; install the package that holds it");
    assert_int_equal(library_load("libm.so.6", functions, 1, &err), ERROR_UNAVAILABLE);
    assert_words(
        &err, "the library libm.so.6 is too old: it has no no_such_function; bring its package up to date");
    assert_null(nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_library_that_is_there_gives_its_functions),
        cmocka_unit_test(what_is_missing_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
