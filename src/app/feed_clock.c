#include "app/feed_clock.h"

#include "db/db.h"

enum error_code feed_clock_advance(const struct app *app, int64_t election, int64_t *out_utc_secs,
                                   struct error *err)
{
    return db_select_int(
        app->db, QUERY_FEED_CLOCK_ADVANCE,
        DB_ARGS(DB_INT("election", election), DB_INT("now_utc", clock_now_utc_secs(&app->clock))), 0,
        out_utc_secs, err);
}

/* The first minute after the last day. */
static int64_t moment_of(const struct feed_sunset *sunset)
{
    struct civil_date gone = civil_date_add_days(sunset->polling_day, FEED_TOMBSTONE_DAYS + 1);

    return civil_time_to_utc_secs((struct civil_time){gone, 0});
}

static enum error_code pass_once(const struct app *app, const struct feed_sunset *sunset,
                                 int64_t *clock_utc_secs, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    const struct db_arg election = DB_INT("election", sunset->election);
    const struct db_arg day = DB_INT("polling_day", sunset->polling_day.day);
    int64_t now_utc_secs;
    int64_t passed;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_select_int(app->db, QUERY_FEED_SUNSET_PASSED, DB_ARGS(election, day), 0, &passed, err));
    if (passed > 0) /* another process was first */
        return OK;
    TRY(feed_clock_advance(app, sunset->election, &now_utc_secs, err));
    TRY(db_run(app->db, QUERY_FEED_SUNSET_PUT, DB_ARGS(election, day, DB_INT("passed_utc", now_utc_secs)),
               err));
    TRY(db_transaction_commit(&change, err));
    *clock_utc_secs = now_utc_secs;
    return OK;
}

enum error_code feed_clock_pass_sunset(const struct app *app, const struct feed_sunset *sunset,
                                       int64_t *clock_utc_secs, struct error *err)
{
    if (!sunset->pending || clock_now_utc_secs(&app->clock) < moment_of(sunset))
        return OK;
    return DB_REPEAT(app->db, pass_once(app, sunset, clock_utc_secs, err));
}
