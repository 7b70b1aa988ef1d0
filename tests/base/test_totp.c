#include "base/totp.h"
#include "cmocka_tests.h"

#include <string.h>

/* RFC 6238, appendix B, the last six digits. */
static void the_codes_are_those_of_the_standard(void **state)
{
    static const struct vector {
        int64_t utc_secs;
        const char *code;
    } table[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
    };
    unsigned char secret[TOTP_SECRET_BYTES];

    (void)state;
    memcpy(secret, "12345678901234567890", sizeof secret);
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char code[TOTP_CODE_CHARS];
        struct error err;
        int64_t step = table[i].utc_secs / TOTP_STEP_SECS;
        assert_int_equal(totp_code(secret, step, code, &err), OK);
        assert_string_equal(code, table[i].code);
        assert_int_equal(totp_step_of(secret, table[i].code, table[i].utc_secs), step);
        assert_int_equal(totp_step_of(secret, table[i].code, table[i].utc_secs + TOTP_STEP_SECS), step);
        assert_int_equal(totp_step_of(secret, table[i].code, table[i].utc_secs + 2 * TOTP_STEP_SECS), -1);
        assert_int_equal(totp_step_of(secret, "", table[i].utc_secs), -1);
        assert_int_equal(totp_step_of(secret, "28708", table[i].utc_secs), -1);
    }
}

static void the_secret_is_written_as_phones_read_it(void **state)
{
    unsigned char secret[TOTP_SECRET_BYTES];
    CLEANUP(text_done) struct text out;
    struct error err;

    (void)state;
    memcpy(secret, "12345678901234567890", sizeof secret);
    text_init(&out, 100);
    assert_int_equal(totp_put_secret(secret, &out, &err), OK);
    assert_string_equal(out.data, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_codes_are_those_of_the_standard),
        cmocka_unit_test(the_secret_is_written_as_phones_read_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
