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
