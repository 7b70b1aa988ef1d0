/* What went wrong, for whom, and where in the user's file. A function that can fail returns `enum error_code`
 * (OK is 0) and takes `struct error *err` last, never NULL. The deepest message wins: a caller that has
 * something to add uses error_at or error_prefix_key and never error_set over an error already set. On
 * failure outputs are left untouched.
 *
 * `struct error` lives on the caller's stack and never allocates. It carries no names, telephone numbers or
 * values that were bound to a statement: ids only.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/cleanup.h"
#include "base/message.h"

#include <stdint.h>

enum error_code {
    OK = 0,
    ERROR_FOUND,         /* the work was done and the check found something */
    ERROR_USAGE,         /* wrong command line or request */
    ERROR_DATA,          /* the user's data is wrong */
    ERROR_NO_INPUT,      /* a file or record that was named does not exist */
    ERROR_UNAVAILABLE,   /* a service (gateway, port) cannot be reached */
    ERROR_SOFTWARE,      /* a fault of this program */
    ERROR_OS,            /* the operating system refused: memory, processes */
    ERROR_CANNOT_CREATE, /* an output file cannot be made */
    ERROR_IO,            /* reading or writing failed half-way */
    ERROR_BUSY,          /* somebody else holds it: try again later */
    ERROR_PROTOCOL,      /* the other side answered something that is not an answer */
    ERROR_DENIED,        /* not allowed */
    ERROR_CONFIG,        /* settings, store or law pack are not usable as they are */
    ERROR_CODE_COUNT
};

#define ERROR_FILE_MAX 256
#define ERROR_KEY_MAX 96

struct error {
    enum error_code code;
    int library_code; /* of the library that failed, 0 when none */
    uint32_t line;    /* 1-based; 0: unknown */
    uint32_t column;  /* 1-based, in characters; 0: unknown */
    char file[ERROR_FILE_MAX];
    char key[ERROR_KEY_MAX];
    struct message message;
};

/* Sets code and message and returns the code, so that a failing function ends with `return error_set(...)`.
 * Place and key are cleared. */
enum error_code error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Out of memory, or over the limit an arena or buffer was born with. */
enum error_code error_memory(struct error *err);

/* Adds the place in the user's file. Any of file and key may be NULL (left as it is); line 0 leaves line and
 * column. */
enum error_code error_at(struct error *err, const char *file, uint32_t line, uint32_t column,
                         const char *key);

/* Compilers and the analyzer look at one file at a time and would not know that these never return OK. */
#define ERROR_NEVER_OK(call)                                                                                 \
    ({                                                                                                       \
        enum error_code never_ok = (call);                                                                   \
        if (never_ok == OK)                                                                                  \
            __builtin_unreachable();                                                                         \
        never_ok;                                                                                            \
    })
#define error_set(...) ERROR_NEVER_OK(error_set(__VA_ARGS__))
#define error_memory(err) ERROR_NEVER_OK(error_memory(err))
#define error_at(...) ERROR_NEVER_OK(error_at(__VA_ARGS__))

/* Exit status of the command line (0, 1 and the sysexits) and HTTP status for a code; the name is for JSON
 * and logs. */
int error_exit_status(enum error_code code);
int error_http_status(enum error_code code);
const char *error_name(enum error_code code);
/* One sentence on what the code means, untranslated (a key of the catalogue), for the manual page. */
const char *error_meaning(enum error_code code);

struct text;
/* Writes `file:line:column: key: message`, leaving out what is unknown; `format` is the translation of
 * err->message.format (or that itself). */
void error_write(const struct error *err, const char *format, struct text *out);

/* Returns from the calling function when `call` fails; locals release themselves (base/cleanup.h). */
#define TRY(call)                                                                                            \
    do {                                                                                                     \
        enum error_code try_code = (call);                                                                   \
        if (try_code != OK)                                                                                  \
            return try_code;                                                                                 \
    } while (0)

#endif
