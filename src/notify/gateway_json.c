#include "notify/gateway_json.h"

#include "base/parse.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define TOKEN_CHARS 80
#define PLACES_MAX 100
#define NUMBER_CHARS 32

struct json_t *gateway_json_new(void)
{
    return json_object();
}

void gateway_json_free(struct json_t *tree)
{
    json_decref(tree);
}

/* The next token of a pointer; false at its end. */
static bool next_token(const char **pointer, char out[TOKEN_CHARS])
{
    if (**pointer == '\0')
        return false;
    if (**pointer == '/')
        (*pointer)++;
    size_t length = strcspn(*pointer, "/");
    snprintf(out, TOKEN_CHARS, "%.*s", (int)length, *pointer);
    *pointer += length;
    return true;
}

static bool read_place(const char *token, size_t repeat, size_t *out)
{
    int64_t place;

    if (strcmp(token, "*") == 0) {
        *out = repeat;
        return true;
    }
    if (!parse_int(token, 0, PLACES_MAX, &place))
        return false;
    *out = (size_t)place;
    return true;
}

static json_t *make_leaf(const char *value, enum gateway_leaf type)
{
    int64_t number;

    switch (type) {
    case LEAF_TEXT: return json_string(value);
    case LEAF_INTEGER: return parse_int(value, INT64_MIN, INT64_MAX, &number) ? json_integer(number) : NULL;
    case LEAF_BOOLEAN:
        return strcmp(value, "true") == 0 ? json_true() : strcmp(value, "false") == 0 ? json_false() : NULL;
    }
    return NULL;
}

static json_t *child(const json_t *holder, const char *token, size_t repeat)
{
    size_t place;

    if (json_is_object(holder))
        return json_object_get(holder, token);
    return read_place(token, repeat, &place) ? json_array_get(holder, place) : NULL;
}

static bool set_child(json_t *holder, const char *token, size_t repeat, json_t *value)
{
    size_t place;

    if (json_is_object(holder))
        return json_object_set_new(holder, token, value) == 0;
    if (json_is_array(holder) && read_place(token, repeat, &place) && place == json_array_size(holder))
        return json_array_append_new(holder, value) == 0;
    json_decref(value);
    return false;
}

bool gateway_json_put(struct json_t *tree, const char *pointer, size_t repeat, const char *value,
                      enum gateway_leaf type)
{
    char token[TOKEN_CHARS];
    char next[TOKEN_CHARS];
    size_t place;
    json_t *holder = tree;

    if (!next_token(&pointer, token))
        return false;
    while (next_token(&pointer, next)) {
        json_t *inner = child(holder, token, repeat);
        if (inner == NULL) {
            inner = read_place(next, repeat, &place) ? json_array() : json_object();
            if (inner == NULL || !set_child(holder, token, repeat, inner))
                return false;
        }
        holder = inner;
        memcpy(token, next, sizeof token);
    }
    json_t *leaf = make_leaf(value, type);
    return leaf != NULL && set_child(holder, token, repeat, leaf);
}

static int put_bytes(const char *bytes, size_t length, void *opaque)
{
    struct text *out = opaque;

    text_put_bytes(out, bytes, length);
    return out->failed ? -1 : 0;
}

bool gateway_json_write(const struct json_t *tree, struct text *out)
{
    return json_dump_callback(tree, put_bytes, out, JSON_COMPACT) == 0;
}

struct json_t *gateway_json_read(const char *bytes, size_t length)
{
    json_error_t error;

    return json_loadb(bytes, length, 0, &error);
}

/* A value as text; NULL for a list, an object or null. */
static const char *value_text(const json_t *value, char number[NUMBER_CHARS])
{
    if (json_is_string(value))
        return json_string_value(value);
    if (json_is_true(value) || json_is_false(value))
        return json_is_true(value) ? "true" : "false";
    if (json_is_integer(value))
        snprintf(number, NUMBER_CHARS, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        snprintf(number, NUMBER_CHARS, "%.15g", json_real_value(value));
    else
        return NULL;
    return number;
}

/* Goes to what the tokens before the first * name; *pointer is left at the rest. */
static const json_t *walk(const json_t *tree, const char **pointer)
{
    char token[TOKEN_CHARS];

    while (tree != NULL && **pointer != '\0' && strncmp(*pointer, "/*", 2) != 0 && next_token(pointer, token))
        tree = child(tree, token, 0);
    return tree;
}

struct search {
    const char *const *is;
    unsigned is_count;
    struct gateway_json_count count;
    struct text *first; /* gets the first value; NULL: nobody wants it */
};

static void look_at(const json_t *value, struct search *search)
{
    char number[NUMBER_CHARS];
    const char *text = value_text(value, number);
    bool right = search->is_count == 0;

    if (text == NULL)
        return;
    for (unsigned i = 0; i < search->is_count && !right; i++)
        right = strcmp(search->is[i], text) == 0;
    if (search->first != NULL && search->count.there == 0)
        text_put(search->first, text);
    search->count.there++;
    search->count.right += right;
}

static void search_in(const json_t *tree, const char *pointer, struct search *search)
{
    const json_t *found = walk(tree, &pointer);

    if (found == NULL)
        return;
    if (*pointer == '\0') {
        look_at(found, search);
        return;
    }
    /* One * in a pointer is as deep as lists of providers go. */
    for (size_t i = 0; i < json_array_size(found); i++) {
        const char *rest = pointer + 2;
        const json_t *item = walk(json_array_get(found, i), &rest);
        if (item != NULL && *rest == '\0')
            look_at(item, search);
    }
}

bool gateway_json_get(const struct json_t *tree, const char *pointer, struct text *out)
{
    struct search search = {.first = out};

    search_in(tree, pointer, &search);
    return search.count.there > 0 && !out->failed;
}

struct gateway_json_count gateway_json_count(const struct json_t *tree, const char *pointer,
                                             const char *const is[], unsigned is_count)
{
    struct search search = {.is = is, .is_count = is_count};

    search_in(tree, pointer, &search);
    return search.count;
}
