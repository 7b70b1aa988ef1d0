/* All that is wrong with the user's data at once: a list of errors and warnings, each with its place, so that
 * one run names every bad row. The list is bounded: beyond its maximum lines are only counted ("and N more").
 * A line that finds no memory is counted in the same way, so adding cannot fail.
 */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REPORT_LINES_DEFAULT 100

struct report_line {
    bool warning;
    struct error error; /* place, key and message; code ERROR_DATA */
};

struct report {
    struct report_line *lines; /* owned */
    size_t line_count;
    size_t line_capacity;
    size_t max_lines;
    size_t error_count; /* also those beyond the list */
    size_t warning_count;
};

/* Where something stands in a user's file. File and key may be NULL, line and column 0: unknown. */
struct report_place {
    const char *file;
    uint32_t line;
    uint32_t column; /* in characters */
    const char *key;
};

void report_init(struct report *report, size_t max_lines);
void report_done(struct report *report);

/* The format is a key of the catalogue and must be marked N_("..."). */
void report_error(struct report *report, struct report_place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
void report_warning(struct report *report, struct report_place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* An error that another function returned, with its place. */
void report_add(struct report *report, const struct error *err);

/* How many lines the list had no room for. */
size_t report_more_count(const struct report *report);

#endif
