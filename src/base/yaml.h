/* Settings, gateway profiles and law packs: YAML read strictly, straight into structs after a schema of
 * libcyaml. The whole document is checked before libcyaml sees it, because libcyaml by itself takes 070 for
 * 56, 12abc for 12 and "flase" for true, follows aliases and ignores a second document. Each refusal is an
 * ERROR_CONFIG with file, line, column and key, in our own words.
 *
 *     static const cyaml_schema_value_t pack_schema = {
 *         CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct pack, fields)};
 *     struct yaml_source source = {text.data, text.length, "law/85-2015.yaml"};
 *     struct pack *pack = NULL;
 *     TRY(yaml_source_load(&source, &pack_schema, &pack, err));
 *     ...
 *     yaml_source_free(&pack_schema, pack);
 *
 * Schemas may use integers, booleans, enums, flags, strings, mappings and sequences, and are made with the
 * macros of <cyaml/cyaml.h>, which only they and this module use. A boolean is `true` or `false`; an integer
 * has digits and perhaps a minus; text holds no control characters but line ends and tabs. Anchors, aliases,
 * tags, unknown keys and keys given twice are refused.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/error.h"

#include <cyaml/cyaml.h>
#include <stddef.h>

#define YAML_BYTES_MAX ((size_t)1024 * 1024)
#define YAML_DEPTH_MAX 12

struct yaml_source {
    const char *bytes; /* borrowed */
    size_t length;
    const char *file; /* named in errors; borrowed */
};

/* `out_data` is the address of the caller's pointer to the struct of `schema`, whose top is a mapping with
 * CYAML_FLAG_POINTER and at least one required field. What it receives goes to yaml_source_free. */
enum error_code yaml_source_load(const struct yaml_source *source, const struct cyaml_schema_value *schema,
                                 void *out_data, struct error *err) MUST_USE;

/* NULL is allowed. */
void yaml_source_free(const struct cyaml_schema_value *schema, void *data);

/* Gives an error found in loaded data its place. `path` names the value: keys and positions in a sequence
 * (from 1), joined by dots: "duties.12.until.anchor". When the value is not written in the file the place is
 * that of the nearest thing that holds it. The source must have loaded. Returns err->code. */
enum error_code yaml_source_error_at(const struct yaml_source *source, const char *path, struct error *err);

#endif
