/* The dates of every step as they hold where no area has dates of its own, for the timetable of a level: stored beside
 * those of the areas (app/milestones.h), with the versions of their calendar entries.
 */
#ifndef APP_GENERAL_MILESTONES_H
#define APP_GENERAL_MILESTONES_H

#include "app/timetable_book.h"

/* Writes what differs from the store, or with `only_missing` what is not stored yet; the caller holds a transaction.
 * `changed_utc_secs` is the moment of the change, or 0 when the feed clock has not been advanced yet: then that is done
 * as soon as something is written. */
enum error_code general_milestones_write(const struct app *app, const struct timetable_book *book,
                                         bool only_missing, int64_t *changed_utc_secs,
                                         struct error *err) MUST_USE;

#endif
