/* The dates of a step as a row of the store. */
#ifndef APP_MILESTONE_ROW_H
#define APP_MILESTONE_ROW_H

#include "app/milestones.h"
#include "db/db.h"

/* The columns of QUERY_MILESTONES. */
enum milestone_column {
    MILESTONE_AREA, /* 0: the whole election */
    MILESTONE_ID,
    MILESTONE_STEP,
    MILESTONE_LEVEL,
    MILESTONE_FROM, /* day and minute, as the next two */
    MILESTONE_UNTIL = MILESTONE_FROM + 2,
    MILESTONE_DUE = MILESTONE_UNTIL + 2,
    MILESTONE_TARGET = MILESTONE_DUE + 2,
    MILESTONE_PROVISIONAL,
    MILESTONE_DONE,
    MILESTONE_CANCELLED, /* the row holds no more */
    MILESTONE_SET_BY,
    MILESTONE_PROVEN,
};

struct milestone_dates milestone_row_dates(const struct db_rows *rows);

/* The names of all steps of the pack, for entries that outlive it. */
enum error_code milestone_row_name_steps(const struct app *app, const struct timetable_book *book,
                                         struct error *err) MUST_USE;

/* Adds, changes or cancels the row of a move. The sequence of its calendar entry rises when the entry's day, hour or
 * state changes, and not for anything else. */
enum error_code milestone_row_write(const struct app *app, const struct timetable_book *book,
                                    const struct milestone_move *move, int64_t changed_utc_secs,
                                    struct error *err) MUST_USE;

#endif
