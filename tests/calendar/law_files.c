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

enum error_code law_files_parse(const char *path, struct law_pack **out_pack, struct error *err)
{
    CLEANUP(text_done) struct text bytes;

    read_tree_file(path, &bytes);
    struct yaml_source source = {bytes.data, bytes.length, strrchr(path, '/') + 1};
    return law_pack_parse(&source, out_pack, err);
}

struct law_pack *law_files_pack(const char *path)
{
    struct law_pack *pack = NULL;
    struct error err;

    if (law_files_parse(path, &pack, &err) != OK)
        fail_msg("%s:%u:%u: %s: %s", err.file, err.line, err.column, err.key, err.message.format);
    return pack;
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
