/* Whole files in and out. Reading has a limit; writing is all or nothing (temporary file in the same folder,
 * fsync, rename), so that a reader never sees half a file.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/* Appends the file's bytes to `out`, which must have been initialised; its maximum is the file's. A file over
 * it is ERROR_DATA, a missing one ERROR_NO_INPUT; the error names the file. "-" is standard input. */
enum error_code file_read(const char *path, struct text *out, struct error *err) MUST_USE;

/* ERROR_CANNOT_CREATE or ERROR_IO; an older file of that name survives a failure. A device or a pipe is written into and
 * not replaced. */
enum error_code file_write(const char *path, const char *bytes, size_t length, struct error *err) MUST_USE;

/* The same, and only the user may read the file. */
enum error_code file_write_secret(const char *path, const char *bytes, size_t length,
                                  struct error *err) MUST_USE;

/* The same for one of many files: without waiting for the disk, which file_sync does once for all of them. Until then
 * a reader sees whole files, but a power cut may leave empty ones. */
enum error_code file_write_many(const char *path, const char *bytes, size_t length,
                                struct error *err) MUST_USE;
/* Returns when everything written to the file system of `path` is on the disk. */
enum error_code file_sync(const char *path, struct error *err) MUST_USE;

/* A copy that only the user may read, on the disk when the function returns; an older file `to` is written over. A missing `from`
 * is ERROR_NO_INPUT; after another failure there is no `to`. */
enum error_code file_copy_secret(const char *from, const char *to, struct error *err) MUST_USE;

/* Within a file system; an older file `to` is replaced. */
enum error_code file_move(const char *from, const char *to, struct error *err) MUST_USE;

/* Makes the folder (and not its parents) unless it exists. */
enum error_code file_make_folder(const char *path, struct error *err) MUST_USE;

/* All of the bytes to an open descriptor, going on after a signal; false with errno set. */
bool file_write_all(int descriptor, const char *bytes, size_t length);

bool file_exists(const char *path);

#endif
