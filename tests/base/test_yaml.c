#include "base/text.h"
#include "base/yaml.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>

enum colour { RED, GREEN };

struct fruit {
    char *name;
    enum colour colour;
    unsigned uses;
};

struct basket {
    char *owner;
    int32_t weight;
    uint8_t places;
    bool locked;
    struct fruit *fruits;
    unsigned fruits_count;
};

static const cyaml_strval_t colours[] = {{"red", RED}, {"green", GREEN}};
static const cyaml_strval_t uses[] = {{"juice", 1}, {"cake", 2}};

static const cyaml_schema_field_t fruit_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct fruit, name, 1, 10),
    CYAML_FIELD_ENUM("colour", CYAML_FLAG_STRICT, struct fruit, colour, colours, COUNT_OF(colours)),
    CYAML_FIELD_FLAGS("uses", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct fruit, uses, uses,
                      COUNT_OF(uses)),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t fruit_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct fruit, fruit_fields)};

static const cyaml_schema_field_t basket_fields[] = {
    CYAML_FIELD_STRING_PTR("owner", CYAML_FLAG_POINTER, struct basket, owner, 1, 20),
    CYAML_FIELD_INT("weight", CYAML_FLAG_OPTIONAL, struct basket, weight),
    CYAML_FIELD_UINT("places", CYAML_FLAG_OPTIONAL, struct basket, places),
    CYAML_FIELD_BOOL("locked", CYAML_FLAG_OPTIONAL, struct basket, locked),
    CYAML_FIELD_SEQUENCE("fruits", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct basket, fruits,
                         &fruit_schema, 1, 3),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t basket_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct basket, basket_fields)};

static struct yaml_source source_of(const char *bytes)
{
    return (struct yaml_source){bytes, strlen(bytes), "basket.yaml"};
}

static void assert_written(const struct error *err, const char *document, const char *expected)
{
    CLEANUP(text_done) struct text out;

    text_init(&out, 2000);
    error_write(err, err->message.format, &out);
    if (strcmp(out.data, expected) != 0)
        fail_msg("of: %s\nexpected: %s\n     got: %s", document, expected, out.data);
}

static void assert_refused(struct yaml_source source, const char *expected)
{
    struct error err;
    struct basket *basket = NULL;

    if (yaml_source_load(&source, &basket_schema, &basket, &err) == OK)
        fail_msg("accepted: %s", source.bytes);
    assert_null(basket);
    assert_int_equal(err.code, ERROR_CONFIG);
    assert_written(&err, source.bytes, expected);
}

static void a_document_fills_the_struct(void **state)
{
    (void)state;
    struct yaml_source source = source_of("owner: Nguyễn\nweight: -7\nplaces: 255\nlocked: true\nfruits:\n"
                                          "- name: \"070\"\n  colour: green\n  uses: [juice, cake]\n"
                                          "- {name: no, colour: red}\n");
    struct basket *basket = NULL;
    struct error err;

    assert_int_equal(yaml_source_load(&source, &basket_schema, &basket, &err), OK);
    assert_string_equal(basket->owner, "Nguyễn");
    assert_int_equal(basket->weight, -7);
    assert_int_equal(basket->places, 255);
    assert_true(basket->locked);
    assert_int_equal(basket->fruits_count, 2);
    assert_string_equal(basket->fruits[0].name, "070");
    assert_int_equal(basket->fruits[0].uses, 3);
    assert_string_equal(basket->fruits[1].name, "no");
    assert_int_equal(basket->fruits[1].uses, 0);
    yaml_source_free(&basket_schema, basket);
    yaml_source_free(&basket_schema, NULL);
}

static const struct {
    const char *document;
    const char *message;
} wrong[] = {
    {"", "basket.yaml: the file is empty"},
    {"# nothing\n", "basket.yaml: the file is empty"},
    {"owner: a\n---\nowner: b\n",
     "basket.yaml:2:1: a second document begins here; one file holds one document"},
    {"owner: &a b\n", "basket.yaml:1:8: anchors (&) are not used here"},
    {"owner: *a\n", "basket.yaml:1:8: aliases (*) are not used here; write the value out"},
    {"owner: !!str a\n", "basket.yaml:1:8: tags (!) are not used here"},
    {"owner: \"a\\0b\"\n", "basket.yaml:1:8: holds a control character"},
    {"owner: a: b\n",
     "basket.yaml:1:9: cannot be read as YAML: mapping values are not allowed in this context; "
     "check colons, quotes and indentation"},
    {"owner: a\nfruits: [[[[[[[[[[[[[[]]]]]]]]]]]]]]\n", "basket.yaml:2:20: is nested deeper than 12 levels"},
    {"owner: a\ncolor: red\n",
     "basket.yaml:2:1: color: this key is not known here; there may be: owner, weight, "
     "places, locked, fruits"},
    {"owner: a\nowner: b\n", "basket.yaml:2:1: owner: this key is given twice"},
    {"? [owner]\n: a\n", "basket.yaml:1:3: a key must be a word"},
    {"- owner\n", "basket.yaml:1:1: must be a block of \"key: value\" lines"},
    {"weight: 1\n", "basket.yaml:1:1: owner: is missing"},
    {"owner:\n", "basket.yaml:1:7: owner: is empty"},
    {"owner: [a]\n", "basket.yaml:1:8: owner: must be a single value"},
    {"owner: 012345678901234567890\n", "basket.yaml:1:8: owner: is longer than 20 bytes"},
    {"owner: ơ\nplaces: 256\n",
     "basket.yaml:2:9: places: \"256\" is not a whole number from 0 to 255 without leading zeros"},
    {"owner: a\nplaces: 070\n",
     "basket.yaml:2:9: places: \"070\" is not a whole number from 0 to 255 without leading zeros"},
    {"owner: a\nweight: 12abc\n",
     "basket.yaml:2:9: weight: \"12abc\" is not a whole number from -2147483648 to "
     "2147483647 without leading zeros"},
    {"owner: a\nlocked: flase\n", "basket.yaml:2:9: locked: \"flase\" is neither true nor false"},
    {"owner: a\nlocked: yes\n", "basket.yaml:2:9: locked: \"yes\" is neither true nor false"},
    {"owner: a\nfruits: red\n",
     "basket.yaml:2:9: fruits: must be a list, such as [a, b] or lines with a dash"},
    {"owner: a\nfruits: []\n", "basket.yaml:2:9: fruits: has 0 entries; there must be 1 to 3"},
    {"owner: a\nfruits: [a, b, c, d]\n", "basket.yaml:2:9: fruits: has 4 entries; there must be 1 to 3"},
    {"owner: a\nfruits:\n- name: x\n  colour: blue\n",
     "basket.yaml:4:11: fruits.1.colour: \"blue\" is not known here; it may be: red, green"},
    {"owner: a\nfruits:\n- {name: x, colour: red}\n- name: y\n",
     "basket.yaml:4:3: fruits.2.colour: is missing"},
    {"owner: a\nfruits:\n- {name: x, colour: red, uses: [juice, ơ, soup]}\n",
     "basket.yaml:3:40: fruits.1.uses.2: \"ơ\" is not known here; it may be: juice, cake"},
    {"owner: a\nfruits:\n- {name: x, colour: red, uses: [[juice]]}\n",
     "basket.yaml:3:33: fruits.1.uses.1: must be a single value"},
    {"owner: a\nfruits:\n- {name: x, colour: red, uses: juice}\n",
     "basket.yaml:3:32: fruits.1.uses: must be a list, such as [a, b] or lines with a dash"},
    {"owner: a\n\xC3\x28: b\n", "basket.yaml:2:1: this is not UTF-8 text; save the file again as UTF-8"},
};

static void what_is_wrong_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_refused(source_of(wrong[i].document), wrong[i].message);
    assert_refused((struct yaml_source){"owner: ơ\0", 10, "basket.yaml"},
                   "basket.yaml:1:9: a NUL byte stands here; this is not a text file");
    assert_refused((struct yaml_source){"\xFE\xFF\0o", 4, "basket.yaml"},
                   "basket.yaml:1:1: this is not UTF-8 text; save the file again as UTF-8");
}

static void a_file_over_the_limit_is_refused_unread(void **state)
{
    (void)state;
    char *bytes = malloc(YAML_BYTES_MAX + 1);

    assert_non_null(bytes);
    memset(bytes, '#', YAML_BYTES_MAX + 1);
    assert_refused((struct yaml_source){bytes, YAML_BYTES_MAX + 1, "basket.yaml"},
                   "basket.yaml: is larger than 1048576 bytes, the most this program accepts here");
    free(bytes);
}

static void an_unknown_key_of_any_length_is_named_whole_or_cut_at_a_character(void **state)
{
    (void)state;
    char document[400] = "owner: a\n";
    struct error err;
    struct basket *basket = NULL;

    for (size_t i = 0; i < 150; i++)
        memcpy(document + 9 + 2 * i, "đ", 3);
    strncat(document, ": 1\n", sizeof document - strlen(document) - 1);
    struct yaml_source source = source_of(document);
    assert_int_equal(yaml_source_load(&source, &basket_schema, &basket, &err), ERROR_CONFIG);
    assert_int_equal(strlen(err.key) % 2, 0);
    assert_in_range(strlen(err.key), 80, ERROR_KEY_MAX);
}

static void an_error_found_later_gets_the_place_of_its_value(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *message;
    } rows[] = {
        {"owner", "basket.yaml:2:8: owner: is bad"},
        {"fruits.2.name", "basket.yaml:5:10: fruits.2.name: is bad"},
        {"fruits.2", "basket.yaml:5:3: fruits.2: is bad"},
        {"fruits.2.colour", "basket.yaml:5:3: fruits.2.colour: is bad"},
        {"fruits.3.name", "basket.yaml:4:1: fruits.3.name: is bad"},
        {"fruits.0", "basket.yaml:4:1: fruits.0: is bad"},
    };
    struct yaml_source source =
        source_of("# comment\nowner: a\nfruits:\n- {name: x, colour: red}\n- name:  y\n");

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err;
        error_set(&err, ERROR_CONFIG, "is bad");
        assert_int_equal(yaml_source_error_at(&source, rows[i].path, &err), ERROR_CONFIG);
        assert_written(&err, rows[i].path, rows[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_fills_the_struct),
        cmocka_unit_test(what_is_wrong_is_refused_with_its_place),
        cmocka_unit_test(a_file_over_the_limit_is_refused_unread),
        cmocka_unit_test(an_unknown_key_of_any_length_is_named_whole_or_cut_at_a_character),
        cmocka_unit_test(an_error_found_later_gets_the_place_of_its_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
