/* The feed clock of an election: when anything that its calendars show changed last. It only rises, and by at least a
 * second with every change, also with one that takes something away, so that a client that asks "newer than what I
 * have?" is never told no by mistake.
 */
#ifndef APP_FEED_CLOCK_H
#define APP_FEED_CLOCK_H

#include "app/app.h"

/* To be called once in the transaction of every change that calendars show. The new value, now or later, is the moment
 * of the change for everything it touches (meeting.last_modified_utc). */
enum error_code feed_clock_advance(const struct app *app, int64_t election, int64_t *out_utc_secs,
                                   struct error *err) MUST_USE;

#endif
