#include "app/lease.h"

#include "db/db.h"

enum error_code lease_take(const struct app *app, const char *name, const char *holder, int64_t secs,
                           bool *out_taken, struct error *err)
{
    int64_t now = clock_now_utc_secs(&app->clock);
    int64_t taken;

    TRY(db_select_int(app->db, QUERY_LEASE_TAKE,
                      DB_ARGS(DB_TEXT("name", name), DB_TEXT("holder", holder),
                              DB_INT("until_utc", now + secs), DB_INT("now_utc", now)),
                      0, &taken, err));
    *out_taken = taken == 1;
    return OK;
}

enum error_code lease_return(const struct app *app, const char *name, const char *holder, struct error *err)
{
    return db_run(app->db, QUERY_LEASE_RETURN, DB_ARGS(DB_TEXT("name", name), DB_TEXT("holder", holder)),
                  err);
}
