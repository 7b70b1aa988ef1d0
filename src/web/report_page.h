/* The reports: each a page that prints well, and a table for a spreadsheet. One file each: report_contact.c, ... */
#ifndef WEB_REPORT_PAGE_H
#define WEB_REPORT_PAGE_H

#include "base/table.h"
#include "web/routes.h"

/* What stands below the heading of the page. */
enum error_code report_put_contact(struct call *call, struct error *err) MUST_USE;
enum error_code report_put_equality(struct call *call, struct error *err) MUST_USE;
enum error_code report_put_timetable(struct call *call, struct error *err) MUST_USE;
enum error_code report_put_consultations(struct call *call, struct error *err) MUST_USE;

/* The rows of the table, with their heading. */
enum error_code report_write_contact(struct call *call, struct table_writer *out, struct error *err) MUST_USE;
enum error_code report_write_equality(struct call *call, struct table_writer *out,
                                      struct error *err) MUST_USE;
enum error_code report_write_timetable(struct call *call, struct table_writer *out,
                                       struct error *err) MUST_USE;
enum error_code report_write_consultations(struct call *call, struct table_writer *out,
                                           struct error *err) MUST_USE;

/* Column heads of a page's table, and of a file's; the first `words` of them stand left, the figures after them right. */
void report_put_heads(const struct call *call, const char *const *heads, size_t count, size_t words);
void report_write_heads(struct table_writer *out, const char *const *heads, size_t count);

#endif
