/* The form for searching (unicode_fold) of many texts, one after the other: what a letter folds to is asked only once, and
 * nothing is allocated for a text.
 *
 *     struct fold *fold = fold_new(arena);
 *     if (strstr(fold_text(fold, name), wanted) != NULL) ...
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/arena.h"
#include "base/cleanup.h"

#define FOLD_TEXT_BYTES 1000 /* of a folded text; the rest is cut off */

struct fold;

/* In the arena; NULL: no memory. */
struct fold *fold_new(struct arena *arena) MUST_USE;

/* Of text in NFC; borrowed until the next call. What is no letter for unicode_fold stays as it is. */
const char *fold_text(struct fold *fold, const char *text);

#endif
