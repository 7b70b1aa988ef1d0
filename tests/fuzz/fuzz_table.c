/* Whatever is read as a table can be written, for programs and for people, and read again with equal texts. */
#include "base/table.h"
#include "fuzz.h"

#include <string.h>

static const struct table_column columns[] = {{"id", false}, {"name", true}, {"note", true}};
static const struct table_columns wanted = {columns, COUNT_OF(columns)};

static bool read_table(const char *bytes, size_t length, struct arena *arena, struct table *out)
{
    struct table_source source = {"table.csv", bytes, length};
    struct report report;
    struct error err;

    report_init(&report, 10);
    bool read = table_parse(&source, &wanted, arena, &report, out, &err) == OK && !out->broken;
    report_done(&report);
    return read;
}

/* Nothing in any wanted column: skipped when it is read, unless an unknown column has something. */
static bool is_blank(const struct table *table, size_t row)
{
    for (size_t i = 0; i < wanted.count; i++) {
        if (table_at(table, row, i)->text[0] != '\0')
            return false;
    }
    return true;
}

static void write_table(const struct table *table, bool for_people, struct text *out)
{
    struct table_writer writer;

    table_writer_init(&writer, out, for_people);
    for (size_t i = 0; i < wanted.count; i++)
        table_put(&writer, columns[i].name);
    table_end_row(&writer);
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < wanted.count; i++)
            table_put(&writer, table_at(table, row, i)->text);
        table_end_row(&writer);
    }
}

static void survives(const struct table *table, bool for_people, struct arena *arena)
{
    CLEANUP(text_done) struct text written;
    struct table again;
    struct error err;
    size_t row_again = 0;

    text_init(&written, (size_t)8 << 20);
    write_table(table, for_people, &written);
    assert(text_finish(&written, &err) == OK);
    assert(read_table(written.data, written.length, arena, &again));
    for (size_t row = 0; row < table->row_count; row++) {
        if (is_blank(table, row))
            continue;
        assert(row_again < again.row_count);
        for (size_t i = 0; i < wanted.count; i++)
            assert(strcmp(table_at(&again, row_again, i)->text, table_at(table, row, i)->text) == 0);
        row_again++;
    }
    assert(row_again == again.row_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_done) struct arena arena;
    struct table table;

    arena_init(&arena, (size_t)64 << 20);
    if (read_table((const char *)data, size, &arena, &table)) {
        survives(&table, false, &arena);
        survives(&table, true, &arena);
    }
    return 0;
}
