/* A folder of calendars that changes as a whole: the new one is made beside it, under its name and ".new", and takes its
 * place in one step, so that whoever reads the folder sees all of one export or all of another, also when the program is
 * killed at any moment. Files that stay as they are, are the same files (links), with their times.
 */
#ifndef APP_FEED_FOLDER_H
#define APP_FEED_FOLDER_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

struct feed_folder {
    const char *path;
    struct text next; /* path of the new one */
    int lock;         /* descriptor of the folder above, which keeps other exports out */
    bool is_there;    /* under `path`, from an earlier export */
};

#define FEED_FOLDER_MANIFEST "manifest.csv"
/* Its subfolders, which are always there. */
#define FEED_FOLDER_BY_ADDRESS "feeds"
#define FEED_FOLDER_PUBLIC "xa"
#define FEED_FOLDER_WITHDRAWN "withdrawn"

/* Begins the new folder. ERROR_CANNOT_CREATE: it cannot be made, or what is
 * there holds other things than an export writes, which would be lost; ERROR_BUSY: another export is writing beside
 * it. feed_folder_close takes back what was not put in place; it is also right for a zeroed struct. */
enum error_code feed_folder_open(struct feed_folder *folder, const char *path, struct error *err) MUST_USE;
void feed_folder_close(struct feed_folder *folder);

/* Whether the folder, as it is now, has the file with these bytes. This and the next two: from several threads, each with
 * another name. */
bool feed_folder_has(const struct feed_folder *folder, const char *name, const struct text *bytes) MUST_USE;
enum error_code feed_folder_write(const struct feed_folder *folder, const char *name,
                                  const struct text *bytes, struct error *err) MUST_USE;
/* Takes a file over as it is. */
enum error_code feed_folder_keep(const struct feed_folder *folder, const char *name,
                                 struct error *err) MUST_USE;

/* Puts the new folder in place, on the disk when the function returns, and deletes the old one. */
enum error_code feed_folder_replace(struct feed_folder *folder, struct error *err) MUST_USE;

#endif
