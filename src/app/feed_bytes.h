/* The calendar of a candidate: every published meeting of all units he or she stands in, as the bytes of a feed. Made
 * from what the store holds and nothing else: the same store gives the same bytes, at any time, by any process. No
 * telephone numbers and nobody's name but the candidate's own stand in it.
 */
#ifndef APP_FEED_BYTES_H
#define APP_FEED_BYTES_H

#include "app/app.h"
#include "base/text.h"

#include <stddef.h>

#define FEED_BYTES_MAX ((size_t)16 << 20)

struct feed_source {
    int64_t candidate;    /* id in the store; 0: deadlines of an area (app/feed_deadlines.h) */
    int64_t area;         /* id in the store */
    const char *language; /* "vi" or "en" */
    bool alarms;          /* entries ring one day and two hours before; off unless asked for */
};

struct feed_facts {
    int64_t clock_utc_secs; /* the feed clock (app/feed_clock.h); these bytes are not younger */
    int64_t state_utc_secs; /* moment on that clock of the newest change in these bytes */
    size_t entry_count;
};

/* Appends the calendar to `out`. ERROR_NO_INPUT: no such candidate. */
enum error_code feed_bytes(const struct app *app, const struct feed_source *source, struct text *out,
                           struct feed_facts *out_facts, struct error *err) MUST_USE;

#endif
