#include "base/phone.h"
#include "cmocka_tests.h"

#include <stdbool.h>
#include <string.h>

static void mobile_numbers_are_kept_in_one_form(void **state)
{
    (void)state;
    static const char *const forms[] = {"0500123456",   "+84500123456",    "84500123456", "0500 123 456",
                                        "0500.123.456", "+84 500 123-456", "050-0123456"};
    char out[PHONE_CHARS];

    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        out[0] = '\0';
        assert_int_equal(phone_parse(forms[i], out), PHONE_READ);
        assert_string_equal(out, "+84500123456");
    }
}

static void every_mobile_prefix_is_accepted_and_no_other(void **state)
{
    (void)state;
    char number[] = "0x00123456";
    char out[PHONE_CHARS];

    for (int digit = '0'; digit <= '9'; digit++) {
        number[1] = (char)digit;
        bool mobile = strchr("35789", digit) != NULL;
        assert_int_equal(phone_parse(number, out), mobile ? PHONE_READ : PHONE_NOT_MOBILE);
    }
}

static void a_lost_zero_is_told_from_rubbish(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum phone_reading reading;
    } rows[] = {
        {"500123456", PHONE_ZERO_LOST},      {"500 123 456", PHONE_ZERO_LOST},
        {"200123456", PHONE_NOT_MOBILE},     {"05001234567", PHONE_NOT_MOBILE},
        {"01661234567", PHONE_NOT_MOBILE},   {"050012345", PHONE_NOT_MOBILE},
        {"+0500123456", PHONE_NOT_MOBILE},   {"+500123456", PHONE_NOT_MOBILE},
        {"+85500123456", PHONE_NOT_MOBILE},  {"", PHONE_NOT_MOBILE},
        {"0500123456a", PHONE_NOT_MOBILE},   {"5.00E+08", PHONE_NOT_MOBILE},
        {"00500123456", PHONE_NOT_MOBILE},   {"+840500123456", PHONE_NOT_MOBILE},
        {"++84500123456", PHONE_NOT_MOBILE}, {" 0500123456", PHONE_NOT_MOBILE},
    };
    char out[PHONE_CHARS] = "untouched";

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (phone_parse(rows[i].text, out) != rows[i].reading)
            fail_msg("wrong reading: \"%s\"", rows[i].text);
    }
    assert_string_equal(out, "untouched");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mobile_numbers_are_kept_in_one_form),
        cmocka_unit_test(every_mobile_prefix_is_accepted_and_no_other),
        cmocka_unit_test(a_lost_zero_is_told_from_rubbish),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
