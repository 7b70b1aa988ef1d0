/* The files of a ZIP archive that a stranger sent, with limits on whatever could be made large. The only user of libzip.
 * Folders are passed over, and so is what a Mac adds; of a file in a folder the name alone counts. Nothing is written to the
 * disk, so that no name can lead anywhere.
 */
#ifndef BASE_ZIP_READ_H
#define BASE_ZIP_READ_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define ZIP_RATIO_MAX                                                                                        \
    200 /* bytes that one byte of the archive may become: text comes to 20, a bomb to a thousand */

struct zip_limits {
    size_t files_max;
    size_t bytes_max; /* of all of them, unpacked */
};

struct zip_file {
    const char *name; /* without folders */
    const char *bytes;
    size_t length;
};

struct zip_files {
    struct zip_file *items;
    size_t count;
};

/* Whether the bytes begin as an archive does. */
bool zip_is_archive(const char *bytes, size_t length) MUST_USE;

/* ERROR_DATA: damaged, encrypted, or over a limit; nothing beyond the limits is unpacked. The files lie in the arena. */
enum error_code zip_read(const char *bytes, size_t length, const struct zip_limits *limits,
                         struct arena *arena, struct zip_files *out, struct error *err) MUST_USE;

#endif
