/* Forms with files, as browsers send them (multipart/form-data, RFC 7578): each part has a head of a few lines and then its
 * bytes, up to a boundary that the type of the request names. What is not whole is refused as a whole.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "web/params.h"

#define UPLOAD_BYTES_MAX ((size_t)16 << 20) /* of a request with files */
#define UPLOAD_FILES_MAX 40
#define UPLOAD_FIELDS_MAX 40

struct upload_file {
    const char *name; /* as the browser gave it; without folders */
    const char *bytes;
    size_t length;
};

struct upload {
    struct params fields;
    struct upload_file *files; /* those that were chosen */
    size_t file_count;
};

/* `type` is the Content-Type of the request. Names lie in the arena, bytes are borrowed from the body. ERROR_USAGE: it is no
 * such form, not whole, or has too many parts. */
enum error_code upload_parse(const char *type, const char *body, size_t length, struct arena *arena,
                             struct upload *out, struct error *err) MUST_USE;

#endif
