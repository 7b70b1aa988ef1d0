/* What an import changes of the words that calendars show: the meetings that show a renamed place or unit get the moment
 * of it as their last change, and so do calendars whose name, or whose list of meetings, is another one. No SEQUENCE
 * rises by it: the meeting is where and when it was. Only where a candidate leaves a unit, or comes back, it rises in the
 * calendar of the candidate, which shows the published meetings of the unit as called off, or as held after all.
 */
#ifndef APP_IMPORT_SHOWN_H
#define APP_IMPORT_SHOWN_H

#include "app/app.h"
#include "app/import_rows.h"

struct import_shown {
    const struct app *app;
    const struct import_rows *rows;
    int64_t moment_utc_secs; /* on the feed clock; 0: it has not been advanced yet */
};

/* After a row was put; `before` is the one in the store, NULL: there was none. */
enum error_code import_shown_put(struct import_shown *shown, enum tables_file file, const void *before,
                                 const void *after, size_t index, struct error *err) MUST_USE;

/* Before a row is removed; the ids are those of the store. */
enum error_code import_shown_remove(struct import_shown *shown, enum tables_file file, const void *before,
                                    const struct stored_ids *ids, struct error *err) MUST_USE;

/* After all rows: advances the clock once, for whatever else has changed, and marks the meetings that have left calendars of
 * candidates, or come back. */
enum error_code import_shown_end(struct import_shown *shown, struct error *err) MUST_USE;

#endif
