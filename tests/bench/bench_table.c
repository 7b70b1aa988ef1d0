/* Reading a table of a province, every field checked, composed and placed, beside bare libcsv and nothing
 * else. The file is the argument. */
#include "base/file.h"
#include "base/table.h"
#include "bench.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

static const struct table_column columns[] = {
    {"kind", false}, {"id", false}, {"date", false}, {"sessions", false}};

static void read_ours(void *argument)
{
    const struct text *bytes = argument;
    struct table_source source = {"blocks.csv", bytes->data, bytes->length};
    struct table_columns wanted = {columns, COUNT_OF(columns)};
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(report_done) struct report report;
    struct table table;
    struct error err;

    arena_init(&arena, (size_t)1 << 30);
    report_init(&report, 10);
    if (table_parse(&source, &wanted, &arena, &report, &table, &err) != OK || table.broken)
        abort();
}

static void count_field(void *field, size_t length, void *count)
{
    (void)field;
    (void)length;
    ++*(size_t *)count;
}

static void read_libcsv(void *argument)
{
    const struct text *bytes = argument;
    struct csv_parser parser;
    size_t count = 0;

    if (csv_init(&parser, CSV_STRICT) != 0 ||
        csv_parse(&parser, bytes->data, bytes->length, count_field, NULL, &count) != bytes->length)
        abort();
    csv_fini(&parser, count_field, NULL, &count);
    csv_free(&parser);
}

int main(int argc, char **argv)
{
    CLEANUP(text_done) struct text bytes;
    struct error err;

    text_init(&bytes, TABLE_BYTES_MAX);
    if (argc != 2 || file_read(argv[1], &bytes, &err) != OK) {
        fputs("usage: bench_table BLOCKS.CSV\n", stderr);
        return 64;
    }
    double our_ms = bench_ms(read_ours, &bytes);
    bench_compare("reading a CSV table", our_ms, "bare libcsv", bench_ms(read_libcsv, &bytes));
    return 0;
}
