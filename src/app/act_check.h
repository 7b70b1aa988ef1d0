/* May this act be recorded? Not in the future, not before what it waits for, a poll only within its hours. */
#ifndef APP_ACT_CHECK_H
#define APP_ACT_CHECK_H

#include "app/timetable_book.h"

/* ERROR_DATA says why not. An act that is decided beforehand, the opening of a poll, may lie in the future.
 */
enum error_code act_check(const struct app *app, const struct timetable_book *book,
                          const struct step_record *act, struct error *err) MUST_USE;

#endif
