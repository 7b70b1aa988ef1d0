/* Tables as files in memory: their names checked, archives of them taken apart, read as a folder of them is. */
#ifndef APP_IMPORT_FILES_H
#define APP_IMPORT_FILES_H

#include "app/import_upload.h"

/* Takes a ZIP archive among the files apart, and makes sure that each is a table and none stands there twice. The list lies in
 * the arena and borrows the bytes. ERROR_DATA: it is not so, or together they are too large. */
enum error_code import_files_unpack(const struct import_file *files, size_t count, struct arena *arena,
                                    struct import_file **out, size_t *out_count, struct error *err) MUST_USE;

/* Errors as of tables_read; the report calls the files by their names alone. */
enum error_code import_files_read(const struct import_file *files, size_t count, struct arena *arena,
                                  struct report *report, struct tables *out, struct error *err) MUST_USE;

#endif
