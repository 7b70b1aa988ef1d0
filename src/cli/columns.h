/* Words in two columns for a terminal of 80: a term on the left, what it means on the right, wrapped between
 * words. Columns are counted in characters, which in composed (NFC) Vietnamese are one column each.
 */
#ifndef CLI_COLUMNS_H
#define CLI_COLUMNS_H

#include "base/text.h"

#define COLUMNS_WIDTH 80

/* Puts `words` wrapped, beginning at column `at` of the line at hand, later lines indented by `indent`, and a
 * line end. */
void columns_wrap(struct text *out, const char *words, size_t at, size_t indent);

/* Puts "  left   right", the right side beginning at column `indent`; a long left side takes a line of its
 * own. */
void columns_put(struct text *out, const char *left, const char *right, size_t indent);

/* Characters of a UTF-8 text. */
size_t columns_count(const char *text);

#endif
