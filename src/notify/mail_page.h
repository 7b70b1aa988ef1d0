/* The words of a mail as a page: a paragraph for each line, https addresses as links, and nothing of the words as markup.
 * Pure.
 */
#ifndef NOTIFY_MAIL_PAGE_H
#define NOTIFY_MAIL_PAGE_H

#include "base/arena.h"
#include "base/error.h"

/* The page, in the arena. */
enum error_code mail_page(const char *text, struct arena *arena, char **out, struct error *err) MUST_USE;

#endif
