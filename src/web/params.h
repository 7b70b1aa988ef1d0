/* The `name=value` pairs of a request: the query of its address, or a form that a browser sent
 * (application/x-www-form-urlencoded). Decoded and checked here once, so that handlers see texts like all others of the
 * program: UTF-8 in NFC, without control characters but for the ends of lines.
 */
#ifndef WEB_PARAMS_H
#define WEB_PARAMS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stddef.h>

#define PARAMS_MAX 2000

struct param {
    const char *name; /* both in the arena; the value is "" where there is no '=' */
    const char *value;
};

struct params {
    size_t count;
    struct param *items; /* as they were sent; a name may stand there several times */
};

/* `length` bytes of pairs with '&' between them. ERROR_USAGE: a '%' without two hexadecimal digits, a text that is not
 * UTF-8 or holds control characters, or more than PARAMS_MAX pairs. */
enum error_code params_parse(const char *bytes, size_t length, struct arena *arena, struct params *out,
                             struct error *err) MUST_USE;

/* A text as it was sent, in NFC and in the arena. ERROR_USAGE: it is not UTF-8 or holds control characters. */
enum error_code params_check_text(const char *bytes, size_t length, struct arena *arena, const char **out,
                                  struct error *err) MUST_USE;

/* The first value of a name; NULL when it does not stand there. */
const char *params_find(const struct params *params, const char *name);
/* The same, but "" when it does not stand there: for fields of forms. */
const char *params_value(const struct params *params, const char *name);
/* Of that name, after `after`, which is NULL at first: for boxes that may be ticked together. NULL: no more. */
const struct param *params_next(const struct params *params, const char *name, const struct param *after);

/* Percent-encodes all but what RFC 3986, 2.3 leaves alone: for a part of an address, or a value in a query. */
void params_encode(const char *value, struct text *out);

#endif
