/* A calendar as the bytes of a feed. Made from what the store and the law pack hold and nothing else: the same gives the
 * same bytes, at any time, by any process, on either database. No telephone numbers and nobody's name but the
 * candidate's own stand in it; the public calendar of a commune names nobody.
 *
 * What was cancelled stays, marked, until a week after polling day (app/feed_clock.h).
 */
#ifndef APP_FEED_BYTES_H
#define APP_FEED_BYTES_H

#include "app/app.h"
#include "app/feed_kind.h"
#include "base/secret.h"
#include "base/text.h"

#include <stddef.h>

#define FEED_BYTES_MAX ((size_t)32 << 20)

struct feed_facts {
    int64_t clock_utc_secs; /* the feed clock (app/feed_clock.h); these bytes are not younger */
    int64_t state_utc_secs; /* moment on that clock of the newest change in these bytes */
    size_t entry_count;
    unsigned char hash[SECRET_HASH_BYTES]; /* another one whenever the bytes of this calendar are others */
};

/* Appends the calendar to `out`. ERROR_NO_INPUT: there is no such candidate, unit or area any more; ERROR_DATA: it has
 * more entries than a calendar may have; errors of law_load. */
enum error_code feed_bytes(const struct app *app, const struct feed_source *source, struct text *out,
                           struct feed_facts *out_facts, struct error *err) MUST_USE;

#endif
