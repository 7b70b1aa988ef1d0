#include "json_schema.h"

#include <regex.h>
#include <string.h>

json_t *json_schema_find(json_t *root, const char *reference)
{
    json_t *at = strncmp(reference, "#/", 2) == 0 ? root : NULL;
    char part[100];

    for (reference += 2; at != NULL && *reference != '\0'; reference += *reference == '/') {
        size_t length = strcspn(reference, "/");
        if (length >= sizeof part)
            return NULL;
        memcpy(part, reference, length);
        part[length] = '\0';
        at = json_object_get(at, part);
        reference += length;
    }
    return at;
}

static bool refuse(struct text *out, const char *why, const char *what)
{
    text_putf(out, ": %s %s", why, what);
    return false;
}

/* ---- values ---- */

static bool has_type(const char *type, json_t *value)
{
    static const struct name {
        const char *type;
        int json[2];
    } names[] = {{"object", {JSON_OBJECT, JSON_OBJECT}}, {"array", {JSON_ARRAY, JSON_ARRAY}},
                 {"string", {JSON_STRING, JSON_STRING}}, {"integer", {JSON_INTEGER, JSON_INTEGER}},
                 {"boolean", {JSON_TRUE, JSON_FALSE}},   {"null", {JSON_NULL, JSON_NULL}}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i].type, type) == 0)
            return (int)json_typeof(value) == names[i].json[0] || (int)json_typeof(value) == names[i].json[1];
    return false;
}

static bool is_of_type(json_t *type, json_t *value)
{
    size_t i;
    json_t *one;

    if (type == NULL)
        return true;
    if (json_is_string(type))
        return has_type(json_string_value(type), value);
    json_array_foreach(type, i, one) if (has_type(json_string_value(one), value)) return true;
    return false;
}

static bool is_listed(json_t *list, json_t *value)
{
    size_t i;
    json_t *one;

    json_array_foreach(list, i, one) if (json_equal(one, value)) return true;
    return list == NULL;
}

static bool matches(json_t *pattern, json_t *value)
{
    regex_t compiled;

    if (pattern == NULL || !json_is_string(value))
        return true;
    if (regcomp(&compiled, json_string_value(pattern), REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    bool found = regexec(&compiled, json_string_value(value), 0, NULL, 0) == 0;
    regfree(&compiled);
    return found;
}

static bool allows_members(json_t *root, json_t *schema, json_t *value, struct text *out)
{
    json_t *properties = json_object_get(schema, "properties");
    json_t *others = json_object_get(schema, "additionalProperties");
    json_t *member;
    const char *name;
    size_t i;

    json_array_foreach(json_object_get(schema, "required"), i,
                       member) if (json_object_get(value, json_string_value(member)) ==
                                   NULL) return refuse(out, "lacks", json_string_value(member));
    json_object_foreach(value, name, member)
    {
        json_t *rule = json_object_get(properties, name);
        rule = rule != NULL ? rule : others;
        if (json_is_false(rule))
            return refuse(out, "has", name);
        if (json_is_object(rule) && !json_schema_allows(root, rule, member, out))
            return refuse(out, "in", name);
    }
    return true;
}

static bool allows_one(json_t *root, json_t *choices, json_t *value)
{
    CLEANUP(text_done) struct text ignored;
    json_t *choice;
    size_t count = 0;
    size_t i;

    text_init(&ignored, 1 << 20);
    json_array_foreach(choices, i, choice) count += json_schema_allows(root, choice, value, &ignored);
    return choices == NULL || count == 1;
}

bool json_schema_allows(json_t *root, json_t *schema, json_t *value, struct text *out)
{
    json_t *reference = json_object_get(schema, "$ref");
    json_t *items = json_object_get(schema, "items");
    json_t *item;
    size_t i;

    if (reference != NULL)
        return json_schema_allows(root, json_schema_find(root, json_string_value(reference)), value, out);
    if (!is_of_type(json_object_get(schema, "type"), value))
        return refuse(out, "is of another type", "");
    if (!is_listed(json_object_get(schema, "enum"), value) ||
        !matches(json_object_get(schema, "pattern"), value))
        return refuse(out, "is", json_is_string(value) ? json_string_value(value) : "not listed");
    if (!allows_one(root, json_object_get(schema, "oneOf"), value))
        return refuse(out, "is none or several of its choices", "");
    if (items != NULL && json_is_array(value))
        json_array_foreach(value, i, item) if (!json_schema_allows(root, items, item, out)) return refuse(
            out, "in", "an item");
    return !json_is_object(value) || allows_members(root, schema, value, out);
}

/* ---- schemas ---- */

static bool is_known_word(const char *word)
{
    static const char *const words[] = {"type",    "properties",  "required", "additionalProperties",
                                        "items",   "enum",        "pattern",  "oneOf",
                                        "$ref",    "minimum",     "maximum",  "maxLength",
                                        "default", "description", "example"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static bool all_are_known(json_t *root, json_t *schemas, struct text *out)
{
    json_t *schema;
    const char *name;
    size_t i;

    json_array_foreach(schemas, i, schema) if (!json_schema_is_known(root, schema, out)) return false;
    json_object_foreach(schemas, name,
                        schema) if (!json_schema_is_known(root, schema, out)) return refuse(out, "in", name);
    return true;
}

bool json_schema_is_known(json_t *root, json_t *schema, struct text *out)
{
    json_t *reference = json_object_get(schema, "$ref");
    json_t *others = json_object_get(schema, "additionalProperties");
    json_t *items = json_object_get(schema, "items");
    json_t *member;
    const char *word;

    json_object_foreach(schema, word, member) if (!is_known_word(word)) return refuse(out, "says", word);
    if (reference != NULL && json_schema_find(root, json_string_value(reference)) == NULL)
        return refuse(out, "refers to", json_string_value(reference));
    return all_are_known(root, json_object_get(schema, "properties"), out) &&
           all_are_known(root, json_object_get(schema, "oneOf"), out) &&
           (!json_is_object(others) || json_schema_is_known(root, others, out)) &&
           (items == NULL || json_schema_is_known(root, items, out));
}
