/* A plan of meetings as a CSV file with the columns meeting_id, unit_id, mode, venue_id, start and end; further
 * columns are ignored.
 */
#ifndef APP_PLAN_FILE_H
#define APP_PLAN_FILE_H

#include "base/report.h"
#include "plan/plan.h"

struct plan_file {
    const struct plan_row *rows; /* in the arena */
    size_t count;
};

/* Reads the rows as they stand; what they say is for the judge. Faults of the file become lines of the report,
 * and then the result is ERROR_DATA. */
enum error_code plan_file_read(const char *path, struct arena *arena, struct report *report,
                               struct plan_file *out, struct error *err) MUST_USE;

/* The meetings of the plan must be known to the problem. */
enum error_code plan_file_write(const char *path, const struct plan_problem *problem, const struct plan *plan,
                                struct error *err) MUST_USE;

#endif
