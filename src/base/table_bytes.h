/* What base/table.c and its neighbours share: places in the bytes of a file and the apostrophe before
 * formulas. */
#ifndef BASE_TABLE_BYTES_H
#define BASE_TABLE_BYTES_H

#include "base/table.h"

struct table_position {
    uint32_t line;
    uint32_t column; /* in characters */
};

/* Moves the position over byte `at`. */
void table_advance(struct table_position *position, const struct table_source *source, size_t at);

/* False, with one line in the report, for bytes that are no table at all: UTF-16, NUL, not UTF-8, overlong
 * lines, too many lines. Otherwise takes off the byte order mark and counts the lines. */
bool table_bytes_check(struct table_source *source, size_t *out_line_count, struct report *report) MUST_USE;

/* ',', ';' or tab: whichever the first line has most of outside quotation marks; ',' when it has none. */
char table_separator(const struct table_source *source);

/* How many apostrophes stand before what a spreadsheet takes for a formula; -1 when it is none. */
int table_guards(const char *text);

#endif
