/* What calendars there are of each kind, as files: for writing them all to a folder. */
#ifndef APP_FEED_FILES_H
#define APP_FEED_FILES_H

#include "app/app.h"
#include "app/feed_kind.h"

#include <stddef.h>

struct feed_file {
    const char *name; /* without folder: "UCV-01.ics", "unit-DV1.ics", "xa-X1.ics", "staff-commune-X1.ics" */
    struct feed_source source; /* in the language asked for, without alarms */
};

struct feed_files {
    struct feed_file *items;
    size_t count;
    size_t left_out; /* whose code cannot be part of the name of a file */
};

/* The calendars of one kind, in one language, in order of codes; in the arena. The kinds are listed one by one, so that a country's need
 * not be held at once. */
enum error_code feed_files_list(const struct app *app, int64_t election, const struct feed_source *asked,
                                struct arena *arena, struct feed_files *out, struct error *err) MUST_USE;

#endif
