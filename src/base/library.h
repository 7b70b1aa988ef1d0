/* Libraries that few commands need, loaded when the first of these does: linked in, libpq and libcurl with all they need
 * would cost every command three milliseconds before its first line.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/error.h"

#include <stddef.h>

struct library_function {
    const char *name;
    void *address; /* of the pointer to set */
};

/* Loads the library `file` ("libpq.so.5") for as long as the process lives and sets the pointers to its functions.
 * ERROR_UNAVAILABLE: it is not installed, or lacks one of them. */
enum error_code library_load(const char *file, const struct library_function *functions, size_t count,
                             struct error *err) MUST_USE;

#endif
