/* The part of JSON Schema (2020-12) that docs/api/openapi.json is written in, for tests: values are held against it, and a
 * schema that uses anything else fails the test rather than being passed over. */
#ifndef TESTS_JSON_SCHEMA_H
#define TESTS_JSON_SCHEMA_H

#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>

/* False: `out` says where and why. `root` holds what "$ref" names. */
bool json_schema_allows(json_t *root, json_t *schema, json_t *value, struct text *out);

/* The value that "#/components/schemas/Name" names, or NULL. */
json_t *json_schema_find(json_t *root, const char *reference);

/* False: the schema, or one in it, is not of that part, or refers to what is not there. */
bool json_schema_is_known(json_t *root, json_t *schema, struct text *out);

#endif
