/* The days off of the data folder: holidays/vn-YEAR.ics. */
#ifndef APP_DAYS_OFF_LOAD_H
#define APP_DAYS_OFF_LOAD_H

#include "app/app.h"
#include "calendar/day_off.h"

/* The years from first to last that have a file; the others stay unknown. The set lies in the arena.
 * ERROR_CONFIG: a file is not right. */
enum error_code days_off_load(const struct app *app, int first_year, int last_year, struct arena *arena,
                              struct day_off_set *out, struct error *err) MUST_USE;

#endif
