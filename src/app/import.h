/* Puts tables into an election of the store, row by row, by the keys the staff use: what is new is added,
 * what differs is changed, what is equal is left alone, so that a second run changes nothing. A row of the
 * store that the tables no longer have stays, and is reported, unless its removal is asked for. All or
 * nothing, in one transaction.
 *
 * Not in the tables and therefore never touched: opt-outs, meetings, calendar addresses, notices.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/election_find.h"
#include "app/tables_shape.h"
#include "base/report.h"

struct import_request {
    const struct election *election;
    const struct tables *tables;
    bool dry_run;          /* finds out what would change, and changes nothing */
    bool remove_missing;   /* removes rows that the tables no longer have */
    struct report *report; /* gets a warning for each row that is missing */
};

struct import_count {
    const char *file; /* params.csv, ... */
    size_t added;
    size_t changed;
    size_t same;
    size_t missing; /* of the store, not in the tables */
};

struct import_result {
    struct import_count counts[FILE_COUNT];
    size_t in_conflict; /* published meetings that break a rule now */
    bool changes;       /* anything added, changed or removed */
};

/* A campaign that ends after the law says (duty campaign_end) is ERROR_DATA, and so is the removal of a row
 * that a plan, a calendar address or a notice still needs. */
enum error_code import_tables(const struct app *app, const struct import_request *request,
                              struct import_result *out, struct error *err) MUST_USE;

#endif
