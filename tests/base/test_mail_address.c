#include "base/mail_address.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

#define L10 "abcdefghij"
#define L60 L10 L10 L10 L10 L10 L10

static void an_address_is_a_local_part_and_a_domain_of_ascii(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        bool valid;
    } rows[] = {
        {"van.phong@mttq.example.vn", true},
        {"o'brien+lich=1@x-y.example", true},
        {"root@localhost", true},
        {L60 "abcd@" L60 "abc.vn", true},
        {L60 "abcde@example.vn", false}, /* 65 before the @ */
        {"a@" L60 "abcd.vn", false},     /* a label of 64 */
        {"", false},
        {"@example.vn", false},
        {"a@", false},
        {"a", false},
        {"a@b@c", false},
        {".a@example.vn", false},
        {"a.@example.vn", false},
        {"a..b@example.vn", false},
        {"a@example..vn", false},
        {"a@.vn", false},
        {"a@-x.vn", false},
        {"a@x-.vn", false},
        {"a@x.vn-", false},
        {"a@[127.0.0.1]", false},
        {"\"a b\"@example.vn", false},
        {"a b@example.vn", false},
        {"a@example.vn ", false},
        {"a@example.vn\r\nRCPT TO:<b@example.vn>", false},
        {"a@example.vn>", false},
        {"a,b@example.vn", false},
        {"đ@example.vn", false},
        {"a@bầu-cử.vn", false},
        {"a\x01@example.vn", false},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (mail_address_is_valid(rows[i].address) != rows[i].valid)
            fail_msg("row %zu: %s", i, rows[i].address);
}

static void an_address_has_at_most_254_characters(void **state)
{
    (void)state;
    char address[300];
    char folded[MAIL_ADDRESS_CHARS];
    char domain[260] = "";

    for (int labels = 0; labels < 3; labels++)
        strcat(strcat(domain, L60), ".");
    snprintf(address, sizeof address, "%s@%.183s%.*s", L10, domain, 60, L60);
    assert_int_equal(strlen(address), 254);
    assert_true(mail_address_fold(address, folded));
    assert_string_equal(folded, address);
    strcat(address, "k");
    assert_false(mail_address_is_valid(address));
}

static void capitals_make_no_difference(void **state)
{
    (void)state;
    char folded[MAIL_ADDRESS_CHARS] = "as before";

    assert_true(mail_address_fold("Van.Phong@MTTQ.example.VN", folded));
    assert_string_equal(folded, "van.phong@mttq.example.vn");
    assert_false(mail_address_fold("no address", folded));
    assert_string_equal(folded, "van.phong@mttq.example.vn");
}

static void settings_may_name_the_person(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *name; /* NULL: refused */
        const char *address;
    } rows[] = {
        {"a@example.vn", "", "a@example.vn"},
        {"<a@example.vn>", "", "a@example.vn"},
        {"Ban bầu cử <a@example.vn>", "Ban bầu cử", "a@example.vn"},
        {"\"Ban < bầu cử\"  <a@example.vn>", "Ban < bầu cử", "a@example.vn"},
        {"Ban bầu cử a@example.vn", NULL, NULL},
        {"Ban <a@example.vn> x", NULL, NULL},
        {"Ban <a@example.vn", NULL, NULL},
        {"a@example.vn>", NULL, NULL},
        {"", NULL, NULL},
    };
    char address[MAIL_ADDRESS_CHARS];
    const char *name = NULL;
    size_t length = 0;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool split = mail_address_split(rows[i].text, &name, &length, address);
        assert_int_equal(split, rows[i].name != NULL);
        if (!split)
            continue;
        assert_int_equal(length, strlen(rows[i].name));
        assert_memory_equal(name, rows[i].name, length);
        assert_string_equal(address, rows[i].address);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_a_local_part_and_a_domain_of_ascii),
        cmocka_unit_test(an_address_has_at_most_254_characters),
        cmocka_unit_test(capitals_make_no_difference),
        cmocka_unit_test(settings_may_name_the_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
