#include "base/yaml_check.h"

#include "base/parse.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

struct check {
    yaml_document_t *document;
    const char *file;
    char path[YAML_PATH_MAX]; /* of the value being checked */
    struct error *err;
};

enum error_code yaml_check_error_at(struct error *err, const char *file, yaml_mark_t mark, const char *key)
{
    return error_at(err, file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1, key);
}

/* Completes an error that was just set with the place of `node`. */
static enum error_code refuse(struct check *check, const yaml_node_t *node)
{
    return yaml_check_error_at(check->err, check->file, node->start_mark, check->path);
}

static enum error_code refuse_shape(struct check *check, const yaml_node_t *node, yaml_node_type_t expected)
{
    if (expected == YAML_MAPPING_NODE)
        error_set(check->err, ERROR_CONFIG, "must be a block of \"key: value\" lines");
    else if (expected == YAML_SEQUENCE_NODE)
        error_set(check->err, ERROR_CONFIG, "must be a list, such as [a, b] or lines with a dash");
    else
        error_set(check->err, ERROR_CONFIG, "must be a single value");
    return refuse(check, node);
}

/* Appends ".part", cut at a character where it must be, and returns the length to go back to. */
static size_t path_enter(struct check *check, const char *part)
{
    size_t length = strlen(check->path);
    size_t end = length;
    uint32_t character;

    snprintf(check->path + length, sizeof check->path - length, "%s%s", length > 0 ? "." : "", part);
    for (size_t step = 1; step > 0; end += step)
        step = utf8_next(check->path + end, strlen(check->path + end), &character);
    check->path[end] = '\0';
    return length;
}

static void path_leave(struct check *check, size_t length)
{
    check->path[length] = '\0';
}

static const char *scalar_text(const yaml_node_t *node)
{
    return (const char *)node->data.scalar.value;
}

/* Writes "a, b, c"; `name_at` returns NULL behind the last name. */
static void list_names(char *out, size_t room,
                       const char *(*name_at)(const struct cyaml_schema_value *, size_t),
                       const struct cyaml_schema_value *schema)
{
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; name_at(schema, i) != NULL && length < room; i++)
        length +=
            (size_t)snprintf(out + length, room - length, "%s%s", i > 0 ? ", " : "", name_at(schema, i));
}

static const char *enum_name_at(const struct cyaml_schema_value *schema, size_t i)
{
    return i < schema->enumeration.count ? schema->enumeration.strings[i].str : NULL;
}

static const char *field_name_at(const struct cyaml_schema_value *schema, size_t i)
{
    return schema->mapping.fields[i].key;
}

static enum error_code check_integer(struct check *check, const struct cyaml_schema_value *schema,
                                     const yaml_node_t *node)
{
    int64_t max = INT64_MAX >> (64 - 8 * schema->data_size);
    int64_t min = schema->type == CYAML_UINT ? 0 : -max - 1;
    int64_t value;

    if (schema->type == CYAML_UINT && schema->data_size < sizeof(uint64_t))
        max = max * 2 + 1;
    if (parse_int(scalar_text(node), min, max, &value))
        return OK;
    error_set(check->err, ERROR_CONFIG,
              "\"%.40s\" is not a whole number from %lld to %lld without leading zeros", scalar_text(node),
              (long long)min, (long long)max);
    return refuse(check, node);
}

static enum error_code check_boolean(struct check *check, const yaml_node_t *node)
{
    const char *text = scalar_text(node);

    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        return OK;
    error_set(check->err, ERROR_CONFIG, "\"%.40s\" is neither true nor false", text);
    return refuse(check, node);
}

static enum error_code check_choice(struct check *check, const struct cyaml_schema_value *schema,
                                    const yaml_node_t *node)
{
    char known[240];

    for (size_t i = 0; i < schema->enumeration.count; i++) {
        if (strcmp(scalar_text(node), schema->enumeration.strings[i].str) == 0)
            return OK;
    }
    list_names(known, sizeof known, enum_name_at, schema);
    error_set(check->err, ERROR_CONFIG, "\"%.40s\" is not known here; it may be: %s", scalar_text(node),
              known);
    return refuse(check, node);
}

static enum error_code check_string(struct check *check, const struct cyaml_schema_value *schema,
                                    const yaml_node_t *node)
{
    size_t length = node->data.scalar.length;

    if (length == 0 && schema->string.min > 0)
        error_set(check->err, ERROR_CONFIG, "is empty");
    else if (length < schema->string.min)
        error_set(check->err, ERROR_CONFIG, "is shorter than %u bytes", schema->string.min);
    else if (length > schema->string.max)
        error_set(check->err, ERROR_CONFIG, "is longer than %u bytes", schema->string.max);
    else
        return OK;
    return refuse(check, node);
}

static enum error_code check_value(struct check *check, const struct cyaml_schema_value *schema,
                                   const yaml_node_t *node);

static enum error_code check_item(struct check *check, const struct cyaml_schema_value *schema,
                                  size_t position, const yaml_node_t *node)
{
    char part[24];

    snprintf(part, sizeof part, "%zu", position);
    size_t parent = path_enter(check, part);
    if (schema->type == CYAML_SEQUENCE)
        TRY(check_value(check, schema->sequence.entry, node));
    else
        TRY(node->type == YAML_SCALAR_NODE ? check_choice(check, schema, node)
                                           : refuse_shape(check, node, YAML_SCALAR_NODE));
    path_leave(check, parent);
    return OK;
}

static enum error_code check_sequence(struct check *check, const struct cyaml_schema_value *schema,
                                      const yaml_node_t *node)
{
    const yaml_node_item_t *items = node->data.sequence.items.start;
    size_t count = (size_t)(node->data.sequence.items.top - items);

    if (schema->type == CYAML_SEQUENCE && (count < schema->sequence.min || count > schema->sequence.max)) {
        error_set(check->err, ERROR_CONFIG, "has %zu entries; there must be %u to %u", count,
                  schema->sequence.min, schema->sequence.max);
        return refuse(check, node);
    }
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *item = yaml_document_get_node(check->document, items[i]);
        TRY(check_item(check, schema, i + 1, item));
    }
    return OK;
}

static const struct cyaml_schema_field *find_field(const struct cyaml_schema_value *schema, const char *key)
{
    for (const struct cyaml_schema_field *field = schema->mapping.fields; field->key != NULL; field++) {
        if (strcmp(field->key, key) == 0)
            return field;
    }
    return NULL;
}

/* The value of `key` among the pairs from `start` to `end`, NULL when it is not there. */
static yaml_node_t *find_value(yaml_document_t *document, const yaml_node_pair_t *start,
                               const yaml_node_pair_t *end, const char *key)
{
    for (const yaml_node_pair_t *pair = start; pair < end; pair++) {
        const yaml_node_t *name = yaml_document_get_node(document, pair->key);
        if (name->type == YAML_SCALAR_NODE && strcmp(scalar_text(name), key) == 0)
            return yaml_document_get_node(document, pair->value);
    }
    return NULL;
}

static enum error_code check_pair(struct check *check, const struct cyaml_schema_value *schema,
                                  const yaml_node_t *mapping, const yaml_node_pair_t *pair)
{
    const yaml_node_t *name = yaml_document_get_node(check->document, pair->key);
    char known[240];

    if (name->type != YAML_SCALAR_NODE) {
        error_set(check->err, ERROR_CONFIG, "a key must be a word");
        return refuse(check, name);
    }
    size_t parent = path_enter(check, scalar_text(name));
    const struct cyaml_schema_field *field = find_field(schema, scalar_text(name));
    if (field == NULL) {
        list_names(known, sizeof known, field_name_at, schema);
        error_set(check->err, ERROR_CONFIG, "this key is not known here; there may be: %s", known);
        return refuse(check, name);
    }
    if (find_value(check->document, mapping->data.mapping.pairs.start, pair, field->key) != NULL) {
        error_set(check->err, ERROR_CONFIG, "this key is given twice");
        return refuse(check, name);
    }
    TRY(check_value(check, &field->value, yaml_document_get_node(check->document, pair->value)));
    path_leave(check, parent);
    return OK;
}

static enum error_code check_mapping(struct check *check, const struct cyaml_schema_value *schema,
                                     const yaml_node_t *node)
{
    const yaml_node_pair_t *start = node->data.mapping.pairs.start;
    const yaml_node_pair_t *end = node->data.mapping.pairs.top;

    for (const yaml_node_pair_t *pair = start; pair < end; pair++)
        TRY(check_pair(check, schema, node, pair));
    for (const struct cyaml_schema_field *field = schema->mapping.fields; field->key != NULL; field++) {
        if ((field->value.flags & CYAML_FLAG_OPTIONAL) != 0 ||
            find_value(check->document, start, end, field->key) != NULL)
            continue;
        path_enter(check, field->key);
        error_set(check->err, ERROR_CONFIG, "is missing");
        return refuse(check, node);
    }
    return OK;
}

static enum error_code check_scalar(struct check *check, const struct cyaml_schema_value *schema,
                                    const yaml_node_t *node)
{
    switch (schema->type) {
    case CYAML_INT:
    case CYAML_UINT: return check_integer(check, schema, node);
    case CYAML_BOOL: return check_boolean(check, node);
    case CYAML_ENUM: return check_choice(check, schema, node);
    default: return check_string(check, schema, node);
    }
}

/* How each type is written; the types that schemas may not use are YAML_NO_NODE. */
static const yaml_node_type_t shape_of[CYAML__TYPE_COUNT] = {
    [CYAML_INT] = YAML_SCALAR_NODE,        [CYAML_UINT] = YAML_SCALAR_NODE,
    [CYAML_BOOL] = YAML_SCALAR_NODE,       [CYAML_ENUM] = YAML_SCALAR_NODE,
    [CYAML_STRING] = YAML_SCALAR_NODE,     [CYAML_FLAGS] = YAML_SEQUENCE_NODE,
    [CYAML_SEQUENCE] = YAML_SEQUENCE_NODE, [CYAML_MAPPING] = YAML_MAPPING_NODE,
};

static enum error_code check_value(struct check *check, const struct cyaml_schema_value *schema,
                                   const yaml_node_t *node)
{
    assert(shape_of[schema->type] != YAML_NO_NODE);
    if (node->type != shape_of[schema->type])
        return refuse_shape(check, node, shape_of[schema->type]);
    switch (node->type) {
    case YAML_MAPPING_NODE: return check_mapping(check, schema, node);
    case YAML_SEQUENCE_NODE: return check_sequence(check, schema, node);
    default: return check_scalar(check, schema, node);
    }
}

enum error_code yaml_check_document(yaml_document_t *document, const char *file,
                                    const struct cyaml_schema_value *schema, struct error *err)
{
    struct check check = {.document = document, .file = file, .err = err};

    return check_value(&check, schema, yaml_document_get_root_node(document));
}

/* The child of `node` that `part` (of `length` bytes) names, or NULL. */
static yaml_node_t *child(yaml_document_t *document, const yaml_node_t *node, const char *part, size_t length)
{
    char name[YAML_PATH_MAX];
    int64_t position;

    snprintf(name, sizeof name, "%.*s", (int)length, part);
    if (node->type == YAML_MAPPING_NODE)
        return find_value(document, node->data.mapping.pairs.start, node->data.mapping.pairs.top, name);
    if (node->type != YAML_SEQUENCE_NODE)
        return NULL;
    const yaml_node_item_t *items = node->data.sequence.items.start;
    if (!parse_int(name, 1, node->data.sequence.items.top - items, &position))
        return NULL;
    return yaml_document_get_node(document, items[position - 1]);
}

yaml_mark_t yaml_check_find(yaml_document_t *document, const char *path)
{
    const yaml_node_t *node = yaml_document_get_root_node(document);

    for (;;) {
        size_t length = strcspn(path, ".");
        const yaml_node_t *next = child(document, node, path, length);
        if (next == NULL)
            return node->start_mark;
        node = next;
        if (path[length] == '\0')
            return node->start_mark;
        path += length + 1;
    }
}
