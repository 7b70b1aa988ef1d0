/* Calendars as files: those of all kinds under their codes, to be handed over; or those of given addresses under these
 * addresses, so that a web server of files, or many of them, can answer the phones of a country.
 */
#ifndef APP_FEED_EXPORT_H
#define APP_FEED_EXPORT_H

#include "app/app.h"

#include <stddef.h>

struct feed_export_request {
    int64_t election;
    const char *folder;    /* see app/feed_folder.h */
    const char *addresses; /* a file of `feed issue`; NULL: by code */
    const char *language;  /* of calendars by code; those of an address have their own */
};

struct feed_export {
    size_t file_count;
    size_t changed_count;  /* of these, the ones that were not there as they are now */
    size_t left_out_count; /* whose code cannot be the name of a file, or that have too many entries */
};

/* By code: CODE.ics of each candidate, and the others as app/feed_files.h names them. By address: feeds/TOKEN.ics of each
 * address in use, withdrawn/TOKEN.ics of the others, what they are answered with; and xa/CODE.ics of the communes.
 * Besides manifest.csv (file, sha256, bytes, entries, clock: the feed clock as a moment). All calendars are of one moment,
 * made by as many threads as there are processors. The folder changes as a whole, and not at all when every file is there
 * as it would be written. ERROR_DATA: an address is none of this store; ERROR_BUSY: others have changed the store again and
 * again meanwhile, or write beside the folder. */
enum error_code feed_export(const struct app *app, const struct feed_export_request *request,
                            struct feed_export *out, struct error *err) MUST_USE;

#endif
