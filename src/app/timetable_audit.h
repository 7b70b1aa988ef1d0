/* What the log of changes says of an accepted change of the timetable. */
#ifndef APP_TIMETABLE_AUDIT_H
#define APP_TIMETABLE_AUDIT_H

#include "app/timetable_change.h"

/* What became of the change. */
struct timetable_done {
    const struct step_record *before; /* of the same step and place; NULL: there was none */
    const struct step_record *after;  /* NULL: none is left */
    const struct timetable_moved *moved;
};

/* The caller holds the transaction of the change. */
enum error_code timetable_audit(const struct app *app, const struct timetable_book *book,
                                const struct timetable_change *change, const struct timetable_done *done,
                                struct error *err) MUST_USE;

#endif
