/* The calendars of all candidates of an election as files. */
#ifndef APP_FEED_EXPORT_H
#define APP_FEED_EXPORT_H

#include "app/app.h"

#include <stddef.h>

struct feed_export {
    size_t file_count;
    size_t changed_count; /* of these, the ones that were not there as they are now */
};

/* Writes FOLDER/CODE.ics for each candidate and then FOLDER/manifest.csv (file, sha256, bytes, entries), each file all
 * or nothing; the manifest is new only when every file is. A file that is right already is not touched. The folder is
 * made when it is missing. */
enum error_code feed_export(const struct app *app, int64_t election, const char *folder,
                            struct feed_export *out, struct error *err) MUST_USE;

#endif
