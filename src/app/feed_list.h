/* The calendar addresses there are and were, without the addresses themselves, which nobody knows any more. */
#ifndef APP_FEED_LIST_H
#define APP_FEED_LIST_H

#include "app/app.h"
#include "app/feed_kind.h"

#include <stddef.h>

struct feed_state {
    enum feed_kind kind;
    const char *owner;    /* code of the candidate, unit or area; "" of a timetable */
    const char *level;    /* of the area, or of a timetable; "" else */
    const char *language; /* "vi" or "en" */
    bool alarms;
    int64_t created_utc_secs;
    int64_t revoked_utc_secs;    /* 0: in use */
    int64_t last_fetch_utc_secs; /* 0: never fetched */
    const char *last_client;     /* what the calendar program called itself then; "" */
};

/* By kind and owner, the oldest first; in the arena. */
enum error_code feed_list(const struct app *app, int64_t election, struct arena *arena,
                          struct feed_state **out, size_t *out_count, struct error *err) MUST_USE;

#endif
