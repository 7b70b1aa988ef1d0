/* The feed clock of an election: when anything that its calendars show changed last. It only rises, and by at least a
 * second with every change, also with one that takes something away, and also when the machine's clock went back, so
 * that a client that asks "newer than what I have?" is never told no by mistake.
 *
 * Entries that were cancelled leave the calendars a week after polling day. That is a change like any other: the first who
 * looks at a calendar after it stores that it is so and advances the clock, and the calendars go by what is stored and not by
 * the time of day, so that all processes make the same bytes.
 */
#ifndef APP_FEED_CLOCK_H
#define APP_FEED_CLOCK_H

#include "app/app.h"
#include "calendar/civil.h"

#define FEED_TOMBSTONE_DAYS 7 /* after polling day, the last included */

/* To be called once in the transaction of every change that calendars show. The new value, now or later, is the moment
 * of the change for everything it touches (meeting.last_modified_utc). */
enum error_code feed_clock_advance(const struct app *app, int64_t election, int64_t *out_utc_secs,
                                   struct error *err) MUST_USE;

struct feed_sunset {
    int64_t election;
    struct civil_date polling_day;
    bool pending; /* not stored yet */
};

/* Stores that the week has passed, when it has and is not stored yet, and advances the clock; `clock_utc_secs` becomes what
 * it is now. */
enum error_code feed_clock_pass_sunset(const struct app *app, const struct feed_sunset *sunset,
                                       int64_t *clock_utc_secs, struct error *err) MUST_USE;

#endif
