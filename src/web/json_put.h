/* JSON into a text. */
#ifndef WEB_JSON_PUT_H
#define WEB_JSON_PUT_H

#include "base/text.h"

#include <jansson.h>

/* Puts the value, written with jansson's flags, and a line end. False when it does not fit, and for NULL,
 * which jansson's builders give without memory or for bytes that are not UTF-8. */
bool json_put(const json_t *value, size_t flags, struct text *out) MUST_USE;

#endif
