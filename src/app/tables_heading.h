/* Where the files of a folder of tables are, and what their first lines say, before they are read against their columns. */
#ifndef APP_TABLES_HEADING_H
#define APP_TABLES_HEADING_H

#include "app/tables_shape.h"

/* Whether it has the word, in either case; false when there is no such file. */
enum error_code tables_heading_has(const char *path, const char *word, bool *out, struct error *err) MUST_USE;

/* "FOLDER/units.csv" and so on, in the arena. */
enum error_code tables_paths(const char *folder, struct arena *arena, const char *out[FILE_COUNT],
                             struct error *err) MUST_USE;

#endif
