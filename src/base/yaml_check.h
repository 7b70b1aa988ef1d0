/* The checking half of base/yaml.h: a document as libyaml's tree against a schema of libcyaml. */
#ifndef BASE_YAML_CHECK_H
#define BASE_YAML_CHECK_H

#include "base/yaml.h"

#include <yaml.h>

#define YAML_PATH_MAX ERROR_KEY_MAX

/* Everything libcyaml would refuse, and everything it should. */
enum error_code yaml_check_document(yaml_document_t *document, const char *file,
                                    const struct cyaml_schema_value *schema, struct error *err) MUST_USE;

/* The place of the value at `path`, or of the nearest thing that holds it. */
yaml_mark_t yaml_check_find(yaml_document_t *document, const char *path);

/* Adds file, line, column and key and returns err->code. */
enum error_code yaml_check_error_at(struct error *err, const char *file, yaml_mark_t mark, const char *key);

#endif
