/* CSV files in and out. The only user of libcsv.
 *
 * A table is read against a list of wanted columns and comes back in the order of that list, whatever order
 * the file has: table_at(&table, row, column). Accepted are UTF-8 with or without byte order mark; comma,
 * semicolon or tab, told from the heading line; LF or CRLF; quoted fields; headings in any case. Every field
 * is in NFC, without blanks at its ends, on one line, and knows its place, so that a message can point at it.
 * The apostrophe that table_put sets before a formula is taken off again.
 *
 * Faults of the file become lines of the report. Faults of single rows leave the good rows in the table;
 * after any other fault, and after a missing column, the table has no rows and `broken` is set.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/arena.h"
#include "base/report.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_BYTES_MAX ((size_t)128 * 1024 * 1024) /* of a file */
#define TABLE_ROWS_MAX ((size_t)2000000)
#define TABLE_COLUMNS_MAX ((size_t)64)
#define TABLE_LINE_BYTES_MAX ((size_t)16 * 1024)
#define TABLE_FIELD_CHARS_MAX ((size_t)2000)

struct table_column {
    const char *name; /* lower case */
    bool optional;    /* may be missing from the file: then its fields are "" without place */
};

struct table_field {
    const char *text; /* never NULL */
    uint32_t line;    /* of its first character, from 1; 0: the file has no such column */
    uint32_t column;  /* in characters, from 1 */
};

struct table {
    const char *file;           /* as it was passed */
    struct table_field *fields; /* row by row */
    size_t row_count;
    size_t column_count;
    bool broken;
};

struct table_source {
    const char *file; /* its name, for messages */
    const char *bytes;
    size_t length;
};

struct table_columns {
    const struct table_column *list;
    size_t count;
};

/* Fails only for want of memory or room in the arena, which holds the result. */
enum error_code table_parse(const struct table_source *source, const struct table_columns *wanted,
                            struct arena *arena, struct report *report, struct table *out,
                            struct error *err) MUST_USE;

static inline const struct table_field *table_at(const struct table *table, size_t row, size_t column)
{
    return &table->fields[row * table->column_count + column];
}

/* Where a field stands, for the report; `key` is the name of its column. */
struct report_place table_place(const struct table *table, const struct table_field *field, const char *key);

/* Writing, a field at a time, into a text whose failure is the caller's to check. */
struct table_writer {
    struct text *out;
    bool for_people; /* see table_writer_init */
    bool row_begun;
};

/* For programs: commas, no byte order mark, each text exactly. For people (who open it in a spreadsheet of a
 * Vietnamese Windows): semicolons, a byte order mark, and an apostrophe before what the spreadsheet would run
 * as a formula or strip of its plus sign. */
void table_writer_init(struct table_writer *writer, struct text *out, bool for_people);
void table_put(struct table_writer *writer, const char *field);
void table_put_int(struct table_writer *writer, int64_t value);
void table_end_row(struct table_writer *writer);

#endif
