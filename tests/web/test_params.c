#include "cmocka_tests.h"
#include "web/params.h"

#include <stdio.h>
#include <string.h>

static enum error_code parse(const char *text, struct arena *arena, struct params *out, struct error *err)
{
    arena_init(arena, 1 << 20);
    return params_parse(text, strlen(text), arena, out, err);
}

static void values_are_decoded(void **state)
{
    (void)state;
    static const struct row {
        const char *sent;
        const char *name;
        const char *value; /* NULL: it does not stand there */
    } table[] = {
        {"", "a", NULL},
        {"a=1", "a", "1"},
        {"a=1", "A", NULL},
        {"a", "a", ""},
        {"a=", "a", ""},
        {"a=b=c", "a", "b=c"},
        {"a=1&b=2", "b", "2"},
        {"a=1&&b=2&", "b", "2"},
        {"a=1&a=2", "a", "1"},
        {"a=x+y%2Bz", "a", "x y+z"},
        {"t%E1%BB%89nh=Th%c3%a1i+Nguy%C3%AAn", "tỉnh", "Thái Nguyên"},
        {"a=a%CC%82", "a", "â"},
        {"a=%26%3D%25", "a", "&=%"},
        {"a=1%0D%0A2%093", "a", "1\r\n2\t3"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(arena_done) struct arena arena;
        struct params params;
        struct error err;
        if (parse(table[i].sent, &arena, &params, &err) != OK)
            fail_msg("%s is refused", table[i].sent);
        const char *found = params_find(&params, table[i].name);
        if ((found == NULL) != (table[i].value == NULL) ||
            (found != NULL && strcmp(found, table[i].value) != 0))
            fail_msg("%s gives %s", table[i].sent, found != NULL ? found : "nothing");
    }
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    static const char *const table[] = {
        "a=%", "a=%4", "a=%4g", "a=%-1", "%=1", "a=%00", "a=b%1B", "a=%7F", "a=%C3", "a=%ED%A0%80", "a=\xff",
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(arena_done) struct arena arena;
        struct params params;
        struct error err;
        if (parse(table[i], &arena, &params, &err) != ERROR_USAGE)
            fail_msg("%s is taken", table[i]);
        assert_string_equal(err.message.format,
                            "the request holds a value that is no text; please go back and enter it again");
    }
}

static void a_name_may_stand_there_several_times_but_not_without_end(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    char sent[2 * PARAMS_MAX + 3] = "";
    struct params params;
    struct error err;

    for (int i = 0; i < PARAMS_MAX; i++)
        memcpy(sent + 2 * i, "a&", 3);
    sent[2 * PARAMS_MAX - 1] = '\0';
    assert_int_equal(parse(sent, &arena, &params, &err), OK);
    assert_int_equal(params.count, PARAMS_MAX);
    memcpy(sent + 2 * PARAMS_MAX - 1, "&a", 3);
    assert_int_equal(params_parse(sent, strlen(sent), &arena, &params, &err), ERROR_USAGE);
    assert_string_equal(err.message.format, "the request holds more than %d values");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_decoded),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(a_name_may_stand_there_several_times_but_not_without_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
