/* What the log of changes says of an accepted change of the timetable. */
#ifndef APP_TIMETABLE_AUDIT_H
#define APP_TIMETABLE_AUDIT_H

#include "app/timetable_change.h"

/* `before` is the record of the same step and place as it was, `after` as it is; either may be NULL. The caller holds the
 * transaction of the change. */
enum error_code timetable_audit(const struct app *app, const struct timetable_book *book,
                                const struct timetable_change *change, const struct step_record *before,
                                const struct step_record *after, const struct timetable_moved *moved,
                                struct error *err) MUST_USE;

#endif
