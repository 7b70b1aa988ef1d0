/* The calendar of one invitation: the entry of the feeds as it is at this moment, for one person. */
#ifndef APP_INVITATION_CALENDAR_H
#define APP_INVITATION_CALENDAR_H

#include "app/app.h"

/* The bytes lie in the arena. NULL: there is no such entry, or no address to send it to. */
enum error_code invitation_calendar(const struct app *app, int64_t invitation, struct arena *arena,
                                    const char **out, struct error *err) MUST_USE;

#endif
