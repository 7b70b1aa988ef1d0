#include "base/yaml.h"

#include "base/utf8.h"
#include "base/yaml_check.h"

#include <string.h>

static bool has_control_characters(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F)
            return true;
    }
    return false;
}

static enum error_code check_decoration(const yaml_char_t *anchor, const yaml_char_t *tag, struct error *err)
{
    if (anchor != NULL)
        return error_set(err, ERROR_CONFIG, "anchors (&) are not used here");
    if (tag != NULL)
        return error_set(err, ERROR_CONFIG, "tags (!) are not used here");
    return OK;
}

static enum error_code check_scalar(const yaml_event_t *event, struct error *err)
{
    if (has_control_characters((const char *)event->data.scalar.value, event->data.scalar.length))
        return error_set(err, ERROR_CONFIG, "holds a control character");
    return check_decoration(event->data.scalar.anchor, event->data.scalar.tag, err);
}

/* Every event is read once before any tree is built: syntax, depth, and the parts of YAML that are not used
 * here. */
static enum error_code scan_event(const yaml_event_t *event, unsigned *depth, unsigned *documents,
                                  struct error *err)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++*documents > 1)
            return error_set(err, ERROR_CONFIG, "a second document begins here; one file holds one document");
        return OK;
    case YAML_ALIAS_EVENT:
        return error_set(err, ERROR_CONFIG, "aliases (*) are not used here; write the value out");
    case YAML_SCALAR_EVENT: return check_scalar(event, err);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: --*depth; return OK;
    case YAML_SEQUENCE_START_EVENT:
        ++*depth;
        TRY(check_decoration(event->data.sequence_start.anchor, event->data.sequence_start.tag, err));
        break;
    case YAML_MAPPING_START_EVENT:
        ++*depth;
        TRY(check_decoration(event->data.mapping_start.anchor, event->data.mapping_start.tag, err));
        break;
    default: return OK;
    }
    return *depth <= YAML_DEPTH_MAX
               ? OK
               : error_set(err, ERROR_CONFIG, "is nested deeper than %d levels", YAML_DEPTH_MAX);
}

static enum error_code syntax_error(const yaml_parser_t *parser, const char *file, struct error *err)
{
    if (parser->error == YAML_MEMORY_ERROR)
        return error_memory(err);
    error_set(err, ERROR_CONFIG, "cannot be read as YAML: %s; check colons, quotes and indentation",
              parser->problem != NULL ? parser->problem : "unknown fault");
    return yaml_check_error_at(err, file, parser->problem_mark, NULL);
}

static enum error_code scan_events(yaml_parser_t *parser, const char *file, struct error *err)
{
    unsigned depth = 0;
    unsigned documents = 0;
    yaml_event_type_t type = YAML_NO_EVENT;

    while (type != YAML_STREAM_END_EVENT) {
        CLEANUP(yaml_event_delete) yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return syntax_error(parser, file, err);
        type = event.type;
        if (scan_event(&event, &depth, &documents, err) != OK)
            return yaml_check_error_at(err, file, event.start_mark, NULL);
    }
    if (documents > 0)
        return OK;
    error_set(err, ERROR_CONFIG, "the file is empty");
    return error_at(err, file, 0, 0, NULL);
}

static enum error_code check_bytes(const struct yaml_source *source, struct error *err)
{
    uint32_t line = 1;
    uint32_t column = 1;
    uint32_t character;

    if (source->length > YAML_BYTES_MAX) {
        error_set(err, ERROR_CONFIG, "is larger than %zu bytes, the most this program accepts here",
                  YAML_BYTES_MAX);
        return error_at(err, source->file, 0, 0, NULL);
    }
    for (size_t at = 0, step; at < source->length; at += step) {
        step = utf8_next(source->bytes + at, source->length - at, &character);
        if (step == 0)
            error_set(err, ERROR_CONFIG, "this is not UTF-8 text; save the file again as UTF-8");
        else if (character == 0)
            error_set(err, ERROR_CONFIG, "a NUL byte stands here; this is not a text file");
        if (step == 0 || character == 0)
            return error_at(err, source->file, line, column, NULL);
        line += character == '\n';
        column = character == '\n' ? 1 : column + 1;
    }
    return OK;
}

static bool parser_start(yaml_parser_t *parser, const struct yaml_source *source)
{
    if (!yaml_parser_initialize(parser))
        return false;
    /* Otherwise libyaml would take two leading bytes for UTF-16. */
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)source->bytes, source->length);
    return true;
}

static enum error_code scan(const struct yaml_source *source, struct error *err)
{
    CLEANUP(yaml_parser_delete) yaml_parser_t parser;

    memset(&parser, 0, sizeof parser);
    TRY(check_bytes(source, err));
    if (!parser_start(&parser, source))
        return error_memory(err);
    return scan_events(&parser, source->file, err);
}

static bool build_tree(const struct yaml_source *source, yaml_document_t *out_document)
{
    CLEANUP(yaml_parser_delete) yaml_parser_t parser;

    memset(&parser, 0, sizeof parser);
    memset(out_document, 0, sizeof *out_document);
    return parser_start(&parser, source) && yaml_parser_load(&parser, out_document) != 0;
}

static const cyaml_config_t libcyaml_config = {
    .mem_fn = cyaml_mem, .log_level = CYAML_LOG_ERROR, .flags = CYAML_CFG_NO_ALIAS};

enum error_code yaml_source_load(const struct yaml_source *source, const struct cyaml_schema_value *schema,
                                 void *out_data, struct error *err)
{
    void *data = NULL;

    TRY(scan(source, err));
    CLEANUP(yaml_document_delete) yaml_document_t document;
    if (!build_tree(source, &document))
        return error_memory(err);
    TRY(yaml_check_document(&document, source->file, schema, err));
    cyaml_err_t result = cyaml_load_data((const uint8_t *)source->bytes, source->length, &libcyaml_config,
                                         schema, &data, NULL);
    if (result == CYAML_ERR_OOM)
        return error_memory(err);
    if (result != CYAML_OK) {
        error_set(err, ERROR_SOFTWARE, "passed our checks but libcyaml refuses it: %s",
                  cyaml_strerror(result));
        return error_at(err, source->file, 0, 0, NULL);
    }
    memcpy(out_data, &data, sizeof data);
    return OK;
}

void yaml_source_free(const struct cyaml_schema_value *schema, void *data)
{
    if (data != NULL)
        cyaml_free(&libcyaml_config, schema, data, 0);
}

enum error_code yaml_source_error_at(const struct yaml_source *source, const char *path, struct error *err)
{
    CLEANUP(yaml_document_delete) yaml_document_t document;

    if (!build_tree(source, &document))
        return error_at(err, source->file, 0, 0, path);
    return yaml_check_error_at(err, source->file, yaml_check_find(&document, path), path);
}
