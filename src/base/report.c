#include "base/report.h"

#include "base/list.h"

#include <stdlib.h>

void report_init(struct report *report, size_t max_lines)
{
    *report = (struct report){.max_lines = max_lines};
}

void report_done(struct report *report)
{
    free(report->lines);
    report_init(report, report->max_lines);
}

/* The next free line, or NULL when the list is full or without memory. */
static struct report_line *add_line(struct report *report, bool warning)
{
    size_t *count = warning ? &report->warning_count : &report->error_count;

    ++*count;
    if (!list_reserve(&report->lines, &report->line_capacity, report->line_count + 1, sizeof *report->lines,
                      report->max_lines))
        return NULL;
    struct report_line *line = &report->lines[report->line_count++];
    *line = (struct report_line){.warning = warning, .error.code = ERROR_DATA};
    return line;
}

PRINTF_LIKE(3, 0)
static void add(struct report_line *line, struct report_place place, const char *format, va_list args)
{
    if (line == NULL)
        return;
    message_set_va(&line->error.message, format, args);
    error_at(&line->error, place.file, place.line, place.column, place.key);
}

void report_error(struct report *report, struct report_place place, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(add_line(report, false), place, format, args);
    va_end(args);
}

void report_warning(struct report *report, struct report_place place, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(add_line(report, true), place, format, args);
    va_end(args);
}

void report_add(struct report *report, const struct error *err)
{
    struct report_line *line = add_line(report, false);

    if (line != NULL)
        line->error = *err;
}

size_t report_more_count(const struct report *report)
{
    return report->error_count + report->warning_count - report->line_count;
}
