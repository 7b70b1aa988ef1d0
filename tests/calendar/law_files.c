#include "calendar/law_files.h"

#include "base/file.h"
#include "base/yaml.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

static void read_tree_file(const char *path, struct text *out)
{
    char full[500];
    struct error err;

    snprintf(full, sizeof full, HT_SOURCE_DIR "/%s", path);
    text_init(out, YAML_BYTES_MAX + 1);
    assert_int_equal(file_read(full, out, &err), OK);
}

/* Packs that are extended lie in tests/data/law or config/law. */
static bool find(const char *id, char *path, size_t room)
{
    static const char *const folders[] = {"tests/data/law", "tests/data/law/bad", "config/law"};
    char full[500];

    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        snprintf(path, room, "%s/%s.yaml", folders[i], id);
        snprintf(full, sizeof full, HT_SOURCE_DIR "/%s", path);
        if (file_exists(full))
            return true;
    }
    return false;
}

static bool has_pack(const void *context, const char *id)
{
    char path[200];

    (void)context;
    return find(id, path, sizeof path);
}

static enum error_code read_pack(const void *context, const char *id, struct arena *arena,
                                 struct yaml_source *out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    char path[200];

    (void)context;
    (void)err;
    assert_true(find(id, path, sizeof path));
    read_tree_file(path, &bytes);
    *out = (struct yaml_source){arena_copy(arena, bytes.data, bytes.length), bytes.length,
                                arena_copy_string(arena, strrchr(path, '/') + 1)};
    return OK;
}

enum error_code law_files_parse(const char *path, struct law_pack **out_pack, struct error *err)
{
    CLEANUP(text_done) struct text bytes;

    read_tree_file(path, &bytes);
    struct yaml_source source = {bytes.data, bytes.length, strrchr(path, '/') + 1};
    const struct law_library library = {.has = has_pack, .read = read_pack};
    return law_pack_parse(&source, &library, out_pack, err);
}

struct law_pack *law_files_pack(const char *path)
{
    struct law_pack *pack = NULL;
    struct error err;

    if (law_files_parse(path, &pack, &err) != OK)
        fail_msg("%s:%u:%u: %s: %s", err.file, err.line, err.column, err.key, err.message.format);
    return pack;
}

enum error_code law_files_parse_resolution(const char *path, const struct law_pack *pack,
                                           struct law_resolution **out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;

    read_tree_file(path, &bytes);
    struct yaml_source source = {bytes.data, bytes.length, strrchr(path, '/') + 1};
    return law_resolution_parse(&source, pack, out, err);
}

struct law_resolution *law_files_resolution(const char *path, const struct law_pack *pack)
{
    struct law_resolution *resolution = NULL;
    struct error err;

    if (law_files_parse_resolution(path, pack, &resolution, &err) != OK)
        fail_msg("%s:%u:%u: %s: %s", err.file, err.line, err.column, err.key, err.message.format);
    return resolution;
}

struct table law_files_table(const char *path, const struct table_columns *columns, struct arena *arena)
{
    struct table table;
    struct report report;
    struct error err;
    CLEANUP(text_done) struct text bytes;

    read_tree_file(path, &bytes);
    struct table_source source = {path, bytes.data, bytes.length};
    report_init(&report, REPORT_LINES_DEFAULT);
    assert_int_equal(table_parse(&source, columns, arena, &report, &table, &err), OK);
    assert_int_equal(report.error_count, 0);
    report_done(&report);
    return table;
}
