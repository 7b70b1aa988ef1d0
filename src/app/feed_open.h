/* What lies behind a calendar address, and who fetched it last. */
#ifndef APP_FEED_OPEN_H
#define APP_FEED_OPEN_H

#include "app/app.h"
#include "app/feed_kind.h"

#include <stddef.h>

struct feed {
    int64_t id;               /* 0: public */
    int64_t revoked_utc_secs; /* 0: in use */
    int64_t clock_utc_secs;   /* the feed clock of its election now */
    struct feed_source source;
};

/* The feed of a token, also a revoked one. ERROR_NO_INPUT: no address has this token. Like feed_open_commune it moves the
 * clock when its time has come (app/feed_clock.h). */
enum error_code feed_open(const struct app *app, const char *token, struct feed *out,
                          struct error *err) MUST_USE;

/* The public feed of a commune, by the part of its address between "/xa/" and ".ics": its code, or its code and ".en".
 * It has no id. Of a commune of several elections it is that of the newest. ERROR_NO_INPUT: there is no such commune. */
enum error_code feed_open_commune(const struct app *app, const char *name, struct feed *out,
                                  struct error *err) MUST_USE;

#define FEED_CLIENT_CHARS 81 /* printable ASCII, and NUL */

struct feed_fetch {
    int64_t feed;
    int64_t fetched_utc_secs;
    int64_t state_utc_secs;         /* of what was given (struct feed_facts) */
    char client[FEED_CLIENT_CHARS]; /* what the calendar program calls itself; never where it is */
};

#define FEED_STATES_KEPT 100

/* Stores when and by what each of the feeds was fetched last, and in the ledger which states of them were given; of each feed
 * the newest FEED_STATES_KEPT are kept. */
enum error_code feed_record_fetches(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                    struct error *err) MUST_USE;

#endif
