#include "cmocka_tests.h"
#include "notify/template.h"

static const char *const names[] = {"name", "hour", NULL};
static const char *const values[] = {"Lò Thị Én", "19:30"};

static void put_starred(const char *value, struct text *out)
{
    text_putf(out, "*%s*", value);
}

static void placeholders_are_filled_in(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 200);
    template_fill("{name}: {hour}, {hour}.", names, values, NULL, &out);
    assert_string_equal(out.data, "Lò Thị Én: 19:30, 19:30.");
}

static void values_are_escaped_and_the_text_around_them_is_not(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 200);
    template_fill("*{hour}", names, values, put_starred, &out);
    assert_string_equal(out.data, "**19:30*");
}

/* A candidate who calls himself {hour} gets no hour. */
static void a_value_is_not_filled_in_again(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 200);
    template_fill("{name}", names, (const char *const[]){"{hour}", "19:30"}, NULL, &out);
    assert_string_equal(out.data, "{hour}");
}

static void a_bad_placeholder_is_found_with_its_place(void **state)
{
    (void)state;
#define KNOWN "{name}, {hour}"
    static const struct {
        const char *text;
        uint32_t column;
        const char *message;
    } rows[] = {
        {"tại {nmae}", 5, "{nmae} is not among what can be filled in here: " KNOWN},
        {"ệ {hour} {}", 10, "{} is not among what can be filled in here: " KNOWN},
        {"{hour", 1, "a brace stands alone; braces only serve for what is filled in here: " KNOWN},
        {"hour}", 5, "a brace stands alone; braces only serve for what is filled in here: " KNOWN},
        {"{{hour}", 1, "{{hour} is not among what can be filled in here: " KNOWN},
        {"{an endless name of more than forty bytes}", 1,
         "a brace stands alone; braces only serve for what is filled in here: " KNOWN},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text said;
        struct error err;
        uint32_t column = 0;
        text_init(&said, 500);
        assert_int_equal(template_check(rows[i].text, names, &column, &err), ERROR_CONFIG);
        error_write(&err, err.message.format, &said);
        assert_string_equal(said.data, rows[i].message);
        assert_int_equal(column, rows[i].column);
    }
}

static void a_template_knows_what_it_uses(void **state)
{
    (void)state;

    assert_true(template_uses("lúc {hour} tại {place}", "place"));
    assert_false(template_uses("lúc {hour}", "place"));
    assert_false(template_uses("place", "place"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_filled_in),
        cmocka_unit_test(values_are_escaped_and_the_text_around_them_is_not),
        cmocka_unit_test(a_value_is_not_filled_in_again),
        cmocka_unit_test(a_bad_placeholder_is_found_with_its_place),
        cmocka_unit_test(a_template_knows_what_it_uses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
