/* Whether a store is in order: its pages and references, which the database itself knows to check, and then the queries of
 * db/checks/, each of which returns the rows that are wrong.
 */
#ifndef DB_CHECK_H
#define DB_CHECK_H

#include "base/report.h"
#include "db/db.h"

/* Puts an error into the report for each thing that is wrong, with the name of its check as key, and counts the checks that were made.
 * A store that cannot be read is the error of reading it. */
enum error_code db_check(struct db *db, struct report *report, size_t *out_checks,
                         struct error *err) MUST_USE;

#endif
