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

/* Depth, and the parts of YAML that are not used here. */
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

/* The tree of a document, grown event by event: what libyaml would build from a second reading of the text. */
struct tree {
    yaml_document_t *document;
    struct {
        int node; /* a list or block that is open */
        int key;  /* of a block, whose value comes next; 0: none */
    } open[YAML_DEPTH_MAX];
    unsigned depth;
};

/* Adds a node to what is open; false without memory, which an id of 0 is too. */
static bool tree_attach(struct tree *tree, int node)
{
    if (node == 0 || tree->depth == 0)
        return node != 0;
    int parent = tree->open[tree->depth - 1].node;
    int *key = &tree->open[tree->depth - 1].key;
    if (yaml_document_get_node(tree->document, parent)->type == YAML_SEQUENCE_NODE)
        return yaml_document_append_sequence_item(tree->document, parent, node) != 0;
    int pending = *key;
    *key = pending == 0 ? node : 0;
    return pending == 0 || yaml_document_append_mapping_pair(tree->document, parent, pending, node) != 0;
}

static bool tree_open(struct tree *tree, int node)
{
    if (!tree_attach(tree, node))
        return false;
    tree->open[tree->depth].node = node;
    tree->open[tree->depth++].key = 0;
    return true;
}

/* The event has passed scan_event. False: no memory. */
static bool tree_add(struct tree *tree, const yaml_event_t *event)
{
    yaml_document_t *document = tree->document;
    int before = (int)(document->nodes.top - document->nodes.start);
    bool added = true;

    switch (event->type) {
    case YAML_SCALAR_EVENT:
        added = tree_attach(tree, yaml_document_add_scalar(document, NULL, event->data.scalar.value,
                                                           (int)event->data.scalar.length,
                                                           event->data.scalar.style));
        break;
    case YAML_SEQUENCE_START_EVENT:
        added = tree_open(tree, yaml_document_add_sequence(document, NULL, event->data.sequence_start.style));
        break;
    case YAML_MAPPING_START_EVENT:
        added = tree_open(tree, yaml_document_add_mapping(document, NULL, event->data.mapping_start.style));
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: tree->depth--; break;
    default: break;
    }
    if (added && document->nodes.top - document->nodes.start > before)
        document->nodes.start[before].start_mark = event->start_mark;
    return added;
}

static enum error_code syntax_error(const yaml_parser_t *parser, const char *file, struct error *err)
{
    if (parser->error == YAML_MEMORY_ERROR)
        return error_memory(err);
    error_set(err, ERROR_CONFIG, "cannot be read as YAML: %s; check colons, quotes and indentation",
              parser->problem != NULL ? parser->problem : "unknown fault");
    return yaml_check_error_at(err, file, parser->problem_mark, NULL);
}

static enum error_code scan_events(yaml_parser_t *parser, const char *file, yaml_document_t *document,
                                   struct error *err)
{
    struct tree tree = {.document = document};
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
        if (!tree_add(&tree, &event))
            return error_memory(err);
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

/* The document goes to yaml_document_delete also after a failure. */
static enum error_code read_document(const struct yaml_source *source, yaml_document_t *out,
                                     struct error *err)
{
    CLEANUP(yaml_parser_delete) yaml_parser_t parser;

    memset(&parser, 0, sizeof parser);
    TRY(check_bytes(source, err));
    if (!parser_start(&parser, source) || !yaml_document_initialize(out, NULL, NULL, NULL, 1, 1))
        return error_memory(err);
    return scan_events(&parser, source->file, out, err);
}

static const cyaml_config_t libcyaml_config = {
    .mem_fn = cyaml_mem, .log_level = CYAML_LOG_ERROR, .flags = CYAML_CFG_NO_ALIAS};

enum error_code yaml_source_load(const struct yaml_source *source, const struct cyaml_schema_value *schema,
                                 void *out_data, struct error *err)
{
    CLEANUP(yaml_document_delete) yaml_document_t document = {0};
    void *data = NULL;

    TRY(read_document(source, &document, err));
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
    CLEANUP(yaml_document_delete) yaml_document_t document = {0};
    struct error unread;

    if (read_document(source, &document, &unread) != OK)
        return error_at(err, source->file, 0, 0, path);
    return yaml_check_error_at(err, source->file, yaml_check_find(&document, path), path);
}
