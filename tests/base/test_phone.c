#include "base/phone.h"
#include "cmocka_tests.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void mobile_numbers_are_kept_in_one_form(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "0500123456",       "+84500123456",      "84500123456",        "0084500123456",
        "0500 123 456",     "0500.123.456",      "+84 500 123-456",    "050-0123456",
        "(0500) 123 456",   "(+84) 500 123 456", "+84 (0)500 123 456", "0084 (0) 500.123.456",
        "84 (0)500 123456", "+840500123456",     " 0500123456 ",       "0500\u00a0123\u00a0456",
        "0500–123–456",     "0500\t123456",      "0500/123456",        "(84)500123456",
    };
    char out[PHONE_CHARS];

    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        out[0] = '\0';
        if (phone_parse(forms[i], out) != PHONE_READ || strcmp(out, "+84500123456") != 0)
            fail_msg("wrong reading: \"%s\" gives \"%s\"", forms[i], out);
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
        assert_int_equal(phone_parse(number, out) == PHONE_READ, mobile);
    }
}

/* The plan by which the five networks moved their eleven-digit numbers in 2018. */
static void a_number_with_eleven_digits_gives_what_it_became(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"0120", "70"}, {"0121", "79"}, {"0122", "77"}, {"0126", "76"}, {"0128", "78"}, /* MobiFone */
        {"0123", "83"}, {"0124", "84"}, {"0125", "85"}, {"0127", "81"}, {"0129", "82"}, /* VinaPhone */
        {"0162", "32"}, {"0163", "33"}, {"0164", "34"}, {"0165", "35"},                 /* Viettel */
        {"0166", "36"}, {"0167", "37"}, {"0168", "38"}, {"0169", "39"},                 /* Viettel */
        {"0186", "56"}, {"0188", "58"}, {"0199", "59"}, /* Vietnamobile, Gmobile */
    };
    static const char *const fronts[] = {"0", "84", "+84", "0084", "+84 (0)"};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t front = 0; front < COUNT_OF(fronts); front++) {
            char typed[40];
            char expected[PHONE_CHARS];
            char out[PHONE_CHARS] = "";
            snprintf(typed, sizeof typed, "%s%s 000 0001", fronts[front], rows[i][0] + 1);
            snprintf(expected, sizeof expected, "+84%s0000001", rows[i][1]);
            if (phone_parse(typed, out) != PHONE_BEFORE_2018 || strcmp(out, expected) != 0)
                fail_msg("wrong reading: \"%s\" gives \"%s\"", typed, out);
        }
    }
}

static void what_is_no_mobile_number_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum phone_reading reading;
    } rows[] = {
        {"500123456", PHONE_ZERO_LOST},
        {"500 123 456", PHONE_ZERO_LOST},
        {"845001234", PHONE_ZERO_LOST},
        {"200123456", PHONE_NOT_MOBILE},
        {"05001234567", PHONE_NOT_MOBILE},
        {"01301234567", PHONE_NOT_MOBILE},
        {"050012345", PHONE_NOT_MOBILE},
        {"+0500123456", PHONE_NOT_MOBILE},
        {"0500123456a", PHONE_NOT_MOBILE},
        {"5.00E+08", PHONE_NOT_MOBILE},
        {"++84500123456", PHONE_NOT_MOBILE},
        {"0500123456 / 0500123457", PHONE_NOT_MOBILE},
        {"+", PHONE_NOT_MOBILE},
        {"8450012345", PHONE_NOT_MOBILE},
        {"0", PHONE_NOT_MOBILE},
        {"84", PHONE_NOT_MOBILE},
        {"+84", PHONE_NOT_MOBILE},
        {"024 3000 0000", PHONE_LANDLINE},
        {"+84 24 3000 0000", PHONE_LANDLINE},
        {"0208 300 0000", PHONE_LANDLINE},
        {"(0280) 300 000", PHONE_LANDLINE},
        {"0430000000", PHONE_LANDLINE},
        {"+500123456", PHONE_FOREIGN},
        {"+85500123456", PHONE_FOREIGN},
        {"00855 00123456", PHONE_FOREIGN},
        {"+1 202 555 0100", PHONE_FOREIGN},
        {"", PHONE_EMPTY},
        {"   ", PHONE_EMPTY},
        {"\u00a0", PHONE_EMPTY},
        {"00500123456", PHONE_FOREIGN},
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
        cmocka_unit_test(a_number_with_eleven_digits_gives_what_it_became),
        cmocka_unit_test(what_is_no_mobile_number_is_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
