/* Phones that may show a meeting wrongly: candidates whose calendar has not been fetched since a meeting of theirs was
 * changed, while it begins soon. They are to be told in another way.
 *
 * A calendar is fetched when a program asked for it and got it, or was told that what it has is still right. What was
 * given follows from the ledger (tables feed_served and meeting_version).
 */
#ifndef APP_FEED_STALE_H
#define APP_FEED_STALE_H

#include "app/app.h"

#include <stddef.h>

#define FEED_STALE_HOURS_MAX 720

struct feed_stale {
    int64_t candidate; /* id */
    const char *candidate_code;
    int64_t meeting; /* id */
    const char *meeting_code;
    int64_t sequence;             /* of the entry as it is now */
    bool cancelled;               /* the meeting is, and the phone does not know it */
    int64_t start_utc_secs;       /* as it is now */
    int64_t shown_start_utc_secs; /* as the phone shows it; 0: it does not show it */
    int64_t changed_utc_secs;     /* the change that the phone has not got */
    int64_t
        fetched_utc_secs; /* when the calendar was last fetched; 0: never, so that nobody may look at it */
};

struct feed_stale_list {
    const struct feed_stale *items; /* by candidate and meeting */
    size_t count;
};

/* Meetings that begin within `hours` from now, or would as the phone shows them; in the arena. Candidates without an address
 * in use are not among them, nor meetings that are over. */
enum error_code feed_stale(const struct app *app, int64_t election, int hours, struct arena *arena,
                           struct feed_stale_list *out, struct error *err) MUST_USE;

#endif
