/* What the first line of a file of tables says, before the file is read against its columns. */
#ifndef APP_TABLES_HEADING_H
#define APP_TABLES_HEADING_H

#include "base/error.h"

#include <stdbool.h>

/* Whether it has the word, in either case; false when there is no such file. */
enum error_code tables_heading_has(const char *path, const char *word, bool *out, struct error *err) MUST_USE;

#endif
