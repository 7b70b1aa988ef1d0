#include "app/election_show.h"

#include "db/db.h"

enum error_code election_show(const struct app *app, int64_t election, struct election_counts *out,
                              struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct election_counts counts = {0};

    TRY(db_select(&rows, app->db, QUERY_ELECTION_COUNTS, DB_ARGS(DB_INT("election", election)), err));
    if (db_rows_next(&rows))
        counts = (struct election_counts){
            .areas = db_int(&rows, 0),
            .units = db_int(&rows, 1),
            .needed = db_int(&rows, 2),
            .candidates = db_int(&rows, 3),
            .venues = db_int(&rows, 4),
            .drafts = db_int(&rows, 5),
            .confirmed = db_int(&rows, 6),
            .cancelled = db_int(&rows, 7),
            .releases = db_int(&rows, 8),
            .feeds = db_int(&rows, 9),
        };
    TRY(db_rows_finish(&rows, err));
    *out = counts;
    return OK;
}
