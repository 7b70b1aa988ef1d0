/* The placeholder language of message texts and gateway profiles: ordinary text in which {name} is replaced
 * by a value. Nothing else is special, and a brace that is not part of a known placeholder is an error, found
 * when the file is loaded and not when a message is due.
 */
#ifndef NOTIFY_TEMPLATE_H
#define NOTIFY_TEMPLATE_H

#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

/* `names`, ended by NULL, are the placeholders that may be used; anything else in braces is ERROR_CONFIG, and
 * *out_column, set only then, is its place within `text`, 1-based, in characters. */
enum error_code template_check(const char *text, const char *const names[], uint32_t *out_column,
                               struct error *err) MUST_USE;

/* Whether `text` uses {name}. */
bool template_uses(const char *text, const char *name);

/* Puts `text` with values[i] for {names[i]}; each value goes through `escape`, which knows the place it will
 * stand in, or is put as it is when `escape` is NULL. `text` has passed template_check with these names. */
void template_fill(const char *text, const char *const names[], const char *const values[],
                   void (*escape)(const char *value, struct text *out), struct text *out);

#endif
