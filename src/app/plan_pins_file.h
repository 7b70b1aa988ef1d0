/* Pins beside a folder of tables: pins.csv with the columns unit_id, venue_id and start, and, if wanted, meeting_id and mode
 * (direct when it is left out). `plan solve` keeps them.
 */
#ifndef APP_PLAN_PINS_FILE_H
#define APP_PLAN_PINS_FILE_H

#include "app/plan_search.h"
#include "base/report.h"

struct folder_pins {
    const char *file; /* NULL: there is no pins.csv */
    const struct plan_meeting *items;
    const uint32_t *lines;
    size_t count;
};

/* Units, venues and times that do not exist become lines of the report, and then the result is ERROR_DATA. */
enum error_code folder_pins_read(const char *folder, const struct plan_problem *problem, struct arena *arena,
                                 struct report *report, struct folder_pins *out, struct error *err) MUST_USE;

/* Plans around the pins. ERROR_DATA names both of two that contradict each other. */
enum error_code folder_pins_solve(struct plan_problem *problem, const struct folder_pins *pins,
                                  const struct plan_search *search, struct arena *arena,
                                  struct plan_outcome *out, struct error *err) MUST_USE;

#endif
