/* Any bytes either fill the struct or are refused with a place and a sentence; nothing is left behind. */
#include "base/yaml.h"
#include "fuzz.h"

#include <string.h>

enum colour { RED, GREEN };

struct fruit {
    char *name;
    enum colour colour;
};

struct basket {
    char *owner;
    int32_t weight;
    bool locked;
    struct fruit *fruits;
    unsigned fruits_count;
};

static const cyaml_strval_t colours[] = {{"red", RED}, {"green", GREEN}};
static const cyaml_schema_field_t fruit_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct fruit, name, 1, 10),
    CYAML_FIELD_ENUM("colour", CYAML_FLAG_STRICT, struct fruit, colour, colours, COUNT_OF(colours)),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t fruit_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct fruit, fruit_fields)};
static const cyaml_schema_field_t basket_fields[] = {
    CYAML_FIELD_STRING_PTR("owner", CYAML_FLAG_POINTER, struct basket, owner, 1, 20),
    CYAML_FIELD_INT("weight", CYAML_FLAG_OPTIONAL, struct basket, weight),
    CYAML_FIELD_BOOL("locked", CYAML_FLAG_OPTIONAL, struct basket, locked),
    CYAML_FIELD_SEQUENCE("fruits", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct basket, fruits,
                         &fruit_schema, 1, 3),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t basket_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct basket, basket_fields)};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yaml_source source = {(const char *)data, size, "basket.yaml"};
    struct basket *basket = NULL;
    struct error err;

    if (yaml_source_load(&source, &basket_schema, &basket, &err) != OK) {
        assert(basket == NULL && err.code != OK && err.message.format != NULL);
        return 0;
    }
    assert(strlen(basket->owner) <= 20 && basket->fruits_count <= 3);
    yaml_source_free(&basket_schema, basket);
    return 0;
}
