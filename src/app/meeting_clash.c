#include "app/meeting_clash.h"

#include "db/db.h"

static const struct clash {
    enum db_query query;
    const char *format; /* the two meetings, and what they cannot share */
} clashes[] = {
    {QUERY_CLASH_OF_VENUE,
     N_("nothing is stored: meetings %s and %s would be in the venue %s at the same time")},
    {QUERY_CLASH_OF_CHAIR, N_("nothing is stored: with meetings %s and %s the committee of %s would have "
                              "more to chair at a time than it can")},
    {QUERY_CLASH_OF_CANDIDATE,
     N_("nothing is stored: in meetings %s and %s the candidate %s would be needed at the same time")},
};

static enum error_code refuse(const struct app *app, const struct clash *clash, int64_t election,
                              int64_t release, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, clash->query,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release)), err));
    if (!db_rows_next(&rows))
        return db_rows_finish(&rows, err);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return error_set(err, ERROR_DATA, clash->format, db_text(&rows, 0), db_text(&rows, 1), db_text(&rows, 2));
#pragma GCC diagnostic pop
}

enum error_code meeting_clash_refuse(const struct app *app, int64_t election, int64_t release,
                                     struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(clashes); i++)
        TRY(refuse(app, &clashes[i], election, release, err));
    return OK;
}
