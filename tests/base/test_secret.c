#include "base/secret.h"
#include "cmocka_tests.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define MANY 64

static void tokens_are_addresses_nobody_has_seen_before(void **state)
{
    (void)state;
    struct error err;
    char tokens[MANY][SECRET_TOKEN_CHARS];

    for (size_t i = 0; i < MANY; i++) {
        assert_int_equal(secret_make_token(tokens[i], &err), OK);
        assert_true(secret_is_token(tokens[i]));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(tokens[i], tokens[j]);
    }
}

static void what_is_no_token_is_told_by_its_form(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "short",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcde",   /* 31 */
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", /* 33 */
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcd/.",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcd\xc4\x91",
    };

    assert_true(secret_is_token("ABCDEFGHIJKLMNOPQRSTUVWXYZabc0-_"));
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (secret_is_token(wrong[i]))
            fail_msg("row %zu passes as a token", i);
}

static void ids_are_small_hexadecimal_and_unique(void **state)
{
    (void)state;
    struct error err;
    char first[SECRET_ID_CHARS];
    char second[SECRET_ID_CHARS];

    assert_int_equal(secret_make_id(first, &err), OK);
    assert_int_equal(secret_make_id(second, &err), OK);
    assert_int_equal(strlen(first), SECRET_ID_CHARS - 1);
    assert_int_equal(strspn(first, "0123456789abcdef"), SECRET_ID_CHARS - 1);
    assert_string_not_equal(first, second);
}

/* The digest of "abc" by another maker: Python's hashlib.blake2b(b"abc", digest_size=32). */
static void the_hash_is_blake2b_of_32_bytes(void **state)
{
    (void)state;
    unsigned char hash[SECRET_HASH_BYTES];
    char hex[2 * SECRET_HASH_BYTES + 1];

    secret_hash("abc", 3, hash);
    for (size_t i = 0; i < SECRET_HASH_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

/* FIPS 180-2, appendix B.1. */
static void the_sha256_is_that_of_sha256sum(void **state)
{
    (void)state;
    char hex[SECRET_SHA256_CHARS];

    secret_sha256("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void comparing_finds_a_difference_anywhere(void **state)
{
    (void)state;

    assert_true(secret_equal("abc", "abc", 3));
    assert_false(secret_equal("abc", "xbc", 3));
    assert_false(secret_equal("abc", "abx", 3));
}

static void *make_one(void *out)
{
    struct error err;

    return secret_make_token(out, &err) == OK ? out : NULL;
}

static void threads_may_ask_first_together(void **state)
{
    (void)state;
    pthread_t threads[8];
    char tokens[COUNT_OF(threads)][SECRET_TOKEN_CHARS];

    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_one, tokens[i]), 0);
    for (size_t i = 0; i < COUNT_OF(threads); i++) {
        void *made = NULL;
        assert_int_equal(pthread_join(threads[i], &made), 0);
        assert_ptr_equal(made, tokens[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_may_ask_first_together),
        cmocka_unit_test(tokens_are_addresses_nobody_has_seen_before),
        cmocka_unit_test(what_is_no_token_is_told_by_its_form),
        cmocka_unit_test(ids_are_small_hexadecimal_and_unique),
        cmocka_unit_test(the_hash_is_blake2b_of_32_bytes),
        cmocka_unit_test(the_sha256_is_that_of_sha256sum),
        cmocka_unit_test(comparing_finds_a_difference_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
