/* Makes calendars side by side, all of one moment; a part of app/feed_export.
 */
#ifndef APP_FEED_EXPORT_MAKE_H
#define APP_FEED_EXPORT_MAKE_H

#include "app/feed_folder.h"
#include "app/feed_open.h"
#include "base/secret.h"

/* A calendar to be made, and what came of it. */
struct feed_job {
    const char *name; /* in the folder */
    struct feed feed; /* its source; when revoked, what then stands in its place */
    size_t bytes;
    size_t entries;
    int64_t clock_utc_secs;
    char sha256[SECRET_SHA256_CHARS];
    bool changed;  /* it was written; otherwise the folder has it as it is */
    bool left_out; /* it would have more entries than a calendar may have */
};

struct feed_jobs {
    struct feed_job *items;
    size_t count;
    size_t capacity;
};

/* Makes them all, and writes into the new folder those that are not in the present one. ERROR_BUSY: the store never stood
 * still. */
enum error_code feed_jobs_make(const struct app *app, struct feed_jobs *jobs,
                               const struct feed_folder *folder, struct error *err) MUST_USE;

#endif
