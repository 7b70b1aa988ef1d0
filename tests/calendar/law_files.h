/* Law packs of the source tree, for tests. What cannot be done fails the test. */
#ifndef TESTS_CALENDAR_LAW_FILES_H
#define TESTS_CALENDAR_LAW_FILES_H

#include "base/table.h"
#include "calendar/law_resolution.h"

/* Reads the file, named from the root of the tree, and parses it under that name's last part. */
enum error_code law_files_parse(const char *path, struct law_pack **out_pack, struct error *err);

/* As above, of a pack that must be right. */
struct law_pack *law_files_pack(const char *path);

enum error_code law_files_parse_resolution(const char *path, const struct law_pack *pack,
                                           struct law_resolution **out, struct error *err);
/* As above, of a resolution that must be right. */
struct law_resolution *law_files_resolution(const char *path, const struct law_pack *pack);

/* A table of the tree with these columns, in the arena. */
struct table law_files_table(const char *path, const struct table_columns *columns, struct arena *arena);

#endif
