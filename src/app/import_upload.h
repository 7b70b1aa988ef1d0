/* Tables that somebody sends to the web service instead of a folder: read and tried at once, kept in the store until the same
 * person says yes, at most some hours, and then imported by the same verb as a folder (app/import.h), once.
 */
#ifndef APP_IMPORT_UPLOAD_H
#define APP_IMPORT_UPLOAD_H

#include "app/import.h"

#define IMPORT_UPLOAD_BYTES_MAX ((size_t)16 << 20) /* of all files, unpacked */
#define IMPORT_UPLOAD_SECS ((int64_t)6 * 3600)     /* until they are forgotten */

struct import_file {
    const char *name; /* of a table, such as params.csv */
    const char *bytes;
    size_t length;
};

struct import_upload {
    const struct app *app;
    const struct election *election;
    int64_t account;       /* who sends them, and alone may say yes */
    struct arena *arena;   /* for the tables */
    struct report *report; /* gets what is wrong, by file, line and column */
};

/* Takes tables, or one ZIP archive of them, tries them, and keeps them in the place of earlier ones of the person. ERROR_DATA:
 * a name is that of no table, a file stands there twice, or the report tells what is wrong; then nothing is kept. */
enum error_code import_upload_take(const struct import_upload *upload, const struct import_file *files,
                                   size_t count, int64_t *out_id, struct import_result *out,
                                   struct error *err) MUST_USE;

/* Imports what is kept under the id and forgets it. ERROR_FOUND: it has been imported, replaced or forgotten. */
enum error_code import_upload_store(const struct import_upload *upload, int64_t id, bool remove_missing,
                                    struct import_result *out, struct error *err) MUST_USE;

/* Forgets what nobody has said yes to in time: telephone numbers may stand in it. */
enum error_code import_upload_forget_old(const struct app *app, struct error *err) MUST_USE;

#endif
