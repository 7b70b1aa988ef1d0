/* The short texts of the timetable: numbers of documents, names of offices. */
#ifndef APP_STEP_TEXT_H
#define APP_STEP_TEXT_H

#include "base/arena.h"
#include "base/error.h"

#define STEP_TEXT_MAX_BYTES 200

/* One composed line in the arena; NULL gives "". ERROR_DATA: it is longer, has control characters or is not
 * UTF-8. */
enum error_code step_text_read(const char *text, struct arena *arena, const char **out,
                               struct error *err) MUST_USE;

#endif
